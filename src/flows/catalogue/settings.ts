import { z } from "zod";
import { TransformNames } from "#connect/transform.ts";
import { amount, AmountText, compare, isNegative, zero } from "#domain/amount.ts";
import { textLater } from "#domain/texts/text-later.ts";

/**
 * When a field is written at the shop: never, only in what Schakel makes there, or also later on. `overwrites`: also over what the shop
 * itself made of it; without that, a field that says something else than Schakel wrote is left alone.
 */
export const FieldRule = z.object({
  when: z.enum(["never", "onCreate", "onUpdate"]),
  overwrites: z.boolean().default(false),
});
export type FieldRule = z.infer<typeof FieldRule>;

const lastingRule = FieldRule.default({ when: "onUpdate", overwrites: false });
const onceRule = FieldRule.default({ when: "onCreate", overwrites: false });
/** What the ERP leads in, whatever the shop made of it (requirement C3.2). */
const leadingRule = FieldRule.default({ when: "onUpdate", overwrites: true });

/** Where a text of the shop comes from: a field of the source's own, or one of its free attributes. */
export const TextSource = z
  .string()
  .regex(/^(name|description|code|gtin|type|unitCode|attribute:.{1,200})$/, textLater("given.form"));

const textRule = (from: string, when: FieldRule["when"]) =>
  FieldRule.extend({ from: TextSource.default(from) }).default({ from, when, overwrites: false });

const positive = AmountText.refine((value) => !isNegative(value), textLater("given.negative"));
const mostRate = amount("100");
const Rate = AmountText.refine(
  (rate) => !isNegative(rate) && compare(rate, mostRate) <= 0,
  textLater("given.percentage"),
);

/** How much of what is in the source's warehouses is offered in the shop. */
export const StockRule = z.object({
  /** C5.9: the first one, unless told otherwise; several are added up. */
  warehouses: z
    .discriminatedUnion("use", [
      z.object({ use: z.literal("first") }),
      z.object({ use: z.literal("chosen"), ids: z.array(z.string().min(1).max(200)).min(1).max(100) }),
      z.object({ use: z.literal("all") }),
    ])
    .default({ use: "first" }),
  /** Never offered, so that what is sold elsewhere meanwhile is still there. By code, else this. */
  safety: positive.default(zero),
  safetyOf: z.record(z.string().min(1).max(200), positive).default({}),
  /** Pieces: what is left of one is not sold. */
  wholeNumbers: z.boolean().default(true),
});
export type StockRule = z.infer<typeof StockRule>;

const EveryMinutes = z.int().min(1).max(1440);

export const AttributeRule = FieldRule.extend({ from: TextSource, to: z.string().trim().min(1).max(200) });

/** What a user chooses for products (C5.4–C5.13). */
export const ProductSettings = z.object({
  fields: z
    .object({
      name: textRule("name", "onUpdate"),
      description: textRule("description", "onCreate"),
      price: leadingRule,
      vatClass: leadingRule,
      /** From the type (C5.6), or from the categories the source itself has. */
      category: FieldRule.extend({ from: z.enum(["type", "categories"]).default("type") }).default({
        from: "type",
        when: "onCreate",
        overwrites: false,
      }),
      images: lastingRule,
      isActive: lastingRule,
      /** With what it begins; later on stock has a coupling of its own. */
      stock: onceRule,
    })
    .prefault({}),
  attributes: z
    .array(AttributeRule)
    .max(100)
    .refine((all) => new Set(all.map(({ to }) => to)).size === all.length, textLater("given.twice"))
    .default([]),
  /** By the source's own class. `rate`: asked when one side has prices with VAT and the other without. */
  vatClasses: z
    .record(z.string().max(200), z.object({ to: z.string().max(200), rate: Rate.nullable().default(null) }))
    .default({}),
  /** By the source's own category, its names joined with ` > `: the shop's own id. */
  categories: z.record(z.string().max(500), z.string().min(1).max(200)).default({}),
  /** Makes a category that the shop has none of the same name for. */
  makesCategories: z.boolean().default(true),
  /** Null: as its products say. */
  shopPricesIncludeVat: z.boolean().nullable().default(null),
  /** False: only products that are in the shop already. */
  creates: z.boolean().default(true),
  /** Also makes products that are not for sale. */
  withInactive: z.boolean().default(false),
  /** The source's own types; empty: all. */
  onlyTypes: z.array(z.string().max(200)).max(200).default([]),
  /** For what a new product begins with, where stock itself is not coupled. */
  stock: StockRule.prefault({}),
  /** Steps of own modules, in their order, before anything else is done with an item. */
  transforms: TransformNames,
  everyMinutes: EveryMinutes.default(15),
});
export type ProductSettings = z.infer<typeof ProductSettings>;

export const StockSettings = StockRule.extend({ transforms: TransformNames, everyMinutes: EveryMinutes.default(5) });
export type StockSettings = z.infer<typeof StockSettings>;

export const customerFields = ["name", "contactName", "phone", "vatIdentifier", "address"] as const;
export type CustomerField = (typeof customerFields)[number];

/** Only general data (C6.2). The e-mail address is what they are recognised by, and stays as it is. */
export const CustomerSettings = z.object({
  fields: z
    .object({
      name: lastingRule,
      contactName: lastingRule,
      phone: lastingRule,
      vatIdentifier: lastingRule,
      address: lastingRule,
    })
    .prefault({}),
  creates: z.boolean().default(true),
  everyMinutes: EveryMinutes.default(60),
});
export type CustomerSettings = z.infer<typeof CustomerSettings>;

export const catalogueSettings = {
  products: ProductSettings,
  stock: StockSettings,
  customers: CustomerSettings,
} as const;
export type CatalogueKind = keyof typeof catalogueSettings;
