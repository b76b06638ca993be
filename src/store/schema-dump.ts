import { sql, type RawBuilder } from "kysely";
import type { Database, Transaction } from "./database.ts";

/**
 * The schema that the migrations amount to, as SQL to read: from the catalogue, always the same text for the same schema. The partitions
 * that time makes are left out, and the queue's own schema.
 */
export async function dumpSchema(database: Database | Transaction): Promise<string> {
  const lines = async (query: RawBuilder<{ line: string }>): Promise<string[]> =>
    (await query.execute(database)).rows.map((row) => row.line);
  const { rows: tables } = await sql<{ name: string; header: string; footer: string }>`
    select c.relname as name, 'create table ' || c.relname || case when c.relispartition
        then ' partition of ' || (select inhparent::regclass::text from pg_inherits where inhrelid = c.oid) || ' ' || pg_get_expr(c.relpartbound, c.oid) else '' end as header,
      case when c.relkind = 'p' then ' partition by ' || lower(pg_get_partkeydef(c.oid)) else '' end as footer
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and ${isLasting}
    order by c.relname`.execute(database);
  const parts: string[] = ["-- The schema after all migrations. Made by `npm run schema`; edit a migration instead."];
  for (const { name, header, footer } of tables) {
    const isPartition = header.includes(" partition of ");
    const inside = isPartition ? [] : [...(await lines(columnsOf(name))), ...(await lines(constraintsOf(name)))];
    const body = inside.length === 0 ? "" : ` (\n${inside.map((line) => `  ${line}`).join(",\n")}\n)`;
    const beside = isPartition
      ? await lines(grantsOn(name))
      : [
          ...(await lines(storageOf(name))),
          ...(await lines(indexesOf(name))),
          ...(await lines(policiesOf(name))),
          ...(await lines(triggersOf(name))),
          ...(await lines(grantsOn(name))),
        ];
    parts.push([`${header}${body}${footer};`, ...beside].join("\n"));
  }
  parts.push(...(await lines(functions)), ...(await lines(views)));
  return `${parts.join("\n\n")}\n`;
}

/** Not the partition of a month. */
const isLasting = sql`not (c.relispartition and c.relname ~ '_\\d{6}$')`;

const columnsOf = (table: string) => sql<{ line: string }>`
  select a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
    || case when a.attgenerated <> '' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
            when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end as line
  from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = ${table}::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`;

/** PostgreSQL 18 keeps `not null` as a constraint as well; it stands with its column. */
const constraintsOf = (table: string) => sql<{ line: string }>`
  select 'constraint ' || conname || ' ' || pg_get_constraintdef(oid) as line from pg_constraint
  where conrelid = ${table}::regclass and contype in ('p', 'u', 'c', 'f', 'x') and conparentid = 0
  order by array_position(array['p', 'u', 'x', 'c', 'f'], contype::text), conname`;

const storageOf = (table: string) => sql<{ line: string }>`
  select 'alter table ' || ${table}::text || ' alter column ' || attname || ' set storage '
    || case attstorage when 'e' then 'external' when 'm' then 'main' when 'x' then 'extended' else 'plain' end || ';' as line
  from pg_attribute a join pg_type t on t.oid = a.atttypid
  where a.attrelid = ${table}::regclass and a.attnum > 0 and not a.attisdropped and a.attstorage <> t.typstorage order by a.attnum`;

const indexesOf = (table: string) => sql<{ line: string }>`
  select pg_get_indexdef(x.indexrelid) || ';' as line from pg_index x join pg_class i on i.oid = x.indexrelid
  where x.indrelid = ${table}::regclass and not exists (select from pg_constraint where conindid = x.indexrelid and contype in ('p', 'u', 'x'))
  order by i.relname`;

const policiesOf = (table: string) => sql<{ line: string }>`
  select 'alter table ' || relname || ' ' || case when relforcerowsecurity then 'force' else 'enable' end || ' row level security;' as line
    from pg_class where oid = ${table}::regclass and relrowsecurity
  union all (
    select 'create policy ' || polname || ' on ' || ${table}::text || case when polpermissive then '' else ' as restrictive' end || ' for '
      || case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end
      || ' to ' || (select string_agg(coalesce(r.rolname, 'public'), ', ' order by r.rolname) from unnest(polroles) p left join pg_roles r on r.oid = p)
      || coalesce(' using ' || pg_get_expr(polqual, polrelid), '') || coalesce(' with check ' || pg_get_expr(polwithcheck, polrelid), '') || ';'
    from pg_policy where polrelid = ${table}::regclass order by polname)`;

const triggersOf = (table: string) => sql<{ line: string }>`
  select pg_get_triggerdef(oid) || ';' as line from pg_trigger where tgrelid = ${table}::regclass and not tgisinternal order by tgname`;

const grantsOn = (table: string) => sql<{ line: string }>`
  select line from (
  select 'grant ' || string_agg(lower(g.privilege_type), ', ' order by g.privilege_type) || ' on ' || c.relname || ' to ' || coalesce(r.rolname, 'public') || ';' as line
    from pg_class c, aclexplode(c.relacl) g left join pg_roles r on r.oid = g.grantee
    where c.oid = ${table}::regclass and g.grantee <> c.relowner group by c.relname, r.rolname
  union all
  select 'grant ' || lower(g.privilege_type) || ' (' || string_agg(a.attname, ', ' order by a.attnum) || ') on ' || ${table}::text || ' to '
      || coalesce(r.rolname, 'public') || ';'
    from pg_attribute a, aclexplode(a.attacl) g left join pg_roles r on r.oid = g.grantee
    where a.attrelid = ${table}::regclass group by g.privilege_type, r.rolname
  ) g order by line collate "C"`;

const functions = sql<{ line: string }>`
  select pg_get_functiondef(p.oid) || ';' || E'\n' || 'revoke all on function ' || p.oid::regprocedure || ' from public;' || coalesce(
      (select string_agg(E'\n' || 'grant execute on function ' || p.oid::regprocedure || ' to ' || coalesce(r.rolname, 'public') || ';', '' order by r.rolname)
       from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g left join pg_roles r on r.oid = g.grantee where g.grantee <> p.proowner), '') as line
  from pg_proc p where p.pronamespace = 'public'::regnamespace
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  order by p.oid::regprocedure::text collate "C"`;

const views = sql<{ line: string }>`
  select 'create view ' || c.relname || coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', '') || E' as\n' || pg_get_viewdef(c.oid) as line
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('v', 'm') order by c.relname`;
