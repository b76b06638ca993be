import { newId } from "#store/new-id.ts";
import type { Transaction } from "#store/database.ts";
import { rowsToApply, rowsToUndo, setOutcomes, type ImportRow, type RowOutcome } from "#store/import-rows.ts";
import type { Found, Written } from "#store/import-target.ts";
import { countDone, finishImport, importUnderWay, type Fields, type Import } from "#store/imports.ts";
import { likeness, merged, sameFields, targets } from "./match-rows.ts";

const batchRows = 1000;

/**
 * Goes on with the import of a company that is under way, by one batch in the caller's transaction: what was written and the rows that say so
 * commit together, so whoever goes on after a crash finds where it was. False when nothing is under way.
 */
export async function stepImport(trx: Transaction, administrationId: string): Promise<boolean> {
  const found = await importUnderWay(trx, administrationId);
  if (found === null) return false;
  const isApplying = found.state === "applying";
  const rows = isApplying
    ? await rowsToApply(trx, administrationId, found.id, batchRows)
    : await rowsToUndo(trx, administrationId, found.id, batchRows);
  if (rows.length === 0) {
    await finishImport(trx, administrationId, found.id, isApplying ? "applied" : "undone");
    return true;
  }
  const outcomes = await (isApplying ? applyRows : undoRows)(trx, administrationId, found, rows);
  await setOutcomes(trx, administrationId, found.id, outcomes);
  await countDone(trx, administrationId, found.id, outcomes.length);
  return true;
}

/** Looks again what each row meets: since the preview others may have changed it. */
async function applyRows(
  trx: Transaction,
  administrationId: string,
  { what, appliedBy }: Import,
  rows: readonly ImportRow[],
): Promise<RowOutcome[]> {
  const target = targets[what];
  const there = likeness<{ readonly id: string; readonly fields: Fields }>(what);
  const fields = rows.map((row) => row.fields);
  for (const one of await target.candidates(trx, administrationId, fields, true)) there.add(one);
  const made: Written[] = [];
  const changed: Written[] = [];
  const met = new Set<string>();
  const outcomes: RowOutcome[] = [];
  for (const row of rows) {
    const before = there.find(row.fields);
    // Two rows that meet in one contact only now: the second waits for the next batch, which sees what the first made of it.
    if (before !== undefined && met.has(before.id)) break;
    const after = merged(what, before?.fields ?? null, row.fields);
    const id = before?.id ?? newId();
    met.add(id);
    if (before === undefined && !after["name"]) {
      outcomes.push({ line: row.line, targetId: null, previous: null, outcome: "kept", keptReason: "gone" });
      continue;
    }
    if (before === undefined) made.push({ id, fields: after });
    else if (!sameFields(before.fields, after)) changed.push({ id, fields: after });
    there.add({ id, fields: after });
    outcomes.push({
      line: row.line,
      targetId: id,
      previous: before?.fields ?? null,
      outcome: "applied",
      keptReason: null,
    });
  }
  if (made.length > 0) await target.insert(trx, administrationId, made, appliedBy ?? "");
  if (changed.length > 0) await target.update(trx, administrationId, changed, appliedBy ?? "");
  return outcomes;
}

/** Puts back what is still as this import left it; the rest stays, with the reason. */
async function undoRows(
  trx: Transaction,
  administrationId: string,
  { what, undoneBy }: Import,
  rows: readonly ImportRow[],
): Promise<RowOutcome[]> {
  const target = targets[what];
  const ids = rows.flatMap(({ targetId }) => (targetId === null ? [] : [targetId]));
  const now = new Map((await target.read(trx, administrationId, ids)).map((one) => [one.id, one]));
  const used = await target.used(trx, administrationId, ids);
  const removed: string[] = [];
  const restored: Written[] = [];
  const met = new Set<string>();
  const outcomes: RowOutcome[] = [];
  for (const row of rows) {
    const { line, previous, targetId } = row;
    // The row before it of the same contact has to see what this one puts back.
    if (targetId !== null && met.has(targetId)) break;
    const current = targetId === null ? undefined : now.get(targetId);
    if (targetId !== null) met.add(targetId);
    const keptReason = reasonToKeep(what, row, current, used);
    outcomes.push({ line, targetId, previous, outcome: keptReason === null ? "undone" : "kept", keptReason });
    if (keptReason !== null || current === undefined) continue;
    if (previous === null) removed.push(current.id);
    else if (!identical(previous, current.fields)) restored.push({ id: current.id, fields: previous });
  }
  if (removed.length > 0) await target.remove(trx, administrationId, removed);
  if (restored.length > 0) await target.update(trx, administrationId, restored, undoneBy ?? "");
  return outcomes;
}

const identical = (a: Fields, b: Fields): boolean =>
  Object.keys({ ...a, ...b }).every((field) => (a[field] ?? "") === (b[field] ?? ""));

function reasonToKeep(
  what: Import["what"],
  { fields, previous }: ImportRow,
  current: Found | undefined,
  used: ReadonlySet<string>,
): RowOutcome["keptReason"] {
  if (current === undefined) return "gone";
  if (!identical(current.fields, merged(what, previous, fields))) return "changed";
  if (previous !== null) return null;
  if (used.has(current.id)) return "used";
  return current.isPlain ? null : "changed";
}
