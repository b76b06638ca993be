import { Button, CloseButton, NativeSelect, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import classes from "#dashboard/parts/filters.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import { isNarrowed, paymentStates, readFilters, saleKinds, type DocumentFilters } from "./document-filters.ts";
import { paymentTexts } from "./document-state.ts";

/** Typing asks once it pauses. */
const pause = 250;

/** Narrows the list. Everything it does is a change of the address. */
export function DocumentFilterBar({ filters }: { readonly filters: DocumentFilters }) {
  const { t, country } = useWords();
  const { administrationId: administration } = useApi();
  const navigate = useNavigate();
  const to = "/a/$administration/documents";
  const [typed, setTyped] = useState(filters.q ?? "");
  const [address, setAddress] = useState(filters.q);
  // The address may change without this field: back, a link, clear.
  if (address !== filters.q) {
    setAddress(filters.q);
    if (typed.trim() !== (filters.q ?? "")) setTyped(filters.q ?? "");
  }
  const change = (changes: { readonly [Name in keyof DocumentFilters]?: string | undefined }): void => {
    const search = readFilters({ ...filters, ...changes });
    void navigate({ to, params: { administration }, search, replace: true, resetScroll: false });
  };
  useEffect(() => {
    if (typed.trim() === (filters.q ?? "")) return;
    const timer = window.setTimeout(() => change({ q: typed }), pause);
    return () => window.clearTimeout(timer);
  });

  return (
    <search className={classes.filters}>
      <TextInput
        className={classes.query}
        label={t("documents.search")}
        type="search"
        data-filter
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        rightSection={
          typed === "" ? null : <CloseButton aria-label={t("orders.clear")} onClick={() => change({ q: "" })} />
        }
      />
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
      <TextInput
        label={t("orders.from")}
        type="date"
        value={filters.from ?? ""}
        max={filters.to}
        onChange={({ currentTarget }) => change({ from: currentTarget.value })}
      />
      <TextInput
        label={t("orders.to")}
        type="date"
        value={filters.to ?? ""}
        min={filters.from}
        onChange={({ currentTarget }) => change({ to: currentTarget.value })}
      />
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
