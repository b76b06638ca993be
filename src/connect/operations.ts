import { z } from "zod";
import { AmountText } from "#domain/amount.ts";
import type { DocumentDraft } from "#domain/document.ts";
import { Item, ItemWrite, WarehouseStock } from "#domain/item.ts";
import { KnownOrder, Order, Refund } from "#domain/order.ts";
import { Party } from "#domain/party.ts";
import { ProviderPayment } from "#domain/provider-payment.ts";
import { Basket } from "#domain/supplier/basket.ts";
import { PriceAnswer } from "#domain/supplier/price-answer.ts";
import { SupplierDocument, supplierDocumentKinds } from "#domain/supplier/supplier-document.ts";
import { SupplierOrder, SupplierOrderAnswer } from "#domain/supplier/supplier-order.ts";

/** A read changes nothing; a put may be repeated as it is; a create may not, and says how a repeat is recognised. */
type Effect = "read" | "put" | "create";

interface Definition<I extends z.ZodType, O extends z.ZodType, E extends Effect> {
  readonly effect: E;
  readonly input: I;
  readonly output: O;
}

const read = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Definition<I, O, "read"> => ({
  effect: "read",
  input,
  output,
});
const put = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Definition<I, O, "put"> => ({
  effect: "put",
  input,
  output,
});
const create = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Definition<I, O, "create"> => ({
  effect: "create",
  input,
  output,
});

const Cursor = z.string().nullable();
/** Instant from which changes are wanted; null = everything. The connector takes the overlap its system needs. */
const Since = z.object({ modifiedSince: z.iso.datetime().nullable(), cursor: Cursor });
const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: Cursor });

/** A record that arrived but cannot be read: it never takes its neighbours with it. */
const Unreadable = z.object({
  id: z.string(),
  code: z.enum(["document.invalid", "remote.protocol_changed", "mapping.missing"]),
  message: z.string(),
  /** The same of `textLater`, for people. */
  says: z.string().optional(),
});
const Orders = z.object({ items: z.array(Order), unreadable: z.array(Unreadable) });

const DocumentRef = z.object({ id: z.string(), number: z.string() });
const NamedList = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) });

/** Of a secret: `Placed` of placed.ts. */
const Place = z.object({ secret: z.string() });

/** What a page of a pass says beside its items: see `orders.list`. */
const passOf = {
  seenUntil: z.iso.datetime().nullable().default(null),
  total: z.int().min(0).nullable().default(null),
};

/**
 * Every operation a connector may offer: types, API schema and the conformance suite all read this one table.
 * Having the function is the capability; there is no flag beside it.
 */
