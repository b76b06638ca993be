import { sql } from "kysely";
import type { Transaction } from "./database.ts";

export async function listByIds(
  trx: Transaction,
  administrationId: string,
  actionId: string,
  connectionId: string,
  externalIds: readonly string[],
): Promise<void> {
  await sql`insert into bulk_action_orders (administration_id, action_id, connection_id, external_id)
    select ${administrationId}, ${actionId}, ${connectionId}, id from unnest(${externalIds}::text[]) as id on conflict do nothing`.execute(
    trx,
  );
}

/** The next orders that were not told yet. */
export async function nextOfBulk(
  trx: Transaction,
  administrationId: string,
  id: string,
  limit: number,
): Promise<{ readonly connectionId: string; readonly externalId: string }[]> {
  const { rows } = await sql<{ connectionId: string; externalId: string }>`
    select connection_id as "connectionId", external_id as "externalId" from bulk_action_orders
    where administration_id = ${administrationId} and action_id = ${id} and state = 'waiting'
    order by connection_id, external_id limit ${limit}`.execute(trx);
  return rows;
}

/** What is known of an order, in as many words as comparing needs. */
const standing = sql`jsonb_build_object('outcome', i.outcome, 'reason', i.reason_code, 'documents',
  coalesce((select jsonb_agg(jsonb_build_object('kind', d.kind, 'number', d.number, 'total', (d.tax_inclusive_amount + d.payable_rounding_amount)::text)
      order by d.created_at, d.id) from documents d where d.administration_id = i.administration_id and d.connection_id = i.connection_id
      and d.source_order_id = i.external_id), '[]')
  || coalesce((select jsonb_agg(jsonb_build_object('kind', o.kind, 'number', o.number, 'total', o.total_amount::text) order by o.created_at, o.id)
      from outside_documents o where o.administration_id = i.administration_id and o.source_connection_id = i.connection_id
      and o.source_order_id = i.external_id), '[]'))`;

/**
 * Marks orders as told, or as left, with how they stand before anything is done. The caller holds their locks: who looks at one later began later.
 * Returns those that still waited to be told: the others were taken off the list while the caller waited for the locks.
 */
export async function markTold(
  trx: Transaction,
  administrationId: string,
  actionId: string,
  connectionId: string,
  { told, left }: { readonly told: readonly string[]; readonly left: readonly string[] },
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ externalId: string }>`
    update bulk_action_orders b set state = case when b.external_id = any(${told}::text[]) then 'told' else 'left' end, told_at = clock_timestamp(),
      before = ${standing}
    from inbox i where b.administration_id = ${administrationId} and b.action_id = ${actionId} and b.connection_id = ${connectionId}
      and b.external_id = any(${[...told, ...left]}::text[]) and b.state = 'waiting' and i.administration_id = b.administration_id
      and i.connection_id = b.connection_id and i.kind = 'order' and i.external_id = b.external_id
    returning b.external_id as "externalId"`.execute(trx);
  return new Set(rows.map(({ externalId }) => externalId));
}

/** Orders that were told to be looked at again, and were not yet. */
export async function unlookedOfBulk(trx: Transaction, administrationId: string, id: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from bulk_action_orders b join inbox i on i.administration_id = b.administration_id
      and i.connection_id = b.connection_id and i.kind = 'order' and i.external_id = b.external_id
    where b.administration_id = ${administrationId} and b.action_id = ${id} and b.state = 'told'
      and (i.decided_at is null or i.decided_at < b.told_at)`.execute(trx);
  return rows[0]?.count ?? 0;
}

/** Writes down how each stands now, and counts what that is compared with before. */
export async function compareBulk(
  trx: Transaction,
  administrationId: string,
  id: string,
): Promise<Record<string, number>> {
  await sql`update bulk_action_orders b set after = ${standing}
    from inbox i where b.administration_id = ${administrationId} and b.action_id = ${id} and b.state = 'told'
      and i.administration_id = b.administration_id and i.connection_id = b.connection_id and i.kind = 'order'
      and i.external_id = b.external_id`.execute(trx);
  const { rows } = await sql<{ name: string; count: number }>`
    select w.name, count(*)::int as count from bulk_action_orders b cross join lateral unnest(array[
        'orders', coalesce(b.after ->> 'outcome', 'queued'), case when b.after = b.before then 'same' else 'changed' end,
        case when jsonb_array_length(b.after -> 'documents') > jsonb_array_length(b.before -> 'documents') then 'newDocuments' end
      ]) as w (name)
    where b.administration_id = ${administrationId} and b.action_id = ${id} and b.state = 'told' and w.name is not null
    group by w.name`.execute(trx);
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
}

export interface BulkOrder {
  readonly connectionId: string;
  readonly externalId: string;
  readonly number: string;
  readonly state: "waiting" | "told" | "left";
  readonly before: Standing | null;
  readonly after: Standing | null;
}

export interface Standing {
  readonly outcome: string | null;
  readonly reason: string | null;
  readonly documents: readonly { readonly kind: string; readonly number: string | null; readonly total: string }[];
}

/** Its orders; those that are not as they were first. */
export async function listBulkOrders(
  trx: Transaction,
  administrationId: string,
  id: string,
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<BulkOrder[]> {
  const { rows } = await sql<BulkOrder>`
    select b.connection_id as "connectionId", b.external_id as "externalId", coalesce(i.number, '') as number, b.state, b.before, b.after
    from bulk_action_orders b left join inbox i on i.administration_id = b.administration_id and i.connection_id = b.connection_id
      and i.kind = 'order' and i.external_id = b.external_id
    where b.administration_id = ${administrationId} and b.action_id = ${id}
    order by (b.after is not distinct from b.before), b.connection_id, b.external_id offset ${from} limit ${limit}`.execute(
    trx,
  );
  return rows;
}
