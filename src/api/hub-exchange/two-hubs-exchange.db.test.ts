// Over 300 lines because the life of a relation, from invitation to end, is read as one story.
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { cancelInvitation } from "#engine/partners/invitation-acts.ts";
import { endRelation, pauseRelation, resumeRelation, rotateKey } from "#engine/partners/relation-acts.ts";
import {
  accept,
  actIn,
  askedBy,
  confirm,
  connect,
  eventsOf,
  fetchNow,
  invite,
  look,
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
beforeAll(async () => {
  one = await testHub();
  other = await testHub();
});

const pair = async (): Promise<[Company, Company, string]> => {
  const [buyer, seller] = [await testCompany(one, "Bakkerij Jansen"), await testCompany(other, "Groothandel Peeters")];
  return [buyer, seller, await connect(buyer, seller)];
};

const orders = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => `B-${from + index}`);
const numbersOf = async (company: Company, relationId: string, way: "in" | "out" = "in") =>
  (await messagesOf(company, relationId, way)).map(({ businessId }) => businessId);
const states = async (company: Company, relationId: string) =>
  (await messagesOf(company, relationId, "out")).map(({ state }) => state);

describe("the hand-shake", () => {
  test("both sides see who the other is and confirm it; nothing moves before", async () => {
    const [buyer, seller] = [await testCompany(one, "Bakkerij"), await testCompany(other, "Groothandel")];
    const { relationId, link } = await invite(buyer);
    expect((await look(seller, link)).party).toEqual(buyer.identity);
    expect(await accept(seller, link)).toEqual({ relationId });
    expect((await relationOf(buyer, relationId)).partner).toBeNull();
    await run(seller, relationId);
    expect(await relationOf(buyer, relationId)).toMatchObject({
      state: "invited",
      partner: seller.identity,
      confirmedAt: null,
    });
    await send(seller, relationId, "too early");
    await run(seller, relationId);
    expect(await messagesOf(buyer, relationId, "in")).toEqual([]);

    await confirm(buyer, relationId, seller.identity);
    await run(buyer, relationId);
    const [ours, theirs] = [await relationOf(buyer, relationId), await relationOf(seller, relationId)];
    expect([ours.state, theirs.state]).toEqual(["active", "active"]);
    expect(ours.comparisonCode).toMatch(/^\d{8}$/);
    expect(theirs.comparisonCode).toBe(ours.comparisonCode);
    await run(seller, relationId);
    expect(await numbersOf(buyer, relationId)).toEqual(["too early"]);
  });

  test("who is confirmed is who was on the screen", async () => {
    const [buyer, seller] = [await testCompany(one, "Bakkerij"), await testCompany(other, "Groothandel")];
    const { relationId, link } = await invite(buyer);
    expect(await confirm(buyer, relationId, seller.identity)).toBe("notAnswered");
    await accept(seller, link);
    await run(seller, relationId);
    expect(await confirm(buyer, relationId, { ...seller.identity, name: "Somebody" })).toBe("somebodyElse");
  });

  test("an invitation is used once: a second company is refused, and the first stays", async () => {
    const [buyer, seller] = [await testCompany(one, "Bakkerij"), await testCompany(other, "Groothandel")];
    const late = await testCompany(other, "Te laat");
    const { relationId, link } = await invite(buyer);
    await accept(seller, link);
    await run(seller, relationId);
    await accept(late, link);
    await run(late, relationId);
    expect((await relationOf(late, relationId)).state).toBe("cancelled");
    expect((await relationOf(buyer, relationId)).partner).toEqual(seller.identity);
  });

  test("an answer that was lost does not accept twice, nor lose it", async () => {
    const [buyer, seller] = [await testCompany(one, "Bakkerij"), await testCompany(other, "Groothandel")];
    const { relationId, link } = await invite(buyer);
    await accept(seller, link);
    other.faults.losesAnswer = ({ url }) => url.pathname.endsWith("/accept");
    await run(seller, relationId);
    other.faults.losesAnswer = () => false;
    expect((await relationOf(seller, relationId)).trouble).toMatchObject({ code: "no_answer" });
    await confirm(buyer, relationId, seller.identity);
    await retryNow(seller, relationId);
    await run(buyer, relationId);
    expect((await relationOf(seller, relationId)).state).toBe("active");
    expect((await eventsOf(buyer, relationId)).filter((line) => line === "accepted")).toHaveLength(1);
  });

  test("refused, taken back and too old make no relation", async () => {
    const [buyer, seller] = [await testCompany(one, "Bakkerij"), await testCompany(other, "Groothandel")];
    const refused = await invite(buyer);
    await accept(seller, refused.link, true);
    await run(seller, refused.relationId);
    expect((await relationOf(buyer, refused.relationId)).state).toBe("rejected");
    expect((await relationOf(seller, refused.relationId)).state).toBe("rejected");

    const cancelled = await invite(buyer);
    await accept(seller, cancelled.link);
    await run(seller, cancelled.relationId);
    await actIn(buyer, (means) => cancelInvitation(means, cancelled.relationId));
    await run(buyer, cancelled.relationId);
    expect((await relationOf(seller, cancelled.relationId)).state).toBe("cancelled");

    const old = await invite(buyer);
    one.faults.ahead = 31 * 24 * 3600;
    await run(buyer, old.relationId);
    one.faults.ahead = 0;
    expect((await relationOf(buyer, old.relationId)).state).toBe("expired");
    await expect(look(seller, old.link)).rejects.toThrow(/invite_expired|invite_used/);
  });

  test("a wrong secret learns nothing of an invitation", async () => {
    const [buyer, seller] = [await testCompany(one, "Bakkerij"), await testCompany(other, "Groothandel")];
    const { relationId, link } = await invite(buyer);
    await expect(look(seller, link.replace(/#.{22}/, `#${"A".repeat(22)}`))).rejects.toThrow(/bad_proof|unknown/);
    expect(await eventsOf(buyer, relationId)).toContain("refused bad_proof");
  });

  test("a second relation between the same two is refused", async () => {
    const [buyer, seller] = await pair();
    const { link } = await invite(buyer);
    expect(await accept(seller, link)).toBe("alreadyConnected");
  });
});

describe("messages", () => {
  test("each arrives once, in the order it was sent, and its receipt is kept", async () => {
    const [buyer, seller, relationId] = await pair();
    for (const number of orders(1, 25)) await send(buyer, relationId, number);
    expect(await send(buyer, relationId, "B-3")).toBeNull();
    await run(buyer, relationId);
    expect(await numbersOf(seller, relationId)).toEqual(orders(1, 25));
    expect((await messagesOf(seller, relationId, "in"))[2]).toMatchObject({
      seq: 3,
      state: "received",
      content: "order B-3",
    });
    expect(new Set(await states(buyer, relationId))).toEqual(new Set(["delivered"]));
    expect((await relationOf(seller, relationId)).receivedSeq).toBe(25);
  });

  test("with answers lost and requests doubled: none lost, none doubled", async () => {
    const [buyer, seller, relationId] = await pair();
    for (const number of orders(1, 12)) await send(buyer, relationId, number);
    let count = 0;
    one.faults.losesAnswer = ({ method }) => method === "PUT" && (count += 1) % 3 === 0;
    one.faults.doubles = ({ method }) => method === "PUT" && count % 4 === 0;
    for (let turn = 0; turn < 12; turn += 1) await retryNow(buyer, relationId);
    one.faults.losesAnswer = () => false;
    one.faults.doubles = () => false;
    await retryNow(buyer, relationId);
    expect(await numbersOf(seller, relationId)).toEqual(orders(1, 12));
    expect(new Set(await states(buyer, relationId))).toEqual(new Set(["delivered"]));
    expect(await eventsOf(seller, relationId)).toContain("duplicate");
  });

  test("a partner that is down costs nothing: all of it arrives when it is back", async () => {
    const [buyer, seller, relationId] = await pair();
    for (const number of orders(1, 30)) await send(buyer, relationId, number);
    one.faults.isCutOff = true;
    await run(buyer, relationId);
    expect(new Set(await states(buyer, relationId))).toEqual(new Set(["queued", "retrying"]));
    expect((await relationOf(buyer, relationId)).trouble).toMatchObject({ code: "no_answer" });
    one.faults.isCutOff = false;
    await run(buyer, relationId);
    expect(await messagesOf(seller, relationId, "in")).toEqual([]);
    await retryNow(buyer, relationId);
    expect(await numbersOf(seller, relationId)).toEqual(orders(1, 30));
    expect((await relationOf(buyer, relationId)).trouble).toBeNull();
  });

  test("what nobody took in seven days is over, and says so", async () => {
    const [buyer, , relationId] = await pair();
    await send(buyer, relationId, "B-1");
    one.faults.isCutOff = true;
    one.faults.ahead = 8 * 24 * 3600;
    await run(buyer, relationId);
    one.faults.ahead = 0;
    one.faults.isCutOff = false;
    expect(await states(buyer, relationId)).toEqual(["expired"]);
    expect(await eventsOf(buyer, relationId)).toContain("expired");
  });

  test("out of order: the receiver keeps both, tells the gap, and fetches what is missing", async () => {
    const [buyer, seller, relationId] = await pair();
    for (const number of orders(1, 4)) await send(buyer, relationId, number);
    await sql`update relation_messages set next_attempt_at = now() + interval '1 hour'
      where relation_id = ${relationId} and seq = 2`.execute(one.store.owner);
    await run(buyer, relationId);
    expect(await numbersOf(seller, relationId)).toEqual(["B-1", "B-3", "B-4"]);
    expect((await relationOf(seller, relationId)).receivedSeq).toBe(1);
    // Told once, however much comes behind it.
    expect((await eventsOf(seller, relationId)).filter((step) => step === "gap")).toHaveLength(1);
    await fetchNow(seller, relationId);
    expect(await numbersOf(seller, relationId)).toEqual(["B-1", "B-2", "B-3", "B-4"]);
    expect((await relationOf(seller, relationId)).receivedSeq).toBe(4);
    expect(await states(buyer, relationId)).toEqual(["delivered", "delivered", "delivered", "delivered"]);
  });

  test("what the receiver made a document of is taken; what it lost is sent again", async () => {
    const [buyer, seller, relationId] = await pair();
    await send(buyer, relationId, "B-1");
    await send(buyer, relationId, "B-2");
    await run(buyer, relationId);
    await sql`update relation_messages set state = 'imported' where relation_id = ${relationId} and business_id = 'B-1'`.execute(
      other.store.owner,
    );
    await sql`delete from relation_messages where relation_id = ${relationId} and business_id = 'B-2'`.execute(
      other.store.owner,
    );
    await sql`update relation_messages set next_attempt_at = now() where relation_id = ${relationId}`.execute(
      one.store.owner,
    );
    await run(buyer, relationId);
    expect(await states(buyer, relationId)).toEqual(["taken", "delivered"]);
    expect(await numbersOf(seller, relationId)).toEqual(["B-1", "B-2"]);
    expect(await eventsOf(buyer, relationId)).toContain("sentAgain");
  });

  test("the same number of two partners is two messages", async () => {
    const seller = await testCompany(other, "Groothandel");
    const [first, second] = [await testCompany(one, "Eerste"), await testCompany(one, "Tweede")];
    const relations = [await connect(first, seller), await connect(second, seller)] as const;
    await send(first, relations[0], "2026-1", "of the first");
    await send(second, relations[1], "2026-1", "of the second");
    await run(first, relations[0]);
    await run(second, relations[1]);
    const contents = [];
    for (const relation of relations)
      contents.push((await messagesOf(seller, relation, "in")).map(({ content }) => content));
    expect(contents).toEqual([["of the first"], ["of the second"]]);
  });
});

describe("the relation afterwards", () => {
  test("paused by either side: messages wait, and go when who paused it resumes", async () => {
    const [buyer, seller, relationId] = await pair();
    await actIn(seller, (means) => pauseRelation(means, relationId));
    await send(buyer, relationId, "B-1");
    // Before the buyer heard of it.
    await run(buyer, relationId);
    expect(await states(buyer, relationId)).toEqual(["retrying"]);
    await run(seller, relationId);
    expect(await relationOf(buyer, relationId)).toMatchObject({
      state: "suspended",
      suspendedByPartner: true,
      suspendedByUs: false,
    });
    expect(await actIn(buyer, (means) => resumeRelation(means, relationId))).toBe("notInThisState");
    await actIn(seller, (means) => resumeRelation(means, relationId));
    await run(seller, relationId);
    await retryNow(buyer, relationId);
    expect(await numbersOf(seller, relationId)).toEqual(["B-1"]);
  });

  test("ended: nothing more is taken, on either side", async () => {
    const [buyer, seller, relationId] = await pair();
    await send(buyer, relationId, "B-1");
    await actIn(seller, (means) => endRelation(means, relationId));
    await run(buyer, relationId);
    expect(await states(buyer, relationId)).toEqual(["failed"]);
    await run(seller, relationId);
    expect((await relationOf(buyer, relationId)).state).toBe("ended");
    expect(await actIn(buyer, (means) => pauseRelation(means, relationId))).toBe("notInThisState");
    expect(await messagesOf(seller, relationId, "in")).toEqual([]);
  });

  test("a key is replaced while messages wait: what was sealed with the one before it is taken", async () => {
    const [buyer, seller, relationId] = await pair();
    await send(buyer, relationId, "B-1");
    await actIn(buyer, (means) => rotateKey(means, relationId));
    await send(buyer, relationId, "B-2");
    await run(buyer, relationId);
    await send(buyer, relationId, "B-3");
    await run(buyer, relationId);
    expect(await numbersOf(seller, relationId)).toEqual(["B-1", "B-2", "B-3"]);
    const keys = await sql<{
      state: string;
    }>`select state from relation_keys where relation_id = ${relationId} and owner = 'partner'
      order by valid_from`.execute(other.store.owner);
    expect(keys.rows.map(({ state }) => state)).toEqual(["previous", "current"]);
  });

  test("a clock that is ten minutes off is found out, and the messages go by the partner's", async () => {
    const [buyer, seller, relationId] = await pair();
    await send(buyer, relationId, "B-1");
    one.faults.ahead = 600;
    await run(buyer, relationId);
    one.faults.ahead = 0;
    expect(await numbersOf(seller, relationId)).toEqual(["B-1"]);
  });
});

describe("a hub that nobody can reach", () => {
  test("fetches the confirmation, keys and messages, and what it took is acknowledged once", async () => {
    const hidden = await testHub({ pulls: true });
    const [buyer, seller] = [await testCompany(one, "Bakkerij"), await testCompany(hidden, "Groothandel")];
    const relationId = await connect(buyer, seller);
    expect((await relationOf(seller, relationId)).state).toBe("active");
    expect(await relationOf(buyer, relationId)).toMatchObject({ partnerPulls: true, partnerHub: "" });
    for (const number of orders(1, 5)) await send(buyer, relationId, number);
    await run(buyer, relationId);
    expect(new Set(await states(buyer, relationId))).toEqual(new Set(["queued"]));
    hidden.faults.losesAnswer = ({ url }) => url.pathname.endsWith("/ack");
    await fetchNow(seller, relationId);
    hidden.faults.losesAnswer = () => false;
    await fetchNow(seller, relationId);
    expect(await numbersOf(seller, relationId)).toEqual(orders(1, 5));
    expect(new Set(await states(buyer, relationId))).toEqual(new Set(["delivered"]));
    await actIn(buyer, (means) => rotateKey(means, relationId));
    await send(buyer, relationId, "B-6");
    await fetchNow(seller, relationId);
    expect(await numbersOf(seller, relationId)).toEqual(orders(1, 6));
    await send(seller, relationId, "S-1");
    await run(seller, relationId);
    expect(await numbersOf(buyer, relationId)).toEqual(["S-1"]);
  });
});

describe("two companies of one hub", () => {
  test("have the same hand-shake, records and signatures, without HTTP between, and see nothing of each other", async () => {
    const [buyer, seller] = [await testCompany(one, "Winkel"), await testCompany(one, "Magazijn")];
    const before = one.faults.sent.length;
    const { relationId, link } = await invite(buyer);
    expect(await accept(seller, link)).toEqual({ relationId });
    await run(seller, relationId);
    await confirm(buyer, relationId, seller.identity);
    await run(buyer, relationId);
    for (const number of orders(1, 3)) await send(buyer, relationId, number);
    await run(buyer, relationId);
    await send(seller, relationId, "S-1");
    await run(seller, relationId);
    expect(one.faults.sent.slice(before).filter(({ url }) => url.pathname.includes(relationId))).toEqual([]);
    expect(await numbersOf(seller, relationId)).toEqual(orders(1, 3));
    expect(await numbersOf(buyer, relationId)).toEqual(["S-1"]);
    const { rows } = await sql<{ keys: number }>`select count(distinct kid)::int as keys from relation_keys
      where relation_id = ${relationId} and owner = 'own'`.execute(one.store.owner);
    expect(rows).toEqual([{ keys: 2 }]);
    expect(askedBy(buyer).ownHub).toBe(one.base);
  });
});
