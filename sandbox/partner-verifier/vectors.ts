import { readFileSync } from "node:fs";
import { z } from "zod";
import { headersOf, type HttpAnswer, type HttpRequest } from "./http-message.ts";
import type { PinnedKey } from "./pinned-key.ts";
import { type Json, type JsonObject, readJsonObject } from "./strict-json.ts";
import type { Period, ReceivedMessage } from "./statement.ts";
import type { KnownInvite } from "./verify-invite-request.ts";
import { type Judging, type KnownRelation, relationInAddress } from "./verify-request.ts";

const Lines = z.record(z.string(), z.string());
const RequestHead = z.object({ method: z.string(), targetUri: z.string(), headers: Lines });
const Accepted = z.strictObject({ ok: z.literal(true), kid: z.string() });
const Refused = z.strictObject({ refused: z.string() });

const RequestVector = z.object({
  name: z.string(),
  request: RequestHead.extend({ bodyBase64: z.string(), bodyTimes: z.int().optional() }),
  now: z.string(),
  noncesSeen: z.array(z.string()),
  maximumBytes: z.int(),
  base: z.string().nullable(),
  verdict: z.union([Accepted, Refused]),
});

const InviteRequestVector = z.object({
  name: z.string(),
  request: RequestHead.extend({ bodyBase64: z.string() }),
  now: z.string(),
  noncesSeen: z.array(z.string()),
  invitation: z.object({
    inviteId: z.string(),
    relationId: z.string(),
    secret: z.string(),
    inviterKid: z.string().nullable(),
  }),
  base: z.string().nullable(),
  verdict: z.union([Accepted, Refused]),
});

const ReceiptVector = z.object({
  name: z.string(),
  receipt: z.json(),
  jws: z.string(),
  relationId: z.string(),
  messageId: z.string(),
  bodySha256: z.string(),
  verdict: z.union([Accepted, z.strictObject({ ignored: z.literal(true) })]),
});

const Statement = z.object({
  from: z.string(),
  to: z.string(),
  counts: z.array(z.object({ docType: z.string(), way: z.enum(["in", "out"]), messages: z.int(), sha256: z.string() })),
});

const StatementVector = z.object({
  messages: z.array(
    z.object({
      docType: z.string(),
      way: z.enum(["in", "out"]),
      messageId: z.string(),
      bodySha256: z.string(),
      createdAt: z.string(),
    }),
  ),
  statement: Statement,
  answers: z.array(z.object({ name: z.string(), statement: Statement, agrees: z.boolean() })),
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
  kid: z.string(),
  now: z.string(),
  verdict: z.union([
    z.strictObject({ repeat: z.literal(true) }),
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
  validTo: z.string().nullable(),
  previousKid: z.string().nullable(),
});
const Keys = z.object({
  private: z.record(z.string(), KeyPair),
  atSupplier: z.record(z.string(), z.array(Pinned)),
  atBuyer: z.record(z.string(), z.array(Pinned)),
});

export const requestVectors = read("requests", z.array(RequestVector));
export const messageVectors = read("messages", z.array(MessageVector));
export const answerVectors = read("answers", z.array(AnswerVector));
export const keyChangeVectors = read("key-announcements", z.array(KeyChangeVector));
export const canonicalVectors = read("canonical-json", z.array(CanonicalVector));
export const inviteVector = read("invites", InviteVector);
export const inviteRequestVectors = read("invite-requests", z.array(InviteRequestVector));
export const receiptVectors = read("receipts", z.array(ReceiptVector));
export const statementVector = read("statements", StatementVector);

const keys = read("keys", Keys);
/** Every key pair of the vectors, by the name it is made of. */
export const keyPairs = Object.entries(keys.private).map(([name, pair]) => ({ name, ...pair }));
/** What the supplier has pinned of the other side, per relation that it knows. */
export const atSupplier = pinnedKeys(keys.atSupplier);
/** And the buyer. */
export const atBuyer = pinnedKeys(keys.atBuyer);

/** The request of a vector; that of an answer comes without a body. */
export function requestOf(
  head: z.output<typeof RequestHead> & { bodyBase64?: string; bodyTimes?: number | undefined },
): HttpRequest {
  const { method, targetUri, headers, bodyBase64 = "", bodyTimes = 1 } = head;
  const once = Buffer.from(bodyBase64, "base64");
  const body = Buffer.concat(Array.from({ length: bodyTimes }, () => once));
  return { method, targetUri, headers: headersOf(headers), body };
}

/** The relations of the supplier when the request of a vector comes in. */
export function relationsOf({ noncesSeen }: z.output<typeof RequestVector>): KnownRelation[] {
  return [...atSupplier].map(([relationId, pinned]) => ({ relationId, keys: pinned, noncesSeen }));
}

/** The clock and the limit of who judges a request. */
export function judgingOf({ now, maximumBytes }: z.output<typeof RequestVector>): Judging {
  return { now: Temporal.Instant.from(now), maximumBytes };
}

/** The invitation that a request of the hand-shake is of. */
export function inviteOf({ invitation, noncesSeen }: z.output<typeof InviteRequestVector>): KnownInvite {
  return { ...invitation, noncesSeen };
}

/** What the buyer has pinned of the relation that a request of its own was about. */
export function keysOfAnswer(request: HttpRequest): readonly PinnedKey[] {
  return atBuyer.get(relationInAddress(request) ?? "") ?? [];
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

/** A receipt as the verifier reads it. */
export function receiptOf({ receipt, jws }: z.output<typeof ReceiptVector>): { receipt: Json; jws: Json } {
  const said = readJsonObject(Buffer.from(JSON.stringify({ receipt, jws })));
  return { receipt: said?.receipt ?? null, jws: said?.jws ?? null };
}

/** The period of a statement. */
export function periodOf({ from, to }: { readonly from: string; readonly to: string }): Period {
  return { from: Temporal.Instant.from(from), to: Temporal.Instant.from(to) };
}

/** The messages that a statement is drawn from. */
export function messagesOf({ messages }: z.output<typeof StatementVector>): ReceivedMessage[] {
  return messages.map((message) => ({ ...message, createdAt: Temporal.Instant.from(message.createdAt) }));
}

function pinnedKeys(all: z.output<typeof Keys>["atSupplier"]): ReadonlyMap<string, readonly PinnedKey[]> {
  return new Map(
    Object.entries(all).map(([relationId, pinned]) => [
      relationId,
      pinned.map(({ validTo, ...key }) => ({
        ...key,
        validTo: validTo === null ? null : Temporal.Instant.from(validTo),
      })),
    ]),
  );
}

function read<Schema extends z.ZodType>(name: string, schema: Schema): z.output<Schema> {
  const file = new URL(`../../fixtures/partner-exchange/${name}.json`, import.meta.url);
  return schema.parse(JSON.parse(readFileSync(file, "utf8")));
}
