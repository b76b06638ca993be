import { z } from "zod";
import { storable } from "#connect/storable.ts";
import { isZero, zero } from "#domain/amount.ts";
import { decimal, ofFloat } from "./decimals.ts";

/**
 * CS-Cart's shapes in its own words, only the fields we read (cs-cart.md sections 3, 5 and 6). Scalars come as text or as numbers, whatever PHP made
 * of them; an empty map comes as `[]`. Statuses are an open list.
 */

const written = z
  .string()
  .trim()
  .regex(/^[+-]?\d{1,20}(?:\.\d*)?$|^[+-]?\.\d+$/, "expected a decimal number");
export const Decimal = z
  .union([
    written,
    z
      .number()
      .refine((number) => Math.abs(number) < 1e12)
      .transform(ofFloat),
  ])
  .transform(decimal);
/** Nothing, or an empty text, is nothing. */
const Money = z
  .union([Decimal, z.literal("").transform(() => zero)])
  .nullish()
  .transform((value) => value ?? zero);

const Id = z
  .union([
    z.int().nonnegative(),
    z
      .string()
      .trim()
      .regex(/^[\w-]{1,64}$/),
  ])
  .transform(String);
/** 0 means "none". */
const IdOrNone = z
  .union([Id, z.literal("")])
  .nullish()
  .transform((id) => (id === undefined || id === null || id === "0" ? "" : id));

const Text = z
  .union([z.string(), z.number(), z.boolean()])
  .nullish()
  .transform((text) => (text === null || text === undefined || text === false ? "" : storable(String(text))));
const FilledText = z.string().min(1).transform(storable);
const YesNo = Text.transform((text) => text.toUpperCase() === "Y");

/** Unix seconds, UTC. */
const Moment = z
  .union([z.int().positive(), z.string().regex(/^\d{1,11}$/)])
  .transform(Number)
  .refine((seconds) => seconds > 0 && seconds < 253_402_300_800);
const OptionalMoment = Moment.nullish()
  .catch(null)
  .transform((seconds) => seconds ?? null);

/** A PHP array: a list, or a map by key; empty it is always a list. */
export const mapOf = <T extends z.ZodType>(value: T) =>
  z
    .union([
      z
        .array(value)
        .transform((list) => list.map((one, index): readonly [string, z.output<T>] => [String(index), one])),
      z.record(z.string(), value).transform((map) => Object.entries(map)),
    ])
    .nullish()
    .transform((entries) => entries ?? []);

const Option = z.object({ variant_name: Text, value: Text });

export const CsProductLine = z.object({
  item_id: IdOrNone,
  product_id: IdOrNone,
  product_code: Text,
  product: Text,
  amount: Decimal,
  /** Of one, after the discount of the line. */
  price: Decimal,
  product_options: mapOf(Option).catch([]),
});
export type CsProductLine = z.infer<typeof CsProductLine>;

export const CsShipping = z.object({ shipping_id: IdOrNone, shipping: Text, rate: Money, group_key: Text });

/** Unit mode: amounts by `P_<item>`, `S_<group>_<shipping>`, `PS_<payment>`. Subtotal mode: amounts by `P`, `S` and `PS`, and `items` says of what. */
const Applies = mapOf(z.unknown());

export const CsTax = z.object({
  description: Text,
  regnumber: Text,
  rate_type: Text,
  rate_value: Money,
  price_includes_tax: YesNo,
  tax_subtotal: Money,
  applies: Applies,
});
export type CsTax = z.infer<typeof CsTax>;

/** A redeemed or a sold gift certificate; the add-on's shape varies. */
const Certificate = z
  .object({ cost: Money, amount: Money })
  .transform(({ cost, amount }) => (isZero(cost) ? amount : cost));

const person = {
  firstname: Text,
  lastname: Text,
  address: Text,
  address_2: Text,
  city: Text,
  state: Text,
  state_descr: Text,
  zipcode: Text,
  country: Text,
  phone: Text,
} as const;
type Prefixed<P extends string> = { [K in keyof typeof person as `${P}_${K}`]: typeof Text };
const prefixed = <P extends "b" | "s">(prefix: P): Prefixed<P> =>
  Object.fromEntries(Object.entries(person).map(([name, shape]) => [`${prefix}_${name}`, shape])) as Prefixed<P>;

