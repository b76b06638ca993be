import { sql } from "kysely";
import type { Transaction } from "./database.ts";

/** A webhook of ours at the other side, as we last saw it. */
export interface SubscriptionRow {
  readonly externalId: string;
  readonly topic: string;
  readonly active: boolean;
  readonly checkedAt: string;
}

export async function putSubscription(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
  subscription: { readonly id: string; readonly topic: string; readonly active: boolean },
): Promise<void> {
  await sql`insert into subscriptions (administration_id, connection_id, external_id, topic, active)
    values (${administrationId}, ${connectionId}, ${subscription.id}, ${subscription.topic}, ${subscription.active})
    on conflict (administration_id, connection_id, external_id) do update set topic = excluded.topic, active = excluded.active, checked_at = now()`.execute(
    trx,
  );
}

export async function removeSubscription(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
  externalId: string,
): Promise<void> {
  await sql`delete from subscriptions where administration_id = ${administrationId} and connection_id = ${connectionId}
    and external_id = ${externalId}`.execute(trx);
}

export async function subscriptionsOf(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
): Promise<SubscriptionRow[]> {
  const { rows } = await sql<SubscriptionRow>`
    select external_id as "externalId", topic, active, checked_at as "checkedAt" from subscriptions
    where administration_id = ${administrationId} and connection_id = ${connectionId} order by topic, external_id`.execute(
    trx,
  );
  return rows;
}
