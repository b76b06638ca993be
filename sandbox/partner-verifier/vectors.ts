import { readFileSync } from "node:fs";
import { z } from "zod";
import { headersOf, type HttpAnswer, type HttpRequest } from "./http-message.ts";
import type { PinnedKey } from "./pinned-key.ts";
import { type JsonObject, readJsonObject } from "./strict-json.ts";
import { type KnownRelation, relationInAddress } from "./verify-request.ts";

const Lines = z.record(z.string(), z.string());
const RequestHead = z.object({ method: z.string(), targetUri: z.string(), headers: Lines });
const Accepted = z.strictObject({ ok: z.literal(true), kid: z.string() });
const Refused = z.strictObject({ refused: z.string() });

const RequestVector = z.object({
  name: z.string(),
  request: RequestHead.extend({ bodyBase64: z.string() }),
  now: z.string(),
  noncesSeen: z.array(z.string()),
  base: z.string().nullable(),
  verdict: z.union([Accepted, Refused]),
});

const MessageVector = z.object({
  name: z.string(),
  bodyBase64: z.string(),
  relationId: z.string(),
  messageId: z.string(),
  maximumBytes: z.int(),
  verdict: z.union([Accepted.extend({ bodySha256: z.string() }), Refused]),
});

const AnswerVector = z.object({
  name: z.string(),
  request: RequestHead,
  answer: z.object({ status: z.int(), headers: Lines, bodyBase64: z.string() }),
  now: z.string(),
  base: z.string().nullable(),
  verdict: z.union([Accepted, z.strictObject({ ignored: z.literal(true) })]),
});

const KeyChangeVector = z.object({
  name: z.string(),
  announcement: z.json(),
  relationId: z.string(),
  now: z.string(),
  verdict: z.union([
    z.strictObject({ added: z.string(), retired: z.string(), retiredTo: z.string() }),
    z.strictObject({ refused: z.literal(true) }),
  ]),
});

const CanonicalVector = z.object({ json: z.string(), canonical: z.string(), sha256: z.string() });

const InviteVector = z.object({
  link: z.string(),
  parts: z.object({ baseAddress: z.string(), inviteId: z.string(), secret: z.string(), kid: z.string() }),
  proofKeyHex: z.string(),
  proof: z.object({
    method: z.string(),
    targetUri: z.string(),
    body: z.string(),
    contentDigest: z.string(),
    value: z.string(),
  }),
  comparisonCode: z.object({ relationId: z.string(), kids: z.array(z.string()), value: z.string() }),
});

const KeyPair = z.object({ kid: z.string(), x: z.string(), d: z.string() });
const Pinned = z.object({
  kid: z.string(),
  x: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
});
const Keys = z.object({
  private: z.record(z.string(), KeyPair),
  buyerKeysAtSupplier: z.array(Pinned),
  supplierKeysAtBuyer: z.array(Pinned),
});

export const requestVectors = read("requests", z.array(RequestVector));
export const messageVectors = read("messages", z.array(MessageVector));
export const answerVectors = read("answers", z.array(AnswerVector));
export const keyChangeVectors = read("key-announcements", z.array(KeyChangeVector));
export const canonicalVectors = read("canonical-json", z.array(CanonicalVector));
export const inviteVector = read("invites", InviteVector);

const keys = read("keys", Keys);
/** Every key pair of the vectors, by the name it is made of. */
export const keyPairs = Object.entries(keys.private).map(([name, pair]) => ({ name, ...pair }));
/** What is pinned for every request, message and announcement. */
export const buyerKeys = keys.buyerKeysAtSupplier.map(pinnedKey);
/** What is pinned for the answers. */
export const supplierKeys = keys.supplierKeysAtBuyer.map(pinnedKey);

/** The request of a vector; that of an answer comes without a body. */
export function requestOf(head: z.output<typeof RequestHead> & { bodyBase64?: string }): HttpRequest {
  const { method, targetUri, headers, bodyBase64 = "" } = head;
  return { method, targetUri, headers: headersOf(headers), body: Buffer.from(bodyBase64, "base64") };
}

/**
 * The relation that the address of a request names. The vectors say of none that it is unknown, and pin the buyer's keys
 * "for every request": also for the one with the address of another relation.
 */
export function relationOf({ request, noncesSeen }: z.output<typeof RequestVector>): KnownRelation {
  return { relationId: relationInAddress(requestOf(request)) ?? "", keys: buyerKeys, noncesSeen };
}

/** The answer of a vector. */
export function answerOf({ answer }: z.output<typeof AnswerVector>): HttpAnswer {
  return {
    status: answer.status,
    headers: headersOf(answer.headers),
    body: Buffer.from(answer.bodyBase64, "base64"),
  };
}

/** The body of an announcement as the verifier reads it. */
export function announcementOf({ announcement }: z.output<typeof KeyChangeVector>): JsonObject {
  return readJsonObject(Buffer.from(JSON.stringify(announcement))) ?? {};
}

function pinnedKey({ kid, x, validFrom, validTo }: z.output<typeof Pinned>): PinnedKey {
  return {
    kid,
    x,
    validFrom: Temporal.Instant.from(validFrom),
    validTo: validTo === null ? null : Temporal.Instant.from(validTo),
  };
}

function read<Schema extends z.ZodType>(name: string, schema: Schema): z.output<Schema> {
  const file = new URL(`../../fixtures/partner-exchange/${name}.json`, import.meta.url);
  return schema.parse(JSON.parse(readFileSync(file, "utf8")));
}
