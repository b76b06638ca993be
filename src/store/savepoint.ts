import { sql } from "kysely";
import { isPassingDatabaseError, type Transaction } from "./database.ts";

/**
 * Part of a transaction that is undone by itself where it throws, so that the rest stands; gives what was thrown. A database that is away for a
 * moment undoes all of it.
 */
export async function inSavepoint<T>(
  trx: Transaction,
  work: () => Promise<T>,
): Promise<{ readonly done: T } | { readonly thrown: unknown }> {
  await sql`savepoint part`.execute(trx);
  try {
    const done = await work();
    await sql`release savepoint part`.execute(trx);
    return { done };
  } catch (thrown) {
    if (isPassingDatabaseError(thrown)) throw thrown;
    await sql`rollback to savepoint part`.execute(trx);
    await sql`release savepoint part`.execute(trx);
    return { thrown };
  }
}
