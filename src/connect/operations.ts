import { z } from "zod";
import { AmountText } from "#domain/amount.ts";
import type { DocumentDraft } from "#domain/document.ts";
import { Item } from "#domain/item.ts";
import { KnownOrder, Order, Refund } from "#domain/order.ts";
import { Party } from "#domain/party.ts";
import { ProviderPayment } from "#domain/provider-payment.ts";

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
});
const Orders = z.object({ items: z.array(Order), unreadable: z.array(Unreadable) });

const DocumentRef = z.object({ id: z.string(), number: z.string() });

/**
 * Every operation a connector may offer: types, API schema and the conformance suite all read this one table.
 * Having the function is the capability; there is no flag beside it.
 */
export const operations = {
  /**
   * One page of orders, oldest change first. `seenUntil`: the latest change on this page, by the source's own clock and never
   * later than that clock; null when the page is empty. The highest one of a pass is where the next pass begins: our own
   * clock may be ahead of the source's, and would make it skip what changed in between. `total`: how many orders the whole pass
   * has, on its first page, when the source says so.
   */
  "orders.list": read(
    Since,
    Orders.extend({
      next: Cursor,
      seenUntil: z.iso.datetime().nullable(),
      total: z.int().min(0).nullable().default(null),
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
  "products.list": read(Since, pageOf(Item)),
  /** Absolute, never a delta: a delta cannot be repeated. */
  "stock.set": put(
    z.object({ externalId: z.string(), externalParentId: z.string(), quantity: AmountText }),
    z.object({ quantity: AmountText }),
  ),
  "customers.list": read(Since, pageOf(Party)),
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
  /** By normalised e-mail. Null only when it was looked for and is not there. */
  "customers.find": read(z.object({ buyer: Party }), z.object({ id: z.string() }).nullable()),
  "customers.create": create(z.object({ buyer: Party }), z.object({ id: z.string() })),
  /** `customerId` and `corrects` (the invoice of a credit note) are ids of the other side; the draft's own ids are ours. */
  "documents.create": create(
    z.object({
      draft: z.custom<DocumentDraft>((given) => typeof given === "object" && given !== null),
      issueDate: z.iso.date(),
      customerId: z.string().min(1),
      corrects: z.string().min(1).nullable(),
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
