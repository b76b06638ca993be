import { sql } from "kysely";
import type { Party } from "#domain/party.ts";
import { newId } from "./new-id.ts";
import type { Transaction } from "./database.ts";
import { rowsOf } from "./unnest.ts";

export interface PartyMatch {
  readonly id: string;
  readonly normalisedEmail: string;
  readonly automaticKey: string | null;
  readonly vatIdentifier: string;
  readonly name: string;
}

/** Parties with one of these addresses or keys, the oldest first. */
export async function matchParties(
  trx: Transaction,
  administrationId: string,
  normalisedEmails: readonly string[],
  automaticKeys: readonly string[],
): Promise<PartyMatch[]> {
  const { rows } = await sql<PartyMatch>`
    select id, normalised_email as "normalisedEmail", automatic_key as "automaticKey", vat_identifier as "vatIdentifier", name, created_at
    from parties where administration_id = ${administrationId} and normalised_email = any(${normalisedEmails}::text[]) and normalised_email <> ''
    union
    select id, normalised_email, automatic_key, vat_identifier, name, created_at
    from parties where administration_id = ${administrationId} and automatic_key = any(${automaticKeys}::text[])
    order by created_at, id`.execute(trx);
  return rows;
}

export interface NewParty {
  readonly id: string;
  readonly automaticKey: string;
  readonly normalisedEmail: string;
  readonly party: Party;
}

const columns = {
  id: "uuid",
  administrationId: "uuid",
  automaticKey: "text",
  name: "text",
  contactName: "text",
  email: "text",
  normalisedEmail: "text",
  phone: "text",
  language: "text",
  vatIdentifier: "text",
  legalRegistrationIdentifier: "text",
  addressId: "uuid",
  address: "jsonb",
} as const;

/** Makes parties, each once per key, also when another transaction makes the same at this moment. Returns id by key. */
export async function insertParties(
  trx: Transaction,
  administrationId: string,
  parties: readonly NewParty[],
): Promise<Map<string, string>> {
  if (parties.length === 0) return new Map();
  const rows = parties
    .map(({ id, automaticKey, normalisedEmail, party }) => ({
      ...party,
      id,
      administrationId,
      automaticKey,
      normalisedEmail,
      addressId: newId(),
    }))
    .toSorted((a, b) => (a.automaticKey < b.automaticKey ? -1 : 1));
  await sql`
    with p ${rowsOf(columns, rows, "as")},
      made as (
        insert into parties (id, administration_id, automatic_key, name, contact_name, email, normalised_email, phone, language, vat_identifier,
          legal_registration_identifier, search)
        select id, "administrationId", "automaticKey", name, "contactName", email, "normalisedEmail", phone, language, "vatIdentifier",
          "legalRegistrationIdentifier", searchable(concat_ws(' ', name, "contactName", email, "vatIdentifier", address ->> 'cityName')) from p
        on conflict (administration_id, automatic_key) do nothing returning id)
    insert into party_addresses (id, administration_id, party_id, kind, address)
    select p."addressId", p."administrationId", p.id, 'postal', p.address from p join made on made.id = p.id`.execute(
    trx,
  );
  const { rows: found } = await sql<{ id: string; key: string }>`
    select id, automatic_key as key from parties
    where administration_id = ${administrationId} and automatic_key = any(${parties.map((p) => p.automaticKey)}::text[])`.execute(
    trx,
  );
  return new Map(found.map((row) => [row.key, row.id]));
}
