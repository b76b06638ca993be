import { sql } from "kysely";
import type { Transaction } from "./database.ts";
import { newId } from "./new-id.ts";

/** One line of the log book of partners. What is left out is not known, or does not count for it. */
export interface NewRelationEvent {
  readonly at: string;
  readonly relationId: string | null;
  readonly step: string;
  readonly durationMs?: number;
  readonly way?: "in" | "out";
  readonly docType?: string;
  readonly mode?: string;
  readonly messageId?: string;
  readonly businessId?: string;
  readonly revision?: number;
  readonly bodySha256?: Buffer;
  /** Empty: it went well. */
  readonly code?: string;
  readonly text?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly documentId?: string | null;
  /** Who did it; left out: by itself. */
  readonly actor?: string;
}

export interface RelationEvent {
  readonly id: string;
  readonly at: string;
  readonly durationMs: number | null;
  readonly relationId: string | null;
  readonly way: "in" | "out" | null;
  readonly docType: string;
  readonly mode: string;
  readonly messageId: string | null;
  readonly businessId: string;
  readonly revision: number | null;
  readonly step: string;
  readonly code: string;
  readonly text: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly documentId: string | null;
  readonly actor: string;
}

export async function logRelation(trx: Transaction, administrationId: string, e: NewRelationEvent): Promise<void> {
  await sql`insert into relation_events (administration_id, id, at, duration_ms, relation_id, way, doc_type, mode, message_id, business_id, revision,
      body_sha256, step, code, text, details, document_id, actor)
    values (${administrationId}, ${newId()}, ${e.at}, ${e.durationMs ?? null}, ${e.relationId}, ${e.way ?? null}, ${e.docType ?? ""},
      ${e.mode ?? ""}, ${e.messageId ?? null}, ${e.businessId ?? ""}, ${e.revision ?? null}, ${e.bodySha256 ?? null}, ${e.step}, ${e.code ?? ""},
      ${e.text ?? ""}, ${JSON.stringify(e.details ?? {})}::jsonb, ${e.documentId ?? null}, ${e.actor ?? ""})`.execute(
    trx,
  );
}

/**
 * A refusal of who may be a stranger: of those that are alike one a minute is written, so that knocking does not fill the database. Under the lock
 * of the relation.
 */
export async function logStrangersRefusal(
  trx: Transaction,
  administrationId: string,
  e: NewRelationEvent & { readonly relationId: string; readonly code: string },
): Promise<void> {
  const since = Temporal.Instant.from(e.at).subtract({ minutes: 1 }).toString();
  const { rows } =
    await sql`select from relation_events where administration_id = ${administrationId} and relation_id = ${e.relationId}
      and at > ${since} and step = ${e.step} and code = ${e.code} limit 1`.execute(trx);
  if (rows.length === 0) await logRelation(trx, administrationId, e);
}

export interface RelationEventFilter {
  readonly relationId?: string;
  readonly messageId?: string;
  readonly documentId?: string;
  readonly way?: "in" | "out";
  /** Only what did not go well. */
  readonly onlyTrouble?: boolean;
  /** Older than this one. */
  readonly before?: { readonly at: string; readonly id: string };
  readonly limit: number;
}

/** The newest first. */
export async function listRelationEvents(
  trx: Transaction,
  administrationId: string,
  filter: RelationEventFilter,
): Promise<RelationEvent[]> {
  const { relationId, messageId, documentId, way, onlyTrouble, before, limit } = filter;
  const conditions = [sql`administration_id = ${administrationId}`];
  if (relationId !== undefined) conditions.push(sql`relation_id = ${relationId}`);
  if (messageId !== undefined) conditions.push(sql`message_id = ${messageId}`);
  if (documentId !== undefined) conditions.push(sql`document_id = ${documentId}`);
  if (way !== undefined) conditions.push(sql`way = ${way}`);
  if (onlyTrouble === true) conditions.push(sql`code <> ''`);
  if (before !== undefined) conditions.push(sql`(at, id) < (${before.at}, ${before.id})`);
  const { rows } = await sql<RelationEvent>`
    select id, at, duration_ms as "durationMs", relation_id as "relationId", way, doc_type as "docType", mode, message_id as "messageId",
      business_id as "businessId", revision, step, code, text, details, document_id as "documentId", actor
    from relation_events where ${sql.join(conditions, sql` and `)} order by at desc, id desc limit ${limit}`.execute(
    trx,
  );
  return rows;
}
