import { createHash } from "node:crypto";
import { z } from "zod";
import { canonicalBytes } from "./canonical-json.ts";
import { DetachedJws, signDetached } from "./detached-jws.ts";
import type { OwnKey } from "./exchange-keys.ts";

/** What may go between partners, each only where both sides allow it. */
export const docTypes = [
  "order",
  "order_response",
  "order_change",
  "order_cancel",
  "despatch",
  "invoice_copy",
  "catalogue",
  "stock",
  "statement",
] as const;
export const DocType = z.enum(docTypes);
export type DocType = z.output<typeof DocType>;

export const ExchangeMode = z.enum(["test", "live"]);
export type ExchangeMode = z.output<typeof ExchangeMode>;

/** Of the content of one message, not of the request around it. */
export const usualMaximumBytes = 5 * 1024 * 1024;

/** Base64 of four thirds of the content, and room for the rest of the envelope. */
export const maximumRequestBytes = (maximumBytes = usualMaximumBytes): number =>
  Math.ceil(maximumBytes / 3) * 4 + 64 * 1024;

/** Lower case only: an id is compared as text, and has one spelling. */
export const Uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);

/** Characters are counted as code points; a control character in a number or a name is an attack on a log or a screen. */
const line = (maximum: number) => z.string().regex(new RegExp(`^\\P{Cc}{1,${maximum}}$`, "u"));

/** Text for a log book, counted in code points as well. */
export const prose = (maximum: number) => z.string().regex(new RegExp(`^.{0,${maximum}}$`, "su"));

/** Who somebody is: a scheme of the EAS list (0208 Belgian enterprise number, 0106 KvK, 0088 GLN, 9925 Belgian VAT …) and the number in it. */
export const PartyIdentifier = z.object({ scheme: z.string().regex(/^\d{4}$/), id: line(50) });
export type PartyIdentifier = z.output<typeof PartyIdentifier>;

/** What a person sees and confirms before anything moves. */
export const ExchangeParty = PartyIdentifier.extend({
  name: line(200),
  vatNumber: z
    .string()
    .regex(/^[A-Z]{2}[0-9A-Z+*]{2,13}$/)
    .nullable(),
  gln: z
    .string()
    .regex(/^\d{13}$/)
    .nullable(),
  address: z
    .object({
      street: line(200).nullable(),
      postalCode: line(20).nullable(),
      city: line(100).nullable(),
      country: z.string().regex(/^[A-Z]{2}$/),
    })
    .nullable(),
});
export type ExchangeParty = z.output<typeof ExchangeParty>;

export const prefixed = (bytes: Uint8Array): string => `base64:${Buffer.from(bytes).toString("base64")}`;

/** Bytes of `base64:…`, or null when that is not the one spelling there is for them. */
export function bytesOfPrefixed(text: string): Buffer | null {
  if (!text.startsWith("base64:")) return null;
  const bytes = Buffer.from(text.slice(7), "base64");
  return prefixed(bytes) === text ? bytes : null;
}

export const sha256Of = (bytes: Uint8Array): string => prefixed(createHash("sha256").update(bytes).digest());

export const Sha256 = z.string().regex(/^base64:[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/);

/** In UTC, with seconds, at most nanoseconds, from 1970 on: what every calendar and database can hold. */
export const ExchangeInstant = z.iso
  .datetime()
  .regex(/^(?:19[7-9]|[2-9]\d\d)\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/);

const isBefore = (one: string, other: string): boolean =>
  ExchangeInstant.safeParse(one).success &&
  ExchangeInstant.safeParse(other).success &&
  Temporal.Instant.compare(one, other) < 0;

/** A decimal number as text: money and quantities are never JSON numbers. */
const DecimalText = z.string().regex(/^-?\d{1,15}(\.\d{1,6})?$/);

const EnvelopeMembers = z.object({
  v: z.literal(1),
  messageId: Uuid,
  relationId: Uuid,
  /** Of this relation and this way, from 1, without holes but those the outbox tells of. */
  seq: z.int().min(1),
  docType: DocType,
  revision: z.int().min(0).max(9999),
  /** The revision it takes the place of, a lower one; null: of none. */
  replaces: z.int().min(0).max(9999).nullable(),
  mode: ExchangeMode,
  from: PartyIdentifier,
  to: PartyIdentifier,
  /** The number of the document at who made it. */
  businessId: line(200),
  createdAt: ExchangeInstant,
  expiresAt: ExchangeInstant,
  /** The message this one answers. */
  inReplyTo: Uuid.nullable(),
  content: z.object({
    type: z.enum(["application/xml", "application/json"]),
    profile: line(300),
    /** Of the bytes, before base64. */
    sha256: Sha256,
    bytes: z.int().min(1),
    /** Its spelling is looked at with the content, after its size. */
    data: z.string(),
  }),
  /** For screens and the log book; never booked. */
  summary: z
    .object({
      lines: z.int().min(0).nullish(),
      net: DecimalText.nullish(),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/)
        .nullish(),
      requested: z.iso.date().nullish(),
    })
    .nullable(),
});

export const Envelope = EnvelopeMembers.refine(
  ({ revision, replaces, createdAt, expiresAt }) =>
    (replaces === null || replaces < revision) && isBefore(createdAt, expiresAt),
);
export type Envelope = z.output<typeof Envelope>;

/** What travels, by push and by pull alike, and what both sides keep: the proof stands on its own. */
export const ExchangeMessage = z.object({ envelope: Envelope, jws: DetachedJws });
export type ExchangeMessage = z.output<typeof ExchangeMessage>;

type Unsealed = Omit<Envelope, "v" | "content"> & {
  readonly content: Pick<Envelope["content"], "type" | "profile"> & { readonly bytes: Uint8Array };
};

/** A message as it is kept in the outbox and sent, however often: the same bytes each time. */
export function sealMessage({ content, ...rest }: Unsealed, key: OwnKey): ExchangeMessage {
  const { type, profile, bytes } = content;
  const envelope: Envelope = {
    v: 1,
    ...rest,
    content: { type, profile, sha256: sha256Of(bytes), bytes: bytes.byteLength, data: prefixed(bytes) },
  };
  return { envelope, jws: signDetached(envelope, key) };
}

/** What makes two messages of one id the same or not: over the canonical form of the envelope, as it was read. */
export const envelopeSha256 = (envelope: unknown): string => sha256Of(canonicalBytes(envelope));
