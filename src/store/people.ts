import { sql } from "kysely";
import type { DocumentKind } from "#domain/document-kinds.ts";
import { anonymousBuyerName, normaliseEmail } from "#domain/party.ts";
import { wordsOf, type PersonFacts } from "#domain/person-words.ts";
import type { Transaction } from "./database.ts";

/** Whom somebody asks to delete, by one of these. */
export type PersonAsked =
  | { readonly by: "email"; readonly email: string }
  | { readonly by: "party"; readonly partyId: string }
  | { readonly by: "order"; readonly connectionId: string; readonly externalId: string };

export interface OrderPlace {
  readonly connectionId: string;
  readonly externalId: string;
}

/** Where a person is found. */
export interface Person {
  readonly emails: readonly string[];
  readonly names: readonly string[];
  readonly partyIds: readonly string[];
  readonly orders: readonly OrderPlace[];
  readonly documents: readonly { readonly id: string; readonly isDraft: boolean }[];
  /** By which they are recognised in texts. */
  readonly words: readonly string[];
}

interface Found {
  readonly partyIds: readonly string[];
  readonly orders: readonly OrderPlace[];
  readonly documents: Person["documents"];
  readonly facts: PersonFacts;
}

/** The same person in another place is known by the address; each round may find a place with another one. */
const mostRounds = 4;

/** Everything that is of this person, by address, contact and order; null when nothing is. */
export async function findPerson(
  trx: Transaction,
  administrationId: string,
  asked: PersonAsked,
): Promise<Person | null> {
  let emails = new Set(asked.by === "email" ? [normaliseEmail(asked.email)] : []);
  emails.delete("");
  let found = await findBy(trx, administrationId, asked, [...emails]);
  for (let round = 1; round < mostRounds; round += 1) {
    const more = new Set([...emails, ...found.facts.emails.map(normaliseEmail).filter((email) => email !== "")]);
    if (more.size === emails.size) break;
    emails = more;
    found = await findBy(trx, administrationId, asked, [...emails]);
  }
  const { partyIds, orders, documents, facts } = found;
  const isNobody = emails.size === 0 && partyIds.length + orders.length + documents.length === 0;
  if (isNobody) return null;
  const names = [...new Set(facts.names.map((name) => name.trim()).filter((name) => name !== ""))];
  return {
    emails: [...emails].toSorted(),
    names,
    partyIds,
    orders,
    documents,
    words: wordsOf({ ...facts, emails: [...emails] }),
  };
}

async function findBy(
  trx: Transaction,
  administrationId: string,
  asked: PersonAsked,
  emails: readonly string[],
): Promise<Found> {
  const partyId = asked.by === "party" ? asked.partyId : null;
  const order = asked.by === "order" ? asked : null;
  const own = sql`administration_id = ${administrationId}`;
  // All orders that name nobody share one customer, who is no person.
  const { rows: parties } = await sql<{ id: string; name: string; contact: string; email: string; phone: string }>`
    select id, name, contact_name as contact, email, phone from parties where ${own} and coalesce(automatic_key, '') <> 'anonymous'
      and (normalised_email = any(${[...emails]}::text[]) and normalised_email <> '' or id = ${partyId}::uuid)`.execute(
    trx,
  );
  const partyIds = parties.map(({ id }) => id);
  const { rows: documents } = await sql<{
    id: string;
    isDraft: boolean;
    connectionId: string | null;
    externalId: string | null;
    name: string | null;
    contact: string | null;
    email: string | null;
    phone: string | null;
    receiver: string | null;
  }>`select id, status = 'draft' as "isDraft", connection_id as "connectionId", source_order_id as "externalId", buyer ->> 'name' as name,
      buyer ->> 'contactName' as contact, buyer ->> 'email' as email, buyer ->> 'phone' as phone, deliver_to ->> 'name' as receiver
    from documents where ${own} and (buyer_id = any(${partyIds}::uuid[]) or lower(trim(buyer ->> 'email')) = any(${[...emails]}::text[])
      or (connection_id = ${order?.connectionId ?? null}::uuid and source_order_id = ${order?.externalId ?? null}::text)) order by id`.execute(
    trx,
  );
  const { rows: orders } = await sql<
    OrderPlace & { name: string; email: string; contact: string | null; phone: string | null }
  >`
    select connection_id as "connectionId", external_id as "externalId", customer_name as name, customer_email as email,
      source #>> '{customer,contactName}' as contact, source #>> '{customer,phone}' as phone
    from inbox where ${own} and (lower(trim(customer_email)) = any(${[...emails]}::text[])
      or (connection_id, external_id) in (select * from unnest(${documents.map((d) => d.connectionId)}::uuid[], ${documents.map((d) => d.externalId)}::text[]))
      or (connection_id = ${order?.connectionId ?? null}::uuid and external_id = ${order?.externalId ?? null}::text))`.execute(
    trx,
  );
  const all = [...parties, ...documents, ...orders];
  const texts = (values: readonly (string | null | undefined)[]) =>
    values.filter((value): value is string => typeof value === "string");
  const names = texts([...all.flatMap(({ name, contact }) => [name, contact]), ...documents.map((d) => d.receiver)]);
  return {
    partyIds,
    orders: orders.map(({ connectionId, externalId }) => ({ connectionId, externalId })),
    documents: documents.map(({ id, isDraft }) => ({ id, isDraft })),
    facts: {
      emails: texts(all.map(({ email }) => email)),
      names: names.filter((name) => name !== anonymousBuyerName),
      phones: texts(all.map(({ phone }) => phone)),
    },
  };
}

