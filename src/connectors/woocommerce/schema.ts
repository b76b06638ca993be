import { z } from "zod";
import { storable } from "#connect/storable.ts";

/**
 * WooCommerce's shapes in its own words, only the fields we read (woocommerce.md sections 3, 6, 7, 8). Unknown fields are
 * let through and dropped; statuses, payment methods and tax classes are open lists.
 */

/** A decimal as text, any number of decimals. A JSON number is refused: it has been a float. */
const Decimal = z.string().regex(/^[+-]?\d+(?:\.\d*)?$|^[+-]?\.\d+$/, "expected a decimal number as text");

/** Ids are integers; some plugins make them text. 0 means "none". */
const Id = z.union([z.int(), z.string().regex(/^\d+$/)]).transform(String);

/** Texts that plugins and deleted products leave null. A sign that PostgreSQL refuses is replaced, so that the order is still booked. */
const Text = z
  .string()
  .nullish()
  .transform((text) => storable(text ?? ""));

/** A text that is always there. */
const FilledText = z.string().transform(storable);

/** `YYYY-MM-DDTHH:MM:SS`, never with a suffix: shop time, or UTC in the fields that end in `_gmt`. */
const LocalTime = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/, "expected a time without an offset");
const OptionalTime = LocalTime.nullish().transform((time) => time ?? null);

/** `value` may be text, number, object or list. */
const Meta = z.object({
  key: z.string(),
  value: z.unknown().transform((value) => (typeof value === "string" ? storable(value) : value)),
});
/** PHP writes an empty list as `[]`, and a list with holes as an object. */
const MetaData = z
  .union([z.array(Meta), z.record(z.string(), Meta).transform((record) => Object.values(record))])
  .nullish()
  .transform((meta) => meta ?? []);

export const WooAddress = z.object({
  first_name: Text,
  last_name: Text,
  company: Text,
  address_1: Text,
  address_2: Text,
  city: Text,
  state: Text,
  postcode: Text,
  country: Text,
  email: Text,
  phone: Text,
});
export type WooAddress = z.infer<typeof WooAddress>;

/** VAT of one rate on one line. `total` is empty when the rate exists on the order but not on this line. */
const LineTax = z.object({ id: Id, total: z.union([Decimal, z.literal("")]) });

const Line = z.object({
  id: Id,
  total: Decimal,
  total_tax: Decimal,
  taxes: z.array(LineTax),
  meta_data: MetaData,
});
export type WooLine = z.infer<typeof Line>;

/** `price` is a JSON number for display only, and is not read. */
export const WooLineItem = Line.extend({
  name: Text,
  product_id: Id,
  variation_id: Id,
  quantity: z.number(),
  sku: Text,
  /** Since 10.1. */
  global_unique_id: Text,
});
export type WooLineItem = z.infer<typeof WooLineItem>;

export const WooShippingLine = Line.extend({ method_title: Text });
export type WooShippingLine = z.infer<typeof WooShippingLine>;

export const WooFeeLine = Line.extend({ name: Text });
export type WooFeeLine = z.infer<typeof WooFeeLine>;

export const WooTaxLine = z.object({
  rate_code: Text,
  rate_id: Id,
  tax_total: Decimal,
  shipping_tax_total: Decimal,
  rate_percent: z.union([z.number().nonnegative(), z.string()]),
});
export type WooTaxLine = z.infer<typeof WooTaxLine>;

/** What is needed to read the VAT of a refund, which does not say itself whether prices include tax or the buyer is exempt. */
export const WooOrderTax = z.object({
  id: Id,
  currency: Text,
  prices_include_tax: z.boolean(),
  billing: WooAddress,
  shipping: WooAddress,
  tax_lines: z.array(WooTaxLine),
  meta_data: MetaData,
});
export type WooOrderTax = z.infer<typeof WooOrderTax>;

export const WooOrder = WooOrderTax.extend({
  number: Text,
  status: FilledText,
  currency: FilledText,
  date_created: LocalTime,
  date_created_gmt: OptionalTime,
  date_modified: OptionalTime,
  date_modified_gmt: OptionalTime,
  date_paid: OptionalTime,
  date_paid_gmt: OptionalTime,
  total: Decimal,
  customer_id: Id,
  customer_note: Text,
  payment_method: Text,
  payment_method_title: Text,
  transaction_id: Text,
  line_items: z.array(WooLineItem),
  shipping_lines: z.array(WooShippingLine),
  fee_lines: z.array(WooFeeLine),
  /** `total` is only looked at, never booked: the refund itself is read for that. */
  refunds: z.array(z.object({ id: Id, total: Decimal.nullish().catch(null) })).default([]),
});
export type WooOrder = z.infer<typeof WooOrder>;