export const operations = {
  /**
   * One page of orders, oldest change first. `seenUntil`: the latest change on this page, by the source's own clock and never
   * later than that clock; null when the page is empty. The highest one of a pass is where the next pass begins: our own
   * clock may be ahead of the source's, and would make it skip what changed in between. `total`: how many orders the whole pass
   * has, on its first page, when the source says so. `listed`: orders that may have changed and of which only the header was read, because the
   * source cannot tell and reading them all would cost too much: whoever knows one otherwise reads it.
   */
  "orders.list": read(
    Since,
    Orders.extend({
      next: Cursor,
      seenUntil: z.iso.datetime().nullable(),
      total: z.int().min(0).nullable().default(null),
      listed: z.array(KnownOrder).optional(),
    }),
  ),
  /**
   * One page of every order placed from one instant to before another, as cheaply as the source allows; those in its trash
   * are in it, those that were never finished are not. No id is left out because others move or disappear meanwhile; some may come twice.
   */
  "orders.known": read(
    z.object({ from: z.iso.datetime(), before: z.iso.datetime(), cursor: Cursor }),
    pageOf(KnownOrder),
  ),
  /** Up to a hundred orders by their id. An id in neither list does not exist at the source: proven absence, not a failed look-up. */
  "orders.get": read(z.object({ ids: z.array(z.string()).min(1).max(100) }), Orders),
  /** All refunds of one order. */
  "refunds.list": read(z.object({ orderId: z.string() }), z.object({ items: z.array(Refund) })),
  /**
   * One page, oldest change first where the source can; `seenUntil` and `total` as with orders. `pricesIncludeTax`: how it has its prices, also
   * when it has no product yet.
   */
  "products.list": read(
    Since,
    pageOf(Item).extend({ ...passOf, pricesIncludeTax: z.boolean().nullable().default(null) }),
  ),
  /** Every item, variations too, of which the code is exactly one of these: more than one when the other side has it twice. */
  "products.find": read(
    z.object({ codes: z.array(z.string().min(1)).min(1).max(100) }),
    z.object({ items: z.array(Item) }),
  ),
  /** `sellersItemIdentifier` and `name` are always given; under the code it is found again. */
  "products.create": create(z.object({ item: ItemWrite }), DocumentRef),
  /** Only the fields that are given are written; the answer says what stands there now. */
  "products.update": put(
    z.object({ externalId: z.string(), externalParentId: z.string(), item: ItemWrite }),
    z.object({ item: Item }),
  ),
  /** A picture; refused with `document.rejected` when it is larger than `maximumBytes`. */
  "images.get": read(
    z.object({ itemId: z.string(), imageId: z.string(), maximumBytes: z.int().positive() }),
    z.object({ mediaType: z.string(), base64: z.base64() }),
  ),
  /** What can be sold, per item and warehouse, of items of which that changed. */
  "stock.list": read(
    Since,
    pageOf(
      z.object({ externalId: z.string(), sellersItemIdentifier: z.string(), warehouses: z.array(WarehouseStock) }),
    ).extend(passOf),
  ),
  /** Absolute, never a delta: a delta cannot be repeated. `quantity` is what stands there afterwards; null: the other side does not count it. */
  "stock.set": put(
    z.object({
      items: z
        .array(z.object({ externalId: z.string(), externalParentId: z.string(), quantity: AmountText }))
        .min(1)
        .max(100),
    }),
    z.object({ items: z.array(z.object({ externalId: z.string(), quantity: AmountText.nullable() })) }),
  ),
  "warehouses.list": read(z.object({}), NamedList),
  /** The other side's classes of VAT on what is sold, for the mapping. */
  "vatClasses.list": read(z.object({}), NamedList),
  "categories.list": read(
    z.object({}),
    z.object({ items: z.array(z.object({ id: z.string(), name: z.string(), parentId: z.string() })) }),
  ),
  /** `parentId` is empty at the top. */
  "categories.create": create(z.object({ name: z.string().min(1), parentId: z.string() }), DocumentRef),
  "customers.list": read(Since, pageOf(Party).extend(passOf)),
  /** Only general fields: never a password, a consent or an account. */
  "customers.update": put(z.object({ externalId: z.string(), buyer: Party }), z.object({ id: z.string() })),
  "taxRates.list": read(
    z.object({}),
    z.object({
      items: z.array(
        z.object({ id: z.string(), country: z.string(), rate: AmountText, name: z.string(), vatClass: z.string() }),
      ),
    }),
  ),
  "paymentMethods.list": read(
    z.object({}),
    z.object({ items: z.array(z.object({ id: z.string(), title: z.string(), enabled: z.boolean() })) }),
  ),
  /** By normalised e-mail, and by VAT number where the other side can. Null only when it was looked for and is not there. `buyer`: what stands there now; null where the other side does not say. */
  "customers.find": read(
    z.object({ buyer: Party }),
    z.object({ id: z.string(), buyer: Party.nullable().default(null) }).nullable(),
  ),
  "customers.create": create(z.object({ buyer: Party }), z.object({ id: z.string() })),
  /** `customerId` and `corrects` (the invoice of a credit note) are ids of the other side; the draft's own ids are ours. */
  "documents.create": create(
    z.object({
      draft: z.custom<DocumentDraft>((given) => typeof given === "object" && given !== null),
      issueDate: z.iso.date(),
      customerId: z.string().min(1),
      corrects: z.string().min(1).nullable(),
      /**
       * For each line of the draft that has money and then each of its allowances and charges: what the other side calls it. Last, when the total
       * was rounded, the item of the rounding, without a VAT code. Empty when it asks for none.
       */
      codes: z.array(z.object({ item: z.string(), vatCode: z.string() })).default([]),
    }),
    DocumentRef,
  ),
  /** Asks a payment provider for a page where this amount is paid. `reference` comes back with the payment. */
  "payments.create": create(
    z.object({
      amount: AmountText,
      currency: z.string(),
      /** At most 35 characters. */
      reference: z.string().min(1).max(35),
      /** What the customer reads beside the amount. */
      description: z.string().min(1).max(140),
      language: z.enum(["nl", "fr", "en", "de"]),
      returnUrl: z.url(),
      /** Where the provider rings; null when it cannot reach this hub. */
      hookUrl: z.url().nullable(),
    }),
    ProviderPayment,
  ),
  /** Null: the provider has no such payment. */
  "payments.get": read(z.object({ id: z.string().min(1).max(200) }), ProviderPayment.nullable()),
  /** Takes back what was not paid yet; returns what it has become, which may be that it was paid. */
  "payments.cancel": put(z.object({ id: z.string().min(1).max(200) }), ProviderPayment),
  /** The basket of this login as it is now; one without lines is empty, which is no error. It does not empty it. */
  "basket.get": read(z.object({}), Basket),
  /**
   * Empties the basket of this login, when it still holds what `content` (contentOfBasket) says: it is read again right before. Else
   * nothing is emptied and `changed` holds what is in it now.
   */
  "basket.clear": put(z.object({ content: z.string() }), z.object({ changed: Basket.nullable() })),
  /**
   * How the user's own browser comes into the webshop, logged in: a form that is posted or an address that is opened, with `returnUrl`
   * where the shop posts the basket. `fields` hold the login and are written nowhere.
   */
  "basket.open": read(
    z.object({ returnUrl: z.url(), language: z.enum(["nl", "fr", "en", "de"]) }),
    z.object({
      method: z.enum(["post", "get"]),
      url: z.url(),
      /** A connector gives the place of a secret; whoever asks gets it filled in. */
      fields: z.array(z.object({ name: z.string(), value: z.union([z.string(), Place]).pipe(z.string()) })),
    }),
  ),
  /**
   * Prices of up to fifty articles. One answer per asked code, in any order; a code the supplier does not know is answered `unknown`, and
   * never takes its neighbours with it.
   */
  "prices.get": read(
    z.object({
      items: z
        .array(
          z.object({
            suppliersItemIdentifier: z.string().min(1),
            quantity: AmountText.nullable().default(null),
            unitCode: z.string().default(""),
          }),
        )
        .min(1)
        .max(50),
    }),
    z.object({ answers: z.array(PriceAnswer) }),
  ),
  /** At most `most` hits of the supplier's own catalogue; `total` is how many it has. */
  "items.search": read(
    z.object({
      words: z.array(z.string().min(1)).min(1),
      brandName: z.string().default(""),
      most: z.int().min(1).max(200),
    }),
    z.object({ total: z.int().min(0), answers: z.array(PriceAnswer) }),
  ),
  /** Under `order.number` it is found back: no supplier keeps keys of ours. */
  "purchaseOrders.send": create(z.object({ order: SupplierOrder }), SupplierOrderAnswer),
  /** Null: the supplier has no such document for this customer. `capability.missing` for a kind it does not offer. */
  "supplierDocuments.get": read(
    z.object({ kind: z.enum(supplierDocumentKinds), number: z.string().min(1).max(100) }),
    SupplierDocument.nullable(),
  ),
} as const;

export type OperationName = keyof typeof operations;
/** Operations that must not be carried out twice: `once` is their only caller. */
export type CreateName = {
  [N in OperationName]: (typeof operations)[N]["effect"] extends "create" ? N : never;
}[OperationName];
export type Input<N extends OperationName> = z.output<(typeof operations)[N]["input"]>;
export type Output<N extends OperationName> = z.output<(typeof operations)[N]["output"]>;
/** What a connector returns, before `perform` has checked it. */
export type RawOutput<N extends OperationName> = z.input<(typeof operations)[N]["output"]>;
export const operationNames = Object.keys(operations) as OperationName[];
