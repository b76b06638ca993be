// Over 300 lines because every kind of vector is read here.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { canonicalJson } from "./canonical-json.ts";
import { kidOfJws } from "./detached-jws.ts";
import { DocType, maximumRequestBytes } from "./envelope.ts";
import { comparisonCode, type PinnedKey } from "./exchange-keys.ts";
import { countsOf, ExchangeStatement, statementDifferences } from "./exchange-statement.ts";
import { baseOfClaim, claimedSignature, type SignedAnswer, type SignedRequest } from "./http-signature.ts";
import {
  InviteAccept,
  InviteEnd,
  inviteLink,
  InviteLook,
  inviteProof,
  inviteProofKey,
  readInviteLink,
  verifyInviteRequest,
} from "./invites.ts";
import { acceptKey, type ChainedKey } from "./key-announcements.ts";
import { readMessage } from "./read-message.ts";
import { readReceipt } from "./read-receipt.ts";
import { refusalCodeNames } from "./refusal-codes.ts";
import { verifyAnswer } from "./signed-answers.ts";
import { relationInAddress, verifyRequest } from "./signed-requests.ts";

const folder = new URL("../../../fixtures/partner-exchange/", import.meta.url);
const read = <T extends z.ZodType>(name: string, schema: T): z.output<T> =>
  schema.parse(JSON.parse(readFileSync(new URL(name, folder), "utf8")));

const Headers = z.record(z.string(), z.string());
const Asked = z.object({ method: z.string(), targetUri: z.string(), headers: Headers });
const Named = z.object({ name: z.string(), now: z.string() });
const Refused = z.object({ refused: z.enum(refusalCodeNames) });
const Taken = z.object({ ok: z.literal(true), kid: z.string() });
const PinnedKeys = z
  .array(
    z.object({ kid: z.string(), x: z.string(), validTo: z.string().nullable(), previousKid: z.string().nullable() }),
  )
  .transform((all): ChainedKey[] =>
    all.map((key) => ({ ...key, validTo: key.validTo === null ? null : Temporal.Instant.from(key.validTo) })),
  );

const { atSupplier, atBuyer } = read(
  "keys.json",
  z.object({ atSupplier: z.record(z.string(), PinnedKeys), atBuyer: z.record(z.string(), PinnedKeys) }),
);
const among = (all: readonly PinnedKey[] | undefined) => (kid: string) => all?.find((key) => key.kid === kid) ?? null;
const bytes = (base64: string) => Buffer.from(base64, "base64");

const baseOf = (headers: SignedRequest["headers"], request: SignedRequest, answer: SignedAnswer | null = null) => {
  const claimed = claimedSignature(headers);
  return "why" in claimed ? null : baseOfClaim(claimed, request, answer);
};

describe("requests", () => {
  const vectors = read(
    "requests.json",
    z.array(
      Named.extend({
        request: Asked.extend({ bodyBase64: z.string(), bodyTimes: z.number().optional() }),
        noncesSeen: z.array(z.string()),
        maximumBytes: z.number(),
        base: z.string().nullable(),
        verdict: z.union([Refused, Taken]),
      }),
    ),
  );

  test.each(vectors)("$name", async ({ request, now, noncesSeen, maximumBytes, base, verdict }) => {
    const asked: string[] = [];
    const one = bytes(request.bodyBase64);
    const body = Buffer.concat(Array.from({ length: request.bodyTimes ?? 1 }, () => one));
    const relation = relationInAddress(request.targetUri) ?? "";
    // Before the signature, as a hub does it: the size, then the relation.
    const unread =
      body.byteLength > maximumRequestBytes(maximumBytes)
        ? "too_large"
        : atSupplier[relation] === undefined
          ? "unknown_relation"
          : null;
    const judged =
      unread === null
        ? await verifyRequest({
            ...request,
            body,
            now: Temporal.Instant.from(now),
            keyOf: among(atSupplier[relation]),
            nonceSeen: (_, nonce) => asked.push(nonce) > 0 && noncesSeen.includes(nonce),
          })
        : { ok: false as const, refused: unread };
    expect(judged).toMatchObject(verdict);
    // Who cannot sign burns no nonce.
    expect(asked.length).toBe(judged.ok || judged.refused === "nonce_reused" ? 1 : 0);
    expect(baseOf(request.headers, request)).toBe(base);
  });

  test("every refusal of a request is among them", () => {
    const seen = new Set(vectors.flatMap(({ verdict }) => ("refused" in verdict ? verdict.refused : [])));
    expect([...seen].toSorted()).toEqual([
      ...["bad_digest", "bad_signature", "clock_skew", "nonce_reused", "too_large", "unknown_key", "unknown_relation"],
    ]);
  });
});

