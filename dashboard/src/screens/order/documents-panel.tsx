import panel from "#dashboard/parts/panel.module.css";
import type { Schemas } from "#dashboard/api/client.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./order.module.css";

interface Props {
  readonly documents: readonly Schemas["Document"][];
  readonly administration: string;
  readonly isWide?: boolean;
}

/** What the order became. */
export function DocumentsPanel({ documents, administration, isWide = false }: Props) {
  const { t, format } = useWords();
  return (
    <section className={`${panel.panel} not-printed`}>
      <h2>{t("order.documents")}</h2>
      {documents.length === 0 ? (
        <p className="quiet">{t("order.documentsNone")}</p>
      ) : (
        <ul className={classes.documents}>
          {documents.map(({ id, kind, number, issueDate, totals, currency }) => (
            <li key={id}>
              <span>
                <strong>{number ?? t("order.draft")}</strong>{" "}
                {issueDate !== null && <span className="quiet">{format.day(issueDate)}</span>}
              </span>
              <span className="number">{format.amount(totals.payableAmount, currency)}</span>
              {isWide && kind !== "deliveryNote" && number !== null && (
                <a href={`/api/documents/${id}/ubl?administration=${administration}`}>UBL</a>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
