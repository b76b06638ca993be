import { Input } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { useMethodName } from "#dashboard/parts/method-name.ts";
import { useAct } from "#dashboard/parts/use-act.ts";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import type { DocumentRow } from "#dashboard/screens/documents/document-state.ts";
import { useKindName } from "#dashboard/screens/documents/document-table.tsx";
import { Suggest } from "#dashboard/screens/editor/suggest.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Payment } from "./payments-query.ts";
import classes from "./payments.module.css";

interface Props {
  readonly payment: Payment;
  readonly close: () => void;
}

/** Gives what is left of a payment to an open document, as far as that is open. */
export function AssignDialog({ payment, close }: Props) {
  const { t, format } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const kindName = useKindName();
  const methodName = useMethodName();
  const [typed, setTyped] = useState<string | null>(null);
  const [chosen, setChosen] = useState<DocumentRow | null>(null);
  const [q] = useDebouncedValue((typed ?? "").trim(), 150);
  const { data } = useQuery({
    queryKey: api.key("documents", "open", q),
    queryFn: ({ signal }) =>
      answered(
        api.client.GET("/api/documents", {
          params: {
            query: {
              kind: ["invoice", "paymentRequest"],
              status: "issued",
              payment: ["open", "partlyPaid", "overdue"],
              q,
              limit: 50,
            },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const open = (data?.items ?? []).filter(({ currency }) => currency === payment.currency);
  const money = (amount: string): string => format.amount(amount, payment.currency);
  const nameOf = (row: DocumentRow): string => `${kindName(row.kind)} ${row.number ?? ""}`;
  const act = useAct(
    () =>
      answered(
        api.client.POST("/api/payments/{paymentId}/allocate", {
          params: { path: { paymentId: payment.id } },
          body: { documentId: chosen?.id ?? "" },
        }),
      ),
    ({ payment: after }) => {
      const given = after.allocations.find(({ documentId }) => documentId === chosen?.id);
      announce(t("payments.assigned", { amount: money(given?.amount ?? "0"), number: given?.number ?? "" }));
      close();
    },
  );
  return (
    <ActDialog
      title={t("payments.assignWhat", { amount: money(payment.remainder) })}
      close={close}
      button={t("payments.assignButton")}
      isBusy={act.isBusy}
      isDisabled={chosen === null}
      error={act.error}
      run={() => act.run(undefined)}
    >
      <p>
        {t("payments.ofPayment", {
          amount: money(payment.amount),
          method: methodName(payment.method),
          day: format.day(format.dayOf(payment.paidAt)),
        })}
      </p>
      <Input.Wrapper label={t("payments.toDocument")} description={t("payments.toHint")}>
        <Suggest
          className={classes.field}
          aria-label={t("payments.toDocument")}
          data-autofocus
          value={typed ?? (chosen === null ? "" : nameOf(chosen))}
          options={typed === null ? [] : open.slice(0, 8)}
          keyOf={({ id }) => id}
          nothing={q !== "" && data !== undefined && open.length === 0 ? t("payments.noOpen") : undefined}
          show={(row) => (
            <>
              <span>
                {nameOf(row)} <span className="quiet">{row.buyerName}</span>
              </span>
              <span className="number">{money(row.openAmount)}</span>
            </>
          )}
          onType={(text) => {
            setTyped(text);
            setChosen(null);
          }}
          onChoose={(row) => {
            setTyped(null);
            setChosen(row);
          }}
        />
      </Input.Wrapper>
      {chosen !== null && (
        <p>{t("payments.openThere", { customer: chosen.buyerName, amount: money(chosen.openAmount) })}</p>
      )}
      <p className="quiet">{t("payments.asFar")}</p>
    </ActDialog>
  );
}
