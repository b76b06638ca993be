import { Link } from "@tanstack/react-router";
import { MailLink } from "#dashboard/parts/mail-link.tsx";
import { addressLines } from "#dashboard/parts/address-fields.tsx";
import { Fact } from "#dashboard/parts/facts.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { hasDueDate } from "#dashboard/screens/documents/document-table.tsx";
import { isPurchaseKind } from "#dashboard/screens/documents/document-filters.ts";
import { languageName } from "#dashboard/screens/party/customer-languages.ts";
import { useAdministration } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { DocumentPage } from "./document-query.ts";
import classes from "./panels.module.css";

/** Who, when and under which reference. */
export function FactsPanel({ document }: { readonly document: DocumentPage }) {
  const { t, format, language: own } = useWords();
  const { id: administration } = useAdministration();
  const { buyer, issueDate, dueDate, deliveryDate, language, orderReference, buyerReference, pricesIncludeTax } =
    document;
  const { datedInsteadOf } = document;
  const place = addressLines({ ...buyer.address, name: "" }, own);
  const isBought = isPurchaseKind(document.kind);
  const isQuote = document.kind === "quote" || document.kind === "salesQuote";
  return (
    <section className={panel.panel}>
      <h2>{t("document.facts")}</h2>
      <dl className={classes.facts}>
        <Fact name={t(isBought ? "purchase.supplier" : "orders.customer")}>
          <strong>{buyer.name || t(isBought ? "purchase.noSupplier" : "documents.noCustomer")}</strong>
          {buyer.contactName !== "" && buyer.contactName !== buyer.name && <span>{buyer.contactName}</span>}
          {place.map((line) => (
            <span key={line}>{line}</span>
          ))}
          {buyer.name !== "" && <span>{buyer.vatIdentifier || (isBought ? "" : t("order.private"))}</span>}
          {buyer.email !== "" && <MailLink to={buyer.email} />}
        </Fact>
        {issueDate !== null && (
          <Fact name={t("orders.placed")}>
            {format.day(issueDate)}
            {datedInsteadOf !== null && (
              <span className="quiet">
                {t("period.dated", { day: format.day(issueDate), dayWanted: format.day(datedInsteadOf) })}
              </span>
            )}
          </Fact>
        )}
        {dueDate !== null && hasDueDate(document.kind) && (
          <Fact name={t(isQuote ? "editor.validUntil" : "documents.due")}>{format.day(dueDate)}</Fact>
        )}
        {deliveryDate !== null && <Fact name={t("document.deliveryDate")}>{format.day(deliveryDate)}</Fact>}
        <Fact name={t("document.language")}>{languageName(language, own)}</Fact>
        <Fact name={t("document.prices")}>{t(pricesIncludeTax ? "document.incl" : "document.excl")}</Fact>
        {orderReference !== "" && (
          <Fact name={t(isBought ? "purchase.madeFor" : "document.orderReference")}>
            {document.connectionId !== null && document.sourceOrderId !== "" ? (
              <Link
                to="/a/$administration/orders/$connection/$order/{-$tab}"
                params={{ administration, connection: document.connectionId, order: document.sourceOrderId }}
                search={{}}
              >
                {orderReference}
              </Link>
            ) : (
              orderReference
            )}
          </Fact>
        )}
        {buyerReference !== "" && (
          <Fact name={t(isBought ? "purchase.ownReference" : "document.buyerReference")}>{buyerReference}</Fact>
        )}
      </dl>
      {document.noteAboveLines !== "" && (
        <p className={classes.noteAbove} lang={language}>
          {document.noteAboveLines}
        </p>
      )}
    </section>
  );
}
