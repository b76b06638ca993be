import { sql } from "kysely";
import type { Database } from "./database.ts";

export interface QueueFigures {
  readonly name: string;
  readonly waiting: number;
  readonly active: number;
  readonly oldestSeconds: number;
}

/** How much waits in each queue of jobs, and since when. A lane that waits stands in it once, however many orders it has. */
export async function queueFigures(hub: Database): Promise<QueueFigures[]> {
  const { rows } = await sql<QueueFigures>`
    select q.name, count(j.id) filter (where j.state < 'active')::int as waiting, count(j.id) filter (where j.state = 'active')::int as active,
      coalesce(extract(epoch from now() - min(greatest(j.created_on, j.start_after)) filter (where j.state < 'active' and j.start_after <= now())), 0)::float8
        as "oldestSeconds"
    from pgboss.queue q left join pgboss.job j on j.name = q.name and j.state <= 'active'
    where q.name in ('orders', 'payments') group by q.name order by q.name`.execute(hub);
  return rows;
}
