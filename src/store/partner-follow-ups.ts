import { sql } from "kysely";
import type { Transaction } from "./database.ts";
import type { MessageProblem } from "./relation-messages.ts";
import type { RelationPlace } from "./relations.ts";

/** Something issued on an order of a partner, of which the partner is to be told. */
export interface FollowUp {
  readonly partnerOrderId: string;
  readonly documentId: string;
  readonly docType: "despatch" | "invoice_copy";
  /** Tries that failed. */
  readonly attempts: number;
}

/**
 * Notes it for every order of a partner among the documents that this one was made of. Most documents are of none. One that was not answered yet counts
 * as well: our order of it may be made final by hand.
 */
export async function insertFollowUps(
  trx: Transaction,
  administrationId: string,
  { documentId, docType }: Pick<FollowUp, "documentId" | "docType">,
  sources: readonly string[],
): Promise<void> {
  if (sources.length === 0) return;
  await sql`insert into partner_follow_ups (administration_id, relation_id, partner_order_id, document_id, doc_type)
    select administration_id, relation_id, id, ${documentId}, ${docType} from partner_orders
    where administration_id = ${administrationId} and document_id = any(${[...sources]}::uuid[]) and side = 'seller' and state in ('open', 'accepted', 'changed')
    on conflict do nothing`.execute(trx);
}

/** The one that waits longest of what is to be told now. */
export async function nextFollowUp(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
  at: string,
): Promise<FollowUp | null> {
  const { rows } =
    await sql<FollowUp>`select partner_order_id as "partnerOrderId", document_id as "documentId", doc_type as "docType", attempts
    from partner_follow_ups where administration_id = ${administrationId} and relation_id = ${relationId} and state = 'queued'
      and next_attempt_at <= ${at} order by created_at, document_id limit 1 for update skip locked`.execute(trx);
  return rows[0] ?? null;
}

/** The partner is told of it, or is not, and why; with `againAt` it is tried again. */
export async function settleFollowUp(
  trx: Transaction,
  administrationId: string,
  { partnerOrderId, documentId, attempts }: FollowUp,
  problem: MessageProblem | null,
  againAt: string | null = null,
): Promise<void> {
  const state = problem === null ? "done" : againAt === null ? "left" : "queued";
  await sql`update partner_follow_ups set state = ${state}, attempts = ${attempts + 1}, next_attempt_at = coalesce(${againAt}, next_attempt_at),
      problem = ${problem === null ? null : JSON.stringify(problem)}::jsonb
    where administration_id = ${administrationId} and partner_order_id = ${partnerOrderId} and document_id = ${documentId}`.execute(
    trx,
  );
}
