import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { FilterBar, FilterSelect } from "#dashboard/parts/filter-bar.tsx";
import { FilterFold } from "#dashboard/parts/filter-fold.tsx";
import { QueryField } from "#dashboard/parts/query-field.tsx";
import { PeriodFields } from "#dashboard/parts/period-fields.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { isNarrowed, paymentStates, readFilters, type DocumentBook, type DocumentFilters } from "./document-filters.ts";
import { paymentTexts } from "./document-state.ts";

interface Props {
  readonly book: DocumentBook;
  readonly filters: DocumentFilters;
}

/** Narrows the list of documents. */
export function DocumentFilterBar({ book, filters }: Props) {
  const { t, country } = useWords();
  const { administrationId: administration } = useApi();
  const navigate = useNavigate();
  const { to } = book;
  const isSale = book.side === "sale";
  const change = (changes: { readonly [Name in keyof DocumentFilters]?: string | undefined }): void => {
    const search = readFilters({ ...filters, ...changes });
    void navigate({ to, params: { administration }, search, replace: true, resetScroll: false });
  };

  return (
    <FilterBar
      isNarrowed={isNarrowed(filters)}
      clear={() => void navigate({ to, params: { administration }, search: {} })}
    >
      <QueryField
        label={t(isSale ? "documents.search" : "purchase.search")}
        value={filters.q ?? ""}
        onChange={(q) => change({ q })}
      />
      <FilterFold isUsed={[filters.kind, filters.payment, filters.from, filters.to].some((one) => one !== undefined)}>
        <FilterSelect
          label={t("documents.kind")}
          value={filters.kind}
          all={t("documents.kindAll")}
          options={book.kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`, { context: country }) }))}
          onChange={(kind) => change({ kind })}
        />
        {isSale && (
          <FilterSelect
            label={t("orders.payment")}
            value={filters.payment}
            all={t("documents.paymentAll")}
            options={paymentStates.map((state) => ({ value: state, label: t(paymentTexts[state]) }))}
            onChange={(payment) => change({ payment })}
          />
        )}
        <PeriodFields period={filters} change={change} />
      </FilterFold>
      {filters.buyer !== undefined && (
        <Button variant="light" onClick={() => change({ buyer: "" })}>
          {t(isSale ? "documents.oneCustomer" : "purchase.oneSupplier")} ×
        </Button>
      )}
    </FilterBar>
  );
}
