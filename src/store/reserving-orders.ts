import { sql } from "kysely";
import type { Outcome } from "#domain/outcome.ts";
import type { Transaction } from "./database.ts";

/** An order of a shop, as far as it says whether what was ordered has been booked. */
export interface ReservingOrder {
  readonly externalId: string;
  readonly outcome: Outcome | null;
  readonly reasonCode: string | null;
  readonly decidedAt: string | null;
}

export interface BookedIn {
  readonly administrationId: string;
  readonly shopId: string;
  readonly booksId: string;
}

/** When the sweep of the shop's orders, which are booked in these books, last asked for everything; null: they are not booked there. */
export async function ordersCoupled(
  trx: Transaction,
  { administrationId, shopId, booksId }: BookedIn,
): Promise<{ readonly sweptUntil: string | null } | null> {
  const { rows } = await sql<{ sweptUntil: string | null }>`select swept_until as "sweptUntil" from couplings
    where administration_id = ${administrationId} and kind = 'shopOrders' and source_connection_id = ${shopId}
      and target_connection_id = ${booksId} and state = 'live'`.execute(trx);
  return rows[0] ?? null;
}

/** Orders that are not booked, or were only just: those that were heard of and not looked at as well. */
export async function unbookedOrders(
  trx: Transaction,
  { administrationId, shopId }: BookedIn,
  bookedSince: string,
): Promise<ReservingOrder[]> {
  const { rows } = await sql<ReservingOrder>`
    select external_id as "externalId", outcome, reason_code as "reasonCode", decided_at as "decidedAt" from inbox
    where administration_id = ${administrationId} and connection_id = ${shopId} and kind = 'order' and (outcome is null
      or outcome in ('waiting', 'held', 'failed') or (outcome = 'documented' and decided_at >= ${bookedSince})
      or (outcome = 'skipped' and reason_code in ('rule.status', 'rule.unpaid')))
    union
    select distinct d.external_id, null, null, null::timestamptz from deliveries d
    where d.administration_id = ${administrationId} and d.connection_id = ${shopId} and d.state = 'received' and d.external_id <> ''
      and not exists (select from inbox i where i.administration_id = d.administration_id and i.connection_id = d.connection_id
        and i.external_id = d.external_id)`.execute(trx);
  return rows;
}

/** What is known of these orders. */
export async function orderStates(
  trx: Transaction,
  { administrationId, shopId }: BookedIn,
  externalIds: readonly string[],
): Promise<Map<string, ReservingOrder>> {
  const { rows } =
    await sql<ReservingOrder>`select external_id as "externalId", outcome, reason_code as "reasonCode", decided_at as "decidedAt"
    from inbox where administration_id = ${administrationId} and connection_id = ${shopId} and kind = 'order'
      and external_id = any(${externalIds}::text[])`.execute(trx);
  return new Map(rows.map((row) => [row.externalId, row]));
}
