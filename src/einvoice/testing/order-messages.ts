import fc from "fast-check";
import { amount, type Amount } from "#domain/amount.ts";
import type { DespatchAdviceMessage } from "#domain/partner/despatch-advice.ts";
import type { OrderCancellationMessage, OrderChangeMessage } from "#domain/partner/order-change.ts";
import {
  reckonedLineAmount,
  type MessageCharge,
  type MessageItem,
  type MessageParty,
  type OrderMessage,
  type OrderMessageLine,
} from "#domain/partner/order-message.ts";
import type { OrderResponseLine, OrderResponseMessage } from "#domain/partner/order-response.ts";
import type { ExchangeMessage } from "#einvoice/read-order-messages.ts";

/** What a message can hold: one line, no blanks around it or doubled, no sign XML cannot write. Markup, quotes and other scripts are in it. */
const text = fc.string({ unit: "grapheme", maxLength: 30 }).map((written) =>
  written
    .toWellFormed()
    .replaceAll(/[^\P{C}]/gu, "")
    .replaceAll(/[\uFFFD-\uFFFF]/g, "")
    .trim()
    .replaceAll(/\s+/g, " "),
);
const filled = text.map((written) => `x${written}`.trim());
const optional = fc.oneof(fc.constant(""), filled);
const note = fc.array(filled, { maxLength: 3 }).map((lines) => lines.join("\n"));
const day = fc
  .date({ min: new Date("2020-01-01"), max: new Date("2035-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const maybeDay = fc.option(day);
const period = fc.record({ from: maybeDay, to: maybeDay });

/** Without zeros at the end: as quantities are written. */
const quantity = fc
  .tuple(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: 4 }))
  .map(([digits, scale]) =>
    amount(
      (digits / 10 ** scale)
        .toFixed(scale)
        .replace(/(\.\d*?)0+$/, "$1")
        .replace(/\.$/, ""),
    ),
  );
const positive = quantity.filter((value) => String(value) !== "0");
const money = fc.integer({ min: 0, max: 100_000_000 }).map((cents) => amount((cents / 100).toFixed(2)));
const maybeMoney = fc.option(money);
/** Two decimals, or more of which the last counts. */
const price = fc
  .tuple(fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 2, max: 5 }))
  .map(([digits, scale]) => (digits / 10 ** scale).toFixed(scale).replace(/(\.\d\d\d*?)0+$/, "$1"))
  .map((written) => amount(written));

const country = fc.constantFrom("BE", "NL", "LU", "FR", "DE");
const address = fc.record({
  ...{
    name: fc.constant(""),
    streetName: filled,
    additionalStreetName: optional,
    cityName: optional,
    postalZone: optional,
  },
  ...{ countrySubentity: optional, countryCode: country },
});

/** `said`: what a party of its role can say. */
const party = (said: readonly (keyof MessageParty)[]): fc.Arbitrary<MessageParty> => {
  const can = <Value>(field: keyof MessageParty, value: fc.Arbitrary<Value>, nothing: Value) =>
    said.includes(field) ? value : fc.constant(nothing);
  return fc.record({
    endpoint: fc.record({ schemeId: fc.constantFrom("0208", "0106", "9944"), value: filled }),
    gln: fc.constantFrom("", "5412345000105", "8712345000011"),
    name: filled,
    vatIdentifier: can("vatIdentifier", fc.constantFrom("", "BE0123456749", "NL004495445B01"), ""),
    registration: can(
      "registration",
      fc.option(fc.record({ schemeId: fc.constantFrom("", "0208", "0106"), value: filled })),
      null,
    ),
    address: can("address", address, {
      name: "",
      streetName: "",
      additionalStreetName: "",
      cityName: "",
      postalZone: "",
      countrySubentity: "",
      countryCode: "",
    }),
    contactName: can("contactName", optional, ""),
    phone: can("phone", optional, ""),
    email: can("email", optional, ""),
  });
};
const contact = ["contactName", "phone", "email"] as const;
const buyer = party(["vatIdentifier", "registration", "address", ...contact]);
const seller = party(["registration", "address", ...contact]);

const item: fc.Arbitrary<MessageItem> = fc.record({
  gtin: fc.constantFrom("", "5412345000020", "5412345000021"),
  ...{ sellersItemIdentifier: optional, buyersItemIdentifier: optional, manufacturersItemIdentifier: optional },
  ...{ brandName: optional, itemName: filled, description: optional },
});
/** In answers an article has its codes and a name. */
const briefItem = item.map((whole) => ({ ...whole, manufacturersItemIdentifier: "", brandName: "", description: "" }));

const charge = (vatCategory: string, vatRate: Amount | null): fc.Arbitrary<MessageCharge> =>
  fc.record({
    ...{
      kind: fc.constantFrom("allowance", "charge"),
      amount: money,
      reasonCode: fc.constantFrom("", "95", "FC"),
      reason: filled,
    },
    ...{ vatCategory: fc.constant(vatCategory), vatRate: fc.constant(vatRate) },
  });

const unit = fc.constantFrom(
  { unitCode: "C62", writtenUnit: "" },
  { unitCode: "MTR", writtenUnit: "" },
  { unitCode: "XPK", writtenUnit: "" },
  { unitCode: "", writtenUnit: "ZZZ" },
  { unitCode: "", writtenUnit: "" },
);
const taxed = fc.constantFrom(
  { vatCategory: "S", vatRate: amount("21") },
  { vatCategory: "AE", vatRate: amount("0") },
  { vatCategory: "O", vatRate: null },
  { vatCategory: "", vatRate: null },
);

