import type { ClientBase } from "pg";

/**
 * What may differ after a dry run, and why: rows as a condition, `true` for the whole table. Everything else in the database, sequences included,
 * is the same before and after.
 */
export const leftByDryRun: Readonly<Record<string, { readonly rows: string; readonly why: string }>> = {
  "public.dry_runs": { rows: "true", why: "its own result" },
  "public.runs": { rows: "flow = 'dryRun'", why: "its own run" },
  "public.events": { rows: "code = 'coupling.dryRun'", why: "its own event" },
  "public.audit": { rows: "action like 'coupling.dryRun%'", why: "that somebody asked for it" },
  "public.audit_details": {
    rows: "(administration_id, sequence) in (select administration_id, sequence from audit where action like 'coupling.dryRun%')",
    why: "what was asked for",
  },
  "public.nodes": { rows: "true", why: "processes show that they live" },
  "public.schedule_turns": { rows: "true", why: "the clock of all nodes goes on" },
  "public.rate_books": { rows: "true", why: "its requests count for the room at the vendor" },
  "auth.session": { rows: "true", why: "people stay signed in" },
  "pgboss.*": { rows: "true", why: "the queue looks after itself" },
};

const isLeft = (table: string): boolean => leftByDryRun[table]?.rows === "true" || table.startsWith("pgboss.");

/** The content of every table as a hash and the value of every sequence, but for what a dry run may leave. Needs the owner's eyes. */
export async function contentOf(owner: ClientBase): Promise<ReadonlyMap<string, string>> {
  const content = new Map<string, string>();
  const { rows: tables } = await owner.query<{ table: string }>(`
    select n.nspname || '.' || c.relname as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema')
      and n.nspname not like 'pg_temp%' and n.nspname not like 'pg_toast%' order by 1`);
  for (const { table } of tables) {
    if (isLeft(table)) continue;
    const name = table
      .split(".")
      .map((part) => owner.escapeIdentifier(part))
      .join(".");
    const own = leftByDryRun[table]?.rows ?? "false";
    const { rows } = await owner.query<{ hash: string; count: string }>(
      `select md5(coalesce(string_agg(t::text, E'\\n' order by t::text), '')) as hash, count(*) as count from ${name} t where not (${own})`,
    );
    content.set(table, `${rows[0]?.count ?? ""} ${rows[0]?.hash ?? ""}`);
  }
  const { rows: sequences } = await owner.query<{ name: string; value: string | null }>(
    "select schemaname || '.' || sequencename as name, last_value as value from pg_sequences order by 1",
  );
  for (const { name, value } of sequences) if (!isLeft(name)) content.set(`sequence ${name}`, String(value));
  return content;
}

/** Names of what is not the same. */
export const changedBetween = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name));
