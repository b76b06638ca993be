import { sql } from "kysely";
import type { Transaction } from "./database.ts";
import { keyedHash, type MasterKey } from "./keys.ts";
import type { PersonAsked } from "./people.ts";

const purpose = "deleted-person";

/** Keyed, and of one company: it tells nothing to whoever has the database, and nothing of other companies. */
export function hashOfAsked(key: MasterKey, administrationId: string, asked: PersonAsked): Buffer {
  const what =
    asked.by === "email"
      ? asked.email
      : asked.by === "party"
        ? asked.partyId
        : `${asked.connectionId} ${asked.externalId}`;
  return keyedHash(key, purpose, [administrationId, asked.by, what].join("\n"));
}

/** One line of the list, as it stands in the table and beside the data folder. */
export interface DeletedHash {
  readonly administrationId: string;
  readonly hash: string;
  readonly deletedAt: string;
}

export async function rememberDeleted(
  trx: Transaction,
  administrationId: string,
  hashes: readonly Pick<DeletedHash, "hash" | "deletedAt">[],
): Promise<void> {
  if (hashes.length === 0) return;
  await sql`insert into deleted_people (administration_id, hash, deleted_at)
    select distinct on (hash) ${administrationId}::uuid, decode(hash, 'hex'), at
    from unnest(${hashes.map(({ hash }) => hash)}::text[], ${hashes.map(({ deletedAt }) => deletedAt)}::timestamptz[]) as d (hash, at)
    order by hash, at desc on conflict (administration_id, hash) do update set deleted_at = excluded.deleted_at`.execute(
    trx,
  );
}

export async function listDeleted(trx: Transaction, administrationId: string): Promise<DeletedHash[]> {
  const { rows } = await sql<DeletedHash>`select administration_id as "administrationId", encode(hash, 'hex') as hash,
      deleted_at as "deletedAt" from deleted_people where administration_id = ${administrationId} order by deleted_at, hash`.execute(
    trx,
  );
  return rows;
}

/** Everybody who may be on the list, by address, contact and order: a hash only tells when it is made again. */
export async function candidates(trx: Transaction, administrationId: string): Promise<PersonAsked[]> {
  const own = sql`administration_id = ${administrationId}`;
  const { rows: emails } = await sql<{ email: string }>`
    select distinct lower(trim(email)) as email from (
      select normalised_email as email from parties where ${own}
      union select customer_email from inbox where ${own}
      union select buyer ->> 'email' from documents where ${own}
      union select email from invitations where ${own}
      union select r ->> 'address' from alarm_settings, jsonb_array_elements(recipients) r where ${own}
      union select unnest(string_to_array(recipient, ', ')) from outbox where ${own}) known
    where email <> ''`.execute(trx);
  const { rows: parties } = await sql<{ id: string }>`select id from parties where ${own}`.execute(trx);
  const { rows: orders } = await sql<{ connectionId: string; externalId: string }>`
    select connection_id as "connectionId", external_id as "externalId" from inbox where ${own}`.execute(trx);
  return [
    ...emails.map(({ email }) => ({ by: "email", email }) as const),
    ...parties.map(({ id }) => ({ by: "party", partyId: id }) as const),
    ...orders.map((order) => ({ by: "order", ...order }) as const),
  ];
}
