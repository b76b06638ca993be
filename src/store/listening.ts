import { sql } from "kysely";
import type { HourCount } from "#domain/silence.ts";
import type { Transaction } from "./database.ts";
import { migrationTopic } from "./deliveries.ts";

/** A coupling that takes orders in, and what is known of how it does. */
export interface ListeningCoupling {
  readonly couplingId: string;
  readonly connectionId: string;
  readonly connectionState: string;
  /** Since when it is on. */
  readonly since: string;
  readonly lastOrder: string | null;
  readonly sweptAt: string | null;
}

/** Live couplings whose apps are on. Two short walks of an index each, however many orders there are. */
export async function listeningCouplings(
  trx: Transaction,
  administrationId: string,
  now: string,
): Promise<ListeningCoupling[]> {
  const { rows } = await sql<ListeningCoupling>`
    select k.id as "couplingId", c.id as "connectionId", c.state as "connectionState", coalesce(k.live_since, k.created_at) as since,
      k.swept_at as "sweptAt", (select i.ordered_at from inbox i where i.administration_id = ${administrationId} and i.connection_id = c.id
        and i.ordered_at <= ${now} order by i.ordered_at desc limit 1) as "lastOrder"
    from couplings k join connections c on c.administration_id = k.administration_id and c.id = k.source_connection_id
    where k.administration_id = ${administrationId} and k.state = 'live' and k.kind = 'shopOrders'
      and coupling_may_run(k, c.connector)`.execute(trx);
  return rows;
}

/** Orders per hour of one connection since an instant; read from an index alone. */
export async function ordersPerHour(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
  since: string,
): Promise<HourCount[]> {
  const { rows } = await sql<HourCount>`
    select (extract(epoch from date_trunc('hour', ordered_at)) / 3600)::int as hour, count(*)::int as count from inbox
    where administration_id = ${administrationId} and connection_id = ${connectionId} and ordered_at >= ${since} group by 1`.execute(
    trx,
  );
  return rows;
}

export interface Backlog {
  readonly connectionId: string;
  readonly count: number;
  /** The oldest, by the clock of the database, which received it. */
  readonly waitedMs: number;
}

/**
 * What came in and was not looked at yet, of connections that nothing keeps from working. Counted up to a thousand each. The old orders of a
 * first migration wait on purpose.
 */
export async function backlogs(trx: Transaction, administrationId: string): Promise<Backlog[]> {
  const { rows } = await sql<Backlog>`
    select c.id as "connectionId", count(d.received_at)::int as count, (extract(epoch from now() - min(d.received_at)) * 1000)::float8 as "waitedMs"
    from connections c cross join lateral (select received_at from deliveries d where d.administration_id = ${administrationId}
      and d.connection_id = c.id and d.state = 'received' and d.topic <> ${migrationTopic} order by received_at limit 1000) d
    where c.administration_id = ${administrationId} and c.state in ('connected', 'unchecked') and c.retry_at is null
      and exists (select from couplings k where k.administration_id = c.administration_id and k.source_connection_id = c.id
        and k.state = 'live' and k.kind = 'shopOrders' and coupling_may_run(k, c.connector))
    group by c.id`.execute(trx);
  return rows;
}

export interface AccessEnd {
  readonly connectionId: string;
  readonly until: string;
}

/** Connections whose product said until when it lets us in. */
export async function accessEnds(trx: Transaction, administrationId: string): Promise<AccessEnd[]> {
  const { rows } = await sql<AccessEnd>`select id as "connectionId", access_until as until from connections
    where administration_id = ${administrationId} and access_until is not null and state <> 'paused'`.execute(trx);
  return rows;
}
