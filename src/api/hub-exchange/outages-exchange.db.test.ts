import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { openPartner } from "#engine/partners/partner-client.ts";
import { endRelation, pauseRelation, resumeRelation } from "#engine/partners/relation-acts.ts";
import { relationsWithWork } from "#store/relations.ts";
import {
  actIn,
  connect,
  eventsOf,
  fetchNow,
  messagesOf,
  relationOf,
  retryNow,
  run,
  send,
  testCompany,
  testHub,
  type Company,
  type TestHub,
} from "./testing/exchange-world.ts";

let one: TestHub;
let other: TestHub;
let hidden: TestHub;
beforeAll(async () => {
  one = await testHub();
  other = await testHub();
  hidden = await testHub({ pulls: true });
});

const pair = async (ofSeller: TestHub = other): Promise<[Company, Company, string]> => {
  const [buyer, seller] = [await testCompany(one, "Bakkerij"), await testCompany(ofSeller, "Groothandel")];
  return [buyer, seller, await connect(buyer, seller)];
};
const numbersOf = async (company: Company, relationId: string) =>
  (await messagesOf(company, relationId, "in")).map(({ businessId }) => businessId);
const states = async (company: Company, relationId: string) =>
  (await messagesOf(company, relationId, "out")).map(({ state }) => state);

/** More than a page of an outbox, and than is pushed in one look. */
const waiting = 120;

/** Tells the partner of everything that came in, as it was told the first time. */
async function acknowledgeNow(company: Company, relationId: string): Promise<void> {
  const { hub, administrationId } = company;
  const { rows } = await sql<{ messageId: string; receipt: never; jws: string }>`
    select message_id as "messageId", receipt, receipt_jws as jws from relation_messages
    where administration_id = ${administrationId} and relation_id = ${relationId} and way = 'in'`.execute(
    hub.store.owner,
  );
  const relation = await relationOf(company, relationId);
  const { client } = await actIn(company, ({ trx }) =>
    openPartner(trx, hub.options, hub.answer, relation, new AbortController().signal),
  );
  const outcome = await client.acknowledge(rows.map((row) => ({ v: 1 as const, code: "received" as const, ...row })));
  expect(outcome.kind).toBe("done");
}

test("a partner that is down for two days: every message waits for it, and arrives once", async () => {
  const [buyer, seller, relationId] = await pair();
  const day = 24 * 3600;
  const numbers = ["B-1", "B-2", "B-3"];
  try {
    one.faults.isCutOff = true;
    for (const number of numbers) await send(buyer, relationId, number);
    for (const hours of [0, 1, 6, 12, 24, 36, 47]) {
      one.faults.ahead = hours * 3600;
      await retryNow(buyer, relationId);
    }
    expect(new Set(await states(buyer, relationId))).toEqual(new Set(["retrying"]));
    [one.faults.ahead, other.faults.ahead] = [2 * day, 2 * day];
    one.faults.isCutOff = false;
    await retryNow(buyer, relationId);
  } finally {
    one.faults.isCutOff = false;
    [one.faults.ahead, other.faults.ahead] = [0, 0];
  }
  expect(await numbersOf(seller, relationId)).toEqual(numbers);
  expect(await states(buyer, relationId)).toEqual(["delivered", "delivered", "delivered"]);
});

test.each([
  ["pushed", () => other],
  ["fetched", () => hidden],
])("what waited drains in the order in which it was queued: %s", async (_, hubOf) => {
  const [buyer, seller, relationId] = await pair(hubOf());
  const numbers = Array.from({ length: waiting }, (_number, index) => `B-${index + 1}`);
  await actIn(buyer, (means) => pauseRelation(means, relationId));
  for (const number of numbers) await send(buyer, relationId, number);
  await actIn(buyer, (means) => resumeRelation(means, relationId));
  await run(buyer, relationId, waiting);
  if (hubOf() === hidden) await fetchNow(seller, relationId);
  const { rows } = await sql<{ number: string }>`select business_id as number from relation_messages
    where administration_id = ${seller.administrationId} and way = 'in' order by delivered_at, seq`.execute(
    seller.hub.store.owner,
  );
  expect(rows.map(({ number }) => number)).toEqual(numbers);
  expect(await relationOf(seller, relationId)).toMatchObject({ receivedSeq: waiting });
  expect(new Set(await states(buyer, relationId))).toEqual(new Set(["delivered"]));
});

