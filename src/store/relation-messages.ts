// Over 300 lines because all that becomes of a message, out and in, is one table of states.
import { sql, type RawBuilder } from "kysely";
import type { Transaction } from "./database.ts";
import type { RelationDocType, RelationPlace } from "./relations.ts";

/** Of what goes out. The last six end it, but `accepted` and `changed`, after which a newer answer may come. */
export const outStates = [
  "queued",
  "sending",
  "retrying",
  "delivered",
  "taken",
  "accepted",
  "changed",
  "rejected",
  "failed",
  "expired",
  "recalled",
] as const;
export type OutState = (typeof outStates)[number];

/** Of what came in: stored, became a document, waits for a person, refused, set aside after it failed again and again. */
export const inStates = ["received", "imported", "held", "refused", "quarantined"] as const;
export type InState = (typeof inStates)[number];

export interface MessageProblem {
  readonly code: string;
  readonly text: string;
  /** Rules or lines it is about. */
  readonly lines?: readonly string[];
}

interface MessageBasis {
  readonly relationId: string;
  readonly messageId: string;
  readonly seq: number;
  readonly docType: RelationDocType;
  readonly revision: number;
  readonly replaces: number | null;
  readonly businessId: string;
  readonly inReplyTo: string | null;
  readonly mode: "test" | "live";
  /** As it was read and signed, but for `content.data`, which is `content`. Null when it is no longer kept. */
  readonly envelope: Readonly<Record<string, unknown>> | null;
  readonly content: Buffer | null;
  readonly contentSha256: Buffer;
  /** Of the whole envelope in its canonical form. */
  readonly sha256: Buffer;
  readonly jws: string;
  readonly expiresAt: string;
  readonly createdAt: string;
  readonly createdBy: string;
}

export interface RelationMessage extends MessageBasis {
  readonly way: "in" | "out";
  readonly state: OutState | InState;
  readonly documentId: string | null;
  readonly attempts: number;
  readonly nextAttemptAt: string | null;
  readonly changedAt: string;
  readonly deliveredAt: string | null;
  readonly receipt: Readonly<Record<string, unknown>> | null;
  readonly receiptJws: string | null;
  readonly problem: MessageProblem | null;
}

const columns = sql`m.relation_id as "relationId", m.way, m.message_id as "messageId", m.seq::float8 as seq, m.doc_type as "docType", m.revision, m.replaces,
  m.business_id as "businessId", m.in_reply_to as "inReplyTo", m.document_id as "documentId", m.mode, m.envelope, m.content,
  m.content_sha256 as "contentSha256", m.sha256, m.jws, m.state, m.attempts, m.next_attempt_at as "nextAttemptAt", m.expires_at as "expiresAt",
  m.created_at as "createdAt", m.created_by as "createdBy", m.changed_at as "changedAt", m.delivered_at as "deliveredAt", m.receipt,
  m.receipt_jws as "receiptJws", m.problem`;

const key = ({ administrationId, relationId }: RelationPlace): RawBuilder<unknown> =>
  sql`m.administration_id = ${administrationId} and m.relation_id = ${relationId}`;

async function messagesWhere(trx: Transaction, condition: RawBuilder<unknown>): Promise<RelationMessage[]> {
  const { rows } = await sql<RelationMessage>`select ${columns} from relation_messages m where ${condition}`.execute(
    trx,
  );
  return rows;
}

/** One message by the id its maker gave it; `way` as seen from us. */
export async function readMessage(
  trx: Transaction,
  place: RelationPlace,
  way: "in" | "out",
  messageId: string,
): Promise<RelationMessage | null> {
  const [message] = await messagesWhere(trx, sql`${key(place)} and m.way = ${way} and m.message_id = ${messageId}`);
  return message ?? null;
}

/** All revisions of one document that went or came, the newest first. */
export async function messagesOfBusiness(
  trx: Transaction,
  place: RelationPlace,
  { way, docType, businessId }: Pick<RelationMessage, "way" | "docType" | "businessId">,
): Promise<RelationMessage[]> {
  return messagesWhere(
    trx,
    sql`${key(place)} and m.way = ${way} and m.doc_type = ${docType} and m.business_id = ${businessId} order by m.revision desc`,
  );
}

