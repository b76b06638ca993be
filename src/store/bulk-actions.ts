import { sql, type RawBuilder } from "kysely";
import type { Database, Transaction } from "./database.ts";
import { conditionsOf, type OrderFilter } from "./orders.ts";

/** `since`: look again at everything the shop has changed from a moment on. */
export const bulkActs = ["retry", "again", "skip", "since"] as const;
export type BulkAct = (typeof bulkActs)[number];

export const bulkStates = ["running", "watching", "done", "stopped", "failed"] as const;

export interface BulkAction {
  readonly id: string;
  readonly act: BulkAct;
  readonly reason: string;
  readonly asked: Readonly<Record<string, unknown>>;
  readonly connectionId: string | null;
  readonly since: string | null;
  readonly cursor: string | null;
  readonly isListed: boolean;
  readonly state: (typeof bulkStates)[number];
  readonly counts: Readonly<Record<string, number>>;
  readonly reasonCode: string;
  readonly reasonText: string;
  readonly requestedAt: string;
  readonly requestedBy: string;
  readonly toldAt: string | null;
  readonly finishedAt: string | null;
  readonly total: number;
  readonly told: number;
  readonly left: number;
}

const columns = sql`b.id, b.act, b.reason, b.asked, b.connection_id as "connectionId", b.since, b.cursor, b.is_listed as "isListed", b.state,
  b.counts, b.reason_code as "reasonCode", b.reason_text as "reasonText", b.requested_at as "requestedAt", b.requested_by as "requestedBy",
  b.told_at as "toldAt", b.finished_at as "finishedAt", n.total, n.told, n."left"`;
const numbers = sql`cross join lateral (select count(*)::int as total, count(*) filter (where o.state = 'told')::int as told,
  count(*) filter (where o.state = 'left')::int as "left" from bulk_action_orders o
  where o.administration_id = b.administration_id and o.action_id = b.id) n`;

/** Of which orders each makes sense: what has its document is not left alone, and only what stopped is tried again. */
const appliesTo: Readonly<Record<BulkAct, RawBuilder<unknown>>> = {
  retry: sql`(outcome is null or outcome in ('waiting', 'held', 'failed'))`,
  again: sql`true`,
  skip: sql`(outcome is distinct from 'documented' and reason_code is distinct from 'rule.user')`,
  since: sql`true`,
};

/** How many orders a filter means, and to how many of them it applies. */
export async function countBulk(
  trx: Transaction,
  administrationId: string,
  act: BulkAct,
  filter: OrderFilter,
): Promise<{
  readonly found: number;
  readonly applies: number;
  readonly documented: number;
  readonly skippedByPerson: number;
}> {
  const { rows } = await sql<{ found: number; applies: number; documented: number; skippedByPerson: number }>`
    select count(*)::int as found, count(*) filter (where ${appliesTo[act]})::int as applies,
      count(*) filter (where outcome = 'documented')::int as documented,
      count(*) filter (where reason_code = 'rule.user')::int as "skippedByPerson"
    from inbox where ${conditionsOf(administrationId, filter)}`.execute(trx);
  return rows[0] ?? { found: 0, applies: 0, documented: 0, skippedByPerson: 0 };
}

/** The first of those it applies to, newest first. */
export async function firstOfBulk(
  trx: Transaction,
  administrationId: string,
  act: BulkAct,
  filter: OrderFilter,
  limit: number,
): Promise<{ readonly connectionId: string; readonly externalId: string }[]> {
  const { rows } = await sql<{ connectionId: string; externalId: string }>`
    select connection_id as "connectionId", external_id as "externalId" from inbox
    where ${conditionsOf(administrationId, filter)} and ${appliesTo[act]}
    order by ordered_at desc, external_id desc limit ${limit}`.execute(trx);
  return rows;
}

export type NewBulkAction = Pick<BulkAction, "id" | "act" | "reason" | "asked" | "requestedBy"> & {
  /** Only for `since`. */
  readonly from?: { readonly connectionId: string; readonly since: string };
};

export async function insertBulkAction(
  trx: Transaction,
  administrationId: string,
  action: NewBulkAction,
): Promise<void> {
  const { id, act, reason, asked, requestedBy, from } = action;
  await sql`insert into bulk_actions (id, administration_id, act, reason, asked, connection_id, since, is_listed, requested_by)
    values (${id}, ${administrationId}, ${act}, ${reason}, ${JSON.stringify(asked)}::jsonb, ${from?.connectionId ?? null},
      ${from?.since ?? null}, ${from === undefined}, ${requestedBy})`.execute(trx);
}

