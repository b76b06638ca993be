import { z } from "zod";
import { isBefore, readInstant } from "./instant.ts";

/** Characters as the page counts them, in code points, and none of them a control character. */
export function text(most: number, least = 1): z.ZodType<string> {
  return z.string().regex(new RegExp(`^\\P{Cc}{${least},${most}}$`, "u"));
}

export const Uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
export const Instant = z.string().transform(readInstant).pipe(z.instanceof(Temporal.Instant));
export const Sha256 = z.string().regex(/^base64:[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/);
export const Mode = z.enum(["test", "live"]);
export const PartyNumber = z.looseObject({ scheme: z.string().regex(/^\d{4}$/), id: text(50) });
export const DocType = z.enum([
  "order",
  "order_response",
  "order_change",
  "order_cancel",
  "despatch",
  "invoice_copy",
  "catalogue",
  "stock",
  "statement",
]);

const Content = z.looseObject({
  type: z.enum(["application/xml", "application/json"]),
  profile: text(300),
  sha256: Sha256,
  bytes: z.int().min(1),
  /** Its spelling is judged later: where it is wrong, the content is, not the envelope. */
  data: z.string(),
});

const Summary = z.looseObject({
  lines: z.int().min(0).nullish(),
  net: z
    .string()
    .regex(/^-?\d{1,15}(\.\d{1,6})?$/)
    .nullish(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullish(),
  requested: z.iso.date().nullish(),
});

/** The envelope of a message, as the table of the page's section "The message" has it. */
export const Envelope = z
  .looseObject({
    v: z.literal(1),
    messageId: Uuid,
    relationId: Uuid,
    seq: z.int().min(1),
    docType: DocType,
    revision: z.int().min(0).max(9999),
    replaces: z.int().min(0).nullable(),
    mode: Mode,
    from: PartyNumber,
    to: PartyNumber,
    businessId: text(200),
    createdAt: Instant,
    expiresAt: Instant,
    inReplyTo: Uuid.nullable(),
    summary: Summary.nullable(),
    content: Content,
  })
  .refine(({ revision, replaces }) => replaces === null || replaces < revision)
  .refine(({ createdAt, expiresAt }) => isBefore(createdAt, expiresAt));