/** Locks what is known of these orders, before anything else of them: as whoever books them does. */
export async function lockOrders(
  trx: Transaction,
  administrationId: string,
  orders: readonly OrderPlace[],
): Promise<void> {
  await sql`select from inbox where administration_id = ${administrationId} and kind = 'order' and (connection_id, external_id) in (
      select * from unnest(${orders.map((o) => o.connectionId)}::uuid[], ${orders.map((o) => o.externalId)}::text[]))
    order by connection_id, external_id for update`.execute(trx);
}

/** An issued document of a person who is deleted: the law keeps it until the end of its term. */
export interface KeptDocument {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly number: string;
  readonly issueDate: string;
}

export async function issuedAmong(
  trx: Transaction,
  administrationId: string,
  ids: readonly string[],
): Promise<KeptDocument[]> {
  const { rows } = await sql<KeptDocument>`select id, kind, number, issue_date::text as "issueDate" from documents
    where administration_id = ${administrationId} and id = any(${[...ids]}::uuid[]) and status <> 'draft' order by issue_date, number`.execute(
    trx,
  );
  return rows;
}

/** From now on they are not searched, and nobody is mailed about them. */
export async function restrictDocuments(
  trx: Transaction,
  administrationId: string,
  documents: readonly { readonly id: string; readonly until: string }[],
  at: string,
): Promise<void> {
  if (documents.length === 0) return;
  await sql`insert into restricted_documents (administration_id, document_id, until, restricted_at)
    select ${administrationId}, d.id, d.until, ${at} from unnest(${documents.map(({ id }) => id)}::uuid[],
      ${documents.map(({ until }) => until)}::date[]) as d (id, until) on conflict do nothing`.execute(trx);
}

/** A credit note names whom its invoice names: of one that only the law keeps, it is kept as that is, until the end of its own term. */
export async function restrictCredits(
  trx: Transaction,
  administrationId: string,
  creditNoteIds: readonly string[],
  ownBooksYears: number,
): Promise<void> {
  await sql`insert into restricted_documents (administration_id, document_id, until, restricted_at)
    select d.administration_id, d.id, make_date(extract(year from d.issue_date)::int + ${ownBooksYears}::int, 12, 31), now()
    from documents d join restricted_documents r on r.administration_id = d.administration_id and r.document_id = d.preceding_document_id
    where d.administration_id = ${administrationId} and d.id = any(${[...creditNoteIds]}::uuid[]) on conflict do nothing`.execute(
    trx,
  );
}

/** Which of these documents are of a person who was deleted. */
export async function restrictedAmong(
  trx: Transaction,
  administrationId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select document_id as id from restricted_documents
    where administration_id = ${administrationId} and document_id = any(${[...ids]}::uuid[])`.execute(trx);
  return new Set(rows.map(({ id }) => id));
}
