import { sql } from "kysely";
import type { Transaction } from "./database.ts";
import { readMessage, type RelationMessage } from "./relation-messages.ts";
import type { RelationPlace } from "./relations.ts";

/**
 * The first that came in of what is to be looked at now, locked. What is about one document goes in the order in which it was sent: a message waits for
 * an earlier one of its own number, and for no other's.
 */
export async function nextReceived(
  trx: Transaction,
  place: RelationPlace,
  at: string,
): Promise<RelationMessage | null> {
  const { administrationId, relationId } = place;
  const { rows } = await sql<{ id: string }>`select m.message_id as id from relation_messages m
    where m.administration_id = ${administrationId} and m.relation_id = ${relationId} and m.way = 'in' and m.state = 'received'
      and (m.next_attempt_at is null or m.next_attempt_at <= ${at})
      and not exists (select from relation_messages e where e.administration_id = m.administration_id and e.relation_id = m.relation_id
        and e.way = 'in' and e.state = 'received' and e.business_id = m.business_id and e.seq < m.seq)
    order by m.seq limit 1 for update of m skip locked`.execute(trx);
  const [row] = rows;
  return row === undefined ? null : readMessage(trx, place, "in", row.id);
}

/** What waits for something that is there now is looked at again. `code`: what it waits for. Returns how many. */
export async function releaseHeld(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
  codes: readonly string[],
): Promise<number> {
  const { numAffectedRows } =
    await sql`update relation_messages set state = 'received', next_attempt_at = null, attempts = 0, changed_at = now()
    where administration_id = ${administrationId} and relation_id = ${relationId} and way = 'in' and state = 'held'
      and problem ->> 'code' = any(${[...codes]}::text[])`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}

/** What waited for its order for a week waits for a person. Returns it. */
export async function setAsideUnknown(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
  { code, before }: { readonly code: string; readonly before: string },
): Promise<RelationMessage[]> {
  const { rows } = await sql<{ id: string }>`update relation_messages set state = 'quarantined', changed_at = now()
    where administration_id = ${administrationId} and relation_id = ${relationId} and way = 'in' and state = 'held'
      and problem ->> 'code' = ${code} and changed_at <= ${before} returning message_id as id`.execute(trx);
  const found = await Promise.all(rows.map(({ id }) => readMessage(trx, { administrationId, relationId }, "in", id)));
  return found.filter((message) => message !== null);
}

/** What waits for its turn after it failed is looked at now. Returns the relations that have something to look at. */
export async function lookSoon(trx: Transaction, administrationId: string): Promise<string[]> {
  await sql`update relation_messages set next_attempt_at = null
    where administration_id = ${administrationId} and way = 'in' and state = 'received' and next_attempt_at is not null`.execute(
    trx,
  );
  const { rows } = await sql<{ id: string }>`select distinct relation_id as id from relation_messages
    where administration_id = ${administrationId} and way = 'in' and state = 'received'`.execute(trx);
  return rows.map(({ id }) => id);
}

/** A person has what was set aside looked at once more. False when it is not set aside. */
export async function retryQuarantined(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
  messageId: string,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update relation_messages set state = 'received', next_attempt_at = null, attempts = 0, changed_at = now()
    where administration_id = ${administrationId} and relation_id = ${relationId} and way = 'in' and message_id = ${messageId}
      and state = 'quarantined'`.execute(trx);
  return numAffectedRows === 1n;
}

/** What was given to a partner that fetches may have arrived, whatever is acknowledged of it. */
export async function noteOffered(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
  messageIds: readonly string[],
): Promise<void> {
  await sql`update relation_messages set attempts = attempts + 1 where administration_id = ${administrationId} and relation_id = ${relationId}
    and way = 'out' and message_id = any(${[...messageIds]}::uuid[])`.execute(trx);
}
