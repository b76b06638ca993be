import { sql } from "kysely";
import type { Transaction } from "./database.ts";

/** Orders that the same choice or repair sets going again. */
export interface CauseRow {
  readonly key: string;
  /** Code of the reason, or `drift`. */
  readonly code: string;
  readonly connectionId: string;
  readonly details: Readonly<Record<string, string>>;
  readonly count: number;
  /** Null when they are in several currencies, or none was read. */
  readonly amount: string | null;
  readonly currency: string | null;
  readonly since: string;
  /** One of them: what a single order has to say is said. */
  readonly orderId: string;
}

/** What keeps people busy, by cause; the most money for the longest time first, and what only changed afterwards last. */
export async function causesOf(trx: Transaction, administrationId: string, key?: string): Promise<CauseRow[]> {
  const only = key === undefined ? sql`cause is not null` : sql`cause = ${key}`;
  const { rows } = await sql<CauseRow>`
    select cause as key, case when cause like 'drift~%' then 'drift' else coalesce(min(reason_code), 'internal.unexpected') end as code,
      (array_agg(connection_id))[1] as "connectionId", (array_agg(reason_details order by ordered_at))[1] as details, count(*)::int as count,
      case when count(distinct currency) = 1 then sum(total) end as amount,
      case when count(distinct currency) = 1 and min(currency) <> '' then min(currency) end as currency,
      min(coalesce(drifted_at, first_failed_at, decided_at, heard_at)) as since, (array_agg(external_id order by ordered_at))[1] as "orderId"
    from inbox where administration_id = ${administrationId} and ${only}
    group by cause
    order by cause like 'drift~%', coalesce(sum(total), 0) * extract(epoch from now() - min(coalesce(drifted_at, first_failed_at, decided_at, heard_at))) desc, cause
    limit 200`.execute(trx);
  return rows;
}

export interface HeldRecord {
  readonly connectionId: string;
  readonly externalId: string;
}

/** The orders that wait for one cause; what only changed afterwards waits for nothing. */
export async function heldBy(trx: Transaction, administrationId: string, cause: string): Promise<HeldRecord[]> {
  const { rows } = await sql<HeldRecord>`
    select connection_id as "connectionId", external_id as "externalId" from inbox
    where administration_id = ${administrationId} and cause = ${cause} and outcome in ('held', 'failed')`.execute(trx);
  return rows;
}

export interface WaitingRow {
  readonly connectionId: string;
  readonly count: number;
  readonly nextAt: string | null;
}

/** What goes on by itself, by the system it waits for. */
export async function waitingOf(trx: Transaction, administrationId: string): Promise<WaitingRow[]> {
  const { rows } = await sql<WaitingRow>`
    select connection_id as "connectionId", count(*)::int as count, min(next_attempt_at) as "nextAt" from inbox
    where administration_id = ${administrationId} and outcome = 'waiting' group by connection_id order by count(*) desc, connection_id`.execute(
    trx,
  );
  return rows;
}

