import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { alarmClosing } from "./alarm-closing.ts";
import { apiUnderTest, expectProblem } from "./testing/api-under-test.ts";

const { call, store, makeToken } = await apiUnderTest();
const administrationId = await store.makeAdministration();
const token = await makeToken("bookkeeper", administrationId);

async function raise(kind: string, subject: string): Promise<string> {
  const id = randomUUID();
  await sql`insert into alarms (id, administration_id, kind, subject, text)
    values (${id}, ${administrationId}, ${kind}, ${subject}, 'x') on conflict do nothing`.execute(store.owner);
  return id;
}
const open = async (subject: string): Promise<string[]> => {
  const { rows } = await sql<{ kind: string }>`
    select kind from alarms where subject = ${subject} and closed_at is null order by kind`.execute(store.owner);
  return rows.map(({ kind }) => kind);
};

test("a person closes an alarm, once or twice, and it opens anew when it happens again", async () => {
  const id = await raise("unreachable", "closing");
  const close = () => call("POST", `/api/alarms/${id}/close`, { token });
  expect([(await close()).status, (await close()).status]).toEqual([200, 200]);
  expect(await open("closing")).toEqual([]);
  await raise("unreachable", "closing");
  expect(await open("closing")).toEqual(["unreachable"]);
  expectProblem(await call("POST", `/api/alarms/${randomUUID()}/close`, { token }), 404, "request.not_found");
});

test("a good message closes what is about messages, with one statement a minute at most", async () => {
  let now = 0;
  const closing = alarmClosing(
    store,
    (error) => expect(error).toBe(null),
    () => now,
  );
  const connectionId = randomUUID();
  const kinds = ["deliveryRefused", "webhookBlind"];
  const raiseAll = async (here: boolean) => {
    for (const kind of [...kinds, "unreachable"]) await raise(kind, connectionId);
    if (here) closing.raised(connectionId);
  };
  const after = async (seconds: number) => {
    now += seconds * 1000;
    closing.over(administrationId, connectionId);
    await closing.drain();
    return open(connectionId);
  };
  // Raised before this process began.
  await raiseAll(false);
  expect(await after(0)).toEqual(["unreachable"]);
  await raiseAll(true);
  expect(await after(59)).toEqual([...kinds, "unreachable"].toSorted());
  expect(await after(1)).toEqual(["unreachable"]);
  // Raised by another node.
  await raiseAll(false);
  expect(await after(61)).toEqual([...kinds, "unreachable"].toSorted());
  expect(await after(540)).toEqual(["unreachable"]);
});