test("what ran out while every answer was lost is asked after, and counts as delivered where it is", async () => {
  const [buyer, seller, relationId] = await pair();
  await send(buyer, relationId, "B-1");
  await send(buyer, relationId, "B-2");
  one.faults.losesAnswer = ({ method }) => method === "PUT";
  await run(buyer, relationId);
  one.faults.losesAnswer = () => false;
  expect(await numbersOf(seller, relationId)).toEqual(["B-1"]);
  await sql`update relation_messages set expires_at = now() - interval '1 second', attempts = 1 where relation_id = ${relationId}`.execute(
    one.store.owner,
  );
  await run(buyer, relationId);
  expect(await states(buyer, relationId)).toEqual(["delivered", "expired"]);
  expect(await numbersOf(seller, relationId)).toEqual(["B-1"]);
});

test("a pause between queue and send: nothing leaves during it, and everything after", async () => {
  const [buyer, seller, relationId] = await pair();
  await send(buyer, relationId, "B-1");
  await actIn(buyer, (means) => pauseRelation(means, relationId));
  await run(buyer, relationId);
  expect(await states(buyer, relationId)).toEqual(["queued"]);
  expect(await numbersOf(seller, relationId)).toEqual([]);
  await actIn(buyer, (means) => resumeRelation(means, relationId));
  await run(buyer, relationId);
  expect(await numbersOf(seller, relationId)).toEqual(["B-1"]);
});

describe("a hub at another address", () => {
  test("tells its partners under the key that stays, and goes on both ways", async () => {
    const moving = await testHub();
    const [buyer, seller] = [await testCompany(moving, "Verhuizer"), await testCompany(other, "Groothandel")];
    const relationId = await connect(buyer, seller);
    const before = moving.base;
    await send(seller, relationId, "S-1");
    await moving.move();
    expect(moving.base).not.toBe(before);
    // The old address is nobody's: it waits.
    await run(seller, relationId);
    expect(await states(seller, relationId)).toEqual(["retrying"]);
    await send(buyer, relationId, "B-1");
    await run(buyer, relationId);
    expect((await relationOf(buyer, relationId)).ownHub).toBe(moving.base);
    expect((await relationOf(seller, relationId)).partnerHub).toBe(moving.base);
    expect(await eventsOf(buyer, relationId)).toContain("moved");
    await retryNow(seller, relationId);
    expect([await numbersOf(seller, relationId), await numbersOf(buyer, relationId)]).toEqual([["B-1"], ["S-1"]]);
  });

  test("and who sits at the old address with another key gets nothing taken", async () => {
    const moving = await testHub();
    const [buyer, seller] = [await testCompany(other, "Bakkerij"), await testCompany(moving, "Verhuizer")];
    const relationId = await connect(buyer, seller);
    const old = new URL(moving.base);
    await moving.move();
    // Another hub answers at the old address: it does not know the relation, and cannot say so under the partner's key.
    const squatter = await testHub({ port: Number(old.port) });
    expect(squatter.base).toBe(old.origin);
    await send(buyer, relationId, "B-1");
    await run(buyer, relationId);
    expect(await states(buyer, relationId)).toEqual(["retrying"]);
    await run(seller, relationId);
    await fetchNow(seller, relationId);
    await retryNow(buyer, relationId);
    expect(await numbersOf(seller, relationId)).toEqual(["B-1"]);
  });
});

