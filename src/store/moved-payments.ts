import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Amount } from "#domain/amount.ts";
import type { Transaction } from "./database.ts";
import { rowsOf } from "./unnest.ts";

const columns = { id: "uuid", key: "text", direction: "text", document: "uuid" } as const;

/** Moves money from one document to another: out of the one, into the other, once for ever. Nothing is received or paid back by it. */
export async function movePaid(
  trx: Transaction,
  administrationId: string,
  from: string,
  to: string,
  amount: Amount,
  currency: string,
  enteredBy: string,
): Promise<void> {
  const rows = [
    { id: randomUUIDv7(), key: `moved:${to}:out`, direction: "out", document: from },
    { id: randomUUIDv7(), key: `moved:${to}:in`, direction: "in", document: to },
  ];
  await sql`
    with m ${rowsOf(columns, rows, "as")},
      made as (
        insert into payments (id, administration_id, source_key, direction, amount, currency, method, paid_at, entered_by)
        select id, ${administrationId}, key, direction, ${amount}, ${currency}, 'moved', now(), ${enteredBy} from m returning id)
    insert into payment_allocations (administration_id, payment_id, document_id, amount)
    select ${administrationId}, m.id, m.document, ${amount} from m join made on made.id = m.id`.execute(trx);
}
