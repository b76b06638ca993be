// Over 300 lines because it is one list: how every table that is emptied by age is emptied.
import { sql, type RawBuilder } from "kysely";
import type { ExpiringClass } from "#domain/retention.ts";
import type { Database, Transaction } from "./database.ts";
import { emptyPayload } from "./outbox.ts";
import { placeOf } from "./audit.ts";

/** At most so many rows in one transaction. */
export const expiryBatch = 1000;

/** One table that is emptied by age. */
export interface ExpiryStep {
  readonly table: string;
  readonly class: ExpiringClass;
  /** Deletes or empties one batch of what was over at `cutoff`. */
  readonly batch: (administrationId: string, cutoff: string) => RawBuilder<unknown>;
}

/**
 * The smallest id of version 7 of a moment. Rows of the log are found by their id, which rises with time and is the key: no index of its own
 * is kept for deleting.
 */
function idAt(instant: string): string {
  const hex = Temporal.Instant.from(instant).epochMilliseconds.toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** An order that waits, or that a person must look at, keeps what was heard and said of it. */
const isOpen = (row: string): RawBuilder<boolean> => {
  const column = (name: string) => sql.ref(`${row}.${name}`);
  return sql<boolean>`exists (select from inbox i where i.administration_id = ${column("administration_id")}
    and i.connection_id = ${column("connection_id")} and i.external_id = ${column("external_id")}
    and i.outcome in ('waiting', 'held', 'failed'))`;
};

/** Of the rows whose id and time are over, the oldest that nothing keeps. */
const oldest = (
  table: string,
  time: string,
  administrationId: string,
  cutoff: string,
  isKept: RawBuilder<unknown>,
): RawBuilder<unknown> =>
  sql`delete from ${sql.table(table)} where administration_id = ${administrationId} and (id, ${sql.ref(time)}) in (
    select r.id, r.${sql.ref(time)} from ${sql.table(table)} r where r.administration_id = ${administrationId}
      and r.id < ${idAt(cutoff)}::uuid and r.${sql.ref(time)} < ${cutoff} and not ${isKept} order by r.id limit ${expiryBatch})`;

const isOver = sql`state in ('applied', 'undone') and coalesce(undone_at, applied_at)`;

/** Imports that ended, or were left as they were uploaded. */
const overImports = (administrationId: string, cutoff: string): RawBuilder<unknown> =>
  sql`select id from imports where administration_id = ${administrationId}
    and (${isOver} < ${cutoff} or (state in ('uploaded', 'previewed') and created_at < ${cutoff}))`;

/** Files of prices that ended, or of which nothing was taken over. */
const overPriceImports = (administrationId: string, cutoff: string): RawBuilder<unknown> =>
  sql`select id from price_imports where administration_id = ${administrationId}
    and ((applied_at < ${cutoff} and state = 'applied')
      or (state in ('uploading', 'uploaded', 'previewed', 'failed') and created_at < ${cutoff}))`;

const ofPriceImports =
  (table: string, ...keys: readonly string[]) =>
  (administrationId: string, cutoff: string): RawBuilder<unknown> => {
    const row = sql.join([sql.ref("import_id"), ...keys.map((key) => sql.ref(key))]);
    return sql`delete from ${sql.table(table)} where administration_id = ${administrationId} and (${row}) in (
      select ${row} from ${sql.table(table)} where administration_id = ${administrationId}
        and import_id in (${overPriceImports(administrationId, cutoff)}) limit ${expiryBatch})`;
  };

/** Runs over prices that ended a while ago: as long as one can be put back, or waits for a person to look, what it found stays. */
const overPriceRuns = (administrationId: string, cutoff: string): RawBuilder<unknown> =>
  sql`select r.id from price_runs r where r.administration_id = ${administrationId}
    and (r.state in ('applied', 'undone') and r.finished_at < least(${cutoff}::timestamptz, now() - interval '1 day')
      or r.state in ('paused', 'stopped', 'review') and coalesce(r.asked_at, r.begun_at) < least(${cutoff}::timestamptz, now() - interval '7 days'))
    and not exists (select from price_batches b where b.administration_id = r.administration_id and b.price_run_id = r.id
      and b.state in ('applying', 'undoing'))`;

/** Bulk actions that ended. */
const overActions = (administrationId: string, cutoff: string): RawBuilder<unknown> =>
  sql`select id from bulk_actions where administration_id = ${administrationId} and finished_at < ${cutoff}`;

const ofImports =
  (table: string, key: string) =>
  (administrationId: string, cutoff: string): RawBuilder<unknown> =>
    sql`delete from ${sql.table(table)} where administration_id = ${administrationId} and (import_id, ${sql.ref(key)}) in (
      select import_id, ${sql.ref(key)} from ${sql.table(table)} where administration_id = ${administrationId}
        and import_id in (${overImports(administrationId, cutoff)}) limit ${expiryBatch})`;

/** What stays of an order: its ids, its fingerprints, its states. */
export const emptiedInbox = sql`customer_name = '', customer_email = '', source = null, tie_out = null, total = null, reason_text = '',
  reason_details = '{}', emptied_at = now()`;

export const emptiedOutbox = sql`recipient = '', payload = ${emptyPayload}::jsonb, reason_text = ''`;

/** What stays of a product or customer that was to be looked at: its ids and its state. */
export const emptiedCatalogue = sql`name = '', changes = '[]', reason_details = '{}'`;

/** In the order they are carried out: what points at another goes first. */
export const expirySteps: readonly ExpiryStep[] = [
  {
    table: "exchanges",
    class: "raw",
    batch: (administrationId, cutoff) =>
      oldest(
        "exchanges",
        "at",
        administrationId,
        cutoff,
        sql`exists (select from events e where e.administration_id = r.administration_id and e.run_id = r.run_id and ${isOpen("e")})`,
      ),
  },
  {
    table: "deliveries",
    class: "raw",
    batch: (administrationId, cutoff) =>
      oldest("deliveries", "received_at", administrationId, cutoff, sql`(r.state = 'received' or ${isOpen("r")})`),
  },
  { table: "import_parts", class: "raw", batch: ofImports("import_parts", "position") },
  { table: "price_import_parts", class: "raw", batch: ofPriceImports("price_import_parts", "position") },
  {
    table: "events",
    class: "trace",
    batch: (administrationId, cutoff) => oldest("events", "at", administrationId, cutoff, isOpen("r")),
  },
  {
    table: "runs",
    class: "trace",
    batch: (administrationId, cutoff) =>
      oldest(
        "runs",
        "started_at",
        administrationId,
        cutoff,
        sql`exists (select from events e where e.administration_id = r.administration_id and e.run_id = r.id)`,
      ),
  },
  {
    table: "sent_mails",
    class: "trace",
    batch: (administrationId, cutoff) =>
      sql`delete from sent_mails where administration_id = ${administrationId} and (outbox_id, attempt) in (
        select m.outbox_id, m.attempt from sent_mails m join outbox o on o.administration_id = m.administration_id and o.id = m.outbox_id
        where m.administration_id = ${administrationId} and m.at < ${cutoff} and o.state not in ('queued', 'sending')
        order by m.at limit ${expiryBatch})`,
  },
  {
    table: "audit_details",
    class: "trace",
    batch: (administrationId, cutoff) =>
      sql`delete from audit_details where administration_id = ${administrationId} and sequence in (
        select d.sequence from audit_details d join audit a using (administration_id, sequence)
        where d.administration_id = ${administrationId} and a.at < ${cutoff} order by d.sequence limit ${expiryBatch})`,
  },
  {
    table: "alarms",
    class: "trace",
    // Told to be over as well; until then its text is needed.
    batch: (administrationId, cutoff) =>
      sql`delete from alarms where administration_id = ${administrationId} and id in (select id from alarms
        where administration_id = ${administrationId} and closed_at < ${cutoff} and over_settled_at is not null limit ${expiryBatch})`,
  },
  {
    table: "user_events",
    class: "trace",
    batch: (administrationId, cutoff) =>
      sql`delete from user_events where administration_id = ${administrationId} and id in (select id from user_events
        where administration_id = ${administrationId} and at < ${cutoff} order by at limit ${expiryBatch})`,
  },
  {
    table: "invitations",
    class: "trace",
    batch: (administrationId, cutoff) =>
      sql`delete from invitations where administration_id = ${administrationId} and id in (select id from invitations
        where administration_id = ${administrationId} and least(accepted_at, revoked_at, expires_at) < ${cutoff} limit ${expiryBatch})`,
  },
  {
    table: "bulk_action_orders",
    class: "trace",
    batch: (administrationId, cutoff) =>
      sql`delete from bulk_action_orders where administration_id = ${administrationId} and (action_id, connection_id, external_id) in (
        select action_id, connection_id, external_id from bulk_action_orders where administration_id = ${administrationId}
          and action_id in (${overActions(administrationId, cutoff)}) limit ${expiryBatch})`,
  },
  {
    table: "bulk_actions",
    class: "trace",
    batch: (administrationId, cutoff) =>
      sql`delete from bulk_actions where administration_id = ${administrationId} and id in (${overActions(administrationId, cutoff)})
        and not exists (select from bulk_action_orders o where o.administration_id = bulk_actions.administration_id and o.action_id = bulk_actions.id)`,
  },
  {
    table: "relation_events",
    class: "trace",
    batch: (administrationId, cutoff) =>
      sql`delete from relation_events where administration_id = ${administrationId} and id in (select id from relation_events
        where administration_id = ${administrationId} and at < ${cutoff} order by at limit ${expiryBatch})`,
  },
  {
    table: "relation_notices",
    class: "trace",
    batch: (administrationId, cutoff) =>
      sql`delete from relation_notices where administration_id = ${administrationId} and id in (select id from relation_notices
        where administration_id = ${administrationId} and state in ('done', 'failed') and created_at < ${cutoff} limit ${expiryBatch})`,
  },
  {
    table: "relation_messages",
    class: "passThrough",
    // What is under way, or waits for a person, keeps what it carries; whether it was said, and by whom it was signed, stays for good.
    batch: (administrationId, cutoff) =>
      sql`update relation_messages set envelope = null, content = null, problem = null
        where administration_id = ${administrationId} and (relation_id, way, message_id) in (
          select relation_id, way, message_id from relation_messages where administration_id = ${administrationId}
            and (content is not null or envelope is not null or problem is not null) and changed_at < ${cutoff}
            and state not in ('queued', 'sending', 'retrying', 'received', 'held', 'quarantined') limit ${expiryBatch})`,
  },
  {
    table: "dry_runs",
    class: "passThrough",
    batch: (administrationId, cutoff) =>
      sql`delete from dry_runs where administration_id = ${administrationId} and id in (select id from dry_runs
        where administration_id = ${administrationId} and finished_at < ${cutoff} limit ${expiryBatch})`,
  },
  {
    table: "catalogue_records",
    class: "passThrough",
    // What is to be done about it is read from its source again.
    batch: (administrationId, cutoff) =>
      sql`update catalogue_records set ${emptiedCatalogue} where administration_id = ${administrationId} and (coupling_id, external_id) in (
        select coupling_id, external_id from catalogue_records where administration_id = ${administrationId} and decided_at < ${cutoff}
          and (name <> '' or changes <> '[]' or reason_details <> '{}') limit ${expiryBatch})`,
  },
  {
    table: "supplier_baskets",
    class: "raw",
    batch: (administrationId, cutoff) =>
      sql`update supplier_baskets set raw = null, remarks = '[]' where administration_id = ${administrationId} and id in (select id from supplier_baskets
        where administration_id = ${administrationId} and fetched_at < ${cutoff} and (raw is not null or remarks <> '[]') limit ${expiryBatch})`,
  },
  {
    table: "supplier_documents",
    class: "raw",
    batch: (administrationId, cutoff) =>
      sql`update supplier_documents set raw = null, remarks = '[]', file_name = '' where administration_id = ${administrationId} and id in (
        select id from supplier_documents where administration_id = ${administrationId} and fetched_at < ${cutoff}
          and (raw is not null or remarks <> '[]' or file_name <> '') limit ${expiryBatch})`,
  },
  {
    table: "supplier_documents",
    class: "passThrough",
    // As the lines that were staged of it: what was never taken waits for a person, for a month.
    batch: (administrationId, cutoff) =>
      sql`update supplier_documents set content = null where administration_id = ${administrationId} and id in (
        select d.id from supplier_documents d where d.administration_id = ${administrationId} and d.fetched_at < ${cutoff} and d.content is not null
          and (d.fetched_at < ${cutoff}::timestamptz - interval '30 days' or exists (select from supplier_baskets b
            where b.administration_id = d.administration_id and b.supplier_document_id = d.id and b.state = 'taken'))
        limit ${expiryBatch})`,
  },
  {
    table: "punchout_attempts",
    class: "raw",
    batch: (administrationId, cutoff) =>
      sql`delete from punchout_attempts where administration_id = ${administrationId} and (session_id, number) in (
        select session_id, number from punchout_attempts where administration_id = ${administrationId} and at < ${cutoff} limit ${expiryBatch})`,
  },
  {
    table: "punchout_sessions",
    class: "trace",
    // A basket that comes a day late is still put aside.
    batch: (administrationId, cutoff) =>
      sql`delete from punchout_sessions where administration_id = ${administrationId} and id in (select s.id from punchout_sessions s
        where s.administration_id = ${administrationId} and s.expires_at < ${cutoff}::timestamptz - interval '24 hours'
          and not exists (select from punchout_attempts a where a.administration_id = s.administration_id and a.session_id = s.id)
        limit ${expiryBatch})`,
  },
  {
    table: "supplier_basket_lines",
    class: "passThrough",
    // What was never taken is work that waits for a person, for a month.
    batch: (administrationId, cutoff) =>
      sql`delete from supplier_basket_lines where administration_id = ${administrationId} and (basket_id, position) in (
        select l.basket_id, l.position from supplier_basket_lines l
        join supplier_baskets b on b.administration_id = l.administration_id and b.id = l.basket_id
        where l.administration_id = ${administrationId} and b.fetched_at < ${cutoff}
          and (b.state = 'taken' or b.fetched_at < ${cutoff}::timestamptz - interval '30 days') limit ${expiryBatch})`,
  },
  { table: "import_rows", class: "passThrough", batch: ofImports("import_rows", "line") },
  {
    table: "imports",
    class: "passThrough",
    batch: (administrationId, cutoff) =>
      sql`delete from imports where administration_id = ${administrationId} and id in (${overImports(administrationId, cutoff)})
        and not exists (select from import_rows r where r.administration_id = imports.administration_id and r.import_id = imports.id)
        and not exists (select from import_parts p where p.administration_id = imports.administration_id and p.import_id = imports.id)`,
  },
  { table: "price_import_rows", class: "passThrough", batch: ofPriceImports("price_import_rows", "code") },
  {
    table: "price_import_groups",
    class: "passThrough",
    batch: ofPriceImports("price_import_groups", "kind", "code"),
  },
  {
    table: "price_import_problems",
    class: "passThrough",
    batch: ofPriceImports("price_import_problems", "line", "place"),
  },
  {
    table: "price_imports",
    class: "passThrough",
    batch: (administrationId, cutoff) =>
      sql`delete from price_imports where administration_id = ${administrationId} and id in (${overPriceImports(administrationId, cutoff)})
        and not exists (select from price_import_rows r where r.administration_id = price_imports.administration_id and r.import_id = price_imports.id)
        and not exists (select from price_import_groups g where g.administration_id = price_imports.administration_id and g.import_id = price_imports.id)
        and not exists (select from price_import_problems r where r.administration_id = price_imports.administration_id and r.import_id = price_imports.id)
        and not exists (select from price_import_parts p where p.administration_id = price_imports.administration_id and p.import_id = price_imports.id)`,
  },
  {
    table: "price_run_answers",
    class: "passThrough",
    batch: (administrationId, cutoff) =>
      sql`delete from price_run_answers where administration_id = ${administrationId} and (run_id, code, line) in (
        select run_id, code, line from price_run_answers where administration_id = ${administrationId}
          and run_id in (${overPriceRuns(administrationId, cutoff)}) limit ${expiryBatch})`,
  },
  {
    table: "price_runs",
    class: "passThrough",
    batch: (administrationId, cutoff) =>
      sql`delete from price_runs where administration_id = ${administrationId} and id in (${overPriceRuns(administrationId, cutoff)})
        and not exists (select from price_run_answers a where a.administration_id = price_runs.administration_id and a.run_id = price_runs.id)`,
  },
  {
    table: "inbox",
    class: "passThrough",
    batch: (administrationId, cutoff) =>
      sql`update inbox set ${emptiedInbox} where (administration_id, connection_id, kind, external_id) in (
        select administration_id, connection_id, kind, external_id from inbox where administration_id = ${administrationId}
          and decided_at < ${cutoff} and emptied_at is null and outcome in ('documented', 'skipped')
        order by decided_at limit ${expiryBatch} for update)`,
  },
  {
    table: "outbox",
    class: "passThrough",
    batch: (administrationId, cutoff) =>
      sql`update outbox set ${emptiedOutbox} where administration_id = ${administrationId} and id in (select id from outbox
        where administration_id = ${administrationId} and created_at < ${cutoff} and recipient <> '' and state not in ('queued', 'sending')
        order by created_at limit ${expiryBatch})`,
  },
  {
    table: "outside_documents",
    class: "passThrough",
    batch: (administrationId, cutoff) =>
      sql`update outside_documents set content = null where administration_id = ${administrationId} and id in (select id from outside_documents
        where administration_id = ${administrationId} and created_at < ${cutoff} and content is not null limit ${expiryBatch})`,
  },
];

/** One batch of one table; how many rows. */
export async function expireBatch(
  trx: Transaction,
  step: ExpiryStep,
  administrationId: string,
  cutoff: string,
): Promise<number> {
  const { numAffectedRows } = await step.batch(administrationId, cutoff).execute(trx);
  return Number(numAffectedRows ?? 0n);
}

/** Drops the months that are over for every company; which they were. None when somebody is working in one just now. */
export async function dropExpiredPartitions(hub: Database, now: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from drop_expired_partitions(${now}) as name`.execute(hub);
  return rows.map(({ name }) => name);
}

/** Readable details of what is of the whole hub; one batch. */
export async function expireHubDetails(hub: Database, cutoff: string): Promise<number> {
  const { details, rows } = placeOf("hub");
  const { numAffectedRows } = await sql`delete from ${details} where sequence in (select d.sequence from ${details} d
    join ${rows} a using (sequence) where a.at < ${cutoff} order by d.sequence limit ${expiryBatch})`.execute(hub);
  return Number(numAffectedRows ?? 0n);
}
