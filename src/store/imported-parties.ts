import { newId } from "./new-id.ts";
import { sql, type RawBuilder } from "kysely";
import { normaliseEmail } from "#domain/party.ts";
import type { Transaction } from "./database.ts";
import type { Found, ImportTarget, Written } from "./import-target.ts";
import type { Fields } from "./imports.ts";
import { rowsOf } from "./unnest.ts";

interface Row {
  readonly id: string;
  readonly isPlain: boolean;
  readonly plain: Fields;
  readonly address: Fields | null;
}

const addressFields = ["streetName", "additionalStreetName", "postalZone", "cityName", "countryCode"] as const;

const foundOf = ({ id, isPlain, plain, address }: Row): Found => ({
  id,
  isPlain,
  fields: { ...plain, ...Object.fromEntries(addressFields.map((field) => [field, address?.[field] ?? ""])) },
});

async function partiesWhere(
  trx: Transaction,
  administrationId: string,
  condition: RawBuilder<unknown>,
  lock: boolean,
): Promise<Found[]> {
  const { rows } = await sql<Row>`
    select p.id, jsonb_build_object('name', p.name, 'contactName', p.contact_name, 'email', p.email, 'phone', p.phone,
        'language', coalesce(p.language, ''), 'vatIdentifier', p.vat_identifier,
        'legalRegistrationIdentifier', p.legal_registration_identifier) as plain,
      (select a.address from party_addresses a where a.administration_id = p.administration_id and a.party_id = p.id and a.kind = 'postal'
        order by a.id limit 1) as address,
      p.archived_at is null
        and not exists (select from party_addresses a where a.administration_id = p.administration_id and a.party_id = p.id and a.kind <> 'postal')
        and not exists (select from party_identifiers n where n.administration_id = p.administration_id and n.party_id = p.id) as "isPlain"
    from parties p where p.administration_id = ${administrationId} and ${condition} order by p.created_at, p.id
    ${lock ? sql`for update of p` : sql``}`.execute(trx);
  return rows.map(foundOf);
}

const given = (rows: readonly Fields[], field: string): string[] => [
  ...new Set(rows.flatMap((row) => (row[field] === undefined || row[field] === "" ? [] : [row[field]]))),
];

const columns = {
  id: "uuid",
  name: "text",
  contactName: "text",
  email: "text",
  normalisedEmail: "text",
  phone: "text",
  language: "text",
  vatIdentifier: "text",
  legalRegistrationIdentifier: "text",
  address: "jsonb",
  addressId: "uuid",
} as const;

const writtenRows = (rows: readonly Written[]): RawBuilder<unknown> =>
  rowsOf(
    columns,
    rows.map(({ id, fields }) => ({
      id,
      name: fields["name"] ?? "",
      contactName: fields["contactName"] ?? "",
      email: fields["email"] ?? "",
      normalisedEmail: normaliseEmail(fields["email"] ?? ""),
      phone: fields["phone"] ?? "",
      language: fields["language"] || null,
      vatIdentifier: fields["vatIdentifier"] ?? "",
      legalRegistrationIdentifier: fields["legalRegistrationIdentifier"] ?? "",
      address: Object.fromEntries(addressFields.map((field) => [field, fields[field] ?? ""])),
      addressId: newId(),
    })),
    "as",
  );

const search = sql`searchable(concat_ws(' ', r.name, r."contactName", r.email, r."vatIdentifier", r.address ->> 'cityName'))`;

export const importedParties: ImportTarget = {
  candidates: (trx, administrationId, rows, lock) =>
    partiesWhere(
      trx,
      administrationId,
      sql`p.id = any(array(
        select id from parties where administration_id = ${administrationId} and vat_identifier <> ''
          and vat_identifier = any(${given(rows, "vatIdentifier")}::text[])
        union select id from parties where administration_id = ${administrationId} and normalised_email <> ''
          and normalised_email = any(${given(rows, "email").map(normaliseEmail)}::text[])
        union select id from parties where administration_id = ${administrationId} and sort_name collate "C" = any(
          array(select searchable(n) from unnest(${[...given(rows, "name"), ...given(rows, "contactName")]}::text[]) n))))`,
      lock,
    ),

  read: (trx, administrationId, ids) => partiesWhere(trx, administrationId, sql`p.id = any(${[...ids]}::uuid[])`, true),

  async insert(trx, administrationId, rows, by) {
    await sql`
      with r ${writtenRows(rows)}, made as (
        insert into parties (id, administration_id, name, contact_name, email, normalised_email, phone, language, vat_identifier,
          legal_registration_identifier, search, changed_by)
        select id, ${administrationId}, name, "contactName", email, "normalisedEmail", phone, language, "vatIdentifier",
          "legalRegistrationIdentifier", ${search}, ${by} from r)
      insert into party_addresses (id, administration_id, party_id, kind, address)
      select "addressId", ${administrationId}, id, 'postal', address from r`.execute(trx);
  },

  async update(trx, administrationId, rows, by) {
    await sql`
      with r ${writtenRows(rows)}, changed as (
        update parties p set name = r.name, contact_name = r."contactName", email = r.email, normalised_email = r."normalisedEmail",
          phone = r.phone, language = r.language, vat_identifier = r."vatIdentifier",
          legal_registration_identifier = r."legalRegistrationIdentifier", search = ${search}, version = p.version + 1, changed_at = now(),
          changed_by = ${by}
        from r where p.administration_id = ${administrationId} and p.id = r.id),
      own as (select distinct on (a.party_id) a.id, a.party_id from party_addresses a join r on r.id = a.party_id
        where a.administration_id = ${administrationId} and a.kind = 'postal' order by a.party_id, a.id),
      moved as (update party_addresses a set address = a.address || r.address from own join r on r.id = own.party_id
        where a.administration_id = ${administrationId} and a.id = own.id)
      insert into party_addresses (id, administration_id, party_id, kind, address)
      select r."addressId", ${administrationId}, r.id, 'postal', r.address from r where r.id not in (select party_id from own)`.execute(
      trx,
    );
  },

  async used(trx, administrationId, ids) {
    const { rows } = await sql<{ id: string }>`
      select buyer_id as id from documents where administration_id = ${administrationId} and buyer_id = any(${[...ids]}::uuid[])
      union select party_id from item_suppliers where administration_id = ${administrationId} and party_id = any(${[...ids]}::uuid[])
      union select party_id from price_lists where administration_id = ${administrationId} and party_id = any(${[...ids]}::uuid[])
      union select party_id from discount_groups where administration_id = ${administrationId} and party_id = any(${[...ids]}::uuid[])
      union select party_id from product_groups where administration_id = ${administrationId} and party_id = any(${[...ids]}::uuid[])
      union select party_id from supplier_units where administration_id = ${administrationId} and party_id = any(${[...ids]}::uuid[])`.execute(
      trx,
    );
    return new Set(rows.map(({ id }) => id));
  },

  async remove(trx, administrationId, ids) {
    for (const part of ["party_addresses", "party_identifiers"])
      await sql`delete from ${sql.table(part)} where administration_id = ${administrationId} and party_id = any(${[...ids]}::uuid[])`.execute(
        trx,
      );
    await sql`delete from parties where administration_id = ${administrationId} and id = any(${[...ids]}::uuid[])`.execute(
      trx,
    );
  },
};