describe("messages", () => {
  const vectors = read(
    "messages.json",
    z.array(
      Named.omit({ now: true }).extend({
        bodyBase64: z.string(),
        relationId: z.string(),
        messageId: z.string(),
        maximumBytes: z.number(),
        verdict: z.union([Refused, Taken.extend({ bodySha256: z.string() })]),
      }),
    ),
  );

  test.each(vectors)("$name", async ({ bodyBase64, verdict, name: _name, ...address }) => {
    const judged = await readMessage({
      ...address,
      body: bytes(bodyBase64),
      keyOf: among(atSupplier[address.relationId]),
    });
    expect(judged).toMatchObject(verdict);
  });

  test("spelled otherwise is the same message", () => {
    const [first, second] = ["order", "spelled otherwise"].map(
      (name) => vectors.find((one) => one.name === name)?.verdict,
    );
    expect(first).toEqual(second);
  });
});

test.each(
  read(
    "answers.json",
    z.array(
      Named.extend({
        request: Asked,
        answer: z.object({ status: z.number(), headers: Headers, bodyBase64: z.string() }),
        base: z.string().nullable(),
        verdict: z.union([z.object({ ignored: z.literal(true) }), Taken]),
      }),
    ),
  ),
)("answer: $name", async ({ request, answer, now, base, verdict }) => {
  const judged = await verifyAnswer({
    ...answer,
    body: bytes(answer.bodyBase64),
    request,
    now: Temporal.Instant.from(now),
    keyOf: among(atBuyer[relationInAddress(request.targetUri) ?? ""]),
  });
  expect(judged).toMatchObject("ignored" in verdict ? { ok: false } : verdict);
  expect(baseOf(answer.headers, request, answer)).toBe(base);
});

test.each(
  read(
    "key-announcements.json",
    z.array(
      Named.extend({
        announcement: z.unknown(),
        relationId: z.string(),
        kid: z.string(),
        verdict: z.union([
          z.object({ refused: z.literal(true) }),
          z.object({ repeat: z.literal(true) }),
          z.object({ added: z.string(), retired: z.string(), retiredTo: z.string() }),
        ]),
      }),
    ),
  ),
)("key: $name", ({ announcement, relationId, kid, now, verdict }) => {
  const judged = acceptKey(announcement, { relationId, kid }, atSupplier[relationId] ?? [], Temporal.Instant.from(now));
  const said =
    judged === null || "repeat" in judged
      ? judged
      : {
          added: judged.added.kid,
          retired: judged.retired.kid,
          retiredTo: judged.retired.validTo?.toString(),
        };
  expect(said).toEqual("refused" in verdict ? null : verdict);
});

test.each(
  read(
    "receipts.json",
    z.array(
      Named.omit({ now: true }).extend({
        receipt: z.unknown(),
        jws: z.string(),
        relationId: z.string(),
        messageId: z.string(),
        bodySha256: z.string(),
        verdict: z.union([z.object({ ignored: z.literal(true) }), Taken]),
      }),
    ),
  ),
)("receipt: $name", async ({ receipt: raw, jws, verdict, name: _name, ...of }) => {
  const read = await readReceipt({ raw, jws, ...of, keyOf: among(atBuyer[of.relationId]) });
  expect(read && kidOfJws(jws)).toBe("ok" in verdict ? verdict.kid : null);
  expect(raw).toMatchObject(read ?? {});
});

