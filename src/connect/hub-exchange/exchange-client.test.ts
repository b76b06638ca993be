import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createTransport } from "#connect/transport.ts";
import { sealMessage, type ExchangeMessage } from "./envelope.ts";
import { exchangeClient } from "./exchange-client.ts";
import { sealReceipt } from "./exchange-answers.ts";
import { makeOwnKey, publicJwk, type OwnKey, type PinnedKey } from "./exchange-keys.ts";
import { inviteClient } from "./invite-client.ts";
import { inviteProofKey, makeInviteSecret, verifyInviteRequest } from "./invites.ts";
import { readMessage } from "./read-message.ts";
import { signAnswer } from "./signed-answers.ts";
import { verifyRequest } from "./signed-requests.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => void (await Promise.all(closing.splice(0).map((close) => close()))));

const now = Temporal.Instant.from("2026-11-21T08:30:00Z");
const relationId = "6d0b8f0e-5b1c-4f0e-8d38-1f6c7b0a9c11";
const [buyer, supplier] = [makeOwnKey(), makeOwnKey()];
const pin = ({ kid, x }: OwnKey): PinnedKey => ({ kid, x, validTo: null });
const only = (key: OwnKey) => (kid: string) => (kid === key.kid ? pin(key) : null);

interface Heard {
  readonly method: string;
  readonly targetUri: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}
