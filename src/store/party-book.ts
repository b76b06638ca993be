import { sql, type RawBuilder } from "kysely";
import type { PartyContent } from "#domain/party-content.ts";
import { Address, normaliseEmail, type Language } from "#domain/party.ts";
import type { Transaction } from "./database.ts";
import { sumsOf } from "./document-sums.ts";
import { newId } from "./new-id.ts";
import { searchWords } from "./search-words.ts";

/** A contact as a list shows it. */
export interface PartyRow {
  readonly id: string;
  readonly name: string;
  readonly contactName: string;
  readonly email: string;
  readonly city: string;
  readonly country: string;
  readonly vatIdentifier: string;
  readonly language: Language | null;
  readonly isArchived: boolean;
  readonly documentCount: number;
  /** In the currency of the company; null when there are too many documents to add up for a list. */
  readonly openAmount: string | null;
  /** Where it stands in the list. */
  readonly sortName: string;
}

export interface PartyQuery {
  readonly q: string;
  readonly archived: boolean;
  readonly after: { readonly sortName: string; readonly id: string } | null;
  readonly limit: number;
}

/** Of a customer of more documents a list does not add up what is open: the page of the customer does. */
const mostAddedUp = 2_000;

const documentsOf = sql`from documents d where d.administration_id = p.administration_id and d.buyer_id = p.id`;
const postal = sql`(select a.address from party_addresses a where a.administration_id = p.administration_id and a.party_id = p.id
  and a.kind = 'postal' order by a.id limit 1)`;
const openOf = sql`(select coalesce(sum(s.open), 0) from documents d cross join ${sumsOf}
  where d.administration_id = p.administration_id and d.buyer_id = p.id)`;

const matching = (q: string): RawBuilder<unknown> => {
  const words = searchWords(q);
  if (words.length === 0) return sql`true`;
  return sql.join(
    words.map((word) => sql`p.search like '%' || searchable(${word}) || '%'`),
    sql` and `,
  );
};

/**
 * One page of contacts, by name. Measured with 100,000 of them in one company: `like` over the narrow `search` reads them all in 40 to 80 ms;
 * an index for it may not be used under row-level security (traps.md 3.2).
 */
export async function listParties(trx: Transaction, administrationId: string, query: PartyQuery): Promise<PartyRow[]> {
  const { q, archived, after, limit } = query;
  const { rows } = await sql<PartyRow>`
    select p.id, p.name, p.contact_name as "contactName", p.email, coalesce(a.address ->> 'cityName', '') as city,
      coalesce(a.address ->> 'countryCode', '') as country, p.vat_identifier as "vatIdentifier", p.language,
      p.archived_at is not null as "isArchived", c.count::int as "documentCount",
      case when c.count <= ${mostAddedUp} then round(${openOf}, 2)::text end as "openAmount", p.sort_name as "sortName"
    from (select * from parties p where p.administration_id = ${administrationId} and (p.archived_at is not null) = ${archived}
        and ${matching(q)}
        ${after === null ? sql`` : sql`and (p.sort_name collate "C", p.id) > (${after.sortName}, ${after.id}::uuid)`}
      order by p.sort_name collate "C", p.id limit ${limit}) p
    cross join lateral (select ${postal} as address) a
    cross join lateral (select count(*) ${documentsOf}) c
    order by p.sort_name collate "C", p.id`.execute(trx);
  return rows;
}

/** A contact with what stands around it. */
export interface StoredParty extends PartyContent {
  readonly id: string;
  readonly version: number;
  readonly changedAt: string;
  readonly changedBy: string;
  readonly isArchived: boolean;
  readonly createdAt: string;
}

type Plain = Omit<StoredParty, "addresses" | "identifiers">;

/** Null when there is none. `lock`: nobody changes it before the transaction ends. */
export async function readParty(
  trx: Transaction,
  administrationId: string,
  id: string,
  lock = false,
): Promise<StoredParty | null> {
  const { rows } = await sql<Plain>`
    select id, name, contact_name as "contactName", email, phone, language, vat_identifier as "vatIdentifier",
      legal_registration_identifier as "legalRegistrationIdentifier", version, changed_at as "changedAt", changed_by as "changedBy",
      archived_at is not null as "isArchived", created_at as "createdAt"
    from parties where administration_id = ${administrationId} and id = ${id} ${lock ? sql`for update` : sql``}`.execute(
    trx,
  );
  const [party] = rows;
  if (party === undefined) return null;
  const { rows: addresses } = await sql<{ kind: string; address: unknown }>`
    select kind, address from party_addresses where administration_id = ${administrationId} and party_id = ${id} order by id`.execute(
    trx,
  );
  const { rows: identifiers } = await sql<{ scheme: string; value: string }>`
    select scheme, value from party_identifiers where administration_id = ${administrationId} and party_id = ${id} order by scheme, value`.execute(
    trx,
  );
  const of = (kind: string) => addresses.filter((row) => row.kind === kind).map((row) => Address.parse(row.address));
  return {
    ...party,
    addresses: { postal: of("postal")[0] ?? Address.parse({}), delivery: of("delivery") },
    identifiers,
  };
}

const searchOf = ({ name, contactName, email, vatIdentifier, addresses }: PartyContent) =>
  sql`searchable(${[name, contactName, email, vatIdentifier, addresses.postal.cityName].join(" ")})`;

