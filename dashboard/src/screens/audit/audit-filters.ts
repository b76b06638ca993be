import { auditSubjects } from "#domain/audit-actions.ts";
import { dayIn, given, oneOf, wordsIn, type Search } from "#dashboard/parts/search-values.ts";

export type AuditKind = (typeof auditSubjects)[number];

/** What the audit log can be narrowed by. It lives in the address, so that a colleague sees the same. */
export interface AuditFilters {
  /** `user:{id}`, `token:{id}` or `command`. */
  readonly actor?: string;
  readonly subject?: AuditKind;
  readonly from?: string;
  readonly to?: string;
}

export const readFilters = (search: Search): AuditFilters =>
  given({
    actor: wordsIn(search["actor"], 200),
    subject: oneOf(auditSubjects, search["subject"]),
    from: dayIn(search["from"]),
    to: dayIn(search["to"]),
  });

export const isNarrowed = (filters: AuditFilters): boolean => Object.keys(filters).length > 0;