test("behind a proxy with a path of its own the public address is signed for, both ways", async () => {
  const behind = await testHub({ prefix: "/hub/eu" });
  const [buyer, seller] = [await testCompany(behind, "Bakkerij"), await testCompany(other, "Groothandel")];
  const relationId = await connect(buyer, seller);
  await send(buyer, relationId, "B-1");
  await send(seller, relationId, "S-1");
  await run(buyer, relationId);
  await run(seller, relationId);
  expect([await numbersOf(seller, relationId), await numbersOf(buyer, relationId)]).toEqual([["B-1"], ["S-1"]]);
  expect((await relationOf(seller, relationId)).partnerHub).toMatch(/\/hub\/eu$/);
});

describe("a partner that fetches", () => {
  test("whose acknowledgement never arrives fetches once more, and both know then", async () => {
    const [buyer, seller, relationId] = await pair(hidden);
    for (const number of ["B-1", "B-2"]) await send(buyer, relationId, number);
    hidden.faults.loses = ({ url }) => url.pathname.endsWith("/ack");
    await fetchNow(seller, relationId);
    hidden.faults.loses = () => false;
    expect(await numbersOf(seller, relationId)).toEqual(["B-1", "B-2"]);
    expect(await states(buyer, relationId)).toEqual(["queued", "queued"]);
    await fetchNow(seller, relationId);
    expect(await numbersOf(seller, relationId)).toEqual(["B-1", "B-2"]);
    expect(await states(buyer, relationId)).toEqual(["delivered", "delivered"]);
    expect(await relationOf(seller, relationId)).toMatchObject({ receivedSeq: 2, acknowledgedSeq: 2 });
  });

  test("may acknowledge after its time, and what it has counts as delivered", async () => {
    const [buyer, seller, relationId] = await pair(hidden);
    await send(buyer, relationId, "B-1");
    const late = hidden.faults;
    late.loses = ({ url }) => url.pathname.endsWith("/ack");
    await fetchNow(seller, relationId);
    await sql`update relation_messages set expires_at = now() - interval '1 second' where relation_id = ${relationId} and way = 'out'`.execute(
      one.store.owner,
    );
    late.loses = () => false;
    await run(buyer, relationId);
    expect(await states(buyer, relationId)).toEqual(["expired"]);
    await acknowledgeNow(seller, relationId);
    expect(await states(buyer, relationId)).toEqual(["delivered"]);
  });

  test("may acknowledge after the end, for what it fetched before", async () => {
    const [buyer, seller, relationId] = await pair(hidden);
    for (const number of ["B-1", "B-2"]) await send(buyer, relationId, number);
    hidden.faults.loses = ({ url }) => url.pathname.endsWith("/ack");
    await fetchNow(seller, relationId);
    hidden.faults.loses = () => false;
    await actIn(buyer, (means) => endRelation(means, relationId));
    expect(await states(buyer, relationId)).toEqual(["failed", "failed"]);
    expect(await eventsOf(buyer, relationId)).toContain("failed partner.ended");
    await acknowledgeNow(seller, relationId);
    expect(await states(buyer, relationId)).toEqual(["delivered", "delivered"]);
  });

  test("leaves no work behind when its messages grow old", async () => {
    const [buyer, seller, relationId] = await pair(hidden);
    await send(buyer, relationId, "B-1");
    await fetchNow(seller, relationId);
    await sql`update relation_messages set expires_at = now() - interval '1 day', next_attempt_at = now() - interval '1 hour'
      where relation_id = ${relationId} and way = 'out'`.execute(one.store.owner);
    await sql`update relations set next_pull_at = null where id = ${relationId}`.execute(one.store.owner);
    expect((await relationsWithWork(one.store.hub)).filter((place) => place.relationId === relationId)).toEqual([]);
    expect(await states(buyer, relationId)).toEqual(["delivered"]);
  });
});

test("what the partner ended before it left is closed at once, and said", async () => {
  const [buyer, seller, relationId] = await pair();
  await actIn(buyer, (means) => pauseRelation(means, relationId));
  await send(buyer, relationId, "B-1");
  await actIn(seller, (means) => endRelation(means, relationId));
  await run(seller, relationId);
  expect((await relationOf(buyer, relationId)).state).toBe("ended");
  expect(await states(buyer, relationId)).toEqual(["failed"]);
  expect(await eventsOf(buyer, relationId)).toContain("failed partner.ended");
});
