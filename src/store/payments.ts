import { sql } from "kysely";
import type { Amount } from "#domain/amount.ts";
import type { Transaction } from "./database.ts";
import { rowsOf } from "./unnest.ts";

export interface NewPayment {
  readonly id: string;
  /** Names the payment at its source; the same one is never booked twice. */
  readonly sourceKey: string;
  readonly direction: "in" | "out";
  readonly amount: Amount;
  readonly currency: string;
  readonly method: string;
  readonly transactionId: string;
  readonly paidAt: string;
  /** The document it pays; the whole amount is allocated to it. */
  readonly documentId: string;
}

const columns = {
  id: "uuid",
  administrationId: "uuid",
  sourceKey: "text",
  direction: "text",
  amount: "numeric",
  currency: "text",
  method: "text",
  transactionId: "text",
  paidAt: "timestamptz",
  documentId: "uuid",
} as const;

/** Books payments and allocates each to its document. One that is already booked is left alone. Returns how many were new. */
export async function insertPayments(
  trx: Transaction,
  administrationId: string,
  payments: readonly NewPayment[],
): Promise<number> {
  if (payments.length === 0) return 0;
  const { numAffectedRows } = await sql`
    with p ${rowsOf(
      columns,
      payments.map((payment) => ({ ...payment, administrationId })),
      "as",
    )},
      made as (
        insert into payments (id, administration_id, source_key, direction, amount, currency, method, transaction_id, paid_at)
        select id, "administrationId", "sourceKey", direction, amount, currency, method, "transactionId", "paidAt" from p
        on conflict (administration_id, source_key) do nothing returning id)
    insert into payment_allocations (administration_id, payment_id, document_id, amount)
    select p."administrationId", p.id, p."documentId", p.amount from p join made on made.id = p.id`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}
