import { PageTitle } from "#dashboard/parts/page-title.tsx";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { mailOf, paymentLooks, paymentTexts, statusOf } from "#dashboard/screens/documents/document-state.ts";
import { isPurchaseKind } from "#dashboard/screens/documents/document-filters.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { Chain } from "./chain.tsx";
import type { DocumentPage } from "./document-query.ts";
import { useDocumentName } from "./document-words.ts";
import classes from "./document.module.css";

/** The way of every document but a purchase order; a credited one ends one step further. */
const path = ["draft", "issued"] as const;
const orderPath = ["draft", "placed", "confirmed", "received", "closed"] as const;

/** Which document, for whom, and its three states apart: where it is in its life, whether it is paid, whether it was mailed. */
export function DocumentHead({ document }: { readonly document: DocumentPage }) {
  const { t, format } = useWords();
  const name = useDocumentName()(document);
  const { status, paymentState, toRepay, currency, buyer, issueDate } = document;
  const mail = mailOf(document.mailState);
  const usual = document.kind === "purchaseOrder" ? orderPath : path;
  const steps = status === "cancelled" ? [...path, "cancelled" as const] : usual;
  return (
    <header className={classes.head}>
      <PageTitle title={name}>{name}</PageTitle>
      <span className="quiet">
        {[
          buyer.name || t(isPurchaseKind(document.kind) ? "purchase.noSupplier" : "documents.noCustomer"),
          issueDate === null ? "" : format.day(issueDate),
        ]
          .filter(Boolean)
          .join(" · ")}
      </span>
      <div className={classes.states}>
        <ol className={classes.path} aria-label={t("document.path")}>
          {steps.map((step) => {
            const { look, text } = statusOf(step);
            return (
              <li key={step} aria-current={step === status ? "step" : undefined}>
                {step === status ? <StateChip look={look}>{t(text)}</StateChip> : <span>{t(text)}</span>}
              </li>
            );
          })}
        </ol>
        {paymentState !== null && (
          <span className={classes.state}>
            <span className="quiet">{t("orders.payment")}</span>
            <StateChip look={paymentLooks[paymentState]}>
              {paymentState === "toRepay" && toRepay !== null
                ? t("document.toRepay", { amount: format.amount(toRepay.amount, currency) })
                : t(paymentTexts[paymentState])}
            </StateChip>
          </span>
        )}
        {mail !== null && (
          <span className={classes.state}>
            <span className="quiet">{t("documents.mail")}</span>
            <StateChip look={mail.look}>{t(mail.text)}</StateChip>
          </span>
        )}
      </div>
      <Chain document={document} />
      {document.status === "draft" && <p className="quiet">{t("doc.numberOnSend")}</p>}
      {document.flag !== null && document.flag !== "" && <p className={classes.flag}>{document.flag}</p>}
    </header>
  );
}
