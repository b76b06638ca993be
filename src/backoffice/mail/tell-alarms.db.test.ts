import { sql } from "kysely";
import { expect, test } from "vitest";
import { raiseAlarm } from "#store/alarms.ts";
import { inAdministration } from "#store/database.ts";
import { testStore } from "#store/testing/database.ts";
import { tellAlarms } from "./tell-alarms.ts";

const store = await testStore();
const now = Temporal.Instant.from("2026-11-03T09:00:00Z");
const an = { name: "An", email: "an@example.be", language: "nl" } as const;
const telling = { now, owners: [an], operators: [], hubUrl: null };

async function withAlarm(): Promise<string> {
  const administrationId = await store.makeAdministration();
  const alarm = {
    administrationId,
    kind: "deliveryRefused",
    subject: "x",
    text: "",
    at: now.subtract({ minutes: 6 }),
  } as const;
  await inAdministration(store.app, administrationId, (trx) => raiseAlarm(trx, alarm));
  return administrationId;
}
const mails = async (administrationId: string): Promise<number> => {
  const { rows } = await sql`select from outbox where administration_id = ${administrationId}`.execute(store.owner);
  return rows.length;
};

test("two nodes that look at once tell once", async () => {
  const administrationId = await withAlarm();
  const tell = () => inAdministration(store.app, administrationId, (trx) => tellAlarms(trx, administrationId, telling));
  expect((await Promise.all([tell(), tell(), tell()])).toSorted()).toEqual([0, 0, 1]);
  expect(await mails(administrationId)).toBe(1);
});

test("a node that dies before the commit has told nothing, and the next one does", async () => {
  const administrationId = await withAlarm();
  const dies = inAdministration(store.app, administrationId, async (trx) => {
    await tellAlarms(trx, administrationId, telling);
    throw new Error("died");
  });
  await expect(dies).rejects.toThrow("died");
  expect(await mails(administrationId)).toBe(0);
  const tell = () => inAdministration(store.app, administrationId, (trx) => tellAlarms(trx, administrationId, telling));
  expect([await tell(), await tell()]).toEqual([1, 0]);
});
