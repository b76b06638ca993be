import { sql } from "kysely";
import type { DocumentKind, DocumentStatus } from "#domain/document-kinds.ts";
import type { Transaction } from "./database.ts";
import { sumColumns, sumsOf, type DocumentSums } from "./document-sums.ts";
import { listedOn } from "./documents.ts";
import type { Fields } from "./imports.ts";

export interface ExportedParty {
  readonly id: string;
  readonly sortName: string;
  readonly fields: Fields;
}

/** Contacts by name, archived ones left out. */
export async function partiesToExport(
  trx: Transaction,
  administrationId: string,
  after: ExportedParty | null,
  limit: number,
): Promise<ExportedParty[]> {
  const { rows } = await sql<ExportedParty>`
    select p.id, p.sort_name as "sortName", jsonb_build_object('name', p.name, 'contactName', p.contact_name, 'email', p.email,
        'phone', p.phone, 'language', coalesce(p.language, ''), 'vatIdentifier', p.vat_identifier,
        'legalRegistrationIdentifier', p.legal_registration_identifier) || coalesce((select a.address from party_addresses a
          where a.administration_id = p.administration_id and a.party_id = p.id and a.kind = 'postal' order by a.id limit 1) - 'name', '{}') as fields
    from parties p where p.administration_id = ${administrationId} and p.archived_at is null
      ${after === null ? sql`` : sql`and (p.sort_name collate "C", p.id) > (${after.sortName}, ${after.id}::uuid)`}
    order by p.sort_name collate "C", p.id limit ${limit}`.execute(trx);
  return rows;
}

export interface ExportedDocument extends DocumentSums {
  readonly id: string;
  readonly listedOn: string;
  readonly kind: DocumentKind;
  readonly status: DocumentStatus;
  readonly number: string | null;
  readonly issueDate: string | null;
  readonly dueDate: string | null;
  readonly buyerName: string;
  readonly buyerVat: string;
  readonly currency: string;
  readonly taxExclusiveAmount: string;
  readonly taxAmount: string;
  readonly taxInclusiveAmount: string;
  readonly orderReference: string;
  readonly paymentReference: string;
}

export interface DocumentPeriod {
  readonly kinds: readonly DocumentKind[] | null;
  /** Days, inclusive; drafts without a day fall outside every period. */
  readonly from: string | null;
  readonly to: string | null;
  /** The administration's own day. */
  readonly today: string;
}

/** Documents by day. */
export async function documentsToExport(
  trx: Transaction,
  administrationId: string,
  { kinds, from, to, today }: DocumentPeriod,
  after: ExportedDocument | null,
  limit: number,
): Promise<ExportedDocument[]> {
  const conditions = [
    sql`d.administration_id = ${administrationId}`,
    ...(kinds === null ? [] : [sql`d.kind = any(${kinds}::text[])`]),
    ...(from === null ? [] : [sql`${listedOn} >= ${from}::date`]),
    ...(to === null ? [] : [sql`${listedOn} <= ${to}::date`]),
    ...(from === null && to === null ? [] : [sql`d.issue_date is not null`]),
    ...(after === null ? [] : [sql`(${listedOn}, d.id) > (${after.listedOn}::date, ${after.id}::uuid)`]),
  ];
  const { rows } = await sql<ExportedDocument>`
    select d.id, ${listedOn} as "listedOn", d.kind, d.status, d.number, d.issue_date as "issueDate", d.due_date as "dueDate",
      coalesce(d.buyer ->> 'name', '') as "buyerName", coalesce(d.buyer ->> 'vatIdentifier', '') as "buyerVat", d.currency,
      d.tax_exclusive_amount::text as "taxExclusiveAmount", d.tax_amount::text as "taxAmount",
      d.tax_inclusive_amount::text as "taxInclusiveAmount", d.order_reference as "orderReference",
      d.payment_reference as "paymentReference", ${sumColumns(today)}
    from documents d cross join ${sumsOf} where ${sql.join(conditions, sql` and `)} order by ${listedOn}, d.id limit ${limit}`.execute(
    trx,
  );
  return rows;
}
