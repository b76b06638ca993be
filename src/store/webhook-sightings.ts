import { sql } from "kysely";
import type { Transaction } from "./database.ts";

/** A webhook at a shop that we heard from. */
export interface WebhookSighting {
  readonly webhookId: string;
  /** Empty until a delivery named it. */
  readonly topic: string;
  readonly pingedAt: string | null;
  readonly deliveredAt: string | null;
  readonly sender: string;
}

export interface SightingPlace {
  readonly administrationId: string;
  readonly connectionId: string;
  readonly webhookId: string;
}

/** A test call is not signed: who knows the path could make up others without end. */
const keptPerConnection = 50;

export async function sawPing(
  trx: Transaction,
  { administrationId, connectionId, webhookId }: SightingPlace,
): Promise<void> {
  await sql`insert into webhook_sightings (administration_id, connection_id, webhook_id, pinged_at)
    select ${administrationId}, ${connectionId}, ${webhookId}, now()
    where (select count(*) from webhook_sightings where administration_id = ${administrationId} and connection_id = ${connectionId}) < ${keptPerConnection}
      or exists (select from webhook_sightings where administration_id = ${administrationId} and connection_id = ${connectionId} and webhook_id = ${webhookId})
    on conflict (administration_id, connection_id, webhook_id) do update set pinged_at = now()`.execute(trx);
}

/** A delivery with the right signature. */
export async function sawDelivery(
  trx: Transaction,
  { administrationId, connectionId, webhookId }: SightingPlace,
  topic: string,
  sender: string,
): Promise<void> {
  await sql`insert into webhook_sightings (administration_id, connection_id, webhook_id, topic, delivered_at, sender)
    values (${administrationId}, ${connectionId}, ${webhookId}, ${topic}, now(), ${sender})
    on conflict (administration_id, connection_id, webhook_id) do update
    set topic = excluded.topic, delivered_at = now(), sender = excluded.sender`.execute(trx);
}

export async function sightingsOf(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
): Promise<WebhookSighting[]> {
  const { rows } = await sql<WebhookSighting>`
    select webhook_id as "webhookId", topic, pinged_at as "pingedAt", delivered_at as "deliveredAt", sender from webhook_sightings
    where administration_id = ${administrationId} and connection_id = ${connectionId} order by topic, webhook_id`.execute(
    trx,
  );
  return rows;
}

export interface Refusal {
  readonly reason: string;
  readonly topic: string;
  readonly source: string;
  readonly count: number;
  readonly lastAt: string;
}

/** Refused deliveries since an instant, by what was wrong with them. */
export async function refusalsOf(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
  since: string,
): Promise<Refusal[]> {
  const { rows } = await sql<Refusal>`
    select reason, coalesce(headers ->> 'x-wc-webhook-topic', '') as topic, coalesce(headers ->> 'x-wc-webhook-source', '') as source,
      count(*)::int as count, max(received_at) as "lastAt" from deliveries
    where administration_id = ${administrationId} and connection_id = ${connectionId} and state = 'quarantined' and received_at >= ${since}
    group by 1, 2, 3 order by max(received_at) desc limit 20`.execute(trx);
  return rows;
}

/** When a connection last answered or delivered; null when it never did. */
export async function lastContactOf(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
): Promise<string | null> {
  const { rows } = await sql<{ at: string | null }>`
    select greatest(
      (select max(swept_at) from couplings where administration_id = ${administrationId} and source_connection_id = ${connectionId}),
      (select max(delivered_at) from webhook_sightings where administration_id = ${administrationId} and connection_id = ${connectionId}),
      (select tested_at from connection_tests where administration_id = ${administrationId} and connection_id = ${connectionId}
        and result #>> '{lines,0,state}' = 'ok')) as at`.execute(trx);
  return rows[0]?.at ?? null;
}

/** The lines of the last test of a connection; null before the first. */
export async function lastTestOf(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
): Promise<{ readonly testedAt: string; readonly result: unknown } | null> {
  const { rows } = await sql<{ testedAt: string; result: unknown }>`
    select tested_at as "testedAt", result from connection_tests
    where administration_id = ${administrationId} and connection_id = ${connectionId}`.execute(trx);
  return rows[0] ?? null;
}

export async function saveTest(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
  result: unknown,
): Promise<void> {
  await sql`insert into connection_tests (administration_id, connection_id, result)
    values (${administrationId}, ${connectionId}, ${JSON.stringify(result)}::jsonb)
    on conflict (administration_id, connection_id) do update set tested_at = now(), result = excluded.result`.execute(
    trx,
  );
}
