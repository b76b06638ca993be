/** What is kept falls in five classes; the first three go down to zero days. */
export const retentionClasses = ["raw", "trace", "passThrough", "ownBooks", "bookkeeping"] as const;
export type RetentionClass = (typeof retentionClasses)[number];

/** The classes that are over after some days. */
export type ExpiringClass = Extract<RetentionClass, "raw" | "trace" | "passThrough">;
export const expiringClasses = ["raw", "trace", "passThrough"] as const satisfies readonly ExpiringClass[];

export type RetentionDays = Readonly<Record<ExpiringClass, number>>;

export const usualDays: RetentionDays = { raw: 90, trace: 90, passThrough: 90 };
export const mostDays = 3650;

/** Tables of which a pass, or the deleting of a person, takes rows or empties columns. */
export const emptiedTables = [
  ...(["deliveries", "exchanges", "events", "runs", "sent_mails", "outbox", "alarms", "audit_details"] as const),
  ...(["hub_audit_details", "user_events", "invitations", "alarm_settings", "import_parts", "import_rows"] as const),
  ...(["imports", "effects", "outside_documents", "mapping_waits", "inbox", "documents", "parties"] as const),
  ...([
    "users",
    "verifications",
    "bulk_actions",
    "bulk_action_orders",
    "dry_runs",
    "couplings",
    "catalogue_records",
    "supplier_baskets",
    "supplier_basket_lines",
    "supplier_documents",
    "punchout_sessions",
    "punchout_attempts",
    "partner_orders",
    "relation_messages",
    "relation_notices",
    "relation_events",
  ] as const),
] as const;
export type EmptiedTable = (typeof emptiedTables)[number];

/** The law's floor for books, in years after the year of the document. */
export const leastYears = 10;
export const mostYears = 100;

/** The last day the law asks for a document: terms count from the end of the year it is of. */
export function endOfTerm(issueDate: string, years: number): string {
  const { year } = Temporal.PlainDate.from(issueDate);
  return Temporal.PlainDate.from({ year: year + years, month: 12, day: 31 }).toString();
}

/** Before this moment is over. Zero days is now: work that ended is over at once. */
export const cutoffOf = (now: Temporal.Instant, days: number): string => now.subtract({ hours: 24 * days }).toString();
