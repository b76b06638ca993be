import { sql, type RawBuilder } from "kysely";
import type { Outcome } from "#domain/outcome.ts";
import type { SourceFacts } from "#domain/source-facts.ts";
import type { TieOut } from "#domain/tie-out.ts";
import type { Transaction } from "./database.ts";
import { paymentStateOn, sumsOf, type PaymentState } from "./document-sums.ts";

/** One order as people see it in a list. */
export interface OrderRow {
  readonly connectionId: string;
  readonly externalId: string;
  readonly number: string;
  readonly status: string;
  readonly outcome: Outcome | null;
  readonly reasonCode: string | null;
  readonly reasonText: string;
  readonly reasonDetails: Readonly<Record<string, string>>;
  readonly currency: string;
  readonly total: string | null;
  readonly tieOut: TieOut | null;
  readonly placedAt: string | null;
  readonly heardAt: string;
  readonly orderedAt: string;
  readonly decidedAt: string | null;
  readonly driftedAt: string | null;
  readonly nextAttemptAt: string | null;
  readonly attempts: number;
  readonly customerName: string;
  readonly customerEmail: string;
  readonly cause: string | null;
  readonly source: SourceFacts | null;
  readonly documents: readonly OrderDocument[];
  readonly payment: PaymentState | null;
}

export interface OrderDocument {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  /** Null on a draft. */
  readonly number: string | null;
  /** The package it stands in; null: our own books. */
  readonly connectionId: string | null;
}

/** A place in the list: an order with its moment. */
export interface OrderPlace {
  readonly orderedAt: string;
  readonly externalId: string;
  readonly connectionId: string;
}

export const orderStates = ["queued", "documented", "skipped", "waiting", "held", "failed", "drifted"] as const;
/** An outcome, `queued` while there is none, or `drifted`, which stands beside documented. */
export type OrderState = (typeof orderStates)[number];

export interface OrderFilter {
  readonly connectionId?: string | undefined;
  readonly couplingId?: string | undefined;
  readonly externalId?: string | undefined;
  readonly state?: OrderState | undefined;
  readonly cause?: string | undefined;
  /** Orders that a statement of completeness counts in these of its groups, whatever became of them since. */
  readonly statement?: { readonly id: string; readonly group: string } | undefined;
  /** Instants: from, and before. */
  readonly from?: string | undefined;
  readonly before?: string | undefined;
  /** Part of the number, the customer's name or e-mail address. */
  readonly text?: string | undefined;
  /** An amount that the searched text may be as well. */
  readonly total?: string | null | undefined;
}

const ofState = (state: OrderState): RawBuilder<unknown> => {
  // As migration 0010 writes it: the few that drifted are found among the causes, not among all that is documented.
  if (state === "drifted") return sql`(cause >= 'drift~' and cause < 'drift~~')`;
  return state === "queued" ? sql`outcome is null` : sql`outcome = ${state}`;
};

/** For `like` in lower case: what a person typed, to be found as it stands. */
const containing = (text: string): string => `%${text.toLowerCase().replace(/[\\%_]/g, String.raw`\$&`)}%`;

/** `skipped` is every rule by which it was; with its rule, that one alone. */
const isCounted = (
  administrationId: string,
  { id, group }: { readonly id: string; readonly group: string },
): RawBuilder<unknown> => sql`(connection_id, external_id) in (
  select s.connection_id, jsonb_array_elements_text(e.value) from completeness_statements s, jsonb_each(s.entries) e
  where s.administration_id = ${administrationId} and s.id = ${id} and (${group} in ('all', e.key) or split_part(e.key, '~', 1) = ${group}))`;

/** Of rows of `inbox`. */
export function conditionsOf(administrationId: string, filter: OrderFilter): RawBuilder<unknown> {
  const conditions = [sql`administration_id = ${administrationId}`];
  if (filter.connectionId !== undefined) conditions.push(sql`connection_id = ${filter.connectionId}`);
  if (filter.couplingId !== undefined)
    conditions.push(sql`connection_id = (select source_connection_id from couplings
      where administration_id = ${administrationId} and id = ${filter.couplingId})`);
  if (filter.externalId !== undefined) conditions.push(sql`external_id = ${filter.externalId}`);
  if (filter.state !== undefined) conditions.push(ofState(filter.state));
  if (filter.cause !== undefined) conditions.push(sql`cause = ${filter.cause}`);
  if (filter.statement !== undefined) conditions.push(isCounted(administrationId, filter.statement));
  if (filter.from !== undefined) conditions.push(sql`ordered_at >= ${filter.from}`);
  if (filter.before !== undefined) conditions.push(sql`ordered_at < ${filter.before}`);
  if (filter.text !== undefined) {
    const isTotal = filter.total === null || filter.total === undefined ? sql`false` : sql`total = ${filter.total}`;
    conditions.push(sql`(search_text like ${containing(filter.text)} or ${isTotal})`);
  }
  return sql.join(conditions, sql` and `);
}