/** The highest revision under which an order of ours went, as an order, a change or a cancellation; null when none did. */
export async function highestOrderRevision(
  trx: Transaction,
  place: RelationPlace,
  businessId: string,
): Promise<number | null> {
  const { rows } = await sql<{ highest: number | null }>`select max(m.revision)::int as highest from relation_messages m
    where ${key(place)} and m.way = 'out' and m.doc_type in ('order', 'order_change', 'order_cancel') and m.business_id = ${businessId}`.execute(
    trx,
  );
  return rows[0]?.highest ?? null;
}

/** Everything of one document of ours, over whatever relation, the oldest first. */
export async function messagesOfDocument(
  trx: Transaction,
  administrationId: string,
  documentId: string,
): Promise<RelationMessage[]> {
  return messagesWhere(
    trx,
    sql`m.administration_id = ${administrationId} and m.document_id = ${documentId} order by m.created_at, m.seq`,
  );
}

/** Messages that answer this one. */
export async function repliesTo(trx: Transaction, place: RelationPlace, messageId: string): Promise<RelationMessage[]> {
  return messagesWhere(trx, sql`${key(place)} and m.in_reply_to = ${messageId} order by m.seq`);
}

export interface MessageFilter {
  readonly relationId?: string;
  readonly way?: "in" | "out";
  readonly states?: readonly string[];
  readonly docType?: RelationDocType;
  readonly limit: number;
}

/** The newest first. */
export async function listMessages(
  trx: Transaction,
  administrationId: string,
  { relationId, way, states, docType, limit }: MessageFilter,
): Promise<RelationMessage[]> {
  const conditions = [sql`m.administration_id = ${administrationId}`];
  if (relationId !== undefined) conditions.push(sql`m.relation_id = ${relationId}`);
  if (way !== undefined) conditions.push(sql`m.way = ${way}`);
  if (states !== undefined) conditions.push(sql`m.state = any(${states}::text[])`);
  if (docType !== undefined) conditions.push(sql`m.doc_type = ${docType}`);
  return messagesWhere(
    trx,
    sql`${sql.join(conditions, sql` and `)} order by m.created_at desc, m.message_id limit ${limit}`,
  );
}

/** The next number of what goes out. The relation is locked until the transaction ends, so numbers are given in the order of commits. */
export async function takeSeq(trx: Transaction, { administrationId, relationId }: RelationPlace): Promise<number> {
  const { rows } = await sql<{ seq: number }>`update relations set next_seq = next_seq + 1
    where administration_id = ${administrationId} and id = ${relationId} returning (next_seq - 1)::float8 as seq`.execute(
    trx,
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`No relation ${relationId}`);
  return row.seq;
}

export interface NewOutMessage extends MessageBasis {
  readonly documentId: string | null;
}

/** The name of the unique key that keeps a revision of a document from going out twice; `insertOutMessage` says false instead. */
export async function insertOutMessage(
  trx: Transaction,
  administrationId: string,
  message: NewOutMessage,
): Promise<boolean> {
  return insert(trx, administrationId, "out", message, {
    state: "queued",
    nextAttemptAt: message.createdAt,
    documentId: message.documentId,
    deliveredAt: null,
    receipt: null,
    receiptJws: null,
  });
}

export interface NewInMessage extends MessageBasis {
  readonly receivedAt: string;
}

/** What came in; its receipt is made right after it, in the same transaction. False when its id, its number or its revision is there already. */
export async function insertInMessage(
  trx: Transaction,
  administrationId: string,
  message: NewInMessage,
): Promise<boolean> {
  const more = { state: "received", nextAttemptAt: null, documentId: null, receipt: null, receiptJws: null } as const;
  return insert(trx, administrationId, "in", message, { ...more, deliveredAt: message.receivedAt });
}

/** Whether the partner's message of this number is here. */
export async function isNumberTaken(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
  seq: number,
): Promise<boolean> {
  const { rows } = await sql`select from relation_messages where administration_id = ${administrationId}
    and relation_id = ${relationId} and way = 'in' and seq = ${seq}`.execute(trx);
  return rows.length > 0;
}

