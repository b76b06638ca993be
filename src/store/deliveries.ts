import { sql } from "kysely";
import type { Database, Transaction } from "./database.ts";
import { keepsNothing } from "./retention.ts";

/** States of a delivery and what may follow. A refused one stays quarantined: it is never processed. */
export const deliveryTransitions = {
  received: ["done", "quarantined"],
  done: [],
  quarantined: [],
  ignored: [],
} as const;
export type DeliveryState = keyof typeof deliveryTransitions;

export interface NewDelivery {
  readonly id: string;
  readonly administrationId: string;
  readonly connectionId: string;
  readonly topic: string;
  readonly externalId: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** `ignored`: genuine, but it announces nothing to look at. */
  readonly state: Extract<DeliveryState, "received" | "ignored">;
  readonly reason: string;
}

/**
 * Takes deliveries in as the hub role, for any number of administrations in one statement. The bodies travel as one
 * binary parameter and are cut apart there: an array of bytea travels as hex, twice the size (traps.md 5.2).
 */
export async function insertDeliveries(hub: Database, deliveries: readonly NewDelivery[]): Promise<void> {
  let offset = 1;
  const rows = deliveries.map((delivery) => {
    const from = offset;
    offset += delivery.body.byteLength;
    return { ...delivery, from, length: delivery.body.byteLength };
  });
  const column = <K extends keyof (typeof rows)[number]>(name: K) => rows.map((row) => row[name]);
  const bodies = Buffer.concat(deliveries.map((delivery) => delivery.body));
  await sql`
    insert into deliveries (id, administration_id, connection_id, state, reason, topic, external_id, headers, body)
    select id, administration_id, connection_id, state, reason, topic, external_id, headers, substring(${bodies}::bytea from o for l)
    from unnest(${column("id")}::uuid[], ${column("administrationId")}::uuid[], ${column("connectionId")}::uuid[], ${column("state")}::text[],
      ${column("reason")}::text[], ${column("topic")}::text[], ${column("externalId")}::text[],
      ${rows.map((row) => JSON.stringify(row.headers))}::text[]::jsonb[], ${column("from")}::int[], ${column("length")}::int[])
      as d (id, administration_id, connection_id, state, reason, topic, external_id, headers, o, l)`.execute(hub);
}

export interface Quarantined {
  readonly id: string;
  readonly administrationId: string;
  readonly connectionId: string;
  readonly reason: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const keptPerConnection = 500;
const keptBytes = 65_536;

/** Keeps a refused delivery (its first 64 kB, at most 500 per connection) and raises the alarm. */
export async function quarantineDelivery(hub: Database, delivery: Quarantined): Promise<void> {
  const body = Buffer.from(delivery.body.subarray(0, keptBytes));
  await sql`select quarantine_delivery(${delivery.connectionId}, ${delivery.administrationId}, ${delivery.id}, ${delivery.reason},
    ${JSON.stringify(delivery.headers)}::jsonb, ${body}, ${keptPerConnection})`.execute(hub);
}

/** The topic of what the first migration announces: looked at after everything else. */
export const migrationTopic = "migration";

export interface OpenRecord {
  readonly externalId: string;
  readonly deliveryIds: readonly string[];
  /** Only the first migration announced it. */
  readonly isOld: boolean;
}

/**
 * Looked through for the next records: several doorbells for one order stand together, so a few hundred hold enough different ones. Records
 * with this many deliveries between them may hide others behind them.
 */
export const lookedThrough = 500;

/**
 * Records with open deliveries, with every open delivery of each: first what rang or was swept, the longest waiting first, then what the
 * first migration took in. Costs the same whether ten or a hundred thousand deliveries wait. `lane`: engine/queue.ts.
 */
export async function openRecords(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
  lane: number,
  limit: number,
): Promise<OpenRecord[]> {
  const open = sql`administration_id = ${administrationId} and connection_id = ${connectionId} and state = 'received'
    and ascii(right(external_id, 1)) % 2 = ${lane}`;
  const { rows: next } = await sql<{ externalId: string; isOld: boolean }>`
    with new as (select external_id, received_at, false as is_old from deliveries where ${open} and topic <> ${migrationTopic}
        order by received_at limit ${lookedThrough}),
      old as (select external_id, received_at, true as is_old from deliveries where ${open} and topic = ${migrationTopic}
        and (select count(*) from new) < ${lookedThrough} order by received_at limit ${lookedThrough})
    select external_id as "externalId", bool_and(is_old) as "isOld" from (select * from new union all select * from old) either
    group by external_id order by bool_and(is_old), min(received_at), external_id limit ${limit}`.execute(trx);
  if (next.length === 0) return [];
  // A second statement, by key: joined in one, the planner reads every open delivery for each of them.
  const ids = next.map((row) => row.externalId);
  const { rows } = await sql<Omit<OpenRecord, "isOld">>`
    select external_id as "externalId", array_agg(id) as "deliveryIds" from deliveries
    where administration_id = ${administrationId} and connection_id = ${connectionId} and state = 'received'
      and external_id = any(${ids}::text[]) group by external_id`.execute(trx);
  const byId = new Map(rows.map((row) => [row.externalId, row]));
  return next.flatMap(({ externalId, isOld }) => {
    const found = byId.get(externalId);
    return found === undefined ? [] : [{ ...found, isOld }];
  });
}

/** `received → done`: everything these announced has been looked at. Where nothing raw is kept, or of what they announced, they go. */
export async function settleDeliveries(
  trx: Transaction,
  administrationId: string,
  ids: readonly string[],
  keepsContent = true,
): Promise<void> {
  if (ids.length === 0) return;
  const own = sql`administration_id = ${administrationId} and id = any(${[...ids]}::uuid[]) and state = 'received'`;
  const keepsNone = sql`(not ${keepsContent}::boolean or ${keepsNothing("raw", sql`${administrationId}::uuid`)})`;
  await sql`with gone as (delete from deliveries where ${own} and ${keepsNone})
    update deliveries set state = 'done' where ${own} and not ${keepsNone}`.execute(trx);
}

/** The topic of deliveries that announce a payment: the operation by which it is looked at. */
export const paymentTopic = "payments.get";

export interface OpenDelivery {
  readonly id: string;
  readonly externalId: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly receivedAt: string;
}

/** Messages about payments of one connection that wait to be looked at, the longest waiting first. */
export async function openPaymentMessages(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
  limit: number,
): Promise<OpenDelivery[]> {
  const { rows } = await sql<OpenDelivery>`
    select id, external_id as "externalId", headers, body, received_at as "receivedAt" from deliveries
    where administration_id = ${administrationId} and connection_id = ${connectionId} and state = 'received' and topic = ${paymentTopic}
    order by received_at limit ${limit}`.execute(trx);
  return rows;
}

/** `received → quarantined`: what was taken as a hint proved to be forged. */
export async function refuseDelivery(trx: Transaction, administrationId: string, id: string): Promise<void> {
  await sql`update deliveries set state = 'quarantined'
    where administration_id = ${administrationId} and id = ${id} and state = 'received'`.execute(trx);
}

/** How many deliveries stand in each state, for the summary and the status page. */
export async function countDeliveries(trx: Transaction, administrationId: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ state: string; count: string }>`
    select state, count(*) as count from deliveries where administration_id = ${administrationId} group by state`.execute(
    trx,
  );
  return Object.fromEntries(rows.map((row) => [row.state, Number(row.count)]));
}
