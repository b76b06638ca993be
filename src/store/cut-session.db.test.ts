import { sql } from "kysely";
import { expect, test } from "vitest";
import { testStore } from "./testing/database.ts";

test("a session that the server ends while it is in use fails its work, and not the process", async () => {
  const store = await testStore();
  const uncaught: unknown[] = [];
  const note = (error: unknown): void => void uncaught.push(error);
  process.on("uncaughtExceptionMonitor", note);
  try {
    const work = store.app.transaction().execute(async (trx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
      await sql`select pg_terminate_backend(${rows[0]?.pid ?? 0})`.execute(store.owner);
      // Between two statements of a transaction nobody waits for an answer.
      await expect
        .poll(async () => {
          const alive = await sql`select from pg_stat_activity where pid = ${rows[0]?.pid ?? 0}`.execute(store.owner);
          return alive.rows.length;
        })
        .toBe(0);
      await sql`select 1`.execute(trx);
    });
    await expect(work).rejects.toThrow();
    expect(uncaught).toEqual([]);
    expect((await sql`select 1 as one`.execute(store.app)).rows).toEqual([{ one: 1 }]);
  } finally {
    process.off("uncaughtExceptionMonitor", note);
  }
});
