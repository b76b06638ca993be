import { sql } from "kysely";
import type { Database } from "./database.ts";

export interface NodeRow {
  readonly id: string;
  readonly role: "all" | "server" | "worker";
  readonly host: string;
  readonly pid: number;
}

/** Says that this node lives; forgets nodes that have been silent for an hour. */
export async function beat(hub: Database, node: NodeRow): Promise<void> {
  await sql`insert into nodes (id, role, host, pid) values (${node.id}, ${node.role}, ${node.host}, ${node.pid})
    on conflict (id) do update set seen_at = now()`.execute(hub);
  await sql`delete from nodes where seen_at < now() - interval '1 hour'`.execute(hub);
}

export async function forgetNode(hub: Database, id: string): Promise<void> {
  await sql`delete from nodes where id = ${id}`.execute(hub);
}

/** Makes the partitions of this month and the next two. */
export async function ensurePartitions(hub: Database): Promise<void> {
  await sql`select ensure_partitions(2)`.execute(hub);
}
