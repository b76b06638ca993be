import { Input } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { documentQuery } from "#dashboard/screens/document/document-query.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { Suggest } from "./suggest.tsx";
import classes from "./editor.module.css";

interface Props {
  readonly id: string | null;
  readonly buyerId: string | null;
  readonly fault: string | undefined;
  readonly onChoose: (id: string | null) => void;
}

/** Of a credit note: the invoice it takes back. */
export function InvoiceField({ id, buyerId, fault, onChoose }: Props) {
  const { t, format } = useWords();
  const api = useApi();
  const [typed, setTyped] = useState<string | null>(null);
  const [q] = useDebouncedValue((typed ?? "").trim(), 150);
  const chosen = useQuery({ ...documentQuery(api, id ?? ""), enabled: id !== null });
  const query = { kind: "invoice", status: "issued", q, limit: 8, ...(buyerId !== null && { buyerId }) } as const;
  const found = useQuery({
    queryKey: api.key("documents", "search", query),
    queryFn: ({ signal }) => answered(api.client.GET("/api/documents", { params: { query }, signal })),
    enabled: typed !== null,
    placeholderData: keepPreviousData,
  });
  return (
    <Input.Wrapper label={t("editor.invoice")} error={fault}>
      <Suggest
        className={classes.field}
        aria-label={t("editor.invoice")}
        aria-invalid={fault === undefined ? undefined : true}
        data-cell="precedingDocumentId"
        value={typed ?? (id === null ? "" : (chosen.data?.number ?? ""))}
        options={typed === null ? [] : (found.data?.items ?? [])}
        keyOf={(row) => row.id}
        show={({ number, buyerName, issueDate, taxInclusiveAmount, currency }) => (
          <>
            <span>
              {number}{" "}
              <span className="quiet">
                {[buyerName, issueDate && format.day(issueDate)].filter(Boolean).join(" · ")}
              </span>
            </span>
            <span className="number">{format.amount(taxInclusiveAmount, currency)}</span>
          </>
        )}
        onType={(text) => {
          setTyped(text);
          if (text.trim() === "") onChoose(null);
        }}
        onBlur={() => setTyped(null)}
        onChoose={(row) => {
          setTyped(null);
          onChoose(row.id);
        }}
      />
    </Input.Wrapper>
  );
}