async function insert(
  trx: Transaction,
  administrationId: string,
  way: "in" | "out",
  m: MessageBasis,
  more: Pick<RelationMessage, "state" | "nextAttemptAt" | "documentId" | "deliveredAt" | "receipt" | "receiptJws">,
): Promise<boolean> {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  const { numAffectedRows } = await sql`
    insert into relation_messages (administration_id, relation_id, way, message_id, seq, doc_type, revision, replaces, business_id, in_reply_to,
      document_id, mode, envelope, content, content_sha256, sha256, jws, state, next_attempt_at, expires_at, created_at, created_by, delivered_at,
      receipt, receipt_jws)
    values (${administrationId}, ${m.relationId}, ${way}, ${m.messageId}, ${m.seq}, ${m.docType}, ${m.revision}, ${m.replaces}, ${m.businessId},
      ${m.inReplyTo}, ${more.documentId}, ${m.mode}, ${json(m.envelope)}::jsonb, ${m.content}, ${m.contentSha256}, ${m.sha256}, ${m.jws},
      ${more.state}, ${more.nextAttemptAt}, ${m.expiresAt}, ${m.createdAt}, ${m.createdBy}, ${more.deliveredAt}, ${json(more.receipt)}::jsonb,
      ${more.receiptJws})
    on conflict do nothing`.execute(trx);
  return numAffectedRows === 1n;
}

export type MessageChange = Partial<
  Pick<
    RelationMessage,
    "state" | "documentId" | "attempts" | "nextAttemptAt" | "deliveredAt" | "receipt" | "receiptJws" | "problem"
  >
>;

const columnOf: Readonly<Record<keyof MessageChange, string>> = {
  state: "state",
  documentId: "document_id",
  attempts: "attempts",
  nextAttemptAt: "next_attempt_at",
  deliveredAt: "delivered_at",
  receipt: "receipt",
  receiptJws: "receipt_jws",
  problem: "problem",
};

/** Changes what became of a message; false when it is not in one of the states it may be changed from. */
export async function changeMessage(
  trx: Transaction,
  place: RelationPlace,
  {
    way,
    messageId,
    from,
  }: Pick<RelationMessage, "way" | "messageId"> & { readonly from: readonly (OutState | InState)[] },
  change: MessageChange,
): Promise<boolean> {
  const sets = (Object.entries(change) as [keyof MessageChange, unknown][]).map(([name, value]) =>
    value !== null && typeof value === "object"
      ? sql`${sql.ref(columnOf[name])} = ${JSON.stringify(value)}::jsonb`
      : sql`${sql.ref(columnOf[name])} = ${value}`,
  );
  sets.push(sql`changed_at = now()`);
  const { numAffectedRows } = await sql`update relation_messages set ${sql.join(sets)}
    where administration_id = ${place.administrationId} and relation_id = ${place.relationId} and way = ${way} and message_id = ${messageId}
      and state = any(${[...from]}::text[])`.execute(trx);
  return numAffectedRows === 1n;
}

/** What was delivered, or ran out while it was not known whether it was, and is to be asked after now. */
export async function unconfirmedMessages(
  trx: Transaction,
  place: RelationPlace,
  at: string,
  limit: number,
): Promise<RelationMessage[]> {
  return messagesWhere(
    trx,
    sql`${key(place)} and m.way = 'out' and m.state in ('delivered', 'expired') and m.next_attempt_at <= ${at} order by m.next_attempt_at limit ${limit}`,
  );
}

/** Of the numbers after `after` those that will never come: taken back, too old, refused, or no longer kept. */
export async function goneSeqs(
  trx: Transaction,
  place: RelationPlace,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): Promise<number[]> {
  const { rows } = await sql<{
    seq: number;
  }>`select m.seq::float8 as seq from relation_messages m where ${key(place)} and m.way = 'out'
    and m.seq > ${after} and m.seq <= ${upTo} and m.state in ('failed', 'expired', 'recalled') order by m.seq limit 10000`.execute(
    trx,
  );
  return rows.map(({ seq }) => seq);
}

/** The highest number that was given out. */
export async function latestSeq(trx: Transaction, { administrationId, relationId }: RelationPlace): Promise<number> {
  const { rows } = await sql<{ seq: number }>`select (next_seq - 1)::float8 as seq from relations
    where administration_id = ${administrationId} and id = ${relationId}`.execute(trx);
  return rows[0]?.seq ?? 0;
}

/** After so many tries a message lets all others go before it: it may be the only one that never gets an answer. */
const givesWayAfter = 3;

/** What may be pushed now, in order; a document waits for its own earlier message, and for no other's. */
export async function dueMessages(
  trx: Transaction,
  place: RelationPlace,
  at: string,
  limit: number,
): Promise<RelationMessage[]> {
  return messagesWhere(
    trx,
    sql`${key(place)} and m.way = 'out' and m.state in ('queued', 'sending', 'retrying') and m.next_attempt_at <= ${at}
      and not exists (select from relation_messages earlier where earlier.administration_id = m.administration_id
        and earlier.relation_id = m.relation_id and earlier.way = 'out' and earlier.state in ('queued', 'sending', 'retrying')
        and earlier.business_id = m.business_id and earlier.seq < m.seq)
      order by m.attempts >= ${givesWayAfter}, m.seq limit ${limit}`,
  );
}

