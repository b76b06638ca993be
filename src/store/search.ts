import { sql } from "kysely";
import type { Transaction } from "./database.ts";

const containing = (text: string): string => `%${text.replace(/[\\%_]/g, String.raw`\$&`)}%`;

export interface FoundParty {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly vatIdentifier: string;
}

/** Contacts by part of their name or e-mail address, or by VAT number with or without its signs. */
export async function searchParties(
  trx: Transaction,
  administrationId: string,
  q: string,
  limit: number,
): Promise<FoundParty[]> {
  const vat = q.replace(/[\s.-]/g, "").toUpperCase();
  const { rows } = await sql<FoundParty>`
    select id, name, email, vat_identifier as "vatIdentifier" from parties
    where administration_id = ${administrationId} and (name ilike ${containing(q)} or contact_name ilike ${containing(q)}
      or email ilike ${containing(q)} or (vat_identifier <> '' and vat_identifier in (${vat}, ${`BE${vat}`}, ${`NL${vat}`})))
    order by name collate "nl-x-icu", id limit ${limit}`.execute(trx);
  return rows;
}

export interface FoundItem {
  readonly id: string;
  readonly name: string;
  readonly sellersItemIdentifier: string;
}

/** Items by part of their name or code, by barcode, or by the code of a supplier. */
export async function searchItems(
  trx: Transaction,
  administrationId: string,
  q: string,
  limit: number,
): Promise<FoundItem[]> {
  const { rows } = await sql<FoundItem>`
    select id, name, sellers_item_identifier as "sellersItemIdentifier" from items
    where administration_id = ${administrationId} and (name ilike ${containing(q)} or sellers_item_identifier ilike ${containing(q)}
      or id in (select item_id from item_codes where administration_id = ${administrationId} and code = ${q})
      or id in (select item_id from item_suppliers where administration_id = ${administrationId} and suppliers_item_identifier = ${q}))
    order by name collate "nl-x-icu", id limit ${limit}`.execute(trx);
  return rows;
}
