import { sql, type RawBuilder } from "kysely";
import type { Transaction } from "./database.ts";

/** The last day that is closed, YYYY-MM-DD; null when none is. It stays so until the transaction ends. */
export async function closedUntil(trx: Transaction, administrationId: string): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select closed_until::text as day from administrations where id = ${administrationId} for share`.execute(trx);
  return rows[0]?.day ?? null;
}

/** Waits for whoever dates something now. */
export async function lockPeriod(trx: Transaction, administrationId: string): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select closed_until::text as day from administrations where id = ${administrationId} for no key update`.execute(
    trx,
  );
  return rows[0]?.day ?? null;
}

export async function setClosedUntil(trx: Transaction, administrationId: string, day: string | null): Promise<void> {
  await sql`update administrations set closed_until = ${day}::date where id = ${administrationId}`.execute(trx);
}

/** The moment money is booked on, and the moment it really moved where that is closed. `at`: SQL of an instant. */
export const bookedAt = (administrationId: string, at: RawBuilder<unknown>) => ({
  paidAt: sql`greatest(${at}, first_open_moment(${administrationId}))`,
  movedFrom: sql`case when ${at} < first_open_moment(${administrationId}) then ${at} end`,
});

/** The first day on which something may be dated; empty when nothing is closed. */
export async function firstOpenDay(trx: Transaction, administrationId: string): Promise<string> {
  const closed = await closedUntil(trx, administrationId);
  return closed === null ? "" : Temporal.PlainDate.from(closed).add({ days: 1 }).toString();
}
