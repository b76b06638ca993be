import "@mantine/core/styles/Radio.css";
import { Radio, TextInput } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { decimalMarkOf, readMoney } from "#dashboard/parts/number-input.ts";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { ActDialog } from "./act-dialog.tsx";
import { creditPreviewQuery, leftQuery, type CreditWish, type DocumentPage } from "./document-query.ts";
import { isAboveZero, useDocumentName } from "./document-words.ts";
import { chosenParts, type Typed } from "./line-parts.ts";
import { PartsTable } from "./parts-table.tsx";
import classes from "./document.module.css";

type What = "whole" | "lines" | "amount";

interface Props {
  readonly document: DocumentPage;
  readonly close: () => void;
}

/** Credits what is left of an invoice, lines of it, or an amount. */
export function CreditDialog({ document, close }: Props) {
  const { t, format, language } = useWords();
  const mark = decimalMarkOf(language);
  const api = useApi();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const name = useDocumentName()(document);
  const [what, setWhat] = useState<What>("whole");
  const [changed, setChanged] = useState<Typed>({});
  const [amountText, setAmountText] = useState("");
  const [reason, setReason] = useState("");
  const query = useQuery(leftQuery(api, document.id, "creditNote"));
  const left = query.data?.lines ?? [];
  // Nothing comes back until somebody says so.
  const typed: Typed = { ...Object.fromEntries(left.map(({ position }) => [position, "0"])), ...changed };
  const parts = chosenParts(left, typed, mark);
  const amount = readMoney(amountText, mark);
  const openAmount = query.data?.amount ?? "0";
  const money = (value: string): string => format.amount(value, document.currency);
  const wishOf = (): CreditWish => {
    if (what === "whole") return { what };
    if (what === "amount") return { what, amount: amount ?? "0" };
    const all = left.filter((line) => /[1-9]/.test(line.left));
    const lines = parts.lines ?? all.map(({ position, left: quantity }) => ({ position, quantity }));
    return { what, lines: [...lines] };
  };
  const isReady =
    what === "whole" ||
    (what === "amount" ? amount !== null && isAboveZero(amount) : !parts.isNothing && parts.unread.length === 0);
  const wish = wishOf();
  const act = useAct(
    () =>
      answered(
        api.client.POST("/api/documents/{documentId}/credit", {
          params: { path: { documentId: document.id } },
          body: { version: document.version, wish, reason },
        }),
      ),
    (made) => {
      announce(t("credit.made", { number: made.number ?? "" }));
      close();
      void navigate({
        to: "/a/$administration/documents/$document",
        params: { administration: api.administrationId, document: made.id },
      });
    },
  );
  const preview = useQuery({
    ...creditPreviewQuery(api, document, wish),
    enabled: query.data !== undefined && isReady,
    placeholderData: keepPreviousData,
  });
  const isOver = query.data !== undefined && !isAboveZero(openAmount);
  return (
    <ActDialog
      title={t("credit.title", { document: name })}
      close={close}
      button={t("document.creditButton")}
      isBusy={act.isBusy}
      isDisabled={query.data === undefined || isOver || !isReady}
      error={act.error}
      run={() => act.run(undefined)}
      isWide
      isDirty={reason !== ""}
    >
      <Loaded query={query} rows={4}>
        {() =>
          isOver ? (
            <p>{t("credit.nothingLeft")}</p>
          ) : (
            <>
              <p>{t("credit.left", { amount: money(openAmount) })}</p>
              <Radio.Group label={t("credit.what")} value={what} onChange={(value) => setWhat(value as What)}>
                <div className={classes.choices}>
                  <Radio value="whole" label={t("credit.whole")} data-autofocus />
                  <Radio value="lines" label={t("credit.lines")} />
                  <Radio value="amount" label={t("credit.amount")} />
                </div>
              </Radio.Group>
              {what === "lines" && (
                <PartsTable
                  document={document}
                  left={left}
                  typed={typed}
                  unread={parts.unread}
                  setTyped={setChanged}
                  quantity={t("credit.quantity")}
                />
              )}
              {what === "amount" && (
                <TextInput
                  label={t("credit.amountLabel", { currency: document.currency })}
                  inputMode="decimal"
                  required
                  value={amountText}
                  error={amountText !== "" && amount === null ? t("number.unread") : undefined}
                  description={amount === null ? undefined : money(amount)}
                  onChange={({ currentTarget }) => setAmountText(currentTarget.value)}
                />
              )}
              {isReady && preview.data !== undefined && preview.error === null && (
                <p aria-live="polite">
                  <strong>{t("credit.comesTo", { amount: money(preview.data.amount) })}</strong>
                </p>
              )}
              {isReady && act.error === null && <Why error={preview.error} />}
              <TextInput
                label={t("credit.reason")}
                description={t("credit.reasonHint")}
                maxLength={500}
                lang={document.language}
                value={reason}
                onChange={({ currentTarget }) => setReason(currentTarget.value)}
              />
              <p className="quiet">{t("credit.finalNote")}</p>
            </>
          )
        }
      </Loaded>
    </ActDialog>
  );
}
