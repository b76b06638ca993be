import { z } from "zod";
import { DetachedJws, signDetached } from "./detached-jws.ts";
import {
  DocType,
  envelopeSha256,
  ExchangeInstant,
  ExchangeMode,
  PartyIdentifier,
  prose,
  Sha256,
  Uuid,
} from "./envelope.ts";
import type { OwnKey } from "./exchange-keys.ts";
import { refusalCodeNames } from "./refusal-codes.ts";

/** `GET /.well-known/hub-exchange`: what a hub says of itself to anybody; not signed, and nothing in it about a company. */
export const Capabilities = z.object({
  protocol: z.literal("hub-exchange-v1"),
  versions: z.array(z.int().min(1)).min(1),
  baseAddress: z.url({ protocol: /^https?$/ }),
  time: ExchangeInstant,
  documentTypes: z.array(z.string().max(40)).max(100),
  maximumBytes: z.int().min(1),
});
export type Capabilities = z.output<typeof Capabilities>;

/** Says that a message lies safe at the receiver; nothing about whether it is agreed to. */
export const Receipt = z.object({
  v: z.literal(1),
  relationId: Uuid,
  messageId: Uuid,
  /** Of the canonical form of the envelope (`envelopeSha256`). */
  bodySha256: Sha256,
  receivedAt: ExchangeInstant,
  receiver: PartyIdentifier,
  /** The first number of this way that did not come yet. */
  nextExpectedSeq: z.int().min(1),
});
export type Receipt = z.output<typeof Receipt>;

/** The answer 202 or 200 to a message; the receipt is the first one, kept, however often the message comes. */
export const Received = z.object({
  v: z.literal(1),
  code: z.enum(["received", "duplicate"]),
  receipt: Receipt,
  jws: DetachedJws,
});
export type Received = z.output<typeof Received>;

export function sealReceipt(
  envelope: { readonly relationId: string; readonly messageId: string },
  said: Pick<Receipt, "receivedAt" | "receiver" | "nextExpectedSeq">,
  key: OwnKey,
): Pick<Received, "receipt" | "jws"> {
  const { relationId, messageId } = envelope;
  const receipt: Receipt = { v: 1, relationId, messageId, bodySha256: envelopeSha256(envelope), ...said };
  return { receipt, jws: signDetached(receipt, key) };
}

/** `GET …/messages/{messageId}`: how far the receiver is with it. Only what has been received has an answer. */
export const MessageStatus = z.object({
  v: z.literal(1),
  state: z.enum(["received", "imported", "held", "refused", "quarantined"]),
  receipt: Receipt,
  jws: DetachedJws,
  /** English, for the log book of the sender. */
  detail: prose(2000).nullable(),
});
export type MessageStatus = z.output<typeof MessageStatus>;

export const outboxLimit = 100;

/** Of a page, as it travels: whatever waits, one message may always be as large as it is allowed to be. */
export const outboxPageBytes = 8 * 1024 * 1024;

/** One message that waits. Its number and id stand beside it, so that one that cannot be read can still be refused, and does not block the rest. */
const OutboxEntry = z.object({ seq: z.int().min(1), messageId: Uuid, message: z.unknown() });

/** `GET …/outbox`: what waits for the partner, by number. At least one message where there is one, and then as many as fit. */
export const OutboxPage = z.object({
  v: z.literal(1),
  messages: z.array(OutboxEntry).max(outboxLimit),
  /** Numbers after `after` that will never come: taken back or too old before anybody fetched them. */
  gone: z.array(z.int().min(1)).max(10_000),
  /** The highest number there is; more than the last of this page: ask again. */
  latest: z.int().min(0),
});
export type OutboxPage = z.output<typeof OutboxPage>;

/** What became of one fetched message: the same as the answer to it would have been. */
const AckAnswer = z.union([
  Received.extend({ messageId: Uuid }),
  z.object({
    v: z.literal(1),
    messageId: Uuid,
    code: z.enum(refusalCodeNames),
    detail: prose(2000),
    rules: z.array(prose(200)).max(200).optional(),
  }),
]);

/** `POST …/outbox/ack`: only now may the sender drop them. */
export const OutboxAck = z.object({ v: z.literal(1), answers: z.array(AckAnswer).min(1).max(outboxLimit) });
export type OutboxAck = z.output<typeof OutboxAck>;

export const OutboxAcked = z.object({ v: z.literal(1), code: z.literal("acknowledged"), waiting: z.int().min(0) });
export type OutboxAcked = z.output<typeof OutboxAcked>;

/** `way` as its writer sees it: `out` is what the writer sends. A document goes where one says `out`, the other `in`, in the same mode. */
export const Direction = z.object({ docType: DocType, way: z.enum(["in", "out"]) });
export const Directions = z
  .array(Direction)
  .max(40)
  .refine((all) => new Set(all.map(({ docType, way }) => `${docType} ${way}`)).size === all.length);
export type Directions = z.output<typeof Directions>;

export const baseAddress = z
  .url({ protocol: /^https?$/ })
  .max(300)
  // The address of every request is this with a path behind it, and it is signed: one spelling.
  .refine((text) => {
    // Also asked of a text that is no address at all.
    if (!URL.canParse(text)) return false;
    const { origin, pathname, search, hash, username, password } = new URL(text);
    return `${origin}${pathname.replace(/\/+$/, "")}` === text && search + hash + username + password === "";
  });

/** `PUT …/announcement`: how the partner has it now. The higher number counts, whichever came last. */
export const Announcement = z.object({
  v: z.literal(1),
  relationId: Uuid,
  number: z.int().min(1),
  state: z.enum(["active", "suspended", "ended"]),
  mode: ExchangeMode,
  directions: Directions,
  /** Null: nobody can knock there, it fetches. A hub that moved says so here, signed with the key that stays. */
  baseAddress: baseAddress.nullable(),
  maximumBytes: z.int().min(1),
});
export type Announcement = z.output<typeof Announcement>;

export const Noted = z.object({ v: z.literal(1), code: z.literal("noted") });
export type Noted = z.output<typeof Noted>;
