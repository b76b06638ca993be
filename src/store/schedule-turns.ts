import { sql } from "kysely";
import type { Database } from "./database.ts";

/**
 * Takes the turn of each of these when the last one, on whatever node, was at least so many seconds ago. Returns whose turn it is; of two nodes
 * that ask at the same moment one gets it. The moment is kept by the database, so a node that starts begins nothing anew.
 */
export async function takeTurns(hub: Database, names: readonly string[], seconds: number): Promise<string[]> {
  if (names.length === 0) return [];
  const { rows } = await sql<{ name: string }>`
    insert into schedule_turns (name) select name from unnest(${names.toSorted()}::text[]) as wanted (name)
    on conflict (name) do update set taken_at = now()
      where schedule_turns.taken_at <= now() - make_interval(secs => ${seconds})
    returning name`.execute(hub);
  return rows.map((row) => row.name);
}

/** How long until the turn comes, in milliseconds; 0 when it was taken now. */
export async function takeTurnOrWait(hub: Database, name: string, seconds: number): Promise<number> {
  const [mine] = await takeTurns(hub, [name], seconds);
  if (mine !== undefined) return 0;
  const { rows } = await sql<{ wait: string }>`
    select ceil(extract(epoch from taken_at + make_interval(secs => ${seconds}) - now()) * 1000) as wait
    from schedule_turns where name = ${name}`.execute(hub);
  return Math.max(1, Number(rows[0]?.wait ?? 1));
}

/** Of connections and companies that are no more. Nothing waits longer than a day for its turn. */
export async function forgetTurns(hub: Database): Promise<void> {
  await sql`delete from schedule_turns where taken_at < now() - interval '2 days'`.execute(hub);
}
