import { sql } from "kysely";
import type { AuditSubject } from "#domain/audit-actions.ts";
import type { AuditDetails } from "./audit.ts";
import type { Transaction } from "./database.ts";

export interface AuditFilter {
  readonly actor?: string | undefined;
  readonly subject?: AuditSubject | undefined;
  readonly from?: string | undefined;
  readonly before?: string | undefined;
}

export interface ListedAct {
  readonly sequence: string;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly sha256: string;
  /** Null: they were deleted. */
  readonly details: AuditDetails | null;
}

/** Latest first; `after` is the sequence of the last one of the page before. */
export async function listAudit(
  trx: Transaction,
  administrationId: string,
  { actor, subject, from, before }: AuditFilter,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<ListedAct[]> {
  const { rows } = await sql<ListedAct>`
    select r.sequence, r.at, r.actor, r.action, r.subject, r.sha256, d.details from audit r
    left join audit_details d on d.administration_id = r.administration_id and d.sequence = r.sequence
    where r.administration_id = ${administrationId}
      ${after === undefined ? sql`` : sql`and r.sequence < ${after}`}
      ${actor === undefined ? sql`` : sql`and r.actor = ${actor}`}
      ${subject === undefined ? sql`` : sql`and split_part(r.subject, ':', 1) = ${subject}`}
      ${from === undefined ? sql`` : sql`and r.at >= ${from}`}
      ${before === undefined ? sql`` : sql`and r.at < ${before}`}
    order by r.sequence desc limit ${limit}`.execute(trx);
  return rows;
}

/** Everybody who did anything here. */
export async function auditActors(trx: Transaction, administrationId: string): Promise<string[]> {
  const { rows } = await sql<{ actor: string }>`
    select distinct actor from audit where administration_id = ${administrationId} order by actor`.execute(trx);
  return rows.map(({ actor }) => actor);
}

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** What people call these subjects today, by subject; what is gone, or never had a name, is left out. */
export async function namesOfSubjects(
  trx: Transaction,
  administrationId: string,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const idsOf = (kind: AuditSubject): string[] =>
    subjects.flatMap((subject) => {
      const [named = "", id = ""] = subject.split(/:(.*)/s);
      return named === kind && isId(id) ? [id] : [];
    });
  const { rows } = await sql<{ subject: string; name: string }>`
    select 'document:' || id as subject, coalesce(number, '') as name from documents
      where administration_id = ${administrationId} and id = any(${idsOf("document")}::uuid[])
    union all select 'item:' || id, sellers_item_identifier from items
      where administration_id = ${administrationId} and id = any(${idsOf("item")}::uuid[])
    union all select 'party:' || id, name from parties
      where administration_id = ${administrationId} and id = any(${idsOf("party")}::uuid[])
    union all select 'connection:' || id, name from connections
      where administration_id = ${administrationId} and id = any(${idsOf("connection")}::uuid[])
    union all select 'coupling:' || c.id, n.name from couplings c
      join connections n on n.administration_id = c.administration_id and n.id = c.source_connection_id
      where c.administration_id = ${administrationId} and c.id = any(${idsOf("coupling")}::uuid[])
    union all select 'invitation:' || id, email from invitations
      where administration_id = ${administrationId} and id = any(${idsOf("invitation")}::uuid[])
    union all select 'import:' || id, file_name from imports
      where administration_id = ${administrationId} and id = any(${idsOf("import")}::uuid[])`.execute(trx);
  return new Map(rows.filter(({ name }) => name !== "").map(({ subject, name }) => [subject, name]));
}
