import { sql, type RawBuilder } from "kysely";
import type { Transaction } from "./database.ts";
import type { Fields, RowProblem, RowState } from "./imports.ts";
import { rowsOf } from "./unnest.ts";

/** Why a row was not put back: somebody changed what it made, uses it, or deleted it. */
export type KeptReason = "changed" | "used" | "gone";

export interface ImportRow {
  readonly line: number;
  readonly state: RowState;
  readonly fields: Fields;
  readonly problems: readonly RowProblem[];
  readonly targetId: string | null;
  /** Null for one it made. */
  readonly previous: Fields | null;
  readonly outcome: "applied" | "undone" | "kept" | null;
  readonly keptReason: KeptReason | null;
}

const columns = sql`line, state, fields, problems, target_id as "targetId", previous, outcome, kept_reason as "keptReason"`;

const rowsWhere = async (
  trx: Transaction,
  administrationId: string,
  importId: string,
  condition: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  limit: number,
): Promise<ImportRow[]> => {
  const { rows } = await sql<ImportRow>`select ${columns} from import_rows
    where administration_id = ${administrationId} and import_id = ${importId} and ${condition} order by ${order} limit ${limit}`.execute(
    trx,
  );
  return rows;
};

export interface RowQuery {
  readonly state?: RowState | undefined;
  readonly kept?: boolean;
  readonly after: number;
  readonly limit: number;
}

export const listRows = (
  trx: Transaction,
  administrationId: string,
  importId: string,
  { state, kept = false, after, limit }: RowQuery,
): Promise<ImportRow[]> =>
  rowsWhere(
    trx,
    administrationId,
    importId,
    sql`line > ${after} ${state === undefined ? sql`` : sql`and state = ${state}`} ${kept ? sql`and outcome = 'kept'` : sql``}`,
    sql`line`,
    limit,
  );

/** Good rows that were not taken over yet, from the first line on. */
export const rowsToApply = (trx: Transaction, administrationId: string, importId: string, limit: number) =>
  rowsWhere(trx, administrationId, importId, sql`state in ('new', 'changed') and outcome is null`, sql`line`, limit);

/** What was taken over, the last line first: of two rows for one contact the later one goes back first. */
export const rowsToUndo = (trx: Transaction, administrationId: string, importId: string, limit: number) =>
  rowsWhere(trx, administrationId, importId, sql`outcome = 'applied'`, sql`line desc`, limit);

const outcomes = { line: "int", target_id: "uuid", previous: "jsonb", outcome: "text", kept_reason: "text" } as const;

export interface RowOutcome {
  readonly line: number;
  readonly targetId: string | null;
  readonly previous: Fields | null;
  readonly outcome: "applied" | "undone" | "kept";
  readonly keptReason: KeptReason | null;
}

export async function setOutcomes(
  trx: Transaction,
  administrationId: string,
  importId: string,
  rows: readonly RowOutcome[],
): Promise<void> {
  const given = rows.map((row) => ({
    line: row.line,
    target_id: row.targetId,
    previous: row.previous,
    outcome: row.outcome,
    kept_reason: row.keptReason,
  }));
  await sql`with o ${rowsOf(outcomes, given, "as")}
    update import_rows r set target_id = o.target_id, previous = o.previous, outcome = o.outcome, kept_reason = o.kept_reason
    from o where r.administration_id = ${administrationId} and r.import_id = ${importId} and r.line = o.line`.execute(
    trx,
  );
}
