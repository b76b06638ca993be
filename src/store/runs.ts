import { sql } from "kysely";
import type { Transaction } from "./database.ts";

export interface FinishedRun {
  readonly id: string;
  readonly administrationId: string;
  readonly couplingId: string | null;
  readonly connectionId: string | null;
  readonly flow: string;
  readonly startedAt: string;
  readonly counts: Readonly<Record<string, number>>;
}

/** A run is written when it ends, in the transaction of its work. */
export async function insertRun(trx: Transaction, run: FinishedRun): Promise<void> {
  await sql`insert into runs (id, administration_id, coupling_id, connection_id, flow, started_at, finished_at, counts)
    values (${run.id}, ${run.administrationId}, ${run.couplingId}, ${run.connectionId}, ${run.flow}, ${run.startedAt}, now(),
      ${JSON.stringify(run.counts)}::jsonb)`.execute(trx);
}
