/** November 2026 of the example shop, as data: what was bought and what became of it. Contract section 6 has all it touches. */
import type { NewProduct } from "./catalog.ts";
import type { Counter, Customer, NewOrder } from "./counter.ts";
import type { CsCart } from "./stand-in.ts";

export type Scenario =
  | "created"
  | "paid"
  | "pay later"
  | "refund"
  | "cancel"
  | "edit"
  | "coupon"
  | "line discount"
  | "two rates"
  | "free"
  | "foreign customer"
  | "outside the EU"
  | "tax exempt"
  | "foreign currency"
  | "gift certificate sold"
  | "gift certificate redeemed"
  | "payment surcharge"
  | "shipping with tax"
  | "free shipping"
  | "options"
  | "fixed tax"
  | "per unit rounding"
  | "other storefront"
  | "never finished"
  | "failed";

/** A moment is text without offset, on the clock of the shop: `2026-11-02T10:15`. */
export type Event =
  | { readonly at: string; readonly status: string }
  | { readonly at: string; readonly refund: true }
  | { readonly at: string; readonly edit: Readonly<Record<string, number>> };

export interface ExampleOrder {
  readonly scenario: Scenario;
  readonly at: string;
  readonly order: Omit<NewOrder, "at">;
  readonly later: readonly Event[];
}

export const exampleProducts: readonly NewProduct[] = [
  { code: "MUG-01", name: "Mok wit", price: "24.20", amount: 200, features: { "20": "wit", "21": "0,3 l" } },
  { code: "MUG-02", name: "Mok blauw", price: "18.15", amount: 150, features: { "20": "blauw" } },
  { code: "BOOK-7", name: "Boek over koffie", price: "10.90", amount: 80, taxIds: [7], categoryIds: [3] },
  { code: "TEA-50", name: "Thee 50 g", price: "0.99", amount: 5000, taxIds: [7] },
  { code: "SPOON", name: "Lepel", price: "0.99", amount: 5000 },
  { code: "KETTLE", name: "Waterkoker", price: "59.95", amount: 30, taxIds: [6, 8] },
  { code: "SET", name: "Set van zes", price: "99.00", amount: 0, tracking: "D" },
  {
    ...{ code: "SHIRT", name: "T-shirt Mok", price: "21.78", amount: 25 },
    options: { Maat: ["S", "M", "L"], Kleur: ["wit", "zwart"] },
  },
  { code: "TASSE", name: "Tasse émaillée", price: "14.50", amount: 60, companyId: 2 },
];

const jan: Customer = { email: "jan@example.be", firstname: "Jan", lastname: "Peeters", country: "BE" };
const els: Customer = {
  ...{ email: "els.devos@example.be", firstname: "Els", lastname: "De Vos", country: "BE", phone: "+32470000001" },
  ...{ address: "Meir 10", zipcode: "2000", city: "Antwerpen" },
};
const bakery: Customer = {
  ...{ email: "info@bakkerij.example.be", firstname: "Rik", lastname: "Baert", country: "BE" },
  ...{ company: "Bakkerij Baert bv", vatNumber: "BE0123456749" },
};
const sanne: Customer = {
  ...{ email: "sanne@example.nl", firstname: "Sanne", lastname: "de Wit", country: "NL" },
  ...{ address: "Stationsplein 3", zipcode: "3511 ED", city: "Utrecht" },
};
const greta: Customer = {
  ...{ email: "greta@example.de", firstname: "Greta", lastname: "Vogel", country: "DE", language: "de" },
  ...{ address: "Domplatz 4", zipcode: "50667", city: "Köln" },
};
const paul: Customer = {
  ...{ email: "paul@example.fr", firstname: "Paul", lastname: "Girard", country: "FR", language: "fr" },
  ...{ address: "Rue de Lille 9", zipcode: "59000", city: "Lille" },
};
const emma: Customer = {
  ...{ email: "emma@example.co.uk", firstname: "Emma", lastname: "Clark", country: "GB", language: "en" },
  ...{ address: "1 High Street", zipcode: "CT1 1AA", city: "Canterbury" },
};
const lab: Customer = {
  ...{ email: "einkauf@labor.example.de", firstname: "Uwe", lastname: "Kranz", country: "DE", company: "Labor GmbH" },
  ...{ vatNumber: "DE136695976", taxExempt: true, zipcode: "10115", city: "Berlin", address: "Invalidenstraße 1" },
};

const mugs = { code: "MUG-01", amount: 2 };
const book = { code: "BOOK-7", amount: 1 };
const paidAt = (at: string): Event => ({ at, status: "P" });