describe("invitations", () => {
  const bodies = { look: InviteLook, accept: InviteAccept, reject: InviteEnd, cancel: InviteEnd };
  const vectors = read(
    "invite-requests.json",
    z.array(
      Named.extend({
        request: Asked.extend({ bodyBase64: z.string() }),
        noncesSeen: z.array(z.string()),
        invitation: z.object({
          inviteId: z.string(),
          relationId: z.string(),
          secret: z.string(),
          inviterKid: z.string().nullable(),
        }),
        base: z.string().nullable(),
        verdict: z.union([Refused, Taken]),
      }),
    ),
  );

  test.each(vectors)("$name", async ({ request, now, noncesSeen, invitation, base, verdict }) => {
    const { secret, inviterKid, inviteId, relationId } = invitation;
    const judged = await verifyInviteRequest({
      ...request,
      body: bytes(request.bodyBase64),
      now: Temporal.Instant.from(now),
      proofKey: inviteProofKey(secret),
      ...(inviterKid !== null && { pinnedKid: inviterKid }),
      nonceSeen: (_, nonce) => noncesSeen.includes(nonce),
    });
    const step = request.targetUri.slice(request.targetUri.lastIndexOf("/") + 1) as keyof typeof bodies;
    const said = judged.ok ? bodies[step].safeParse(judged.raw).data : undefined;
    const isOfIt = said?.inviteId === inviteId && (!("relationId" in said) || said.relationId === relationId);
    expect(judged.ok && !isOfIt ? { refused: "bad_envelope" } : judged).toMatchObject(verdict);
    expect(baseOf(request.headers, request)).toBe(base);
  });
});

test("statements: what is counted, and whether two agree", () => {
  const Listed = z.object({
    docType: DocType,
    way: z.enum(["in", "out"]),
    messageId: z.string(),
    bodySha256: z.string(),
    createdAt: z.string(),
  });
  const { period, relationId, messages, statement, answers } = read(
    "statements.json",
    z.object({
      period: z.object({ from: z.string(), to: z.string() }),
      relationId: z.string(),
      messages: z.array(Listed),
      statement: ExchangeStatement,
      answers: z.array(z.object({ name: z.string(), statement: ExchangeStatement, agrees: z.boolean() })),
    }),
  );
  const compare = (one: string, other: string) => Temporal.Instant.compare(one, other);
  const counted = messages.filter(
    ({ docType, createdAt }) =>
      docType !== "statement" && compare(period.from, createdAt) <= 0 && compare(createdAt, period.to) < 0,
  );
  expect(counted.length).toBeLessThan(messages.length);
  expect({ v: 1, relationId, ...period, counts: countsOf(counted) }).toEqual(statement);
  for (const { name, statement: theirs, agrees } of answers)
    expect(statementDifferences(statement, theirs).length === 0, name).toBe(agrees);
});

test.each(read("canonical-json.json", z.array(z.object({ json: z.string(), canonical: z.string() }))))(
  "canonical: $json",
  ({ json, canonical }) => expect(canonicalJson(JSON.parse(json))).toBe(canonical),
);

test("invitation: link, proof and comparison code", () => {
  const Parts = z.object({ baseAddress: z.string(), inviteId: z.string(), secret: z.string(), kid: z.string() });
  const Proof = Asked.omit({ headers: true }).extend({ contentDigest: z.string(), value: z.string() });
  const Code = z.object({ relationId: z.string(), kids: z.tuple([z.string(), z.string()]), value: z.string() });
  const {
    link,
    parts,
    proofKeyHex,
    proof,
    comparisonCode: code,
  } = read(
    "invites.json",
    z.object({ link: z.string(), parts: Parts, proofKeyHex: z.string(), proof: Proof, comparisonCode: Code }),
  );
  expect(inviteLink(parts)).toBe(link);
  expect(readInviteLink(`  ${link}\n`)).toEqual(parts);
  const proofKey = inviteProofKey(parts.secret);
  expect(proofKey.toString("hex")).toBe(proofKeyHex);
  expect(inviteProof(proofKey, proof.method, proof.targetUri, proof.contentDigest)).toBe(proof.value);
  const [a, b] = code.kids;
  expect([comparisonCode(code.relationId, a, b), comparisonCode(code.relationId, b, a)]).toEqual([
    code.value,
    code.value,
  ]);
});