/** The orders a filter means now, for good: what comes later is another matter. Returns how many. */
export async function listByFilter(
  trx: Transaction,
  administrationId: string,
  { id, act }: Pick<BulkAction, "id" | "act">,
  filter: OrderFilter,
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into bulk_action_orders (administration_id, action_id, connection_id, external_id)
    select administration_id, ${id}, connection_id, external_id from inbox
    where ${conditionsOf(administrationId, filter)} and ${appliesTo[act]}`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}

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

/** The newest first. */
export async function listBulkActions(
  trx: Transaction,
  administrationId: string,
  limit: number,
): Promise<BulkAction[]> {
  const { rows } = await sql<BulkAction>`select ${columns} from bulk_actions b ${numbers}
    where b.administration_id = ${administrationId} order by b.requested_at desc, b.id desc limit ${limit}`.execute(
    trx,
  );
  return rows;
}

export async function readBulkAction(
  trx: Transaction,
  administrationId: string,
  id: string,
): Promise<BulkAction | null> {
  const { rows } = await sql<BulkAction>`select ${columns} from bulk_actions b ${numbers}
    where b.administration_id = ${administrationId} and b.id = ${id}`.execute(trx);
  return rows[0] ?? null;
}

/** The oldest under way; whoever has it keeps others from it until the transaction ends. One that only watches comes after one with work. */
export async function bulkUnderWay(trx: Transaction, administrationId: string): Promise<BulkAction | null> {
  const { rows } = await sql<{ id: string }>`select id from bulk_actions where administration_id = ${administrationId}
    and state in ('running', 'watching') order by (state = 'watching'), requested_at, id limit 1 for update`.execute(
    trx,
  );
  const [row] = rows;
  return row === undefined ? null : readBulkAction(trx, administrationId, row.id);
}

/** Those that only watch: none keeps another waiting. */
export async function watchingBulk(trx: Transaction, administrationId: string): Promise<BulkAction[]> {
  const { rows } = await sql<BulkAction>`select ${columns} from bulk_actions b ${numbers}
    where b.administration_id = ${administrationId} and b.state = 'watching' order by b.requested_at, b.id`.execute(
    trx,
  );
  return rows;
}

export async function administrationsWithBulk(hub: Database): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select administration_id as id from administrations_with_bulk_actions()`.execute(hub);
  return rows.map(({ id }) => id);
}

export async function setListed(
  trx: Transaction,
  administrationId: string,
  id: string,
  cursor: string | null,
): Promise<void> {
  await sql`update bulk_actions set cursor = ${cursor}, is_listed = ${cursor === null}
    where administration_id = ${administrationId} and id = ${id} and state = 'running'`.execute(trx);
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

/** Marks orders as told, or as left, with how they stand before anything is done. The caller holds their locks: who looks at one later began later. */
export async function markTold(
  trx: Transaction,
  administrationId: string,
  actionId: string,
  connectionId: string,
  { told, left }: { readonly told: readonly string[]; readonly left: readonly string[] },
): Promise<void> {
  await sql`update bulk_action_orders b set state = case when b.external_id = any(${told}::text[]) then 'told' else 'left' end, told_at = clock_timestamp(),
      before = ${standing}
    from inbox i where b.administration_id = ${administrationId} and b.action_id = ${actionId} and b.connection_id = ${connectionId}
      and b.external_id = any(${[...told, ...left]}::text[]) and i.administration_id = b.administration_id and i.connection_id = b.connection_id
      and i.kind = 'order' and i.external_id = b.external_id`.execute(trx);
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

export async function setBulkState(
  trx: Transaction,
  administrationId: string,
  id: string,
  change: {
    readonly state: BulkAction["state"];
    readonly counts?: Readonly<Record<string, number>>;
    readonly reason?: { readonly code: string; readonly text: string };
  },
): Promise<void> {
  const { state, counts, reason } = change;
  await sql`update bulk_actions set state = ${state}, counts = coalesce(${counts === undefined ? null : JSON.stringify(counts)}::jsonb, counts),
      reason_code = ${reason?.code ?? ""}, reason_text = ${reason?.text ?? ""}, told_at = coalesce(told_at, now()),
      finished_at = case when ${state} in ('done', 'stopped', 'failed') then now() end
    where administration_id = ${administrationId} and id = ${id} and state in ('running', 'watching')`.execute(trx);
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
