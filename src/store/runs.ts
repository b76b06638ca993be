import { sql } from "kysely";
import type { Transaction } from "./database.ts";
import { keepsNothing } from "./retention.ts";

export interface FinishedRun {
  readonly id: string;
  readonly administrationId: string;
  readonly couplingId: string | null;
  readonly connectionId: string | null;
  readonly flow: string;
  readonly startedAt: string;
  readonly counts: Readonly<Record<string, number>>;
}

/** A run is written when it ends, in the transaction of its work; not at all where logs are off. */
export async function insertRun(trx: Transaction, run: FinishedRun): Promise<void> {
  await sql`insert into runs (id, administration_id, coupling_id, connection_id, flow, started_at, finished_at, counts)
    select ${run.id}::uuid, ${run.administrationId}::uuid, ${run.couplingId}::uuid, ${run.connectionId}::uuid, ${run.flow},
      ${run.startedAt}::timestamptz, now(), ${JSON.stringify(run.counts)}::jsonb
    where not ${keepsNothing("trace", sql`${run.administrationId}::uuid`)}`.execute(trx);
}