export const exampleOrders: readonly ExampleOrder[] = [
  { scenario: "created", at: "2026-11-01T09:12", order: { customer: jan, lines: [mugs] }, later: [] },
  {
    ...{ scenario: "paid", at: "2026-11-02T10:15", later: [paidAt("2026-11-02T10:16")] },
    order: { customer: els, lines: [{ code: "MUG-02", amount: 1 }], transactionId: "tr_7UhSN1zuXS" },
  },
  {
    ...{ scenario: "two rates", at: "2026-11-03T11:40", later: [paidAt("2026-11-03T11:41")] },
    order: { customer: { ...jan, vatNumber: "BE0123456749" }, lines: [mugs, book], notes: "Bel aan bij de buren" },
  },
  {
    ...{ scenario: "two rates", at: "2026-11-03T20:05", later: [paidAt("2026-11-03T20:06")] },
    order: { customer: sanne, lines: [mugs, book] },
  },
  {
    ...{ scenario: "pay later", at: "2026-11-04T08:30" },
    order: { customer: bakery, lines: [{ code: "SET", amount: 3 }], paymentId: 13, shippingId: 3 },
    later: [paidAt("2026-11-18T09:00"), { at: "2026-11-19T09:00", status: "C" }],
  },
  {
    ...{ scenario: "coupon", at: "2026-11-05T14:20", later: [paidAt("2026-11-05T14:21")] },
    order: { customer: els, lines: [mugs, book], coupons: ["WELKOM10"] },
  },
  {
    ...{ scenario: "coupon", at: "2026-11-05T16:00", later: [paidAt("2026-11-05T16:01")] },
    order: { customer: jan, lines: [{ code: "MUG-02", amount: 3 }], coupons: ["VIJF"] },
  },
  {
    ...{ scenario: "line discount", at: "2026-11-06T13:00", later: [paidAt("2026-11-06T13:02")] },
    order: { customer: sanne, lines: [{ code: "MUG-02", amount: 3 }, book], coupons: ["SOLDEN20"] },
  },
  {
    ...{ scenario: "free", at: "2026-11-07T10:00", later: [paidAt("2026-11-07T10:00")] },
    order: { customer: jan, lines: [{ code: "SPOON", amount: 1 }], coupons: ["CADEAU"], shippingId: 3 },
  },
  {
    ...{ scenario: "foreign customer", at: "2026-11-08T17:45", later: [paidAt("2026-11-08T17:46")] },
    order: { customer: greta, lines: [mugs, book], shippingId: 2 },
  },
  {
    ...{ scenario: "foreign customer", at: "2026-11-09T12:10", later: [paidAt("2026-11-09T12:12")] },
    order: {
      customer: { ...els, shipTo: { country: "FR", city: "Lille", zipcode: "59000" } },
      lines: [mugs],
      shippingId: 2,
    },
  },
  {
    ...{ scenario: "outside the EU", at: "2026-11-10T21:30", later: [paidAt("2026-11-10T21:31")] },
    order: { customer: emma, lines: [mugs], shippingId: 2 },
  },
  {
    ...{ scenario: "tax exempt", at: "2026-11-11T09:00", later: [paidAt("2026-11-11T09:30")] },
    order: { customer: lab, lines: [{ code: "SET", amount: 1 }], shippingId: 2 },
  },
  {
    ...{ scenario: "foreign currency", at: "2026-11-12T19:20", later: [paidAt("2026-11-12T19:21")] },
    order: { customer: emma, lines: [{ code: "MUG-02", amount: 2 }], shippingId: 2, currency: "GBP" },
  },
  {
    ...{ scenario: "foreign currency", at: "2026-11-12T22:00", later: [paidAt("2026-11-12T22:01")] },
    order: { customer: paul, lines: [book], shippingId: 2, currency: "USD" },
  },
  {
    ...{ scenario: "gift certificate sold", at: "2026-11-13T10:10", later: [paidAt("2026-11-13T10:11")] },
    order: {
      ...{ customer: els, lines: [], shippingId: null },
      sell: [{ code: "GC-NOEL-2026", amount: "50.00", recipient: "Jan Peeters" }],
    },
  },
  {
    ...{ scenario: "gift certificate redeemed", at: "2026-11-16T10:10", later: [paidAt("2026-11-16T10:11")] },
    order: { customer: jan, lines: [mugs, book], redeem: ["GC-NOEL-2026"] },
  },
  {
    ...{ scenario: "payment surcharge", at: "2026-11-16T18:00", later: [paidAt("2026-11-16T18:01")] },
    order: { customer: sanne, lines: [mugs], paymentId: 14 },
  },
  {
    ...{ scenario: "shipping with tax", at: "2026-11-17T07:55", later: [paidAt("2026-11-17T07:56")] },
    order: { customer: els, lines: [book] },
  },
  {
    ...{ scenario: "free shipping", at: "2026-11-17T08:55", later: [paidAt("2026-11-17T08:56")] },
    order: { customer: jan, lines: [mugs], coupons: ["GRATISVERZ"] },
  },
  {
    ...{ scenario: "options", at: "2026-11-18T15:15", later: [paidAt("2026-11-18T15:16")] },
    order: {
      customer: sanne,
      lines: [
        { code: "SHIRT", amount: 1, options: { Maat: "M", Kleur: "wit" } },
        { code: "SHIRT", amount: 2, options: { Maat: "L", Kleur: "zwart" } },
      ],
    },
  },
  {
    ...{ scenario: "fixed tax", at: "2026-11-19T11:11", later: [paidAt("2026-11-19T11:12")] },
    order: { customer: els, lines: [{ code: "KETTLE", amount: 1 }] },
  },
  {
    ...{ scenario: "per unit rounding", at: "2026-11-20T06:30", later: [paidAt("2026-11-20T06:31")] },
    order: {
      customer: bakery,
      lines: [
        { code: "SPOON", amount: 100 },
        { code: "TEA-50", amount: 100 },
      ],
    },
  },
  {
    ...{ scenario: "refund", at: "2026-11-20T12:00", order: { customer: els, lines: [{ code: "MUG-02", amount: 2 }] } },
    later: [paidAt("2026-11-20T12:01"), { at: "2026-11-26T10:00", refund: true }],
  },
  {
    ...{ scenario: "cancel", at: "2026-11-21T09:00", order: { customer: paul, lines: [mugs], shippingId: 2 } },
    later: [{ at: "2026-11-21T18:00", status: "I" }],
  },
  {
    ...{ scenario: "cancel", at: "2026-11-22T09:00", order: { customer: jan, lines: [book] } },
    later: [paidAt("2026-11-22T09:01"), { at: "2026-11-24T10:00", status: "I" }],
  },
  {
    ...{ scenario: "edit", at: "2026-11-23T09:00", order: { customer: bakery, lines: [mugs, book] } },
    later: [paidAt("2026-11-23T09:01"), { at: "2026-11-25T15:00", edit: { "MUG-01": 1, "MUG-02": 1 } }],
  },
  {
    ...{ scenario: "other storefront", at: "2026-11-24T14:00", later: [paidAt("2026-11-24T14:01")] },
    order: { customer: paul, lines: [{ code: "TASSE", amount: 2 }], shippingId: 2, companyId: 2 },
  },
  {
    ...{ scenario: "never finished", at: "2026-11-25T20:00", later: [] },
    order: { customer: { ...jan, email: "jan2@example.be" }, lines: [mugs], status: "N" },
  },
  {
    ...{ scenario: "failed", at: "2026-11-26T20:00", later: [{ at: "2026-11-26T20:01", status: "F" }] },
    order: { customer: sanne, lines: [book] },
  },
  {
    ...{
      scenario: "created",
      at: "2026-11-30T23:30",
      order: { customer: greta, lines: [book], shippingId: 2 },
      later: [],
    },
  },
];

export interface PlacedExample {
  readonly scenario: Scenario;
  readonly orderId: number;
}

/** Puts the products and the month into a shop; `until` leaves out what happened later. */
export function placeExamples(shop: Pick<CsCart, "store" | "counter" | "settings">, until = "9999"): PlacedExample[] {
  const { store, counter, settings } = shop;
  for (const product of exampleProducts) store.catalog.add(product);
  const seconds = (at: string): number =>
    Math.floor(Temporal.PlainDateTime.from(at).toZonedDateTime(settings.timezone).epochMilliseconds / 1000);
  return exampleOrders
    .filter(({ at }) => at < until)
    .map(({ scenario, at, order, later }) => {
      const { orderId } = counter.place({ ...order, at: seconds(at) });
      for (const event of later) if (event.at < until) happen(counter, orderId, event, seconds(event.at));
      return { scenario, orderId };
    });
}

function happen(counter: Counter, orderId: number, event: Event, at: number): void {
  if ("status" in event) counter.setStatus(orderId, event.status, at);
  else if ("edit" in event) counter.edit(orderId, event.edit, at);
  else counter.refund(orderId, at);
}
