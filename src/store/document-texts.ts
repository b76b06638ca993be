import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Language } from "#domain/party.ts";
import type { Transaction } from "./database.ts";
import { creditedOn, paidOn, worthOf } from "./document-balance.ts";
import { paidOnKinds } from "./document-sums.ts";

export interface TextParts {
  readonly caption?: string | undefined;
  readonly subject?: string | undefined;
  readonly body?: string | undefined;
}

/** What differs from the texts one level up; a text that is left out is that one. */
export type TextOverrides = {
  readonly [L in Language]?:
    { readonly paid?: TextParts | undefined; readonly toPay?: TextParts | undefined } | undefined;
};

/** Texts of one kind of document: of one coupling, or of the whole administration (null). */
export interface TextPlace {
  readonly couplingId: string | null;
  readonly kind: string;
}

export interface StoredTexts {
  readonly texts: TextOverrides;
  /** 0: nobody changed any. */
  readonly version: number;
  readonly changedBy: string;
}

export async function readTexts(trx: Transaction, administrationId: string, place: TextPlace): Promise<StoredTexts> {
  const { rows } = await sql<StoredTexts>`select texts, version, changed_by as "changedBy" from document_texts
    where administration_id = ${administrationId} and coupling_id is not distinct from ${place.couplingId}::uuid and kind = ${place.kind}`.execute(
    trx,
  );
  return rows[0] ?? { texts: {}, version: 0, changedBy: "" };
}

/** Saves over the version that was read. False when somebody else saved meanwhile. */
export async function saveTexts(
  trx: Transaction,
  administrationId: string,
  { couplingId, kind }: TextPlace,
  texts: TextOverrides,
  { version, by }: { readonly version: number; readonly by: string },
): Promise<boolean> {
  await sql`insert into document_texts (id, administration_id, coupling_id, kind, texts, version)
    values (${randomUUID()}, ${administrationId}, ${couplingId}, ${kind}, '{}', 0) on conflict do nothing`.execute(trx);
  const { numAffectedRows } =
    await sql`update document_texts set texts = ${JSON.stringify(texts)}::jsonb, version = version + 1,
      changed_by = ${by}, changed_at = now()
    where administration_id = ${administrationId} and coupling_id is not distinct from ${couplingId}::uuid and kind = ${kind}
      and version = ${version}`.execute(trx);
  return numAffectedRows === 1n;
}

/** What a text says of a document that does not stand on it. */
export interface TextFacts {
  readonly administrationId: string;
  readonly country: string;
  /** Of the administration. */
  readonly language: Language;
  readonly timeZone: string;
  readonly couplingId: string | null;
  readonly shop: string | null;
  /** Decimal text; 0 or less when nothing is left to pay. */
  readonly open: string;
  readonly paidAt: string | null;
  readonly method: string | null;
  readonly mayUseForeignLanguages: boolean;
}

/**
 * Of the document of this transaction's administration. What is open on an issued document counts what was paid before it as well; of
 * drafts, and of papers nobody pays on, what they say. What a shop was paid is found by its order. Null when there is no such document.
 */
export async function readTextFacts(trx: Transaction, documentId: string): Promise<TextFacts | null> {
  const { rows } = await sql<TextFacts>`
    select a.id as "administrationId", a.country, a.language, a.time_zone as "timeZone", d.coupling_id as "couplingId", c.name as shop,
      case when d.status = 'draft' or d.kind not in ${paidOnKinds} then d.payable_amount
        else ${worthOf} - ${creditedOn} - ${paidOn} end::text as open,
      paid.at as "paidAt", paid.method,
      exists (select from modules m where m.administration_id = a.id and m.module = 'foreignLanguageCustomers' and m.state = 'on')
        as "mayUseForeignLanguages"
    from documents d
    join administrations a on a.id = d.administration_id
    left join connections c on c.administration_id = d.administration_id and c.id = d.connection_id
    left join lateral (
      select p.paid_at as at, p.method from payments p
      where p.administration_id = d.administration_id and p.direction = 'in'
        and (p.source_key = 'order:' || d.connection_id || ':' || d.source_order_id
          or p.id in (select l.payment_id from payment_allocations l where l.administration_id = d.administration_id and l.document_id = d.id))
      order by p.paid_at desc limit 1) paid on true
    where d.id = ${documentId}`.execute(trx);
  return rows[0] ?? null;
}

/** The newest document of a webshop order, else the newest of all, of these kinds: what a preview shows. Drafts count. */
export async function documentToPreview(
  trx: Transaction,
  administrationId: string,
  { couplingId, kind }: TextPlace,
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select id from documents
    where administration_id = ${administrationId} and kind = ${kind} and (${couplingId}::uuid is null or coupling_id = ${couplingId}::uuid)
    order by (source_order_id is not null) desc, created_at desc, id desc limit 1`.execute(trx);
  return rows[0]?.id ?? null;
}
