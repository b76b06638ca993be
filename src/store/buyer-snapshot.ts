import { sql } from "kysely";
import type { DocumentParty } from "#domain/document.ts";
import { Address } from "#domain/party.ts";
import type { Transaction } from "./database.ts";

/** A customer as a document states one, with the first postal address; null when there is no such customer. */
export async function buyerSnapshot(
  trx: Transaction,
  administrationId: string,
  partyId: string,
): Promise<DocumentParty | null> {
  const { rows } = await sql<Omit<DocumentParty, "address"> & { readonly address: unknown }>`
    select p.name, p.contact_name as "contactName", p.email, p.phone, p.language, p.vat_identifier as "vatIdentifier",
      p.legal_registration_identifier as "legalRegistrationIdentifier",
      (select a.address from party_addresses a where a.administration_id = p.administration_id and a.party_id = p.id and a.kind = 'postal'
        order by a.id limit 1) as address
    from parties p where p.administration_id = ${administrationId} and p.id = ${partyId}`.execute(trx);
  const [row] = rows;
  return row === undefined ? null : { ...row, address: Address.parse(row.address ?? {}) };
}
