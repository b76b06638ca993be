// Over 300 lines because all that is kept of an order over a connection is one table.
import { sql, type RawBuilder } from "kysely";
import { z } from "zod";
import { AmountText } from "#domain/amount.ts";
import { JudgedLine } from "#domain/partner/judge-order.ts";
import { OrderMessage } from "#domain/partner/order-message.ts";
import { lineOutcomeStates, OrderResponseMessage } from "#domain/partner/order-response.ts";
import type { Transaction } from "./database.ts";
import type { MessageProblem } from "./relation-messages.ts";
import type { RelationPlace } from "./relations.ts";
import { jsonOf } from "./unnest.ts";

/** Of an order of ours: with its supplier, and what that said of it. */
export const boughtStates = ["sent", "accepted", "changed", "rejected", "cancelled", "recalled"] as const;
/** Of an order of a partner: lines wait for a person, it waits for its answer, and what that was. */
export const soldStates = ["held", "open", "accepted", "changed", "rejected", "cancelled"] as const;
export type PartnerOrderState = (typeof boughtStates)[number] | (typeof soldStates)[number];

/** What a supplier says of one line of ours. */
export const AnsweredLine = z.object({
  lineId: z.string(),
  state: z.enum(lineOutcomeStates),
  confirmed: AmountText,
  backorder: AmountText,
});
export type AnsweredLine = z.infer<typeof AnsweredLine>;

/** A change or a cancellation that waits for its answer. */
export const PendingChange = z.object({
  kind: z.enum(["change", "cancel"]),
  messageId: z.string(),
  revision: z.int(),
  /** As it would be; null: not at all any more. */
  order: OrderMessage.nullable(),
  fingerprint: z.string().default(""),
  reason: z.string().default(""),
  askedAt: z.string(),
});
export type PendingChange = z.infer<typeof PendingChange>;

export const PartnerPaper = z.object({
  kind: z.enum(["despatch", "invoice"]),
  number: z.string(),
  date: z.string().nullable(),
  supplierDocumentId: z.string(),
  /** Where its lines wait to be booked. */
  basketId: z.string().nullable().default(null),
  messageId: z.string(),
  receivedAt: z.string(),
});
export type PartnerPaper = z.infer<typeof PartnerPaper>;

export interface PartnerOrder {
  readonly id: string;
  readonly relationId: string;
  readonly side: "buyer" | "seller";
  readonly orderNumber: string;
  readonly documentId: string | null;
  readonly messageId: string;
  readonly revision: number;
  readonly state: PartnerOrderState;
  readonly asked: OrderMessage;
  readonly fingerprint: string;
  /** Of an order of a partner. */
  readonly judged: readonly JudgedLine[];
  /** Of an order of ours. */
  readonly answered: readonly AnsweredLine[];
  readonly pending: PendingChange | null;
  readonly response: OrderResponseMessage | null;
  readonly responses: number;
  readonly papers: readonly PartnerPaper[];
  readonly needsLook: boolean;
  readonly problem: MessageProblem | null;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly changedBy: string;
  readonly version: number;
}

const columns = sql`o.id, o.relation_id as "relationId", o.side, o.order_number as "orderNumber", o.document_id as "documentId",
  o.message_id as "messageId", o.revision, o.state, o.asked, o.fingerprint, o.lines, o.pending, o.response, o.responses, o.papers,
  o.needs_look as "needsLook", o.problem, o.created_at as "createdAt", o.changed_at as "changedAt", o.changed_by as "changedBy", o.version`;

type Row = Omit<PartnerOrder, "judged" | "answered"> & { readonly lines: unknown };

function read({ lines, ...row }: Row): PartnerOrder {
  return {
    ...row,
    asked: OrderMessage.parse(row.asked),
    judged: row.side === "seller" ? z.array(JudgedLine).parse(lines) : [],
    answered: row.side === "buyer" ? z.array(AnsweredLine).parse(lines) : [],
    pending: PendingChange.nullable().parse(row.pending),
    response: OrderResponseMessage.nullable().parse(row.response),
    papers: z.array(PartnerPaper).parse(row.papers),
  };
}

async function ordersWhere(
  trx: Transaction,
  administrationId: string,
  condition: RawBuilder<unknown>,
): Promise<PartnerOrder[]> {
  const { rows } = await sql<Row>`select ${columns} from partner_orders o
    where o.administration_id = ${administrationId} and ${condition}`.execute(trx);
  return rows.map(read);
}

