import { sql } from "kysely";
import type { Database, Transaction } from "#store/database.ts";

/** Tables that belong to the hub and not to an administration. The app role has no right to any of them. */
export const hubTables: Readonly<Record<string, string>> = {
  schema_migrations: "what was applied to this database",
  nodes: "which processes run",
  schedule_turns: "when what happens once over all nodes happened last",
  rate_books: "the room at a vendor, which may count all of its customers together",
  access_tokens: "looked up before it is known whose they are",
  sign_in_limits: "who tries to sign in is of no administration",
  hub_audit: "acts that are of no administration",
  hub_audit_details: "the readable part of those",
  audit_heads: "written each day for every chain at once",
  rewritten_tables: "what the superuser did to the tables of everybody",
};

/** Unique over the whole hub, although a duplicate-key error tells that somebody else has the same value. */
export const uniqueOverTheHub: Readonly<Record<string, string>> = {
  connections_hook_key_key: "a hook path alone finds its connection; the key is 24 random bytes",
  pay_links_key_key: "a pay link alone finds its document; the key is 24 random bytes",
  invitations_token_hash_key: "a token alone finds its invitation; a keyed hash of 24 random bytes",
  access_tokens_token_hash_key: "a token alone finds its owner; a keyed hash of 32 random bytes",
};

/** Functions that run as their owner and that the app may call, although it is one administration's. */
export const openDefiners: Readonly<Record<string, string>> = {
  find_by_words: "searches what no leakproof operator can; in the administration of the transaction, ids only",
};

interface Table {
  readonly name: string;
  readonly kind: "r" | "p" | "v" | "m" | "f";
  readonly guarded: boolean;
  readonly partition: boolean;
  readonly invoker: boolean;
  readonly granted: readonly string[];
}

/** What is wrong with the rights of a database's public schema, as sentences. Reads the catalogue; needs the owner's eyes. */
export async function rowSecurityFaults(database: Database | Transaction): Promise<string[]> {
  return [
    ...(await tableFaults(database)),
    ...(await policyFaults(database)),
    ...(await uniqueFaults(database)),
    ...(await foreignKeyFaults(database)),
    ...(await functionFaults(database)),
  ];
}

async function tableFaults(database: Database | Transaction): Promise<string[]> {
  const { rows } = await sql<Table>`
    select c.relname as name, c.relkind as kind, c.relrowsecurity as guarded, c.relispartition as partition,
      coalesce(c.reloptions @> array['security_invoker=true'], false) as invoker,
      array(select r from unnest(array['schakel_app', 'schakel_reader', 'schakel_hub', 'public']) r
        where has_table_privilege(r, c.oid, 'select, insert, update, delete, truncate, trigger, references')) as granted
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
    order by c.relname`.execute(database);
  return rows.flatMap((table) => {
    const granted = table.granted.join(", ");
    if (table.partition)
      return granted === "" ? [] : [`partition ${table.name}: past its parent's policy for ${granted}`];
    if (table.name in hubTables)
      return table.granted.some((role) => role !== "schakel_hub")
        ? [`table ${table.name}: the hub's own, but granted to ${granted}`]
        : [];
    if (table.kind === "v") return table.invoker ? [] : [`view ${table.name}: runs as its owner`];
    if (table.kind === "m" || table.kind === "f") return [`${table.name}: row-level security cannot guard it`];
    if (!table.guarded) return [`table ${table.name}: no row-level security`];
    return table.granted.includes("public") ? [`table ${table.name}: granted to everybody`] : [];
  });
}

const onlyOwn = (column: string): string =>
  `(${column} = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting))`;

async function policyFaults(database: Database | Transaction): Promise<string[]> {
  const { rows } = await sql<{ table: string; policies: readonly (readonly [string, string, string, string])[] }>`
    select c.relname as table, coalesce(jsonb_agg(jsonb_build_array(p.polname, p.polcmd, coalesce(pg_get_expr(p.polqual, p.polrelid), ''),
        coalesce(pg_get_expr(p.polwithcheck, p.polrelid), ''))) filter (where p.oid is not null), '[]') as policies
    from pg_class c left join pg_policy p on p.polrelid = c.oid
      and p.polroles && array[0, 'schakel_app'::regrole, 'schakel_reader'::regrole]::oid[]
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relrowsecurity
    group by c.relname order by c.relname`.execute(database);
  return rows.flatMap(({ table, policies }) => {
    const own = onlyOwn(table === "administrations" ? "id" : "administration_id");
    if (policies.length === 0) return [`table ${table}: no policy for the app role`];
    return policies
      .filter(([, , using, check]) => using !== own || check !== own)
      .map(([name]) => `table ${table}: the policy ${name} shows more than the own administration`);
  });
}

/** Unique checks look past row-level security. */
async function uniqueFaults(database: Database | Transaction): Promise<string[]> {
  const { rows } = await sql<{ table: string; index: string; columns: readonly string[]; primary: boolean }>`
    select c.relname as table, i.relname as index, x.indisprimary as primary,
      array(select a.attname::text from unnest(x.indkey::int2[]) with ordinality k(number, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number order by place) as columns
    from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
    where c.relnamespace = 'public'::regnamespace and x.indisunique and not c.relispartition order by i.relname`.execute(
    database,
  );
  return rows
    .filter(({ table, index }) => !(table in hubTables && index === `${table}_pkey`) && !(index in uniqueOverTheHub))
    .filter(({ columns, primary }) => columns[0] !== "administration_id" && !(primary && columns.join() === "id"))
    .map(({ table, index, columns }) => `index ${index} of ${table}: unique on ${columns.join(", ")} over the hub`);
}

/** Foreign keys look past row-level security too: one without the administration may lead to another's row. */
async function foreignKeyFaults(database: Database | Transaction): Promise<string[]> {
  const { rows } = await sql<{ name: string; table: string; target: string }>`
    select f.conname as name, c.relname as table, t.relname as target
    from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_class t on t.oid = f.confrelid
    where f.contype = 'f' and c.relnamespace = 'public'::regnamespace and t.relname <> 'administrations' and not t.relname = any(${Object.keys(hubTables)}::text[])
      and not exists (select from unnest(f.conkey, f.confkey) k(ours, theirs)
        join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.ours and a.attname = 'administration_id'
        join pg_attribute b on b.attrelid = f.confrelid and b.attnum = k.theirs and b.attname = 'administration_id')
    order by f.conname`.execute(database);
  return rows.map(({ name, table, target }) => `foreign key ${name}: ${table} may point at another's ${target}`);
}

/** A function that runs as its owner reads every administration: nobody may put a table of their own in its way, or call it unasked. */
async function functionFaults(database: Database | Transaction): Promise<string[]> {
  const { rows } = await sql<{ name: string; fixed: boolean; callers: readonly string[] }>`
    select p.proname as name, coalesce(p.proconfig && array['search_path=public, pg_temp', 'search_path="public, pg_temp"'], false) as fixed,
      array(select r from unnest(array['public', 'schakel_app', 'schakel_reader']) r where has_function_privilege(r, p.oid, 'execute')) as callers
    from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef order by p.proname`.execute(database);
  return rows.flatMap(({ name, fixed, callers }) => [
    ...(fixed ? [] : [`function ${name}: runs as its owner without a fixed search_path`]),
    ...(callers.filter((role) => !(name in openDefiners) || role === "public").length === 0
      ? []
      : [`function ${name}: runs as its owner for ${callers.join(", ")}`]),
  ]);
}
