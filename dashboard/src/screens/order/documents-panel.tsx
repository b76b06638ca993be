import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import panel from "#dashboard/parts/panel.module.css";
import { useKindName } from "#dashboard/screens/documents/document-table.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { OrderPage } from "./order-query.ts";
import classes from "./order.module.css";
import { There } from "./there.tsx";

interface Props {
  readonly page: OrderPage;
  readonly isWide?: boolean;
}

/** What the order became. */
export function DocumentsPanel({ page: { order, documents, outsideDocuments, amounts }, isWide = false }: Props) {
  const { t, format } = useWords();
  const kindName = useKindName();
  const { administrationId: administration } = useApi();
  const first = documents.find(({ kind }) => kind !== "creditNote");
  return (
    <section className={`${panel.panel} not-printed`}>
      <h2>{t("order.documents")}</h2>
      {documents.length + outsideDocuments.length === 0 ? (
        <p className="quiet">{t(order.outcome === "skipped" ? "order.documentsNever" : "order.documentsNone")}</p>
      ) : (
        <ul className={classes.documents}>
          {documents.map(({ id, kind, number, issueDate, totals, currency }) => (
            <li key={id}>
              <span>
                <Link to="/a/$administration/documents/$document" params={{ administration, document: id }}>
                  {kindName(kind)} {number ?? `(${t("order.draft")})`}
                </Link>{" "}
                {issueDate !== null && <span className="quiet">{format.day(issueDate)}</span>}
              </span>
              <span className="number">
                {/* What was tied out, rounding included; not what is left to pay. */}
                {format.amount(
                  (id === first?.id ? amounts?.total.document : null) ?? totals.taxInclusiveAmount,
                  currency,
                )}
              </span>
              {isWide && number !== null && (
                <span>
                  <a href={`/api/documents/${id}/pdf?administration=${administration}`}>PDF</a>{" "}
                  {kind !== "deliveryNote" && (
                    <a href={`/api/documents/${id}/ubl?administration=${administration}`}>UBL</a>
                  )}
                </span>
              )}
            </li>
          ))}
          {outsideDocuments.map(({ id, kind, number, issueDate, totalAmount, currency, system, url }) => (
            <li key={id}>
              <span>
                <There
                  text={t("order.outsideDocument", { document: `${kindName(kind)} ${number}`, system })}
                  url={url}
                />{" "}
                <span className="quiet">{format.day(issueDate)}</span>
              </span>
              <span className="number">{format.amount(totalAmount, currency)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
