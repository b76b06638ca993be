import { sql } from "kysely";
import type { Database } from "./database.ts";

export interface NodeRow {
  readonly id: string;
  readonly role: "all" | "server" | "worker";
  readonly host: string;
  readonly pid: number;
  readonly version: string;
}

/** What it is doing at this moment. */
export interface NodeState {
  readonly isDraining: boolean;
  readonly jobsActive: number;
  readonly jobsLastMinute: number;
}

/** Says that this node lives, and what it does; forgets nodes that have been silent for an hour. */
export async function beat(hub: Database, node: NodeRow, state: NodeState): Promise<void> {
  await sql`insert into nodes (id, role, host, pid, version, draining_since, jobs_active, jobs_last_minute)
    values (${node.id}, ${node.role}, ${node.host}, ${node.pid}, ${node.version},
      case when ${state.isDraining} then now() end, ${state.jobsActive}, ${state.jobsLastMinute})
    on conflict (id) do update set seen_at = now(), draining_since = coalesce(nodes.draining_since, excluded.draining_since),
      jobs_active = excluded.jobs_active, jobs_last_minute = excluded.jobs_last_minute`.execute(hub);
  await sql`delete from nodes where seen_at < now() - interval '1 hour'`.execute(hub);
}

export async function forgetNode(hub: Database, id: string): Promise<void> {
  await sql`delete from nodes where id = ${id}`.execute(hub);
}

/** A node shows itself every ten seconds; after three times without, something is wrong with it. */
const silentSeconds = 30;

export interface SeenNode extends NodeRow {
  readonly state: "working" | "draining" | "silent";
  readonly startedAt: string;
  readonly seenAt: string;
  readonly jobsActive: number;
  readonly jobsLastMinute: number;
}

/** Every node of the last hour, the longest running first. */
export async function listNodes(hub: Database): Promise<SeenNode[]> {
  const { rows } = await sql<SeenNode>`
    select id, role, host, pid, version, started_at as "startedAt", seen_at as "seenAt", jobs_active as "jobsActive",
      jobs_last_minute as "jobsLastMinute",
      case when seen_at < now() - make_interval(secs => ${silentSeconds}) then 'silent'
        when draining_since is not null then 'draining' else 'working' end as state
    from nodes order by started_at, id`.execute(hub);
  return rows;
}

/** Makes the partitions of this month and the next two. */
export async function ensurePartitions(hub: Database): Promise<void> {
  await sql`select ensure_partitions(2)`.execute(hub);
}
