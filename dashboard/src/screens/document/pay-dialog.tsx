import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import "#dashboard/parts/ticks.css";
import { useState } from "react";
import { handMethods, type HandMethod } from "#domain/payment-methods.ts";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { closedPeriodQuery, daysFrom } from "#dashboard/parts/closed-period.ts";
import { newId } from "#dashboard/parts/new-id.ts";
import { decimalMarkOf, isMoreThan, readMoney, shownNumber } from "#dashboard/parts/number-input.ts";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useToday } from "#dashboard/parts/use-today.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { ActDialog } from "./act-dialog.tsx";
import type { DocumentPage } from "./document-query.ts";
import { isAboveZero, useDocumentName } from "./document-words.ts";

interface Props {
  readonly document: DocumentPage;
  /** `out`: money given back that the customer is owed. */
  readonly direction: "in" | "out";
  readonly close: () => void;
}

/** Money somebody saw come or go: on the bank statement, in cash. */
export function PayDialog({ document, direction, close }: Props) {
  const { t, format, language } = useWords();
  const mark = decimalMarkOf(language);
  const api = useApi();
  const announce = useAnnounce();
  const name = useDocumentName()(document);
  const today = useToday();
  const { data: period } = useQuery(closedPeriodQuery(api));
  const closedUntil = period?.closedUntil ?? null;
  const isOut = direction === "out";
  const most = isOut ? document.openAmount.replace(/^-/, "") : document.openAmount;
  const [amountText, setAmountText] = useState(shownNumber(most, mark, 2));
  const [date, setDate] = useState(today);
  const [method, setMethod] = useState<HandMethod>("bankTransfer");
  const [isMeant, setMeant] = useState(false);
  // The same key however often it is sent: booked once.
  const [key] = useState(newId);
  const amount = readMoney(amountText, mark);
  const isTooMuch = amount !== null && isMoreThan(amount, most);
  const act = useAct(
    () => {
      const params = { path: { documentId: document.id } };
      const body = { amount: amount ?? "0", date, method, key };
      return isOut
        ? answered(api.client.POST("/api/documents/{documentId}/repayments", { params, body }))
        : answered(
            api.client.POST("/api/documents/{documentId}/payments", {
              params,
              body: { ...body, overpayment: isMeant },
            }),
          );
    },
    ({ payment }) => {
      announce(t("pay.booked", { amount: format.amount(payment.amount, payment.currency) }));
      close();
    },
  );
  return (
    <ActDialog
      title={t(isOut ? "pay.repayTitle" : "pay.title", { document: name })}
      close={close}
      button={t(isOut ? "pay.repayButton" : "pay.addButton")}
      isBusy={act.isBusy}
      isDisabled={amount === null || !isAboveZero(amount) || date === "" || (isTooMuch && (isOut || !isMeant))}
      error={act.error}
      run={() => act.run(undefined)}
    >
      <p>{t(isOut ? "pay.owedNow" : "pay.openNow", { amount: format.amount(most, document.currency) })}</p>
      {isOut && <p className="quiet">{t("pay.repayNote")}</p>}
      <TextInput
        label={t("pay.amount", { currency: document.currency })}
        inputMode="decimal"
        required
        data-autofocus
        value={amountText}
        error={amountText !== "" && amount === null ? t("number.unread") : undefined}
        description={amount === null ? undefined : format.amount(amount, document.currency)}
        onChange={({ currentTarget }) => setAmountText(currentTarget.value)}
      />
      {isTooMuch && !isOut && (
        <Checkbox
          label={t("pay.tooMuch")}
          checked={isMeant}
          onChange={({ currentTarget }) => setMeant(currentTarget.checked)}
        />
      )}
      <TextInput
        label={t("orders.placed")}
        type="date"
        required
        max={today}
        value={date}
        description={
          closedUntil === null || date === "" || date > closedUntil
            ? undefined
            : t("period.payHint", { day: format.day(daysFrom(closedUntil, 1)) })
        }
        onChange={({ currentTarget }) => setDate(currentTarget.value)}
      />
      <NativeSelect
        label={t("pay.method")}
        value={method}
        onChange={({ currentTarget }) => setMethod(currentTarget.value as HandMethod)}
        data={handMethods.map((one) => ({ value: one, label: t(`pay.method.${one}`) }))}
      />
    </ActDialog>
  );
}
