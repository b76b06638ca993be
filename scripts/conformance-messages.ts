/** What `npm run conformance` writes as our own messages: the example of order-messages.md 1.5, and what may follow it. Parties and numbers are invented. */
import { amount } from "#domain/amount.ts";
import { DespatchAdviceMessage } from "#domain/partner/despatch-advice.ts";
import { OrderCancellationMessage, OrderChangeMessage } from "#domain/partner/order-change.ts";
import { changeLinesOf } from "#domain/partner/order-difference.ts";
import { OrderMessage } from "#domain/partner/order-message.ts";
import { OrderResponseMessage } from "#domain/partner/order-response.ts";
import type { ExchangeMessage } from "#einvoice/read-order-messages.ts";

const buyer = {
  endpoint: { schemeId: "0208", value: "0123456749" },
  gln: "5412345000105",
  name: "Installaties Voorbeeld BV",
  vatIdentifier: "BE0123456749",
  registration: { schemeId: "0208", value: "0123456749" },
  address: { streetName: "Dorp 1", cityName: "Gent", postalZone: "9000", countryCode: "BE" },
};
const seller = {
  endpoint: { schemeId: "0208", value: "0876543270" },
  name: "Groothandel Voorbeeld NV",
  registration: { schemeId: "0208", value: "0876543270" },
  address: { countryCode: "BE" },
};

const wire = {
  gtin: "5412345000013",
  sellersItemIdentifier: "7000003",
  itemName: "Installatiedraad H07V-U 1,5 blauw",
};
const lamp = {
  gtin: "5412345000020",
  sellersItemIdentifier: "0700002",
  manufacturersItemIdentifier: "LL-9W",
  brandName: "Voorbeeld",
  itemName: "LED lamp 9 W",
};

const order = OrderMessage.parse({
  ...{ id: "BB-2026-00417", issueDate: "2026-11-21", currency: "EUR", note: "Leveren voor 7u30\nBellen bij aankomst" },
  ...{ customerReference: "Werf Kouter 12", contractReference: "RC-2026", projectReference: "PRJ-88" },
  ...{ validUntil: "2026-12-05", buyer, seller, requested: { from: "2026-11-24", to: "2026-11-24" } },
  deliverTo: {
    gln: "5412345000112",
    address: { name: "Werf", streetName: "Kouter 12", cityName: "Gent", postalZone: "9000", countryCode: "BE" },
    contactName: "An Peeters",
    phone: "+32 9 000 00 00",
  },
  taxAmount: "26.56",
  totals: {
    ...{ lineExtensionAmount: "126.46", taxExclusiveAmount: "126.46", taxInclusiveAmount: "153.02" },
    payableAmount: "153.02",
  },
  lines: [
    {
      ...{ lineId: "1", quantity: "200", unitCode: "MTR", price: { net: "23.90", baseQuantity: "100" } },
      ...{ lineNetAmount: "47.80", vatCategory: "S", vatRate: "21", ...wire },
    },
    {
      ...{ lineId: "2", quantity: "20", unitCode: "C62", price: { net: "3.933" }, lineNetAmount: "78.66" },
      ...{ vatCategory: "S", vatRate: "21", note: "Warm wit", requested: { from: null, to: "2026-11-25" }, ...lamp },
    },
  ],
});

const [first, second] = order.lines;
if (first === undefined || second === undefined) throw new RangeError("The example has two lines");

/** Twelve lamps instead of twenty, no wire any more, and a box of something else. */
const after: OrderMessage = {
  ...order,
  taxAmount: amount("12.01"),
  totals: {
    ...order.totals,
    ...{ allowanceTotalAmount: null, chargeTotalAmount: null, prepaidAmount: null, payableRoundingAmount: null },
    lineExtensionAmount: amount("57.20"),
    taxExclusiveAmount: amount("57.20"),
    taxInclusiveAmount: amount("69.21"),
    payableAmount: amount("69.21"),
  },
  lines: [
    { ...second, quantity: amount("12"), lineNetAmount: amount("47.20") },
    {
      ...{
        ...first,
        lineId: "3",
        quantity: amount("1"),
        unitCode: "XBX",
        price: { net: amount("10.00"), baseQuantity: amount("1") },
      },
      ...{ lineNetAmount: amount("10.00"), gtin: "", sellersItemIdentifier: "0700900", itemName: "Lasdoppen" },
    },
  ],
};

const change = OrderChangeMessage.parse({
  ...after,
  ...{
    id: "BB-2026-00417-1",
    orderId: order.id,
    issueDate: "2026-11-22",
    revision: 1,
    lines: changeLinesOf(order, after),
  },
});

const cancellation = OrderCancellationMessage.parse({
  ...{
    id: "BB-2026-00417-X",
    issueDate: "2026-11-23",
    orderId: order.id,
    reason: "De werf gaat niet door",
    buyer,
    seller,
  },
});

/** Of a response and a despatch advice, a party says less. */
const answering = (party: { readonly endpoint: unknown; readonly name: string; readonly gln?: string }) => ({
  ...{ endpoint: party.endpoint, name: party.name, gln: party.gln ?? "" },
});

const response = OrderResponseMessage.parse({
  ...{
    id: "OR-5501",
    issueDate: "2026-11-21",
    issueTime: "09:41:00",
    code: "CA",
    orderId: order.id,
    salesOrderId: "80001234",
  },
  ...{
    currency: "EUR",
    seller: answering(seller),
    buyer: answering(buyer),
    promised: { from: "2026-11-24", to: "2026-11-24" },
  },
  lines: [
    { lineId: "1", orderLineId: "1", status: "5", itemName: wire.itemName },
    {
      ...{
        lineId: "2",
        orderLineId: "2",
        status: "3",
        quantity: "12",
        unitCode: "C62",
        backorder: "8",
        note: "Nalevering",
      },
      ...{ price: { net: "3.95" }, promised: { from: "2026-12-01", to: null }, itemName: lamp.itemName },
      substitute: { itemName: "LED lamp 10 W", sellersItemIdentifier: "0700003" },
    },
    { lineId: "3", orderLineId: "", status: "1", quantity: "1", unitCode: "C62", itemName: "Levering op de werf" },
  ],
});

const despatch = DespatchAdviceMessage.parse({
  ...{ id: "LB-990012", issueDate: "2026-11-24", orderId: order.id },
  seller: { ...answering(seller), address: seller.address },
  receiver: { ...answering(buyer), address: buyer.address },
  ...{ shippedOn: "2026-11-24", expectedOn: "2026-11-25", carrierName: "Bode", trackingNumber: "3SABC0001" },
  lines: [
    {
      ...{ lineId: "1", orderLineId: "1", delivered: "200", unitCode: "MTR", handlingUnits: ["354123450000000014"] },
      ...{ itemName: wire.itemName, sellersItemIdentifier: "7000003" },
    },
    {
      ...{
        lineId: "2",
        orderLineId: "2",
        delivered: "12",
        unitCode: "C62",
        outstanding: "8",
        outstandingReason: "Nalevering",
      },
      ...{ itemName: lamp.itemName, sellersItemIdentifier: "0700002" },
    },
  ],
});

export const ownMessages: Readonly<Record<string, ExchangeMessage>> = {
  order: { kind: "order", message: order },
  "order-change": { kind: "orderChange", message: change },
  "order-cancellation": { kind: "orderCancellation", message: cancellation },
  "order-response": { kind: "orderResponse", message: response },
  "despatch-advice": { kind: "despatchAdvice", message: despatch },
};