/** Locked until the transaction ends. */
export async function lockPartnerOrder(
  trx: Transaction,
  administrationId: string,
  id: string,
): Promise<PartnerOrder | null> {
  const [order] = await ordersWhere(trx, administrationId, sql`o.id = ${id} for update`);
  return order ?? null;
}

export async function readPartnerOrder(
  trx: Transaction,
  administrationId: string,
  id: string,
): Promise<PartnerOrder | null> {
  const [order] = await ordersWhere(trx, administrationId, sql`o.id = ${id}`);
  return order ?? null;
}

/** The order of this number over a relation, locked. */
export async function lockOrderOfNumber(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
  side: PartnerOrder["side"],
  orderNumber: string,
): Promise<PartnerOrder | null> {
  const found = sql`o.relation_id = ${relationId} and o.side = ${side} and o.order_number = ${orderNumber} for update`;
  const [order] = await ordersWhere(trx, administrationId, found);
  return order ?? null;
}

/** The same without its lock; null when there is none. */
export async function orderOfNumber(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
  side: PartnerOrder["side"],
  orderNumber: string,
): Promise<PartnerOrder | null> {
  const found = sql`o.relation_id = ${relationId} and o.side = ${side} and o.order_number = ${orderNumber}`;
  const [order] = await ordersWhere(trx, administrationId, found);
  return order ?? null;
}

/** What a document of ours went as, or came from; null: neither. */
export async function partnerOrderOf(
  trx: Transaction,
  administrationId: string,
  documentId: string,
): Promise<PartnerOrder | null> {
  const [order] = await ordersWhere(trx, administrationId, sql`o.document_id = ${documentId}`);
  return order ?? null;
}

/** The latest first. */
export async function listPartnerOrders(
  trx: Transaction,
  administrationId: string,
  {
    side,
    states,
    relationId,
    documentId,
    limit,
  }: {
    readonly side: PartnerOrder["side"];
    readonly states?: readonly string[] | undefined;
    readonly relationId?: string | undefined;
    readonly documentId?: string | undefined;
    readonly limit: number;
  },
): Promise<PartnerOrder[]> {
  return ordersWhere(
    trx,
    administrationId,
    sql`o.side = ${side} and ${states === undefined ? sql`true` : sql`o.state = any(${[...states]}::text[])`}
      and ${relationId === undefined ? sql`true` : sql`o.relation_id = ${relationId}`}
      and ${documentId === undefined ? sql`true` : sql`o.document_id = ${documentId}`}
      order by o.changed_at desc, o.id limit ${limit}`,
  );
}

export type NewPartnerOrder = Pick<
  PartnerOrder,
  "id" | "relationId" | "side" | "orderNumber" | "documentId" | "messageId" | "revision" | "state" | "asked"
> &
  Partial<Pick<PartnerOrder, "fingerprint" | "judged" | "problem">>;

export async function insertPartnerOrder(
  trx: Transaction,
  administrationId: string,
  order: NewPartnerOrder,
  { at, by }: { readonly at: string; readonly by: string },
): Promise<void> {
  const json = jsonOf;
  await sql`insert into partner_orders (administration_id, id, relation_id, side, order_number, document_id, message_id, revision, state, asked,
      fingerprint, lines, problem, created_at, changed_at, changed_by)
    values (${administrationId}, ${order.id}, ${order.relationId}, ${order.side}, ${order.orderNumber}, ${order.documentId}, ${order.messageId},
      ${order.revision}, ${order.state}, ${json(order.asked)}::jsonb, ${order.fingerprint ?? ""}, ${json(order.judged ?? [])}::jsonb,
      ${order.problem === undefined || order.problem === null ? null : json(order.problem)}::jsonb, ${at}, ${at}, ${by})`.execute(
    trx,
  );
}

export type PartnerOrderChange = Partial<
  Pick<
    PartnerOrder,
    | "documentId"
    | "messageId"
    | "revision"
    | "state"
    | "asked"
    | "fingerprint"
    | "pending"
    | "response"
    | "responses"
    | "papers"
    | "needsLook"
    | "problem"
  >
> & { readonly lines?: readonly (JudgedLine | AnsweredLine)[] };

const columnOf: Readonly<Record<keyof PartnerOrderChange, string>> = {
  documentId: "document_id",
  messageId: "message_id",
  revision: "revision",
  state: "state",
  asked: "asked",
  fingerprint: "fingerprint",
  lines: "lines",
  pending: "pending",
  response: "response",
  responses: "responses",
  papers: "papers",
  needsLook: "needs_look",
  problem: "problem",
};

