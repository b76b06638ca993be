import { z } from "zod";
import { decodePrefixedBase64 } from "./base64.ts";
import { readInstant } from "./instant.ts";

const Uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
const Instant = z.string().transform(readInstant).pipe(z.instanceof(Temporal.Instant));
const PrefixedBase64 = z.string().refine((text) => decodePrefixedBase64(text) !== null);
const Party = z.looseObject({ scheme: z.string().regex(/^\d{4}$/), id: z.string().min(1) });

const Content = z.looseObject({
  type: z.enum(["application/xml", "application/json"]),
  profile: z.string().min(1),
  sha256: PrefixedBase64,
  /** Not on the page, where a document of no bytes is `bad_content` at most; known from the vector "no content". */
  bytes: z.int().min(1),
  /** Its spelling is judged later: where it is wrong, the content is, not the envelope. */
  data: z.string(),
});

const Summary = z.looseObject({
  lines: z.int().min(0).nullable(),
  net: z.string().nullable(),
  currency: z.string().nullable(),
  requested: z.string().nullable(),
});

/** The envelope of a message, as the table of the page's section "The message" has it. */
export const Envelope = z
  .looseObject({
    v: z.literal(1),
    messageId: Uuid,
    relationId: Uuid,
    seq: z.int().min(1),
    docType: z.enum([
      "order",
      "order_response",
      "order_change",
      "order_cancel",
      "despatch",
      "invoice_copy",
      "catalogue",
      "stock",
      "statement",
    ]),
    revision: z.int().min(0),
    replaces: Uuid.nullable(),
    mode: z.enum(["test", "live"]),
    from: Party,
    to: Party,
    businessId: z.string().refine(isBusinessId),
    createdAt: Instant,
    expiresAt: Instant,
    inReplyTo: Uuid.nullable(),
    summary: Summary.nullable(),
    content: Content,
  })
  .refine(({ revision, replaces }) => (revision === 0) === (replaces === null));

/** 1 to 200 characters, no control characters. */
function isBusinessId(text: string): boolean {
  return /^\P{Cc}{1,200}$/u.test(text);
}