/** Orders of one connection that wait, by themselves or for a person. */
export async function waitingCount(trx: Transaction, administrationId: string, connectionId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from inbox
    where administration_id = ${administrationId} and connection_id = ${connectionId} and outcome in ('waiting', 'held')`.execute(
    trx,
  );
  return rows[0]?.count ?? 0;
}

export interface DayCount {
  readonly connectionId: string;
  readonly day: string;
  readonly count: number;
}

/** Orders per connection and local day, since an instant. */
export async function ordersPerDay(
  trx: Transaction,
  administrationId: string,
  since: string,
  timeZone: string,
): Promise<DayCount[]> {
  const { rows } = await sql<DayCount>`
    select connection_id as "connectionId", (ordered_at at time zone ${timeZone})::date as day, count(*)::int as count from inbox
    where administration_id = ${administrationId} and ordered_at >= ${since} group by 1, 2`.execute(trx);
  return rows;
}

/** When the last order of each connection was placed. */
export async function lastOrders(trx: Transaction, administrationId: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; at: string | null }>`
    select c.id, (select ordered_at from inbox i where i.administration_id = ${administrationId} and i.connection_id = c.id
      order by ordered_at desc, external_id desc limit 1) as at
    from connections c where c.administration_id = ${administrationId}`.execute(trx);
  return new Map(rows.flatMap(({ id, at }) => (at === null ? [] : [[id, at] as const])));
}

export interface CouplingFacts {
  readonly id: string;
  readonly connectionId: string;
  readonly sweptAt: string | null;
  readonly createdAt: string;
  readonly mayRun: boolean;
}

export async function couplingFacts(trx: Transaction, administrationId: string): Promise<CouplingFacts[]> {
  const { rows } = await sql<CouplingFacts>`
    select k.id, k.source_connection_id as "connectionId", k.swept_at as "sweptAt", k.created_at as "createdAt",
      coupling_may_run(k, c.connector) as "mayRun"
    from couplings k join connections c on c.administration_id = k.administration_id and c.id = k.source_connection_id
    where k.administration_id = ${administrationId} and k.kind = 'shopOrders'`.execute(trx);
  return rows;
}

export interface Today {
  readonly orders: number;
  readonly documents: readonly { readonly kind: string; readonly count: number; readonly amount: string }[];
  readonly mailed: number;
  readonly paid: { readonly count: number; readonly amount: string };
}

/** What was done today, in the currency of the administration where it is about money. */
export async function todayDone(
  trx: Transaction,
  administrationId: string,
  { day, from, currency }: { readonly day: string; readonly from: string; readonly currency: string },
): Promise<Today> {
  const { rows: documents } = await sql<{ kind: string; count: number; amount: string }>`
    select kind, count(*)::int as count, coalesce(sum(tax_inclusive_amount + payable_rounding_amount) filter (where currency = ${currency}), 0) as amount
    from documents where administration_id = ${administrationId} and issue_date = ${day} and status <> 'draft' group by kind order by kind`.execute(
    trx,
  );
  const { rows } = await sql<{ orders: number; mailed: number; paidCount: number; paidAmount: string }>`
    select (select count(*) from inbox where administration_id = ${administrationId} and ordered_at >= ${from})::int as orders,
      (select count(*) from outbox where administration_id = ${administrationId} and channel = 'mail' and state in ('sent', 'delivered')
        and sent_at >= ${from})::int as mailed,
      (select count(*) from payments where administration_id = ${administrationId} and direction = 'in' and paid_at >= ${from})::int as "paidCount",
      (select coalesce(sum(amount), 0) from payments where administration_id = ${administrationId} and direction = 'in' and paid_at >= ${from}
        and currency = ${currency}) as "paidAmount"`.execute(trx);
  const { orders = 0, mailed = 0, paidCount = 0, paidAmount = "0" } = rows[0] ?? {};
  return { orders, documents, mailed, paid: { count: paidCount, amount: paidAmount } };
}

/** What a new administration still has to do. */
export async function setUpFacts(trx: Transaction, administrationId: string) {
  const { rows } = await sql<{ company: boolean; bankAccount: boolean; shop: boolean; firstOrder: boolean }>`
    select exists (select from administrations a where a.id = ${administrationId}
        and coalesce(a.address ->> 'streetName', '') <> '' and coalesce(a.address ->> 'cityName', '') <> '') as company,
      exists (select from administrations a where a.id = ${administrationId} and a.iban <> '') as "bankAccount",
      exists (select from couplings k where k.administration_id = ${administrationId} and k.state = 'live' and k.kind = 'shopOrders') as shop,
      exists (select from inbox i where i.administration_id = ${administrationId}) as "firstOrder"`.execute(trx);
  return rows[0] ?? { company: false, bankAccount: false, shop: false, firstOrder: false };
}