interface Said {
  readonly status: number;
  readonly body: unknown;
  /** Null: not signed. */
  readonly key?: OwnKey | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A partner's hub on a real socket, which answers as told. */
async function partnerThat(answer: (heard: Heard) => Promise<Said> | Said | null) {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => void chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const heard = { method, targetUri: `${base}${url}`, headers, body: Buffer.concat(chunks) };
      void Promise.resolve(answer(heard)).then((said) => {
        if (said === null) return request.socket.destroy();
        const bytes = Buffer.from(JSON.stringify(said.body));
        const key = said.key === undefined ? supplier : said.key;
        const signed = key && signAnswer({ status: said.status, body: bytes, request: heard, key, now });
        return response.writeHead(said.status, { ...signed?.headers, ...said.headers }).end(bytes);
      });
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const base = `http://${host}`;
  const { transport, close } = createTransport({ opened: [host] });
  closing.push(async () => {
    await close();
    server.closeAllConnections();
    await new Promise((resolve) => void server.close(resolve));
  });
  const means = { transport, now: () => now, signal: new AbortController().signal };
  const client = exchangeClient({ ...means, baseAddress: base, relationId, key: buyer, keyOf: only(supplier) });
  return { client, base, means };
}

const order = (): ExchangeMessage =>
  sealMessage(
    {
      ...{ messageId: "0192f0c4-7d1e-7b11-9a51-3c5f0e6a1b22", relationId, seq: 1, docType: "order", revision: 0 },
      ...{ replaces: null, mode: "live", from: { scheme: "0208", id: "1" }, to: { scheme: "0208", id: "2" } },
      ...{ businessId: "é-1", createdAt: "2026-11-21T08:30:00Z", expiresAt: "2026-11-28T08:30:00Z", inReplyTo: null },
      ...{ content: { type: "application/xml", profile: "p", bytes: Buffer.from("<a>é</a>") }, summary: null },
    },
    buyer,
  );
const receiptOf = (message: ExchangeMessage, key = supplier) =>
  sealReceipt(
    message.envelope,
    { receivedAt: "2026-11-21T08:30:02Z", receiver: { scheme: "0208", id: "2" }, nextExpectedSeq: 2 },
    key,
  );
const refusal = (code: string, time = now) => ({ v: 1, code, detail: "no", time: time.toString() });

test("a message arrives as it was sealed, and its receipt comes back", async () => {
  const seen: unknown[] = [];
  const { client } = await partnerThat(async (heard) => {
    const verdict = await verifyRequest({ ...heard, now, keyOf: only(buyer), nonceSeen: () => false });
    const read = await readMessage({
      body: heard.body,
      relationId,
      messageId: order().envelope.messageId,
      keyOf: only(buyer),
    });
    seen.push(verdict, read.ok && read.content.toString("utf8"));
    return { status: 202, body: { v: 1, code: "received", ...receiptOf(order()) } };
  });
  const outcome = await client.deliver(order());
  expect(seen).toEqual([{ ok: true, kid: buyer.kid }, "<a>é</a>"]);
  expect(outcome).toMatchObject({
    kind: "done",
    status: 202,
    body: { code: "received", receipt: { nextExpectedSeq: 2 } },
  });
});

test("a refusal counts only under the partner's key", async () => {
  const signed = await partnerThat(() => ({ status: 403, body: refusal("direction_disabled") }));
  expect(await signed.client.deliver(order())).toMatchObject({
    kind: "refused",
    refusal: { code: "direction_disabled" },
  });
  const other = await partnerThat(() => ({ status: 403, body: refusal("direction_disabled"), key: makeOwnKey() }));
  expect(await other.client.deliver(order())).toMatchObject({ kind: "later", mayHaveArrived: true });
  const proxy = await partnerThat(() => ({ status: 404, body: refusal("unknown_relation"), key: null }));
  expect(await proxy.client.deliver(order())).toMatchObject({ kind: "later", mayHaveArrived: true });
});

test("a good answer that nobody signed is none", async () => {
  const { client } = await partnerThat(() => ({
    status: 202,
    body: { v: 1, code: "received", ...receiptOf(order()) },
    key: null,
  }));
  expect((await client.deliver(order())).kind).toBe("later");
});

test("a receipt for another message, or of another key, is none", async () => {
  const other = { ...order(), envelope: { ...order().envelope, businessId: "2" } };
  for (const receipt of [receiptOf(other), receiptOf(order(), makeOwnKey())]) {
    const { client } = await partnerThat(() => ({ status: 202, body: { v: 1, code: "received", ...receipt } }));
    expect((await client.deliver(order())).kind).toBe("later");
  }
});

test("a clock that is off is put right by the partner's, once", async () => {
  const there = now.add({ minutes: 20 });
  const verdicts: unknown[] = [];
  const { client } = await partnerThat(async (heard) => {
    const verdict = await verifyRequest({ ...heard, now: there, keyOf: only(buyer), nonceSeen: () => false });
    verdicts.push(verdict.ok ? "ok" : verdict.refused);
    if (!verdict.ok) return { status: 401, body: refusal(verdict.refused, there) };
    return { status: 200, body: { v: 1, code: "acknowledged", waiting: 0 } };
  });
  const answers = [{ v: 1, messageId: order().envelope.messageId, code: "too_large", detail: "" }] as const;
  expect((await client.acknowledge([...answers])).kind).toBe("done");
  expect(verdicts).toEqual(["clock_skew", "ok"]);
});

test("a refusal that signing anew does not help is told after the second", async () => {
  const nonces = new Set<unknown>();
  const { client } = await partnerThat(({ headers }) => {
    nonces.add(headers["signature-input"]);
    return { status: 401, body: refusal("nonce_reused") };
  });
  expect(await client.keys()).toMatchObject({ kind: "refused", refusal: { code: "nonce_reused" } });
  expect(nonces.size).toBe(2);
});

test("what waits comes with its number and id, also what cannot be read", async () => {
  const page = { v: 1, messages: [{ seq: 7, messageId: relationId, message: "rubbish" }], gone: [6], latest: 7 };
  const { client } = await partnerThat(({ targetUri }) => ({
    status: targetUri.includes("after=5&") ? 200 : 500,
    body: page,
  }));
  const outcome = await client.outbox(5);
  expect(outcome).toMatchObject({ kind: "done", body: page });
});

test("asked to wait, and no answer at all, is later; what may have arrived is said", async () => {
  const busy = await partnerThat(() => ({
    status: 503,
    body: refusal("retry_after"),
    headers: { "retry-after": "90" },
  }));
  expect(await busy.client.deliver(order())).toMatchObject({ kind: "later", retryAfterMs: 90_000 });
  const signed = await partnerThat(() => ({
    status: 503,
    body: { ...refusal("retry_after"), retryAfterSeconds: 7200 },
    headers: { "retry-after": "90" },
  }));
  expect(await signed.client.deliver(order())).toMatchObject({ kind: "later", retryAfterMs: 7_200_000 });
  const anybody = await partnerThat(() => ({ status: 429, body: {}, key: null, headers: { "retry-after": "86400" } }));
  expect(await anybody.client.deliver(order())).toMatchObject({ kind: "later", retryAfterMs: 3_600_000 });
  const cut = await partnerThat(() => null);
  expect(await cut.client.deliver(order())).toMatchObject({ kind: "later", mayHaveArrived: true });
  const { means } = busy;
  const nobody = exchangeClient({
    ...means,
    baseAddress: "https://nobody.invalid",
    relationId,
    key: buyer,
    keyOf: only(supplier),
  });
  expect(await nobody.deliver(order())).toMatchObject({ kind: "later", mayHaveArrived: false });
});

test("an address inside the own network is not asked", async () => {
  const { means } = await partnerThat(() => null);
  const inside = exchangeClient({
    ...means,
    baseAddress: "https://10.0.0.1",
    relationId,
    key: buyer,
    keyOf: only(supplier),
  });
  expect((await inside.deliver(order())).kind).toBe("closed");
});

test("an invitation is looked at with its secret; its answer has to be under the key of the link", async () => {
  const secret = makeInviteSecret();
  const inviteId = "2f9a1d7c-6f0b-4e0c-9f65-7a1c3b5d7e90";
  const party = { scheme: "0208", id: "1", name: "Buyer", vatNumber: null, gln: null, address: null };
  const said = {
    ...{ v: 1, inviteId, relationId, party, baseAddress: null, mode: "live", directions: [], maximumBytes: 1000 },
    ...{ createdAt: now.toString(), expiresAt: now.add({ hours: 24 }).toString() },
  };
  const verdicts: unknown[] = [];
  const asWho = { key: buyer };
  const { base, means } = await partnerThat(async (heard) => {
    const proofKey = inviteProofKey(secret);
    const verdict = await verifyInviteRequest({ ...heard, now, proofKey, nonceSeen: () => false });
    verdicts.push(verdict.ok ? verdict.kid : verdict.refused);
    const { key } = asWho;
    if (!verdict.ok) return { status: 401, body: { ...refusal(verdict.refused), key: publicJwk(key) }, key };
    return { status: 200, body: { ...said, key: publicJwk(key) }, key };
  });
  const link = { baseAddress: base, inviteId, secret, kid: buyer.kid };
  const look = (changes: Partial<typeof link> = {}) =>
    inviteClient({ ...means, link: { ...link, ...changes }, key: supplier }).look({ baseAddress: null });
  expect(await look()).toMatchObject({ kind: "done", body: { party, key: { kid: buyer.kid } } });
  expect(await look({ secret: makeInviteSecret() })).toMatchObject({ kind: "refused", refusal: { code: "bad_proof" } });
  asWho.key = makeOwnKey();
  expect((await look()).kind).toBe("later");
  expect(verdicts).toEqual([supplier.kid, "bad_proof", supplier.kid]);
});
