import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { FilterBar, FilterSelect } from "#dashboard/parts/filter-bar.tsx";
import classes from "#dashboard/parts/filters.module.css";
import { FilterFold } from "#dashboard/parts/filter-fold.tsx";
import { QueryField } from "#dashboard/parts/query-field.tsx";
import { overviewQuery } from "#dashboard/screens/home/overview.ts";
import { PeriodFields } from "#dashboard/parts/period-fields.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { isNarrowed, readFilters, type OrderFilters } from "./order-filters.ts";

/** Narrows the list of orders. */
export function OrderFilterBar({ filters }: { readonly filters: OrderFilters }) {
  const { t } = useWords();
  const api = useApi();
  const navigate = useNavigate();
  const { data } = useQuery(overviewQuery(api));
  const change = (changes: { readonly [Name in keyof OrderFilters]?: string | undefined }): void => {
    const params = { administration: api.administrationId };
    const search = readFilters({ ...filters, ...changes });
    void navigate({ to: "/a/$administration/orders", params, search, replace: true, resetScroll: false });
  };

  const couplings = data?.couplings ?? [];
  const shops = new Map(couplings.map(({ connectionId, connectionName }) => [connectionId, connectionName]));
  const only =
    data?.causes.find(({ key }) => key === filters.cause)?.title ??
    couplings.find(({ id }) => id === filters.coupling)?.name ??
    (filters.statement === undefined ? undefined : t("completeness.only"));
  return (
    <FilterBar
      isNarrowed={isNarrowed(filters)}
      clear={() =>
        void navigate({
          to: "/a/$administration/orders",
          params: { administration: api.administrationId },
          search: {},
        })
      }
    >
      {only !== undefined && <p className={classes.only}>{t("orders.only", { what: only })}</p>}
      <QueryField label={t("orders.search")} value={filters.q ?? ""} onChange={(q) => change({ q })} />
      <FilterFold isUsed={[filters.connection, filters.from, filters.to].some((one) => one !== undefined)}>
        {shops.size > 1 && (
          <FilterSelect
            label={t("orders.shop")}
            value={filters.connection}
            all={t("orders.shopAll")}
            options={[...shops].map(([value, label]) => ({ value, label }))}
            onChange={(connection) => change({ connection })}
          />
        )}
        <PeriodFields period={filters} change={change} />
      </FilterFold>
    </FilterBar>
  );
}
