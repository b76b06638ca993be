/**
 * Rows that arrived above what somebody is reading wait until he asks for them. `top` is the first row that was shown;
 * when it is gone from the list (its state changed), everything is shown.
 */
export function splitNew<Row>(
  rows: readonly Row[],
  top: string | null,
  keyOf: (row: Row) => string,
): { shown: readonly Row[]; waiting: number } {
  const at = top === null ? 0 : rows.findIndex((row) => keyOf(row) === top);
  return at <= 0 ? { shown: rows, waiting: 0 } : { shown: rows.slice(at), waiting: at };
}
