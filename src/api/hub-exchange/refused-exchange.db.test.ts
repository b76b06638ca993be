import { beforeAll, describe, expect, test } from "vitest";
import { canonicalBytes } from "#connect/hub-exchange/canonical-json.ts";
import { makeOwnKey, type OwnKey } from "#connect/hub-exchange/exchange-keys.ts";
import { signDetached } from "#connect/hub-exchange/detached-jws.ts";
import { sealMessage } from "#connect/hub-exchange/envelope.ts";
import { announceKey, type KeyAnnouncement } from "#connect/hub-exchange/key-announcements.ts";
import { signRequest } from "#connect/hub-exchange/signed-requests.ts";
import { endRelation } from "#engine/partners/relation-acts.ts";
import { newId } from "#store/new-id.ts";
import { relationKeys, signingKey } from "#store/relation-keys.ts";
import {
  actIn,
  connect,
  eventsOf,
  messagesOf,
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

const numbersOf = async (company: Company, relationId: string, way: "in" | "out" = "in") =>
  (await messagesOf(company, relationId, way)).map(({ businessId }) => businessId);

const keyOf = (company: Company, relationId: string) =>
  actIn(company, ({ trx, master, administrationId }) => signingKey(trx, master, { administrationId, relationId }));

describe("what is refused", () => {
  /** A request of whoever has this key, straight to the hub of the seller. */
  async function put(
    relationId: string,
    key: OwnKey,
    buyer: Company,
    seller: Company,
    change: Partial<Parameters<typeof sealMessage>[0]> = {},
    how: {
      readonly now?: Temporal.Instant;
      readonly body?: (whole: Buffer) => Buffer;
      readonly headers?: Record<string, string>;
    } = {},
  ): Promise<{ readonly status: number; readonly code: string }> {
    const messageId = change.messageId ?? newId();
    const at = Temporal.Now.instant().round("second");
    const message = sealMessage(
      {
        ...{
          messageId,
          relationId,
          seq: 1,
          docType: "order",
          revision: 0,
          replaces: null,
          mode: "live",
          businessId: "X-1",
          inReplyTo: null,
        },
        from: { scheme: buyer.identity.scheme, id: buyer.identity.id },
        to: { scheme: seller.identity.scheme, id: seller.identity.id },
        createdAt: at.toString(),
        expiresAt: at.add({ hours: 1 }).toString(),
        content: { type: "application/xml", profile: "urn:test", bytes: Buffer.from("forged?") },
        summary: null,
        ...change,
      },
      key,
    );
    const body = canonicalBytes(message);
    const targetUri = `${other.base}/x/v1/relations/${relationId}/messages/${messageId}`;
    const { headers } = signRequest({ method: "PUT", targetUri, body, relationId, key, now: how.now ?? at });
    const answer = await fetch(targetUri, {
      method: "PUT",
      headers: { ...headers, ...how.headers },
      body: new Uint8Array(how.body?.(body) ?? body),
    });
    const said = (await answer.json()) as { code: string };
    return { status: answer.status, code: said.code };
  }
  test("a key that is not of this relation, also one of another relation of the same partner", async () => {
    const [buyer, seller, relationId] = await pair();
    expect(await put(relationId, makeOwnKey(), buyer, seller)).toEqual({ status: 401, code: "unknown_key" });
    const [stranger, , theirs] = await pair();
    expect(await put(relationId, await keyOf(stranger, theirs), buyer, seller)).toEqual({
      status: 401,
      code: "unknown_key",
    });
    expect(await messagesOf(seller, relationId, "in")).toEqual([]);
    expect(await eventsOf(seller, relationId)).toContain("refused unknown_key");
  });

  test("knocking again and again does not fill the log book", async () => {
    const [buyer, seller, relationId] = await pair();
    for (let knock = 0; knock < 5; knock += 1) await put(relationId, makeOwnKey(), buyer, seller);
    const cut = (whole: Buffer) => whole.subarray(0, whole.byteLength - 20);
    await put(relationId, await keyOf(buyer, relationId), buyer, seller, {}, { body: cut });
    const refusals = (await eventsOf(seller, relationId)).filter((line) => line.startsWith("refused"));
    expect(refusals).toEqual(["refused unknown_key", "refused bad_digest"]);
  });

  test("a body that was changed or cut off, an old signature, a signature for another address", async () => {
    const [buyer, seller, relationId] = await pair();
    const key = await keyOf(buyer, relationId);
    const cut = (whole: Buffer) => whole.subarray(0, whole.byteLength - 20);
    expect(await put(relationId, key, buyer, seller, {}, { body: cut })).toMatchObject({ code: "bad_digest" });
    const now = Temporal.Now.instant().subtract({ minutes: 10 });
    expect(await put(relationId, key, buyer, seller, {}, { now })).toMatchObject({ status: 401, code: "clock_skew" });
    expect(await put(relationId, key, buyer, seller, {}, { headers: { "x-hub-relation": newId() } })).toMatchObject({
      code: "bad_signature",
    });
    expect(await messagesOf(seller, relationId, "in")).toEqual([]);
  });

  test("the same request again is told to be heard before; the same message under a new signature is a repeat", async () => {
    const [buyer, seller, relationId] = await pair();
    await send(buyer, relationId, "B-1");
    await run(buyer, relationId);
    const sent = one.faults.sent.findLast(
      ({ url, method }) => method === "PUT" && url.pathname.includes(relationId) && url.pathname.includes("/messages/"),
    );
    const again = await fetch(sent?.url ?? "", {
      method: "PUT",
      headers: { ...sent?.headers },
      body: sent?.body ?? "",
    });
    expect(await again.json()).toMatchObject({ code: "nonce_reused" });
    expect(await numbersOf(seller, relationId)).toEqual(["B-1"]);
  });

  test("one id with another content, one revision under another id, another sender, mode or type", async () => {
    const [buyer, seller, relationId] = await pair();
    const key = await keyOf(buyer, relationId);
    const messageId = newId();
    expect(await put(relationId, key, buyer, seller, { messageId })).toEqual({ status: 202, code: "received" });
    expect(await put(relationId, key, buyer, seller, { messageId, businessId: "X-2" })).toEqual({
      status: 409,
      code: "id_reused_with_other_content",
    });
    expect(await put(relationId, key, buyer, seller, { seq: 2 })).toEqual({ status: 409, code: "stale_revision" });
    expect(await put(relationId, key, buyer, seller, { seq: 2, businessId: "X-2", mode: "test" })).toMatchObject({
      code: "mode_mismatch",
    });
    expect(
      await put(relationId, key, buyer, seller, { seq: 2, businessId: "X-2", docType: "catalogue" }),
    ).toMatchObject({ code: "direction_disabled" });
    expect(
      await put(relationId, key, buyer, seller, { seq: 2, businessId: "X-2", from: { scheme: "0106", id: "1" } }),
    ).toMatchObject({ code: "bad_envelope" });
    expect(await put(relationId, key, buyer, seller, { seq: 1, businessId: "X-2" })).toMatchObject({
      code: "bad_envelope",
    });
    expect(await numbersOf(seller, relationId)).toEqual(["X-1"]);
  });

  test("more than five megabytes", async () => {
    const [buyer, seller, relationId] = await pair();
    const bytes = Buffer.alloc(5 * 1024 * 1024 + 1, 32);
    const answer = await put(relationId, await keyOf(buyer, relationId), buyer, seller, {
      content: { type: "application/xml", profile: "urn:test", bytes },
    });
    expect(answer).toEqual({ status: 413, code: "too_large" });
  });

  test("an unknown relation, and nonsense at its addresses", async () => {
    const [buyer, seller] = await pair();
    expect(await put(newId(), makeOwnKey(), buyer, seller)).toEqual({ status: 404, code: "unknown_relation" });
    for (const path of [
      "/x/v1/",
      "/x/v1/relations/1/outbox",
      `/x/v1/relations/${newId()}/messages/%00`,
      "/x/v1/invites/x/accept",
    ]) {
      const answer = await fetch(`${other.base}${path}`);
      expect([path, answer.status]).toEqual([path, 404]);
    }
    const capabilities = await fetch(`${other.base}/.well-known/hub-exchange`);
    expect(await capabilities.json()).toMatchObject({
      protocol: "hub-exchange-v1",
      baseAddress: other.base,
      maximumBytes: 5_242_880,
    });
  });
});

describe("the next key", () => {
  async function announce(relationId: string, signer: OwnKey, said: KeyAnnouncement) {
    const body = canonicalBytes(said);
    const targetUri = `${other.base}/x/v1/relations/${relationId}/keys/${said.change.key.kid}`;
    const now = Temporal.Now.instant();
    const { headers } = signRequest({ method: "PUT", targetUri, body, relationId, key: signer, now });
    const answer = await fetch(targetUri, { method: "PUT", headers, body: new Uint8Array(body) });
    return ((await answer.json()) as { code: string }).code;
  }
  /** An announcement that says when the key before it ends. */
  function ending(relationId: string, next: OwnKey, previous: OwnKey, at: Temporal.Instant): KeyAnnouncement {
    const { change } = announceKey(relationId, next, previous, at);
    const ended = { ...change, previousValidTo: at.toString() };
    return { change: ended, jws: signDetached(ended, previous), newKeyJws: signDetached(ended, next) };
  }

  test("ends the one before when it says, is heard twice as once, and has no fork", async () => {
    const [buyer, seller, relationId] = await pair();
    const [first, second, third] = [await keyOf(buyer, relationId), makeOwnKey(), makeOwnKey()];
    const said = ending(relationId, second, first, Temporal.Now.instant());
    expect(await announce(relationId, first, said)).toBe("noted");
    expect(await announce(relationId, first, said)).toBe("unknown_key");
    expect(await announce(relationId, second, said)).toBe("noted");
    const fork = announceKey(relationId, third, first, Temporal.Now.instant());
    expect(await announce(relationId, second, fork)).toBe("bad_envelope");
    expect(await announce(relationId, second, announceKey(relationId, third, second, Temporal.Now.instant()))).toBe(
      "noted",
    );
    expect(await announce(relationId, third, said)).toBe("noted");
    const kids = await actIn(seller, async ({ trx, administrationId }) =>
      (await relationKeys(trx, { administrationId, relationId })).flatMap(({ owner, kid, state }) =>
        owner === "partner" ? [`${kid} ${state}`] : [],
      ),
    );
    expect(kids.toSorted()).toEqual(
      [`${first.kid} previous`, `${second.kid} previous`, `${third.kid} current`].toSorted(),
    );
  });

  test("of a relation that ended is not taken", async () => {
    const [buyer, seller, relationId] = await pair();
    const key = await keyOf(buyer, relationId);
    await actIn(seller, (means) => endRelation(means, relationId));
    const said = announceKey(relationId, makeOwnKey(), key, Temporal.Now.instant());
    expect(await announce(relationId, key, said)).toBe("relation_not_active");
  });
});
