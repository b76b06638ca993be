import { sql } from "kysely";
import type { Transaction } from "./database.ts";
import type { RelationDocType, RelationPlace } from "./relations.ts";
import { jsonOf } from "./unnest.ts";

export const statementStates = ["drawnUp", "agreed", "differs"] as const;

export interface StatementRow {
  readonly id: string;
  readonly relationId: string;
  /** Days in UTC, both counted. */
  readonly from: string;
  readonly to: string;
  readonly state: (typeof statementStates)[number];
  /** As it was signed: `ExchangeStatement`. */
  readonly own: unknown;
  readonly partner: unknown;
  readonly differences: readonly {
    readonly docType: string;
    readonly way: "in" | "out";
    readonly own: number;
    readonly partner: number;
  }[];
  readonly drawnUpAt: string;
  readonly drawnUpBy: string;
  readonly answeredAt: string | null;
}

const columns = sql`s.id, s.relation_id as "relationId", s.period_from::text as "from", s.period_to::text as "to", s.state, s.own, s.partner,
  s.differences, s.drawn_up_at as "drawnUpAt", s.drawn_up_by as "drawnUpBy", s.answered_at as "answeredAt"`;

/** The latest period first. */
export async function listStatements(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
): Promise<StatementRow[]> {
  const { rows } = await sql<StatementRow>`select ${columns} from relation_statements s
    where s.administration_id = ${administrationId} and s.relation_id = ${relationId} order by s.period_to desc, s.period_from limit 200`.execute(
    trx,
  );
  return rows;
}

export interface StatementWritten {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly state: StatementRow["state"];
  readonly own: unknown;
  readonly ownJws: string;
  readonly partner: unknown;
  readonly partnerJws: string | null;
  readonly differences: StatementRow["differences"];
  readonly by: string;
  readonly at: string;
}

/** Of a period there is one: drawn up again, it counts anew. */
export async function putStatement(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
  s: StatementWritten,
): Promise<void> {
  const answeredAt = s.partner === null ? null : s.at;
  const partner = s.partner === null ? null : jsonOf(s.partner);
  await sql`insert into relation_statements (administration_id, id, relation_id, period_from, period_to, state, own, own_jws, partner, partner_jws,
      differences, drawn_up_at, drawn_up_by, answered_at)
    values (${administrationId}, ${s.id}, ${relationId}, ${s.from}, ${s.to}, ${s.state}, ${jsonOf(s.own)}::jsonb, ${s.ownJws}, ${partner}::jsonb,
      ${s.partnerJws}, ${jsonOf(s.differences)}::jsonb, ${s.at}, ${s.by}, ${answeredAt})
    on conflict (administration_id, relation_id, period_from, period_to) do update set state = excluded.state, own = excluded.own,
      own_jws = excluded.own_jws, partner = excluded.partner, partner_jws = excluded.partner_jws, differences = excluded.differences,
      drawn_up_at = excluded.drawn_up_at, drawn_up_by = excluded.drawn_up_by, answered_at = excluded.answered_at`.execute(
    trx,
  );
}

/** The proof of our own statement of a period; null when none was drawn up. */
export async function ownStatementJws(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
  { from, to }: Pick<StatementRow, "from" | "to">,
): Promise<{ readonly jws: string; readonly by: string } | null> {
  const { rows } = await sql<{
    jws: string;
    by: string;
  }>`select own_jws as jws, drawn_up_by as by from relation_statements
    where administration_id = ${administrationId} and relation_id = ${relationId} and period_from = ${from} and period_to = ${to} for update`.execute(
    trx,
  );
  return rows[0] ?? null;
}

/** Every message but the statements that reached the one it was for, made from the first moment up to, not including, the second: by what its envelope says. */
export async function countedMessages(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<
  readonly {
    readonly docType: RelationDocType;
    readonly way: "in" | "out";
    readonly messageId: string;
    readonly sha256: Buffer;
  }[]
> {
  // The envelope has whole seconds; when it is no longer kept, so has what stands beside it of what came in.
  const madeAt = sql`coalesce((m.envelope ->> 'createdAt')::timestamptz, date_trunc('second', m.created_at + interval '0.5 second'))`;
  const { rows } = await sql<{ docType: RelationDocType; way: "in" | "out"; messageId: string; sha256: Buffer }>`
    select m.doc_type as "docType", m.way, m.message_id as "messageId", m.sha256 from relation_messages m
    where m.administration_id = ${administrationId} and m.relation_id = ${relationId} and m.delivered_at is not null
      and m.doc_type <> 'statement'
      and ${madeAt} >= ${from}::timestamptz and ${madeAt} < ${to}::timestamptz
      -- Near enough for the index; the line above decides.
      and m.created_at >= ${from}::timestamptz - interval '1 second' and m.created_at < ${to}::timestamptz + interval '1 second'`.execute(
    trx,
  );
  return rows;
}