const Profile = {
  email: Text,
  phone: Text,
  firstname: Text,
  lastname: Text,
  company: Text,
  lang_code: Text,
  /** The shop's own fields, by their id. */
  fields: mapOf(z.unknown()).catch([]),
  ...prefixed("b"),
  ...prefixed("s"),
} as const;

export const CsOrder = z.object({
  order_id: Id,
  is_parent_order: YesNo,
  user_id: IdOrNone,
  timestamp: Moment,
  /** Only in newer versions. */
  updated_at: OptionalMoment,
  status: FilledText,
  ...Profile,
  total: Decimal,
  subtotal_discount: Money,
  shipping_cost: Money,
  payment_surcharge: Money,
  tax_exempt: YesNo,
  payment_id: IdOrNone,
  payment_method: z.object({ payment: Text, surcharge_title: Text }).catch({ payment: "", surcharge_title: "" }),
  payment_info: z.object({ transaction_id: Text }).catch({ transaction_id: "" }),
  notes: Text,
  products: mapOf(CsProductLine),
  shipping: mapOf(CsShipping),
  taxes: mapOf(CsTax),
  use_gift_certificates: mapOf(Certificate),
  gift_certificates: mapOf(Certificate),
  coupons: mapOf(z.unknown()).catch([]),
});
export type CsOrder = z.infer<typeof CsOrder>;

/** Of an order only what a list says of it; what cannot be read is null, and never hides the order. */
export const CsOrderHeader = z.object({
  order_id: Id,
  is_parent_order: YesNo.catch(false),
  status: Text.catch(""),
  timestamp: OptionalMoment,
  updated_at: OptionalMoment,
  total: Decimal.nullish()
    .catch(null)
    .transform((total) => total ?? null),
});
export type CsOrderHeader = z.infer<typeof CsOrderHeader>;

const Picture = z.object({
  detailed: z
    .object({ image_path: Text, http_image_path: Text })
    .nullish()
    .catch(null)
    .transform((picture) => picture ?? null),
});
const OptionalPicture = z
  .union([Picture, z.array(z.unknown()).transform(() => null)])
  .nullish()
  .catch(null);

export const CsProduct = z.looseObject({
  product_id: Id,
  product: Text,
  product_code: Text,
  full_description: Text,
  price: Decimal.nullish(),
  amount: Decimal.nullish(),
  /** D: not counted; O: counted per combination of options. */
  tracking: Text,
  status: Text,
  tax_ids: mapOf(Id).catch([]),
  category_ids: mapOf(Id).catch([]),
  parent_product_id: IdOrNone,
  timestamp: OptionalMoment,
  updated_timestamp: OptionalMoment,
  main_pair: OptionalPicture,
  image_pairs: mapOf(OptionalPicture).catch([]),
});
export type CsProduct = z.infer<typeof CsProduct>;

export const CsUser = z.object({ user_id: Id, user_type: Text, ...Profile });
export type CsUser = z.infer<typeof CsUser>;

export const CsCategory = z.object({ category_id: Id, category: Text, parent_id: IdOrNone });
export type CsCategory = z.infer<typeof CsCategory>;
export const CsPayment = z.object({ payment_id: Id, payment: Text, status: Text });
export const CsTaxClass = z.object({ tax_id: Id, tax: Text, price_includes_tax: YesNo, status: Text });
export const CsStatus = z.object({ status: FilledText, type: Text, description: Text });

/** What a write answers: the id of what was written, and nothing else. */
export const Written = {
  product: z.object({ product_id: Id }),
  user: z.object({ user_id: Id }),
  category: z.object({ category_id: Id }),
} as const;

/** `message` is for people; older versions have no more than text. */
export const CsRefusal = z.object({ message: Text, status: z.union([z.number(), z.string()]).optional() });