async function writeParts(
  trx: Transaction,
  administrationId: string,
  id: string,
  { addresses, identifiers }: PartyContent,
): Promise<void> {
  await sql`delete from party_addresses where administration_id = ${administrationId} and party_id = ${id} and kind in ('postal', 'delivery')`.execute(
    trx,
  );
  const all = [["postal", addresses.postal] as const, ...addresses.delivery.map((one) => ["delivery", one] as const)];
  for (const [kind, address] of all)
    await sql`insert into party_addresses (id, administration_id, party_id, kind, address)
      values (${newId()}, ${administrationId}, ${id}, ${kind}, ${JSON.stringify(address)}::jsonb)`.execute(trx);
  await sql`delete from party_identifiers where administration_id = ${administrationId} and party_id = ${id}`.execute(
    trx,
  );
  for (const { scheme, value } of identifiers)
    await sql`insert into party_identifiers (administration_id, party_id, scheme, value)
      values (${administrationId}, ${id}, ${scheme}, ${value})`.execute(trx);
}

/** Ids of new addresses rise with time: their order is that of the list. */
export async function insertParty(
  trx: Transaction,
  administrationId: string,
  id: string,
  party: PartyContent,
  by: string,
): Promise<void> {
  await sql`insert into parties (id, administration_id, name, contact_name, email, normalised_email, phone, language, vat_identifier,
      legal_registration_identifier, search, changed_by)
    values (${id}, ${administrationId}, ${party.name}, ${party.contactName}, ${party.email}, ${normaliseEmail(party.email)}, ${party.phone},
      ${party.language}, ${party.vatIdentifier}, ${party.legalRegistrationIdentifier}, ${searchOf(party)}, ${by})`.execute(
    trx,
  );
  await writeParts(trx, administrationId, id, party);
}

/** False when it is no longer the version that was read; nothing is written then. */
export async function updateParty(
  trx: Transaction,
  administrationId: string,
  id: string,
  party: PartyContent,
  change: { readonly version: number; readonly by: string; readonly isArchived: boolean },
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update parties set name = ${party.name}, contact_name = ${party.contactName}, email = ${party.email},
      normalised_email = ${normaliseEmail(party.email)}, phone = ${party.phone}, language = ${party.language},
      vat_identifier = ${party.vatIdentifier}, legal_registration_identifier = ${party.legalRegistrationIdentifier},
      search = ${searchOf(party)}, version = version + 1, changed_at = now(), changed_by = ${change.by},
      archived_at = case when ${change.isArchived} then coalesce(archived_at, now()) end
    where administration_id = ${administrationId} and id = ${id} and version = ${change.version}`.execute(trx);
  if (numAffectedRows !== 1n) return false;
  await writeParts(trx, administrationId, id, party);
  return true;
}

/** A contact with the same VAT number or e-mail address, the oldest first; archived ones as well. */
export async function likelySame(
  trx: Transaction,
  administrationId: string,
  { vatIdentifier, email }: Pick<PartyContent, "vatIdentifier" | "email">,
): Promise<{ readonly id: string; readonly name: string; readonly by: "vatIdentifier" | "email" } | null> {
  const normalised = normaliseEmail(email);
  const { rows } = await sql<{ id: string; name: string; by: "vatIdentifier" | "email" }>`
    (select id, name, 'vatIdentifier' as by, created_at from parties where administration_id = ${administrationId}
      and vat_identifier = ${vatIdentifier} and vat_identifier <> '' order by created_at, id limit 1)
    union all
    (select id, name, 'email' as by, created_at from parties where administration_id = ${administrationId}
      and normalised_email = ${normalised} and normalised_email <> '' order by created_at, id limit 1)`.execute(trx);
  return rows[0] ?? null;
}

/** What keeps a contact from being deleted; null: nothing does. */
export async function usesOfParty(
  trx: Transaction,
  administrationId: string,
  id: string,
): Promise<"documents" | "items" | null> {
  const { rows } = await sql<{ documents: boolean; items: boolean }>`select
      exists (select from documents where administration_id = ${administrationId} and buyer_id = ${id}) as documents,
      exists (select from item_suppliers where administration_id = ${administrationId} and party_id = ${id})
        or exists (select from price_lists where administration_id = ${administrationId} and party_id = ${id})
        or exists (select from discount_groups where administration_id = ${administrationId} and party_id = ${id})
        or exists (select from product_groups where administration_id = ${administrationId} and party_id = ${id})
        or exists (select from supplier_units where administration_id = ${administrationId} and party_id = ${id}) as items`.execute(
    trx,
  );
  return rows[0]?.documents === true ? "documents" : rows[0]?.items === true ? "items" : null;
}

export async function deleteParty(trx: Transaction, administrationId: string, id: string): Promise<void> {
  for (const part of ["party_addresses", "party_identifiers"])
    await sql`delete from ${sql.table(part)} where administration_id = ${administrationId} and party_id = ${id}`.execute(
      trx,
    );
  await sql`delete from parties where administration_id = ${administrationId} and id = ${id}`.execute(trx);
}

export interface PartySums {
  readonly documentCount: number;
  readonly openAmount: string;
  /** Of issued invoices less credit notes, without VAT. */
  readonly revenue: string;
  readonly lastDocumentOn: string | null;
}

export async function sumsOfParty(trx: Transaction, administrationId: string, id: string): Promise<PartySums> {
  const { rows } = await sql<PartySums>`
    select count(*)::int as "documentCount", round(coalesce(sum(s.open), 0), 2)::text as "openAmount",
      round(coalesce(sum(case when d.status = 'draft' then 0 when d.kind = 'invoice' then d.tax_exclusive_amount
        when d.kind = 'creditNote' then -d.tax_exclusive_amount else 0 end), 0), 2)::text as revenue,
      max(d.issue_date) as "lastDocumentOn"
    from documents d cross join ${sumsOf} where d.administration_id = ${administrationId} and d.buyer_id = ${id}`.execute(
    trx,
  );
  const [sums] = rows;
  if (sums === undefined) throw new Error("A sum has one row");
  return sums;
}
