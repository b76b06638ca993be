import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { Failed, Waiting } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useKindName } from "#dashboard/screens/documents/document-table.tsx";
import { numberOf, stateOf } from "#dashboard/screens/orders/order-state.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { dryRunOrdersQuery, type DryRun, type DryRunOrder, type DryRunShown } from "./dry-run-queries.ts";
import classes from "./dry-run.module.css";

interface Props {
  readonly run: DryRun;
  readonly shown: DryRunShown;
}

/** What would become of each order, and beside it what was really made. */
export function DryRunOrders({ run, shown }: Props) {
  const { t } = useWords();
  const query = useInfiniteQuery(dryRunOrdersQuery(useApi(), run, shown));
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  if (data === undefined) return error === null ? <Waiting rows={6} /> : <Failed error={error} retry={refetch} />;
  const rows = data.pages.flatMap(({ items }) => items);
  return (
    <>
      <div className={panel.scroll} role="region" aria-label={t("dryRun.orders")} tabIndex={0}>
        <table className={classes.table}>
          <caption className="spoken-only">{t("dryRun.orders")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("dryRun.order")}</th>
              <th scope="col">{t("dryRun.outcome")}</th>
              <th scope="col">{t("dryRun.wouldHappen")}</th>
              <th scope="col" data-end>
                {t("dryRun.total")}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.position} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      {hasNextPage && (
        <div>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("orders.more")}
          </Button>
        </div>
      )}
    </>
  );
}

function Row({ row }: { readonly row: DryRunOrder }) {
  const { t, format } = useWords();
  const { look, text } = stateOf({ outcome: row.outcome, changedAfterIssueAt: null });
  const lines = useSentences()(row);
  return (
    <tr>
      <th scope="row">
        {numberOf(row)}
        <div className="quiet small">{row.customerName}</div>
      </th>
      <td className={classes.outcome}>
        <StateChip look={look}>{t(text)}</StateChip>
      </td>
      <td className={classes.lines}>
        {lines.map((line) => (
          <div key={line}>{line}</div>
        ))}
      </td>
      <td data-end>{row.total === null ? "" : format.amount(row.total, row.currency)}</td>
    </tr>
  );
}

/** What would happen with one order, sentence by sentence. */
function useSentences(): (row: DryRunOrder) => readonly string[] {
  const { t, format } = useWords();
  const kindName = useKindName();
  const amountOf = ({ total, currency }: { readonly total: string; readonly currency: string }) =>
    format.amount(total, currency);
  const valueOf = (what: DryRunOrder["differs"][number]["what"], value: string, currency: string): string => {
    if (what === "kind") return kindName(value);
    if (what === "document") return value === "" ? "–" : value;
    return what === "currency" ? value : format.amount(value, currency);
  };
  return (row) => {
    const { document, made, buyer, follows, mails, payments, differs, saved, reason } = row;
    const lines: string[] = [];
    if (made !== null) {
      const name = made.number === null ? kindName(made.kind) : `${kindName(made.kind)} ${made.number}`;
      lines.push(t("dryRun.line.made", { document: name, amount: amountOf(made) }));
      if (differs.length === 0 && row.outcome === "documented") lines.push(t("dryRun.line.same"));
      for (const { what, made: was, now } of differs)
        if (what === "document") lines.push(t("dryRun.line.noDocument"));
        else
          lines.push(
            t(`dryRun.differs.${what}`, {
              made: valueOf(what, was, made.currency),
              now: valueOf(what, now, document?.currency ?? made.currency),
            }),
          );
    } else if (document !== null) {
      const facts = {
        document: kindName(document.kind),
        amount: amountOf(document),
        tax: format.amount(document.tax, document.currency),
      };
      lines.push(t(document.isDraft ? "dryRun.line.draft" : "dryRun.line.document", facts));
      if (document.vatPolicy === "source") lines.push(t("dryRun.line.vatOfSource"));
      if (row.tieOut?.state === "rounded" && format.difference(document.rounding, document.currency) !== null)
        lines.push(t("dryRun.line.rounding", { amount: format.amount(document.rounding, document.currency) }));
    }
    if (buyer === "new") lines.push(t("dryRun.line.newBuyer", { name: row.customerName }));
    for (const follow of follows)
      lines.push(
        t(follow.isRedraft ? "dryRun.line.redraft" : "dryRun.line.credit", {
          document: kindName(follow.kind),
          amount: amountOf(follow),
        }),
      );
    for (const { amount, currency, isReturn } of payments)
      lines.push(t(isReturn ? "dryRun.line.repaid" : "dryRun.line.paid", { amount: format.amount(amount, currency) }));
    for (const { to } of mails) lines.push(t("dryRun.line.mail", { to }));
    if (reason !== null) lines.push(reason.message);
    if (saved !== null)
      lines.push(
        t("dryRun.line.saved", {
          outcome: t(stateOf({ outcome: saved.outcome, changedAfterIssueAt: null }).text),
          document: saved.kind === null ? "" : kindName(saved.kind),
        }).trim(),
      );
    return lines;
  };
}