/** Documents of the order `i`, and how its invoice stands; the one sum of document-sums.ts, so that a list and a page never differ. */
const facts = (today: string): RawBuilder<unknown> => sql`
  select coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'kind', d.kind, 'status', d.status, 'number', d.number,
      'connectionId', null)
      order by d.created_at, d.id) from documents d where ${ofOrder}), '[]') || coalesce((select jsonb_agg(jsonb_build_object(
        'id', o.id, 'kind', o.kind, 'status', 'issued', 'number', o.number, 'connectionId', o.connection_id) order by o.created_at, o.id) from outside_documents o
      where o.administration_id = i.administration_id and o.source_connection_id = i.connection_id
        and o.source_order_id = i.external_id), '[]') as documents,
    (select ${paymentStateOn(today)} from documents d cross join ${sumsOf} where ${ofOrder} and d.kind = 'invoice' and d.status <> 'draft'
      order by d.created_at desc, d.id desc limit 1) as payment`;

const ofOrder = sql`d.administration_id = i.administration_id and d.connection_id = i.connection_id and d.source_order_id = i.external_id`;

/** Before there is an invoice, the source says it. */
const payment = sql`coalesce(f.payment, case when i.paid_at is not null then 'paid' when i.source is not null then 'open' end)`;

export interface OrderPage {
  /** The last order of the previous page. */
  readonly after?: OrderPlace | undefined;
  readonly limit: number;
  /** Local day, for what is late. */
  readonly today: string;
}

/** Newest first. Which orders is asked of the index alone, the rows are read for those of this page. */
export async function listOrders(
  trx: Transaction,
  administrationId: string,
  filter: OrderFilter,
  { after, limit, today }: OrderPage,
): Promise<OrderRow[]> {
  const place = after === undefined ? sql`true` : isAfter(after, sql`<`);
  const { rows } = await sql<OrderRow>`
    select i.connection_id as "connectionId", i.external_id as "externalId", i.number, i.status, i.outcome, i.reason_code as "reasonCode",
      i.reason_text as "reasonText", i.reason_details as "reasonDetails", i.currency, i.total, i.tie_out as "tieOut",
      i.placed_at as "placedAt", i.heard_at as "heardAt", i.ordered_at as "orderedAt", i.decided_at as "decidedAt",
      i.drifted_at as "driftedAt", i.next_attempt_at as "nextAttemptAt", i.attempts, i.customer_name as "customerName",
      i.customer_email as "customerEmail", i.cause, i.source, f.documents, ${payment} as payment
    from (select connection_id, external_id from inbox where ${conditionsOf(administrationId, filter)} and ${place}
      order by ordered_at desc, external_id desc, connection_id desc limit ${limit}) k
    join inbox i on i.administration_id = ${administrationId} and i.connection_id = k.connection_id and i.kind = 'order'
      and i.external_id = k.external_id
    cross join lateral (${facts(today)}) f
    order by i.ordered_at desc, i.external_id desc, i.connection_id desc`.execute(trx);
  return rows;
}

const isAfter = ({ orderedAt, externalId, connectionId }: OrderPlace, operator: RawBuilder<unknown>) =>
  sql`(ordered_at, external_id, connection_id) ${operator} (${orderedAt}::timestamptz, ${externalId}, ${connectionId}::uuid)`;

/** One order; null when it was never heard of. */
export async function readOrder(
  trx: Transaction,
  administrationId: string,
  place: { readonly connectionId: string; readonly externalId: string },
  today: string,
): Promise<OrderRow | null> {
  const [row] = await listOrders(trx, administrationId, place, { limit: 1, today });
  return row ?? null;
}

export async function isKnownOrder(
  trx: Transaction,
  administrationId: string,
  { connectionId, externalId }: { readonly connectionId: string; readonly externalId: string },
): Promise<boolean> {
  const { rows } =
    await sql`select from inbox where administration_id = ${administrationId} and connection_id = ${connectionId}
    and kind = 'order' and external_id = ${externalId}`.execute(trx);
  return rows.length > 0;
}

