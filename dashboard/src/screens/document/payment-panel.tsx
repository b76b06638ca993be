import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { printPaymentReference } from "#domain/references.ts";
import { useApi } from "#dashboard/api/api.ts";
import { CopyButton } from "#dashboard/parts/copy-button.tsx";
import { Failed } from "#dashboard/parts/loaded.tsx";
import { useMethodName } from "#dashboard/parts/method-name.ts";
import panel from "#dashboard/parts/panel.module.css";
import type { DocumentFilters } from "#dashboard/screens/documents/document-filters.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { documentPaymentsQuery, payLinkQuery, type DocumentPage, type Payment } from "./document-query.ts";
import { isNotZero } from "./document-words.ts";
import { PayDialog } from "./pay-dialog.tsx";
import { TakeBackDialog } from "./take-back-dialog.tsx";
import classes from "./panels.module.css";

interface Props {
  readonly document: DocumentPage;
  /** One came here to book what was paid back. */
  readonly isRepaying: boolean;
  readonly filters: DocumentFilters;
}

/** What was paid, credited and is open, with the reference as the bank prints it. */
export function PaymentPanel({ document, isRepaying, filters }: Props) {
  const { t, format } = useWords();
  const api = useApi();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<"in" | "out" | null>(null);
  const paying = isRepaying && document.actions.includes("repay") ? "out" : chosen;
  const close = (): void => {
    setChosen(null);
    if (!isRepaying) return;
    // Its address no longer opens it.
    const to = "/a/$administration/documents/$document";
    const params = { administration: api.administrationId, document: document.id };
    void navigate({ to, params, search: filters, replace: true, resetScroll: false });
  };
  const { id, currency, totals, paymentReference } = document;
  const payments = useQuery(documentPaymentsQuery(api, id));
  const isOwed = document.openAmount.startsWith("-");
  const isOpen = isNotZero(document.openAmount) && !isOwed;
  const link = useQuery({ ...payLinkQuery(api, id), enabled: isOpen });
  const amount = (value: string): string => format.amount(value, currency);
  const url = link.data?.url ?? null;
  return (
    <section className={panel.panel}>
      <h2>{t("orders.payment")}</h2>
      <dl className={classes.sums}>
        <div>
          <dt>{t("pay.worth")}</dt>
          <dd>{amount(totals.taxInclusiveAmount)}</dd>
        </div>
        {isNotZero(document.paidAmount) && (
          <div>
            <dt>{t("pay.paid")}</dt>
            <dd>{amount(document.paidAmount)}</dd>
          </div>
        )}
        {isNotZero(document.creditedAmount) && (
          <div>
            <dt>{t("pay.credited")}</dt>
            <dd>{amount(document.creditedAmount)}</dd>
          </div>
        )}
        <div data-strong>
          <dt>{t(isOwed ? "pay.owed" : "pay.open")}</dt>
          <dd>{amount(isOwed ? document.openAmount.slice(1) : document.openAmount)}</dd>
        </div>
      </dl>
      {paymentReference !== "" && (
        <p className={classes.reference}>
          <span className="quiet">{t("pay.reference", { context: document.seller.address.countryCode })}</span>
          <strong className="number">{printPaymentReference(paymentReference)}</strong>
          <CopyButton value={printPaymentReference(paymentReference)} what={t("pay.referenceShort")} isSmall />
        </p>
      )}
      {url !== null && (
        <p className={classes.reference}>
          <span className="quiet">{t("pay.link")}</span>
          <a href={url} target="_blank" rel="noreferrer" className={classes.address}>
            {url.replace(/^https?:\/\//, "")}
          </a>
          <CopyButton value={url} what={t("pay.link")} isSmall />
        </p>
      )}
      {payments.data === undefined && payments.error !== null && (
        <div className={classes.payments}>
          <Failed error={payments.error} retry={payments.refetch} />
        </div>
      )}
      {(payments.data?.items.length ?? 0) > 0 && (
        <ul className={classes.payments}>
          {payments.data?.items.map((payment) => (
            <PaymentItem key={payment.id} payment={payment} document={document} />
          ))}
        </ul>
      )}
      {document.actions.includes("pay") && (
        <Button variant="default" onClick={() => setChosen("in")}>
          {t("pay.addButton")}
        </Button>
      )}
      {document.actions.includes("repay") && (
        <Button variant="default" onClick={() => setChosen("out")}>
          {t("pay.repayButton")}
        </Button>
      )}
      {paying !== null && <PayDialog document={document} direction={paying} close={close} />}
    </section>
  );
}

interface ItemProps {
  readonly payment: Payment;
  readonly document: DocumentPage;
}

function PaymentItem({ payment, document }: ItemProps) {
  const { t, format } = useWords();
  const methodName = useMethodName();
  const [isTakingBack, setTakingBack] = useState(false);
  const here = payment.allocations.find(({ documentId }) => documentId === document.id);
  const signed = payment.direction === "out" ? `-${payment.amount}` : payment.amount;
  const mayTakeBack = payment.source === "hand" && !isNotZero(payment.reversed) && document.actions.includes("note");
  return (
    <li>
      <span>
        {t(payment.direction === "out" ? "pay.wentOut" : "pay.cameIn", {
          day: format.day(format.dayOf(payment.paidAt)),
          method: methodName(payment.method),
        })}
        {payment.movedFrom !== null && (
          <span className="quiet"> · {t("period.moved", { day: format.day(format.dayOf(payment.movedFrom)) })}</span>
        )}
        {payment.enteredBy !== "" && <span className="quiet"> · {payment.enteredBy}</span>}
        {payment.reason !== "" && <span className="quiet"> · {payment.reason}</span>}
        {here !== undefined && here.amount !== payment.amount && !here.amount.startsWith("-") && (
          <span className="quiet"> · {t("pay.ofWhich", { amount: format.amount(here.amount, payment.currency) })}</span>
        )}
      </span>
      <span className="number">{format.amount(signed, payment.currency)}</span>
      {mayTakeBack && (
        <Button variant="subtle" size="xs" onClick={() => setTakingBack(true)}>
          {t("pay.takeBack")}
        </Button>
      )}
      {isTakingBack && <TakeBackDialog payment={payment} close={() => setTakingBack(false)} />}
    </li>
  );
}
