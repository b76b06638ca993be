import { sql } from "kysely";
import type { Transaction } from "./database.ts";
import type { RelationPlace } from "./relations.ts";

/** A purchase order that is placed and was not exported, and the connection with its supplier that would carry it. */
export interface OrderToExport {
  readonly documentId: string;
  readonly number: string;
  readonly supplier: string;
  readonly relationId: string;
  readonly relationState: "invited" | "active" | "suspended";
}

/**
 * By number. Those of suppliers without any connection go another way. Where there is a connection in earnest, also one that is paused or not accepted
 * yet, nothing goes over one to try things with: there it is booked by nobody. What was only tried is still to go.
 */
export async function ordersToExport(
  trx: Transaction,
  administrationId: string,
  documentIds: readonly string[] | null,
): Promise<OrderToExport[]> {
  const { rows } = await sql<OrderToExport>`
    select d.id as "documentId", d.number, d.buyer ->> 'name' as supplier, r.id as "relationId", r.state as "relationState" from documents d
      join lateral (select r.id, r.state, r.mode from relations r where r.administration_id = d.administration_id and r.party_id = d.buyer_id
        and r.state in ('active', 'suspended', 'invited') order by r.mode, r.state = 'active' desc, r.created_at desc limit 1) r on true
    where d.administration_id = ${administrationId} and d.kind = 'purchaseOrder' and d.status = 'placed' and d.number is not null
      and ${documentIds === null ? sql`true` : sql`d.id = any(${[...documentIds]}::uuid[])`}
      and not exists (select from partner_orders o join relations at on at.administration_id = o.administration_id and at.id = o.relation_id
        where o.administration_id = d.administration_id and o.document_id = d.id and o.state <> 'recalled'
          and (at.mode = 'live' or r.mode = 'test'))
    order by d.created_at, d.id`.execute(trx);
  return rows;
}

/** It was to go, and its supplier did not accept yet or paused: it leaves when that is over. */
export async function waitForPartner(
  trx: Transaction,
  administrationId: string,
  { documentId, relationId }: Pick<OrderToExport, "documentId" | "relationId">,
  by: string,
): Promise<void> {
  await sql`insert into partner_waiting_orders (administration_id, document_id, relation_id, requested_by)
    values (${administrationId}, ${documentId}, ${relationId}, ${by})
    on conflict (administration_id, document_id) do update set relation_id = excluded.relation_id, requested_at = now(),
      requested_by = excluded.requested_by`.execute(trx);
}

/** What waits for this relation, taken off the list. Whoever asked for it, as it is told afterwards. */
export async function takeWaiting(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
): Promise<readonly { readonly documentId: string; readonly by: string }[]> {
  const { rows } = await sql<{ documentId: string; by: string }>`delete from partner_waiting_orders
    where administration_id = ${administrationId} and relation_id = ${relationId}
    returning document_id as "documentId", requested_by as by`.execute(trx);
  return rows;
}

/** An order that was taken back from one partner, or only tried, goes over another connection: what is left of the first no longer stands for it. */
export async function releaseRecalled(
  trx: Transaction,
  administrationId: string,
  documentId: string,
  exceptRelationId: string,
): Promise<void> {
  await sql`update partner_orders set document_id = null where administration_id = ${administrationId} and document_id = ${documentId}
    and relation_id <> ${exceptRelationId} and (state = 'recalled' or exists (select from relations r
      where r.administration_id = partner_orders.administration_id and r.id = partner_orders.relation_id and r.mode = 'test'))`.execute(
    trx,
  );
}
