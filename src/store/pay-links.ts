import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { Database, Transaction } from "./database.ts";

/** The key of a document's pay page, made when it is first asked for. 24 random bytes: nobody guesses it. */
export async function payKeyOf(trx: Transaction, administrationId: string, documentId: string): Promise<string> {
  const key = randomBytes(24).toString("base64url");
  await sql`insert into pay_links (administration_id, document_id, key) values (${administrationId}, ${documentId}, ${key})
    on conflict (administration_id, document_id) do nothing`.execute(trx);
  const { rows } = await sql<{ key: string }>`
    select key from pay_links where administration_id = ${administrationId} and document_id = ${documentId}`.execute(
    trx,
  );
  return rows[0]?.key ?? key;
}

export interface PayPlace {
  readonly administrationId: string;
  readonly documentId: string;
}

/** Which document a key leads to; null for an unknown key. */
export async function resolvePayKey(hub: Database, key: string): Promise<PayPlace | null> {
  const { rows } = await sql<PayPlace>`
    select administration_id as "administrationId", document_id as "documentId" from resolve_pay_link(${key})`.execute(
    hub,
  );
  return rows[0] ?? null;
}

/** A connection through which this administration takes payments now. */
export interface PayWay {
  readonly connectionId: string;
  readonly connector: string;
  readonly name: string;
}

/** Payment providers that are switched on and work, one per connector, the oldest connection of each. */
export async function payWaysOf(
  trx: Transaction,
  administrationId: string,
  connectors: readonly string[],
): Promise<PayWay[]> {
  const { rows } = await sql<PayWay>`
    select distinct on (c.connector) c.id as "connectionId", c.connector, c.name from connections c
    join modules m on m.administration_id = c.administration_id and m.module = c.connector and m.state = 'on'
    where c.administration_id = ${administrationId} and c.connector = any(${[...connectors]}::text[])
      and c.state in ('connected', 'unreachable')
    order by c.connector, c.created_at`.execute(trx);
  return rows;
}
