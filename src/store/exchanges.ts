import { sql } from "kysely";
import type { Transaction } from "./database.ts";
import { keepsNothing } from "./retention.ts";
import { rowsOf } from "./unnest.ts";

/** What an outside system answered, as it came, secrets masked. */
export interface NewExchange {
  readonly id: string;
  readonly administrationId: string;
  readonly connectionId: string;
  readonly runId: string;
  readonly method: string;
  readonly url: string;
  readonly status: number | null;
  readonly answer: string;
  readonly elapsedMs: number;
}

const columns = {
  id: "uuid",
  administrationId: "uuid",
  connectionId: "uuid",
  runId: "uuid",
  method: "text",
  url: "text",
  status: "int",
  answer: "text",
  elapsedMs: "int",
} as const;

/** Nothing where no raw input is kept. */
export async function insertExchanges(trx: Transaction, exchanges: readonly NewExchange[]): Promise<void> {
  if (exchanges.length === 0) return;
  await sql`
    with x ${rowsOf(columns, exchanges, "as")}
    insert into exchanges (id, administration_id, connection_id, run_id, method, url, status, answer, elapsed_ms)
    select id, "administrationId", "connectionId", "runId", method, url, status, answer, "elapsedMs" from x
    where not ${keepsNothing("raw", sql`x."administrationId"`)}`.execute(trx);
}
