import { z } from "zod";
import { amount, AmountText, compare, isNegative, isPositive } from "#domain/amount.ts";
import { readMailAddress } from "#domain/mail-server.ts";
import { Day } from "#domain/order.ts";
import { VatCategory } from "#domain/vat.ts";
import { textLater } from "#domain/texts/text-later.ts";

/** More than this is no rounding: it hides a mistake. */
const largestRounding = amount("1.00");

/** What a user chooses for one coupling of shop orders (requirements B3, B4; C8.3 is kept on the coupling itself). */
export const ShopOrderSettings = z.object({
  documentKind: z.enum(["orderSlip", "deliveryNote", "invoice"]).default("invoice"),
  /** `created`: as soon as it is placed, paid or not; `paid`: once it has been paid; `statuses`: in one of `statuses`. */
  moment: z.enum(["created", "paid", "statuses"]).default("created"),
  statuses: z.array(z.string().trim().min(1)).max(50).default([]),
  /** Orders of before this shop-local day are skipped. */
  startDate: Day.nullable().default(null),
  documentZeroTotals: z.boolean().default(false),
  /** Largest difference that may become a named rounding, in the order's currency. More is held. */
  roundingLimit: AmountText.refine(
    (limit) => !isNegative(limit) && compare(limit, largestRounding) <= 0,
    textLater("given.between", { least: 0, most: 1 }),
  ).default(amount("0.05")),
  /** `source`: the shop's own VAT amounts; only followed on order slips, delivery notes and invoices to consumers. */
  vatPolicy: z.enum(["calculated", "source"]).default("calculated"),
  /** The customer's note above the table (B3.6), and in the internal note (B3.7). */
  noteAboveLines: z.boolean().default(true),
  noteInternal: z.boolean().default(true),
  /**
   * `automatic`: issued and mailed at once to the address of the order (B3.4); `none`: issued, and mailed by nobody; `draft`: left as a
   * draft, which a person makes final and sends (B3.5).
   */
  sending: z.enum(["automatic", "none", "draft"]).default("none"),
  issueDate: z.enum(["orderDay", "today"]).default("orderDay"),
  /** Of orders booked in an outside package: who hears of one that could not be; whoever gets the alarms about orders when there is nobody (C8.4). */
  failureMailTo: z
    .array(
      z
        .string()
        .trim()
        .max(254)
        .refine((text) => readMailAddress(text) !== null, { error: () => textLater("mail.needs.address") }),
    )
    .max(10)
    .default([]),
  /** Of orders booked in an outside package: what passed through is kept, as long as its time, after it was booked (C1.6). */
  keepsContent: z.boolean().default(false),
});
export type ShopOrderSettings = z.infer<typeof ShopOrderSettings>;

/** A code of the package that is booked in. */
const CodeThere = z.object({ code: z.string().trim().min(1).max(100) });

/** Values of the mappings this flow asks for, by what they map. */
export const mappingValues = {
  /** From an item code, or `*`: how lines on which the shop put no VAT are treated. */
  untaxedLine: z.object({ category: VatCategory.exclude(["S"]), reason: z.string().trim().max(300).default("") }),
  /** From a currency: EUR for one unit of it. */
  exchangeRate: z.object({ rate: AmountText.refine(isPositive, textLater("given.above", { limit: 0 })) }),
  /** From a status the connector does not know. */
  orderStatus: z.object({ use: z.enum(["book", "skip"]) }),
  /** From a payment method of the shop: whether a paid date means the money was received. */
  paymentMethod: z.object({
    prepaid: z.boolean(),
    paymentMeansCode: z
      .string()
      .regex(/^(\d{1,2}|ZZZ)$/)
      .optional(),
  }),
  /** From an item code of the shop, or the name of a line without one: its item in the package that is booked in. */
  itemCode: CodeThere,
  /** From a kind of line that is no item (`shipping`), that kind with its name (`allowance: Gift card`), or `*`: the item it is booked on. */
  chargeItem: CodeThere,
  /** From country, rate and price mode of the shop (`BE 21 incl`): the package's own code. */
  vatCode: CodeThere,
} as const;

export type MappingKind = keyof typeof mappingValues;

export interface MappingEntry {
  readonly what: MappingKind;
  readonly fromValue: string;
  readonly toValue: unknown;
}

/** Looks a mapping up; undefined when nobody filled it in, or what is stored does not fit any more. */
export function mapped<K extends MappingKind>(
  entries: readonly MappingEntry[],
  what: K,
  from: string,
): z.output<(typeof mappingValues)[K]> | undefined {
  const entry = entries.find((candidate) => candidate.what === what && candidate.fromValue === from);
  if (entry === undefined) return undefined;
  const value = mappingValues[what].safeParse(entry.toValue);
  return value.success ? (value.data as z.output<(typeof mappingValues)[K]>) : undefined;
}