/** Which orders a filter means, newest first. */
export async function findOrders(
  trx: Transaction,
  administrationId: string,
  filter: OrderFilter,
  limit: number,
): Promise<{ readonly connectionId: string; readonly externalId: string }[]> {
  const { rows } = await sql<{ connectionId: string; externalId: string }>`
    select connection_id as "connectionId", external_id as "externalId" from inbox where ${conditionsOf(administrationId, filter)}
    order by ordered_at desc, external_id desc limit ${limit}`.execute(trx);
  return rows;
}

/** The orders above and below this one in the list that the filter makes. */
export async function neighboursOf(
  trx: Transaction,
  administrationId: string,
  filter: OrderFilter,
  place: OrderPlace,
): Promise<{ readonly previous: Neighbour | null; readonly next: Neighbour | null }> {
  const where = conditionsOf(administrationId, filter);
  const one = async (operator: RawBuilder<unknown>, direction: RawBuilder<unknown>) => {
    const { rows } = await sql<Neighbour>`
      select connection_id as "connectionId", external_id as "orderId" from inbox where ${where} and ${isAfter(place, operator)}
      order by ordered_at ${direction}, external_id ${direction}, connection_id ${direction} limit 1`.execute(trx);
    return rows[0] ?? null;
  };
  return { previous: await one(sql`>`, sql`asc`), next: await one(sql`<`, sql`desc`) };
}

export interface Neighbour {
  readonly connectionId: string;
  readonly orderId: string;
}

/** A count goes no further than one above this: "10,000+". */
export const countedUpTo = 10_000;

/** How many orders the filter leaves in each state, each at most `countedUpTo` + 1. */
export async function countStates(
  trx: Transaction,
  administrationId: string,
  filter: OrderFilter,
): Promise<Record<OrderState | "all", number>> {
  const { state: _, ...others } = filter;
  const where = conditionsOf(administrationId, others);
  if (filter.text !== undefined) return countInOnePass(trx, where);
  // Each by its own short walk through an index; reading all of them once costs as much as there are orders.
  const limit = countedUpTo + 1;
  const one = (condition: RawBuilder<unknown>) =>
    sql`(select count(*) from (select from inbox where ${where} and ${condition} limit ${limit}) s)::int`;
  const columns = orderStates.map((state) => sql`${one(ofState(state))} as ${sql.id(state)}`);
  const { rows } = await sql<Record<OrderState | "all", number>>`
    select ${sql.join(columns)}, ${one(sql`true`)} as "all"`.execute(trx);
  return rows[0] ?? nothingCounted;
}

/** Searching walks every order of the administration: once, in the order of the index that carries what is searched. */
async function countInOnePass(
  trx: Transaction,
  where: RawBuilder<unknown>,
): Promise<Record<OrderState | "all", number>> {
  const one = (condition: RawBuilder<unknown>) => sql`count(*) filter (where ${condition})::int`;
  const columns = orderStates.map((state) => sql`${one(ofState(state))} as ${sql.id(state)}`);
  const { rows } = await sql<Record<OrderState | "all", number>>`
    select ${sql.join(columns)}, ${one(sql`true`)} as "all" from (select outcome, cause from inbox where ${where}
      order by ordered_at desc, external_id desc, connection_id desc limit ${countedUpTo + 1}) s`.execute(trx);
  return rows[0] ?? nothingCounted;
}

const nothingCounted: Record<OrderState | "all", number> = {
  queued: 0,
  documented: 0,
  skipped: 0,
  waiting: 0,
  held: 0,
  failed: 0,
  drifted: 0,
  all: 0,
};

/** Orders per outcome, and the states of their tie-outs; `open` counts what has not been looked at yet. */
export async function countOrders(trx: Transaction, administrationId: string) {
  const { rows } = await sql<{ outcome: string | null; state: string | null; count: string }>`
    select outcome, tie_out ->> 'state' as state, count(*) as count from inbox
    where administration_id = ${administrationId} and kind = 'order' group by 1, 2`.execute(trx);
  const total = (keep: (row: { outcome: string | null; state: string | null }) => boolean) =>
    rows.filter(keep).reduce((sum, row) => sum + Number(row.count), 0);
  return {
    received: total(() => true),
    open: total((row) => row.outcome === null),
    documented: total((row) => row.outcome === "documented"),
    skipped: total((row) => row.outcome === "skipped"),
    waiting: total((row) => row.outcome === "waiting"),
    held: total((row) => row.outcome === "held"),
    failed: total((row) => row.outcome === "failed"),
    tieOut: {
      exact: total((row) => row.outcome === "documented" && row.state === "exact"),
      rounded: total((row) => row.outcome === "documented" && row.state === "rounded"),
      held: total((row) => row.outcome === "held" && row.state === "held"),
    },
  };
}
