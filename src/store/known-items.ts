import { sql } from "kysely";
import type { Transaction } from "./database.ts";

/** Which of these ids are no items of this administration. */
export async function unknownItems(
  trx: Transaction,
  administrationId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select id from items where administration_id = ${administrationId} and id = any(${ids}::uuid[])`.execute(trx);
  const known = new Set(rows.map((row) => row.id));
  return new Set(ids.filter((id) => !known.has(id)));
}
