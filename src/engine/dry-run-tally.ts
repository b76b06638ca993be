import type { ForeseenOrder } from "#flows/shop-orders/foresee.ts";
import type { DryRunCause } from "#store/dry-runs.ts";

/** As many orders as are of use on a screen; the counts are of all. */
export const mostRows = 2000;
const mostCauses = 100;

/** An order, and what the settings as they are saved would make of it where that is something else. */
export type DryRunRow = ForeseenOrder & {
  readonly saved: {
    readonly outcome: string;
    readonly reasonCode: string | null;
    readonly kind: string | null;
    readonly total: string | null;
  } | null;
};

export interface Tally {
  readonly rows: readonly DryRunRow[];
  readonly rowsLeftOut: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly causes: readonly DryRunCause[];
}

/** What an outcome comes down to, when two settings are held side by side. */
export const gistOf = (one: ForeseenOrder): NonNullable<DryRunRow["saved"]> => ({
  outcome: one.outcome,
  reasonCode: one.reasonCode,
  kind: one.document?.kind ?? null,
  total: one.document === null ? null : String(one.document.total),
});

export function isSameGist(a: ForeseenOrder, b: ForeseenOrder): boolean {
  const [one, other] = [a, b].map((order) =>
    JSON.stringify([gistOf(order), order.document?.isDraft, order.mails.length]),
  );
  return one === other;
}

/** Takes orders as they are foreseen; the rows of too many are left out, and counted all the same. */
export function openTally() {
  const rows: DryRunRow[] = [];
  let rowsLeftOut = 0;
  const counts: Record<string, number> = {};
  const causes = new Map<string, DryRunCause>();
  const count = (name: string, by = 1): void => {
    if (by > 0) counts[name] = (counts[name] ?? 0) + by;
  };
  return {
    add(row: DryRunRow): void {
      if (rows.length < mostRows) rows.push(row);
      else rowsLeftOut += 1;
      count("orders");
      count(row.outcome);
      if (row.made !== null) {
        count("made");
        count(row.differs.length === 0 ? "same" : "different");
      } else if (row.outcome === "documented") count("new");
      if (row.buyer === "new") count("newBuyers");
      count("credits", row.follows.filter(({ isRedraft }) => !isRedraft).length);
      count("redrafts", row.follows.filter(({ isRedraft }) => isRedraft).length);
      count("mails", row.mails.length);
      if (row.saved !== null) count("changed");
      if (row.tieOut?.state === "rounded" && row.outcome === "documented") count("rounded");
      if (row.reasonCode === null) return;
      const { key, ...cause } = causeOf(row);
      const known = causes.get(key);
      if (known !== undefined) causes.set(key, { ...known, count: known.count + 1 });
      else if (causes.size < mostCauses) causes.set(key, { ...cause, count: 1 });
    },
    close: (): Tally => ({
      rows,
      rowsLeftOut,
      counts,
      causes: [...causes.values()].toSorted((a, b) => b.count - a.count),
    }),
  };
}

/** One choice mends all of them; of amounts that do not add up each has its own difference. */
function causeOf({
  outcome,
  reasonCode,
  reasonText,
  reasonDetails,
}: DryRunRow): Omit<DryRunCause, "count"> & { key: string } {
  const code = reasonCode ?? "";
  const { what = "", fromValue = "" } = reasonDetails;
  const text = code === "rule.status" ? reasonText : "";
  return {
    key: JSON.stringify([outcome, code, text, what, fromValue]),
    outcome,
    code,
    text,
    details: what === "" ? {} : { what, fromValue },
  };
}
