import { z } from "zod";

const learnt = { learnt: true };

export const settings = z.object({
  apiUrl: z.url({ protocol: /^https?$/ }).meta({ placeholder: "https://boeken.example/" }),
  /** How the package recognises a repeat. Nothing is trusted that the check did not find out. */
  repeats: z.enum(["idempotency-key", "look-up", "neither"]).default("neither").meta(learnt),
  keyHours: z.int().min(0).default(0).meta(learnt),
  indexSeconds: z.int().min(0).default(60).meta(learnt),
  /** It wants an item and a VAT code of its own for every line. */
  asksCodes: z.boolean().default(false).meta(learnt),
});
export type BooksSettings = typeof settings;

export const Account = z.object({
  name: z.string(),
  currency: z.string(),
  repeats: z.enum(["idempotency-key", "look-up", "neither"]),
  keyHours: z.int().min(0),
  indexSeconds: z.int().min(0),
  closedUntil: z.iso.date().nullable(),
  asksCodes: z.boolean().default(false),
});

export const BooksItem = z.object({ id: z.string().min(1), code: z.string(), name: z.string() });

export const Contact = z.object({ id: z.string().min(1) });
export const BooksDocument = z.object({ id: z.string().min(1), number: z.string() });
export const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) });

export const Refusal = z.object({
  error: z.object({ code: z.string(), field: z.string().nullable(), message: z.string() }),
});