/** The partner is not there: nothing of this relation is tried before this moment. */
export async function postponeMessages(trx: Transaction, place: RelationPlace, until: string): Promise<void> {
  await sql`update relation_messages m set next_attempt_at = ${until}, state = case state when 'sending' then 'retrying' else state end
    where ${key(place)} and m.way = 'out' and (m.state = 'sending' or m.state in ('queued', 'retrying') and m.next_attempt_at < ${until})`.execute(
    trx,
  );
}

/** What was about to be tried and was not, because one before it got no answer: the try is not counted. */
export async function takeBackTries(
  trx: Transaction,
  place: RelationPlace,
  messageIds: readonly string[],
): Promise<void> {
  if (messageIds.length === 0) return;
  await sql`update relation_messages m set attempts = m.attempts - 1, state = case m.attempts when 1 then 'queued' else 'retrying' end
    where ${key(place)} and m.way = 'out' and m.message_id = any(${[...messageIds]}::uuid[]) and m.attempts > 0
      and m.state in ('sending', 'retrying')`.execute(trx);
}

/** What did not leave yet leaves no more: its relation is over. Returns what that is. */
export async function failWaiting(
  trx: Transaction,
  place: RelationPlace,
  problem: MessageProblem,
): Promise<RelationMessage[]> {
  const { rows } =
    await sql<RelationMessage>`update relation_messages m set state = 'failed', next_attempt_at = null, changed_at = now(), problem = ${JSON.stringify(problem)}::jsonb
    where ${key(place)} and m.way = 'out' and m.state in ('queued', 'sending', 'retrying') returning ${columns}`.execute(
      trx,
    );
  return rows;
}

/** What nobody fetched or took in time. What was tried may be there all the same, and is asked after. Returns what is over now. */
export async function expireMessages(trx: Transaction, place: RelationPlace, at: string): Promise<RelationMessage[]> {
  const { rows } =
    await sql<RelationMessage>`update relation_messages m set state = 'expired', next_attempt_at = case when m.attempts > 0 then ${at}::timestamptz end, changed_at = now()
    where ${key(place)} and m.way = 'out' and m.state in ('queued', 'sending', 'retrying') and m.expires_at <= ${at} returning ${columns}`.execute(
      trx,
    );
  return rows;
}

/** What a partner that fetches has not taken yet, in order. */
export async function outboxAfter(
  trx: Transaction,
  place: RelationPlace,
  { after, limit, at }: { readonly after: number; readonly limit: number; readonly at: string },
): Promise<RelationMessage[]> {
  return messagesWhere(
    trx,
    sql`${key(place)} and m.way = 'out' and m.seq > ${after} and m.content is not null and m.expires_at > ${at}
      and m.state in ('queued', 'sending', 'retrying') order by m.seq limit ${limit}`,
  );
}

/** What came in and was not looked at yet, in the order it was sent. */
export async function receivedMessages(
  trx: Transaction,
  place: RelationPlace,
  limit: number,
): Promise<RelationMessage[]> {
  return messagesWhere(
    trx,
    sql`${key(place)} and m.way = 'in' and m.state = 'received' order by m.seq limit ${limit} for update of m skip locked`,
  );
}

/**
 * Up to which number everything came in, without a hole; kept with the relation. `gone`: numbers that the partner says will never come.
 */
export async function advanceReceived(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
  gone: readonly number[] = [],
): Promise<number> {
  const { rows } = await sql<{ seq: number }>`
    update relations r set received_seq = coalesce((
      -- The last of the run that begins right after what was known: where number and place in the row part, there is a hole.
      select max(later.seq) from (select known.seq, row_number() over (order by known.seq) as place from (
          select m.seq from relation_messages m
          where m.administration_id = r.administration_id and m.relation_id = r.id and m.way = 'in' and m.seq > r.received_seq
          union select g from unnest(${[...gone]}::bigint[]) as g where g > r.received_seq) known) later
      where later.seq = r.received_seq + later.place), r.received_seq)
    where r.administration_id = ${administrationId} and r.id = ${relationId} returning r.received_seq::float8 as seq`.execute(
    trx,
  );
  return rows[0]?.seq ?? 0;
}
