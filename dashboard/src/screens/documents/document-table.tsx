import { Link } from "@tanstack/react-router";
import { RowTable } from "#dashboard/parts/row-table.tsx";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useAdministration } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { listedKinds, saleBook, type DocumentBook, type DocumentFilters, type ListedKind } from "./document-filters.ts";
import { mailOf, paymentLooks, paymentTexts, statusOf, type DocumentRow } from "./document-state.ts";
import classes from "./documents.module.css";

interface Props {
  readonly rows: readonly DocumentRow[];
  readonly book?: DocumentBook;
  readonly filters: DocumentFilters;
}

export function DocumentTable({ rows, book = saleBook, filters }: Props) {
  const { t } = useWords();
  const isSale = book.side === "sale";
  const columns = [
    t("orders.state"),
    t("documents.document"),
    t(isSale ? "orders.customer" : "purchase.supplier"),
    t("orders.placed"),
    ...(isSale ? [t("documents.due"), t("orders.payment")] : []),
    t("documents.mail"),
    t("orders.total"),
  ];
  return (
    <RowTable
      className={classes.table}
      caption={t(isSale ? "documents.caption" : "purchase.caption")}
      columns={columns}
      count={rows.length}
      keyOf={(index) => rows[index]?.id ?? String(index)}
      row={(index) => {
        const row = rows[index];
        return row && <Row row={row} index={index} isSale={isSale} filters={filters} />;
      }}
    />
  );
}

/** Others carry one that nobody reads. */
export const hasDueDate = (kind: string): boolean =>
  ["invoice", "paymentRequest", "quote", "salesQuote"].includes(kind);

export const isListedKind = (kind: string): kind is ListedKind => listedKinds.some((known) => known === kind);

/** "Factuur", "Offerte" in the words of the user and the country. */
export function useKindName(): (kind: string) => string {
  const { t, country } = useWords();
  return (kind) => (isListedKind(kind) ? t(`kind.${kind}`, { context: country }) : t("documents.document"));
}

interface RowProps {
  readonly row: DocumentRow;
  readonly index: number;
  readonly isSale: boolean;
  readonly filters: DocumentFilters;
}

function Row({ row, index, isSale, filters }: RowProps) {
  const { t, format } = useWords();
  const kindName = useKindName();
  const { id: administration } = useAdministration();
  const { look, text } = statusOf(row.status);
  const mail = mailOf(row.mailState);
  const isLate = row.paymentState !== null && paymentLooks[row.paymentState] === "act";
  const needsLook = row.mailState === "failed" || row.mailState === "unknown";
  return (
    <tr data-index={index} aria-rowindex={index + 2}>
      <td className={classes.state}>
        {/* What is final is as it should be: a column of green would train people to look away. */}
        {row.status === "issued" ? t(text) : <StateChip look={look}>{t(text)}</StateChip>}
      </td>
      <td className={classes.number}>
        <Link
          to="/a/$administration/documents/$document"
          params={{ administration, document: row.id }}
          search={filters}
          data-row={index}
        >
          {kindName(row.kind)} {row.number}
        </Link>
      </td>
      <td className={classes.customer}>
        {row.buyerName || t(isSale ? "documents.noCustomer" : "purchase.noSupplier")}
      </td>
      <td className={classes.date}>{row.issueDate === null ? "–" : format.day(row.issueDate)}</td>
      {isSale && (
        <>
          <td className={classes.due}>
            {row.dueDate === null || !hasDueDate(row.kind) ? "" : format.day(row.dueDate)}
          </td>
          <td className={classes.payment} data-strong={isLate || undefined}>
            {row.paymentState === null ? "" : t(paymentTexts[row.paymentState])}
          </td>
        </>
      )}
      <td className={classes.mail} data-strong={needsLook || undefined}>
        {mail === null ? "" : t(mail.text)}
      </td>
      <td className={classes.total}>{format.amount(row.taxInclusiveAmount, row.currency)}</td>
    </tr>
  );
}
