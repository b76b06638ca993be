import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { canonicalJson } from "./canonical-json.ts";
import { comparisonCode, type PinnedKey } from "./exchange-keys.ts";
import { claimedSignature, signatureBase, type SignedAnswer, type SignedRequest } from "./http-signature.ts";
import { inviteLink, inviteProof, inviteProofKey, readInviteLink } from "./invites.ts";
import { acceptKey } from "./key-announcements.ts";
import { readMessage } from "./read-message.ts";
import { refusalCodeNames } from "./refusal-codes.ts";
import { verifyAnswer } from "./signed-answers.ts";
import { verifyRequest } from "./signed-requests.ts";

const folder = new URL("../../../fixtures/partner-exchange/", import.meta.url);
const read = <T extends z.ZodType>(name: string, schema: T): z.output<T> =>
  schema.parse(JSON.parse(readFileSync(new URL(name, folder), "utf8")));

const Headers = z.record(z.string(), z.string());
const Asked = z.object({ method: z.string(), targetUri: z.string(), headers: Headers });
const Named = z.object({ name: z.string(), now: z.string() });
const Refused = z.object({ refused: z.enum(refusalCodeNames) });
const Taken = z.object({ ok: z.literal(true), kid: z.string() });
const Pinned = z.array(
  z.object({ kid: z.string(), x: z.string(), validFrom: z.string(), validTo: z.string().nullable() }),
);

const keys = read("keys.json", z.object({ buyerKeysAtSupplier: Pinned, supplierKeysAtBuyer: Pinned }));
const pinned = (all: z.output<typeof Pinned>): PinnedKey[] =>
  all.map((key) => ({
    ...key,
    validFrom: Temporal.Instant.from(key.validFrom),
    validTo: key.validTo === null ? null : Temporal.Instant.from(key.validTo),
  }));
const buyers = pinned(keys.buyerKeysAtSupplier);
const suppliers = pinned(keys.supplierKeysAtBuyer);
const among = (all: readonly PinnedKey[]) => (kid: string) => all.find((key) => key.kid === kid) ?? null;
const bytes = (base64: string) => Buffer.from(base64, "base64");

const baseOf = (headers: SignedRequest["headers"], request: SignedRequest, answer: SignedAnswer | null = null) => {
  const claimed = claimedSignature(headers);
  return "why" in claimed ? null : signatureBase(claimed.list, request, answer);
};

describe("requests", () => {
  const vectors = read(
    "requests.json",
    z.array(
      Named.extend({
        request: Asked.extend({ bodyBase64: z.string() }),
        noncesSeen: z.array(z.string()),
        base: z.string().nullable(),
        verdict: z.union([Refused, Taken]),
      }),
    ),
  );

  test.each(vectors)("$name", async ({ request, now, noncesSeen, base, verdict }) => {
    const asked: string[] = [];
    const judged = await verifyRequest({
      ...request,
      body: bytes(request.bodyBase64),
      now: Temporal.Instant.from(now),
      keyOf: among(buyers),
      nonceSeen: (_, nonce) => asked.push(nonce) > 0 && noncesSeen.includes(nonce),
    });
    expect(judged).toMatchObject(verdict);
    expect(baseOf(request.headers, request)).toBe(base);
    // Who cannot sign burns no nonce.
    expect(asked.length).toBe(judged.ok || judged.refused === "nonce_reused" ? 1 : 0);
  });

  test("every refusal of a request is among them", () => {
    const seen = new Set(vectors.flatMap(({ verdict }) => ("refused" in verdict ? verdict.refused : [])));
    expect([...seen].toSorted()).toEqual(["bad_digest", "bad_signature", "clock_skew", "nonce_reused", "unknown_key"]);
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
    const judged = await readMessage({ ...address, body: bytes(bodyBase64), keyOf: among(buyers) });
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
    keyOf: among(suppliers),
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
        verdict: z.union([
          z.object({ refused: z.literal(true) }),
          z.object({ added: z.string(), retired: z.string(), retiredTo: z.string() }),
        ]),
      }),
    ),
  ),
)("key: $name", ({ announcement, relationId, now, verdict }) => {
  const judged = acceptKey(announcement, relationId, buyers, Temporal.Instant.from(now));
  const said = judged && {
    added: judged.added.kid,
    retired: judged.retired.kid,
    retiredTo: judged.retired.validTo?.toString(),
  };
  expect(said).toEqual("refused" in verdict ? null : verdict);
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