/** Changes an order that was locked. */
export async function changePartnerOrder(
  trx: Transaction,
  administrationId: string,
  id: string,
  change: PartnerOrderChange,
  { at, by }: { readonly at: string; readonly by: string },
): Promise<void> {
  const sets = (Object.entries(change) as [keyof PartnerOrderChange, unknown][]).map(([name, value]) =>
    value !== null && typeof value === "object"
      ? sql`${sql.ref(columnOf[name])} = ${jsonOf(value)}::jsonb`
      : sql`${sql.ref(columnOf[name])} = ${value}`,
  );
  sets.push(sql`changed_at = ${at}`, sql`changed_by = ${by}`, sql`version = version + 1`);
  await sql`update partner_orders set ${sql.join(sets)} where administration_id = ${administrationId} and id = ${id}`.execute(
    trx,
  );
}

/** Whether nobody knows yet if its supplier has what was sent of it over a connection. */
export async function isUnderWayToPartner(
  trx: Transaction,
  administrationId: string,
  documentId: string,
): Promise<boolean> {
  const { rows } =
    await sql`select from partner_orders o join relation_messages m on m.administration_id = o.administration_id
      and m.relation_id = o.relation_id and m.way = 'out' and m.message_id::text in (o.message_id::text, o.pending ->> 'messageId')
    where o.administration_id = ${administrationId} and o.document_id = ${documentId} and o.side = 'buyer'
      and m.state in ('queued', 'sending', 'retrying') limit 1`.execute(trx);
  return rows.length > 0;
}

/** An order of which the only message never left is with nobody. */
export async function recallUnsent(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
  messageId: string,
): Promise<void> {
  await sql`update partner_orders set state = 'recalled', version = version + 1, changed_at = now()
    where administration_id = ${administrationId} and relation_id = ${relationId} and side = 'buyer' and message_id = ${messageId}
      and state = 'sent'`.execute(trx);
}

/** Orders of a partner on which a message of ours is an answer, a delivery note or an invoice. */
const toldOf = ({ administrationId, relationId }: RelationPlace, messageId: string): RawBuilder<unknown> =>
  sql`administration_id = ${administrationId} and relation_id = ${relationId} and side = 'seller' and id in (
    select o.id from relation_messages m join partner_orders o on o.administration_id = m.administration_id and o.relation_id = m.relation_id
        and o.side = 'seller' and m.doc_type = 'order_response' and o.order_number = m.business_id
      where m.administration_id = ${administrationId} and m.relation_id = ${relationId} and m.way = 'out' and m.message_id = ${messageId}
    union select f.partner_order_id from relation_messages m join partner_follow_ups f on f.administration_id = m.administration_id
        and f.document_id = m.document_id and f.doc_type = m.doc_type
      where m.administration_id = ${administrationId} and m.relation_id = ${relationId} and m.way = 'out' and m.message_id = ${messageId})`;

/** What was given up reached the partner after all: nothing is to be looked at any more. */
export async function noteTakenAfterAll(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
  messageId: string,
): Promise<void> {
  await sql`update partner_orders set needs_look = false, problem = null, version = version + 1, changed_at = now()
    where administration_id = ${administrationId} and relation_id = ${relationId} and side = 'buyer' and message_id = ${messageId}
      and state = 'sent' and problem is not null`.execute(trx);
  await sql`update partner_orders set needs_look = pending is not null, problem = null, version = version + 1, changed_at = now()
    where ${toldOf({ administrationId, relationId }, messageId)} and problem is not null and state <> 'held'`.execute(
    trx,
  );
}

/** The partner will not take what was sent of an order: a person sees why. `isRefused`: it had it, and refused it. */
export async function noteNotTaken(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
  messageId: string,
  problem: MessageProblem,
  isRefused: boolean,
): Promise<void> {
  const own = sql`administration_id = ${administrationId} and relation_id = ${relationId} and side = 'buyer'`;
  await sql`update partner_orders set needs_look = true, problem = ${jsonOf(problem)}::jsonb, version = version + 1, changed_at = now(),
      state = case when ${isRefused} and state = 'sent' then 'rejected' else state end
    where ${own} and message_id = ${messageId}`.execute(trx);
  await sql`update partner_orders set needs_look = true, problem = ${jsonOf(problem)}::jsonb, pending = null, version = version + 1, changed_at = now()
    where ${own} and pending ->> 'messageId' = ${messageId}`.execute(trx);
  // The buyer did not hear what we said of its order: nobody but a person can tell it now.
  await sql`update partner_orders set needs_look = true, problem = ${jsonOf(problem)}::jsonb, version = version + 1, changed_at = now()
    where ${toldOf({ administrationId, relationId }, messageId)} and state <> 'held'`.execute(trx);
}
