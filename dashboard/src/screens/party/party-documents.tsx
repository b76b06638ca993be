import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { Failed, Waiting } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { bookOf, listedKinds } from "#dashboard/screens/documents/document-filters.ts";
import { documentsQuery } from "#dashboard/screens/documents/documents-query.ts";
import { paymentTexts, statusOf, type DocumentRow } from "#dashboard/screens/documents/document-state.ts";
import { useKindName } from "#dashboard/screens/documents/document-table.tsx";
import type { Party } from "#dashboard/screens/parties/parties-query.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./party.module.css";

const shownAtFirst = 10;

/** What was sold to one contact or bought there, the newest first. */
export function PartyDocuments({ party }: { readonly party: Party }) {
  const { t } = useWords();
  const api = useApi();
  const { administrationId: administration } = api;
  const { data, error, refetch } = useInfiniteQuery(documentsQuery(api, { buyer: party.id }, listedKinds));
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  const count = party.sums.documentCount;
  return (
    <section className={panel.panel}>
      <h2>{t("parties.documents")}</h2>
      {data === undefined && (error === null ? <Waiting rows={4} /> : <Failed error={error} retry={refetch} />)}
      {data !== undefined && rows.length === 0 && <p className="quiet">{t("party.noDocuments")}</p>}
      {rows.length > 0 && (
        <div className={panel.scroll}>
          <table className={classes.documents}>
            <caption className="spoken-only">{t("parties.documentsOf", { name: party.name })}</caption>
            <thead>
              <tr>
                <th scope="col">{t("documents.document")}</th>
                <th scope="col">{t("orders.placed")}</th>
                <th scope="col">{t("orders.state")}</th>
                <th scope="col">{t("orders.payment")}</th>
                <th scope="col">{t("orders.total")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, shownAtFirst).map((row) => (
                <Row key={row.id} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {count > shownAtFirst && (
        <p>
          <Link to={bookOf(rows[0]?.kind ?? "").to} params={{ administration }} search={{ buyer: party.id }}>
            {t("party.allDocuments", { count })}
          </Link>
        </p>
      )}
    </section>
  );
}

function Row({ row }: { readonly row: DocumentRow }) {
  const { t, format } = useWords();
  const { administrationId: administration } = useApi();
  const kindName = useKindName();
  const { id, kind, number, issueDate, status, paymentState } = row;
  return (
    <tr>
      <th scope="row">
        <Link to="/a/$administration/documents/$document" params={{ administration, document: id }}>
          {kindName(kind)} {number}
        </Link>
      </th>
      <td>{issueDate === null ? "–" : format.day(issueDate)}</td>
      <td>{t(statusOf(status).text)}</td>
      <td>{paymentState === null ? "" : t(paymentTexts[paymentState])}</td>
      <td>{format.amount(row.taxInclusiveAmount, row.currency)}</td>
    </tr>
  );
}