const orderLine = (lineId: string): fc.Arbitrary<OrderMessageLine> =>
  fc
    .record({
      ...{ note, quantity, price: fc.option(fc.record({ net: price, baseQuantity: positive })), requested: period },
      ...{ charges: fc.array(charge("", null), { maxLength: 2 }), unit, taxed, item },
    })
    .map(({ unit: units, taxed: tax, item: article, ...rest }) => ({
      ...{ lineId, ...rest, ...units, ...tax, ...article },
      lineNetAmount: reckonedLineAmount(rest),
    }));

/** Each with a number of its own. */
const several = <Line>(line: (lineId: string) => fc.Arbitrary<Line>): fc.Arbitrary<Line[]> =>
  fc
    .integer({ min: 1, max: 4 })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => line(String(index + 1)))));

const deliverTo = fc.record({
  gln: fc.constantFrom("", "5412345000112"),
  address: fc.tuple(address, optional).map(([place, name]) => ({ ...place, name })),
  ...{ contactName: optional, phone: optional, email: optional },
});

const totals = fc.record({
  ...{ lineExtensionAmount: money, allowanceTotalAmount: maybeMoney, chargeTotalAmount: maybeMoney },
  ...{ taxExclusiveAmount: maybeMoney, taxInclusiveAmount: maybeMoney, prepaidAmount: maybeMoney },
  ...{ payableRoundingAmount: maybeMoney, payableAmount: money },
});

export const orders: fc.Arbitrary<OrderMessage> = fc.record({
  ...{
    id: filled,
    issueDate: day,
    kind: fc.constantFrom("220", "105", "226"),
    currency: fc.constantFrom("EUR", "USD"),
    note,
  },
  ...{
    customerReference: optional,
    quotationReference: optional,
    contractReference: optional,
    projectReference: optional,
  },
  ...{ validUntil: maybeDay, buyer, seller, requested: period, deliverTo: fc.option(deliverTo) },
  invoicee: fc.option(party(["vatIdentifier", "registration", "address"])),
  allowanceCharges: fc.array(charge("S", amount("21")), { maxLength: 2 }),
  ...{ taxAmount: money, totals: fc.option(totals), lines: several(orderLine) },
});

const changes: fc.Arbitrary<OrderChangeMessage> = fc
  .tuple(orders, filled, fc.integer({ min: 1, max: 99 }), fc.constantFrom("1", "2", "3", "4"))
  .map(([{ kind: _, ...order }, orderId, revision, status]) => ({
    ...{ ...order, orderId, revision },
    // A change has its VAT in the totals only.
    ...{ totals: null, taxAmount: null },
    lines: order.lines.map((line) => ({ ...line, status })),
  }));

const cancellations: fc.Arbitrary<OrderCancellationMessage> = fc.record({
  ...{ id: filled, issueDate: day, orderId: filled, reason: filled, note, buyer, seller },
});

const responseLine = (lineId: string): fc.Arbitrary<OrderResponseLine> =>
  fc
    .record({
      ...{ orderLineId: optional, status: fc.constantFrom("1", "3", "5", "7", "42"), note },
      ...{ quantity: fc.option(quantity), backorder: fc.option(quantity), promised: period, unit, item: briefItem },
      price: fc.option(fc.record({ net: price, baseQuantity: positive })),
      substitute: fc.option(briefItem.map((whole) => ({ ...whole, buyersItemIdentifier: "" }))),
    })
    .map(({ unit: units, item: article, ...rest }) => ({
      ...{ lineId, ...rest, ...article },
      ...(rest.quantity === null ? { unitCode: "", writtenUnit: "" } : units),
    }))
    // A basis is in the unit of the quantity; without one it says nothing of its unit.
    .map((line) => (line.quantity === null ? { ...line, price: null } : line));

const responses: fc.Arbitrary<OrderResponseMessage> = fc
  .record({
    ...{
      id: filled,
      issueDate: day,
      issueTime: fc.constantFrom("", "09:41:00"),
      code: fc.constantFrom("AB", "AP", "CA", "RE"),
    },
    ...{ orderId: filled, salesOrderId: optional, currency: fc.constant("EUR"), note, customerReference: optional },
    ...{ seller: party(contact), buyer: party([]), promised: period, lines: several(responseLine) },
  })
  .map((response) => (response.code === "CA" ? response : { ...response, lines: [] }));

const despatches: fc.Arbitrary<DespatchAdviceMessage> = fc.record({
  ...{
    id: filled,
    issueDate: day,
    note,
    orderId: filled,
    seller: party(["address", ...contact]),
    receiver: party(["address"]),
  },
  buyer: fc.option(party([]).map((named) => ({ ...named, endpoint: null }))),
  ...{ shippedOn: maybeDay, expectedOn: maybeDay, carrierName: optional, trackingNumber: optional },
  lines: several((lineId) =>
    fc
      .record({
        ...{ orderLineId: optional, orderId: optional, note, delivered: quantity, outstanding: fc.option(quantity) },
        ...{
          outstandingReason: optional,
          handlingUnits: fc.array(fc.constantFrom("354123450000000014", "BOX-2"), { maxLength: 2 }),
        },
        ...{ unit, item: briefItem },
      })
      .map(({ unit: units, item: article, ...rest }) => ({ lineId, ...rest, ...units, ...article })),
  ),
});

export const exchangeMessages: fc.Arbitrary<ExchangeMessage> = fc.oneof(
  orders.map((message) => ({ kind: "order" as const, message })),
  changes.map((message) => ({ kind: "orderChange" as const, message })),
  cancellations.map((message) => ({ kind: "orderCancellation" as const, message })),
  responses.map((message) => ({ kind: "orderResponse" as const, message })),
  despatches.map((message) => ({ kind: "despatchAdvice" as const, message })),
);