/** Of an order only what names it and says how it stands; what cannot be read is null, and never hides the order. */
export const WooKnownOrder = z.object({
  id: Id,
  number: Text.catch(""),
  status: FilledText,
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullish()
    .catch(null)
    .transform((currency) => currency ?? null),
  total: Decimal.nullish()
    .catch(null)
    .transform((total) => total ?? null),
  date_created: OptionalTime.catch(null),
  date_created_gmt: OptionalTime.catch(null),
  date_modified: OptionalTime.catch(null),
  date_modified_gmt: OptionalTime.catch(null),
  refunds: z.array(z.object({ id: Id })).default([]),
});

export const WooRefund = z.object({
  id: Id,
  date_created: LocalTime,
  amount: Decimal,
  reason: Text,
  line_items: z.array(WooLineItem).default([]),
  shipping_lines: z.array(WooShippingLine).default([]),
  fee_lines: z.array(WooFeeLine).default([]),
  /** Missing in older versions: then the order's tax lines are used. */
  tax_lines: z.array(WooTaxLine).default([]),
});
export type WooRefund = z.infer<typeof WooRefund>;

export const WooWebhook = z.object({ id: Id, status: z.string(), topic: FilledText, delivery_url: z.string() });
export type WooWebhook = z.infer<typeof WooWebhook>;

const Price = z
  .union([Decimal, z.literal("")])
  .nullish()
  .transform((price) => price ?? "");

const Picture = z.object({ id: Id, src: Text, date_modified_gmt: OptionalTime.catch(null) });

/** `option` on a variation: what was chosen. `options` on a product: what there is. `id` 0: of this product alone. */
const Attribute = z.looseObject({ name: Text, option: Text, options: z.array(Text).catch([]).default([]) });
export type WooAttribute = z.infer<typeof Attribute>;

/** PHP writes an empty list as `[]`, and a list with holes as an object; a list that is not there is empty. */
const listOf = <T extends z.ZodType>(item: T) =>
  z
    .union([z.array(item), z.record(z.string(), item).transform((record) => Object.values(record))])
    .nullish()
    .transform((list) => list ?? []);

/** Shared by products and variations; prices are text as entered, in the shop's own mode, empty when there is none. */
const Sellable = z.object({
  id: Id,
  name: Text,
  description: Text,
  sku: Text,
  global_unique_id: Text,
  status: Text,
  price: Price,
  regular_price: Price,
  tax_status: Text,
  tax_class: Text,
  /** "parent" on a variation: counted with its product. */
  manage_stock: z.union([z.boolean(), z.string()]).default(false),
  stock_quantity: z
    .number()
    .nullish()
    .transform((quantity) => quantity ?? null),
  attributes: listOf(Attribute),
  date_modified_gmt: OptionalTime,
});

/** Also the form in which a search among products shows a variation. */
export const WooProduct = Sellable.extend({
  type: z.string(),
  parent_id: Id.catch("0"),
  categories: listOf(z.object({ id: Id, name: Text })),
  images: listOf(Picture),
});
export type WooProduct = z.infer<typeof WooProduct>;

export const WooVariation = Sellable.extend({ image: Picture.nullish().catch(null) });
export type WooVariation = z.infer<typeof WooVariation>;

/** `parent` is 0 at the top; `name` is kept with entities. */
export const WooCategory = z.object({ id: Id, name: Text, parent: Id });
export type WooCategory = z.infer<typeof WooCategory>;

export const WooTaxClass = z.object({ slug: z.string().min(1), name: Text });

/** What a batch answers for each record: how it stands now, or why it was refused. The answer as a whole is 200 in any case. */
const Refused = z.object({ id: Id, error: z.object({ code: z.string() }) });
const Counted = z.object({
  id: Id,
  manage_stock: z.union([z.boolean(), z.string()]),
  stock_quantity: z.number().nullable(),
});
export const WooStockBatch = z.object({ update: z.array(z.union([Refused, Counted])) });

export const WooCustomer = z.object({
  id: Id,
  email: Text,
  first_name: Text,
  last_name: Text,
  role: Text,
  billing: WooAddress,
  meta_data: MetaData,
  date_modified_gmt: OptionalTime,
});
export type WooCustomer = z.infer<typeof WooCustomer>;

export const WooTaxRate = z.object({ id: Id, country: Text, rate: Decimal, name: Text, class: Text });

export const WooGateway = z.object({
  id: FilledText,
  title: Text,
  enabled: z.boolean(),
});

/** One of the shop's own settings; `value` is text for the ones we read. */
export const WooSetting = z.object({ id: z.string(), value: z.unknown() });

/** `GET /wp-json/`, which needs no key. */
export const WordPressIndex = z.object({
  name: Text,
  home: Text,
  timezone_string: Text,
  gmt_offset: z.union([z.number(), z.string()]).default(0),
  namespaces: z.array(z.string()),
});

/** `message` is in the shop's language and may hold HTML entities: nothing is decided on it. `data` may be a bare number. */
export const WooError = z.object({ code: FilledText, data: z.unknown() });
