import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import filterClasses from "#dashboard/parts/filters.module.css";
import { useMethodName } from "#dashboard/parts/method-name.ts";
import { PeriodFields } from "#dashboard/parts/period-fields.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { readFilters, type PaymentFilters } from "./payment-filters.ts";
import { methodsQuery } from "./payments-query.ts";

export function PaymentFilterBar({ filters }: { readonly filters: PaymentFilters }) {
  const { t } = useWords();
  const api = useApi();
  const navigate = useNavigate();
  const nameOf = useMethodName();
  const { data: inUse = [] } = useQuery(methodsQuery(api));
  const change = (changes: Partial<Record<keyof PaymentFilters, string | readonly string[]>>): void =>
    void navigate({
      to: "/a/$administration/payments",
      params: { administration: api.administrationId },
      search: readFilters({ ...filters, ...changes }),
      replace: true,
      resetScroll: false,
    });
  // Shops and providers have codes of their own for what people know by one name.
  const names = [...new Set([...inUse, ...(filters.method ?? [])].map(nameOf))].toSorted((a, b) => a.localeCompare(b));
  const [chosen] = filters.method ?? [];
  return (
    <search className={filterClasses.filters}>
      {filters.show !== "cashBook" && names.length > 0 && (
        <NativeSelect
          label={t("payments.method")}
          value={chosen === undefined ? "" : nameOf(chosen)}
          onChange={({ currentTarget: { value } }) =>
            change({ method: value === "" ? [] : inUse.filter((code) => nameOf(code) === value) })
          }
          data={[{ value: "", label: t("payments.anyMethod") }, ...names]}
        />
      )}
      <PeriodFields period={filters} change={change} />
    </search>
  );
}
