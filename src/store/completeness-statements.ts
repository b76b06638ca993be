import { sql } from "kysely";
import type { Group } from "#domain/completeness.ts";
import type { Figures, Gap, Statement } from "#domain/completeness-statement.ts";
import type { Transaction } from "./database.ts";

/** Ids of orders per group. */
export type Entries = Readonly<Partial<Record<Group, readonly string[]>>>;

export async function insertStatement(
  trx: Transaction,
  administrationId: string,
  statement: Statement,
  entries: Entries,
): Promise<void> {
  const { known, reason } = statement;
  await sql`insert into completeness_statements (id, administration_id, coupling_id, connection_id, period_from, period_to, at, asked_by,
      unexplained, reason_code, reason_text, figures, entries, gaps)
    values (${statement.id}, ${administrationId}, ${statement.couplingId}, ${statement.connectionId}, ${statement.from}, ${statement.to},
      ${statement.at}, ${statement.askedBy}, ${known?.unexplained ?? null}, ${reason?.code ?? null}, ${reason?.text ?? ""},
      ${known === null ? null : JSON.stringify(known.figures)}::jsonb, ${JSON.stringify(entries)}::jsonb,
      ${JSON.stringify(known?.gaps ?? [])}::jsonb)`.execute(trx);
}

interface Row extends Omit<Statement, "known" | "reason"> {
  readonly unexplained: number | null;
  readonly reasonCode: string | null;
  readonly reasonText: string;
  readonly figures: Figures | null;
  readonly gaps: readonly Gap[];
}

const columns = sql`id, coupling_id as "couplingId", connection_id as "connectionId", period_from as "from", period_to as "to", at,
  asked_by as "askedBy", unexplained, reason_code as "reasonCode", reason_text as "reasonText", figures, gaps`;

const statementOf = ({ unexplained, reasonCode, reasonText, figures, gaps, ...facts }: Row): Statement => ({
  ...facts,
  known: figures === null || unexplained === null ? null : { figures, unexplained, gaps },
  reason: reasonCode === null ? null : { code: reasonCode, text: reasonText },
});

export async function readStatement(trx: Transaction, administrationId: string, id: string): Promise<Statement | null> {
  const { rows } = await sql<Row>`select ${columns} from completeness_statements
    where administration_id = ${administrationId} and id = ${id}`.execute(trx);
  return rows[0] === undefined ? null : statementOf(rows[0]);
}

/** The newest of exactly these days, for each coupling that has one. */
export async function newestStatements(
  trx: Transaction,
  administrationId: string,
  period: { readonly from: string; readonly to: string },
): Promise<Statement[]> {
  const { rows } = await sql<Row>`select distinct on (coupling_id) ${columns} from completeness_statements
    where administration_id = ${administrationId} and period_from = ${period.from} and period_to = ${period.to}
    order by coupling_id, at desc, id desc`.execute(trx);
  return rows.map(statementOf);
}
