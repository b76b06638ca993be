import { sql } from "kysely";
import type { Transaction } from "./database.ts";

/** While this transaction lasts, nobody changes what is chosen for this connection: a choice either counts in full or comes after. */
export async function holdChoices(trx: Transaction, connectionId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(${`choices ${connectionId}`}, 0))`.execute(trx);
}

/** Waits for the transactions that hold the choices, and lets none begin until this one ends. */
export async function changeChoices(trx: Transaction, connectionId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`choices ${connectionId}`}, 0))`.execute(trx);
}
