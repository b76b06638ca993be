import { Button, NativeSelect } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import classes from "#dashboard/parts/filters.module.css";
import { FilterFold } from "#dashboard/parts/filter-fold.tsx";
import { QueryField } from "#dashboard/parts/query-field.tsx";
import { PeriodFields } from "#dashboard/parts/period-fields.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { isNarrowed, paymentStates, readFilters, saleKinds, type DocumentFilters } from "./document-filters.ts";
import { paymentTexts } from "./document-state.ts";

/** Narrows the list. Everything it does is a change of the address. */
export function DocumentFilterBar({ filters }: { readonly filters: DocumentFilters }) {
  const { t, country } = useWords();
  const { administrationId: administration } = useApi();
  const navigate = useNavigate();
  const to = "/a/$administration/documents";
  const change = (changes: { readonly [Name in keyof DocumentFilters]?: string | undefined }): void => {
    const search = readFilters({ ...filters, ...changes });
    void navigate({ to, params: { administration }, search, replace: true, resetScroll: false });
  };

  return (
    <search className={classes.filters}>
      <QueryField label={t("documents.search")} value={filters.q ?? ""} onChange={(q) => change({ q })} />
      <FilterFold isUsed={[filters.kind, filters.payment, filters.from, filters.to].some((one) => one !== undefined)}>
        <NativeSelect
          label={t("documents.kind")}
          value={filters.kind ?? ""}
          onChange={({ currentTarget }) => change({ kind: currentTarget.value })}
          data={[
            { value: "", label: t("documents.kindAll") },
            ...saleKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`, { context: country }) })),
          ]}
        />
        <NativeSelect
          label={t("orders.payment")}
          value={filters.payment ?? ""}
          onChange={({ currentTarget }) => change({ payment: currentTarget.value })}
          data={[
            { value: "", label: t("documents.paymentAll") },
            ...paymentStates.map((state) => ({ value: state, label: t(paymentTexts[state]) })),
          ]}
        />
        <PeriodFields period={filters} change={change} />
      </FilterFold>
      {filters.buyer !== undefined && (
        <Button variant="light" onClick={() => change({ buyer: "" })}>
          {t("documents.oneCustomer")} ×
        </Button>
      )}
      {isNarrowed(filters) && (
        <Button variant="subtle" onClick={() => void navigate({ to, params: { administration }, search: {} })}>
          {t("orders.clear")}
        </Button>
      )}
    </search>
  );
}
