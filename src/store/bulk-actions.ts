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

/**
 * Of which orders each makes sense: what has its document is not left alone, and only what stopped is tried again. One that was skipped and of which
 * nothing is kept may be of a person who was deleted: that is asked for by itself, never among others.
 */
const appliesTo: Readonly<Record<BulkAct, RawBuilder<unknown>>> = {
  retry: sql`(outcome is null or outcome in ('waiting', 'held', 'failed'))`,
  again: sql`(reason_code is distinct from 'rule.user' or emptied_at is null)`,
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

/** The oldest under way; whoever has it keeps others from it until the transaction ends. One that only watches comes after one with work, and one whose
 * shop is still to be asked before that: a shop may be away. */
export async function bulkUnderWay(trx: Transaction, administrationId: string): Promise<BulkAction | null> {
  const { rows } = await sql<{ id: string }>`select id from bulk_actions where administration_id = ${administrationId}
    and state in ('running', 'watching') order by (state = 'watching'), not is_listed, requested_at, id limit 1 for update`.execute(
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
