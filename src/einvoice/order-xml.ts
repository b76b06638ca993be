import { isNegative, isZero, type Amount } from "#domain/amount.ts";
import { hasMoney, type IssuedDocument } from "#domain/document.ts";
import { HubError } from "#domain/error.ts";
import type { OrderCancellationMessage, OrderChangeMessage } from "#domain/partner/order-change.ts";
import { noPeriod, type OrderMessage, type OrderMessageLine } from "#domain/partner/order-message.ts";
import { orderCancellationOrder, orderChangeOrder, orderOrder } from "./element-order.ts";
import { chargeXml, deliveryXml, orderLineXml, taxTotalXml, totalsXml } from "./order-elements.ts";
import { messagePartyOf, messagePartyXml } from "./party-xml.ts";
import { branch, leaf, writeXml, type UblElement } from "./xml-writer.ts";

const transaction = (name: string): string => `urn:fdc:peppol.eu:poacc:trns:${name}:3`;
const profile = (name: string): string => `urn:fdc:peppol.eu:poacc:bis:${name}:3`;

function written(root: UblElement | null, order: Parameters<typeof writeXml>[1]): string {
  if (root === null) throw new RangeError("A message has content");
  return writeXml(root, order);
}

const refuseNegative = (lines: readonly OrderMessageLine[]): void => {
  if (lines.some(({ quantity }) => isNegative(quantity)))
    throw new HubError("document.invalid", "An order has no negative quantity");
};

/**
 * An order as Peppol BIS Order 3 (T01), in UBL 2.1. `ordering`: an answer is expected; `order_only`: none is. Throws `document.invalid` for
 * a negative quantity.
 */
export function writeOrderMessage(order: OrderMessage, answer: "ordering" | "order_only" = "ordering"): string {
  refuseNegative(order.lines);
  const root = branch("Order", [
    leaf("CustomizationID", transaction("order")),
    leaf("ProfileID", profile(answer)),
    leaf("ID", order.id),
    leaf("OrderTypeCode", order.kind),
    ...headXml(order),
    branch("ProjectReference", [leaf("ID", order.projectReference)]),
    taxTotalXml(order),
    ...order.lines.map((line) => orderLineXml(line, order.currency)),
  ]);
  return written(root, orderOrder);
}

type Head = Omit<OrderMessage, "id" | "kind" | "lines">;

/** What an order and its change have both. */
const headXml = (order: Head) => [
  leaf("IssueDate", order.issueDate),
  leaf("Note", order.note),
  leaf("DocumentCurrencyCode", order.currency),
  leaf("CustomerReference", order.customerReference),
  branch("ValidityPeriod", [leaf("EndDate", order.validUntil ?? "")]),
  branch("QuotationDocumentReference", [leaf("ID", order.quotationReference)]),
  branch("Contract", [leaf("ID", order.contractReference)]),
  branch("BuyerCustomerParty", [messagePartyXml(order.buyer, "whole")]),
  branch("SellerSupplierParty", [messagePartyXml(order.seller, "seller")]),
  order.invoicee === null ? null : branch("AccountingCustomerParty", [messagePartyXml(order.invoicee, "invoicee")]),
  deliveryXml(order.deliverTo, order.requested),
  ...order.allowanceCharges.map((entry) => chargeXml(entry, order.currency)),
  totalsXml(order.totals, order.currency),
];

/** How the project is named among the further documents of a change, which has no place of its own for it. */
export const projectDocumentType = "ProjectReference";

/**
 * A change of an order as Peppol T114: the whole order as it is now. Its VAT stands only in the totals: the published rules of T114 look for
 * `TaxTotal` in an order, and refuse every change that has one.
 */
export function writeOrderChange(change: OrderChangeMessage): string {
  refuseNegative(change.lines);
  const root = branch("OrderChange", [
    leaf("CustomizationID", transaction("order_change")),
    leaf("ProfileID", profile("advanced_ordering")),
    leaf("ID", change.id),
    leaf("SequenceNumberID", String(change.revision)),
    branch("OrderReference", [leaf("ID", change.orderId)]),
    ...headXml(change),
    change.projectReference === ""
      ? null
      : branch("AdditionalDocumentReference", [
          leaf("ID", change.projectReference),
          leaf("DocumentType", projectDocumentType),
        ]),
    ...change.lines.map((line) => orderLineXml(line, change.currency, line.status)),
  ]);
  return written(root, orderChangeOrder);
}

/** The cancellation of a whole order as Peppol T115. */
export function writeOrderCancellation(cancellation: OrderCancellationMessage): string {
  const root = branch("OrderCancellation", [
    leaf("CustomizationID", transaction("order_cancellation")),
    leaf("ProfileID", profile("advanced_ordering")),
    leaf("ID", cancellation.id),
    leaf("IssueDate", cancellation.issueDate),
    leaf("Note", cancellation.note),
    leaf("CancellationNote", cancellation.reason),
    branch("OrderReference", [leaf("ID", cancellation.orderId)]),
    branch("BuyerCustomerParty", [messagePartyXml(cancellation.buyer, "whole")]),
    branch("SellerSupplierParty", [messagePartyXml(cancellation.seller, "seller")]),
  ]);
  return written(root, orderCancellationOrder);
}

const unlessZero = (value: Amount): Amount | null => (isZero(value) ? null : value);

/** Numbers of the two parties that their snapshots on a document do not have. */
export interface PartyGlns {
  readonly buyer: string;
  readonly seller: string;
}

/**
 * A purchase order as the message it goes out in. The document has our company as the one who wrote it and the supplier as the other
 * party: in the order the first buys and the second sells. Lines are known by their position.
 */
export function orderMessageOf(document: IssuedDocument, glns: PartyGlns = { buyer: "", seller: "" }): OrderMessage {
  if (document.kind !== "purchaseOrder") throw new RangeError(`A ${document.kind} is no order to a supplier`);
  const { totals, deliverTo } = document;
  return {
    id: document.number,
    issueDate: document.issueDate,
    kind: "220",
    currency: document.currency,
    note: document.noteAboveLines,
    customerReference: document.buyerReference || document.orderReference,
    ...{ quotationReference: "", contractReference: "", projectReference: "", validUntil: null },
    buyer: messagePartyOf(document.seller, glns.buyer),
    seller: messagePartyOf(document.buyer, glns.seller),
    invoicee: null,
    deliverTo:
      deliverTo === null || deliverTo.countryCode === ""
        ? null
        : { gln: "", address: deliverTo, contactName: "", phone: "", email: "" },
    requested: { from: document.deliveryDate, to: document.deliveryDate },
    allowanceCharges: document.allowanceCharges.map((entry) => ({ ...entry })),
    taxAmount: totals.taxAmount,
    totals: {
      lineExtensionAmount: totals.lineExtensionAmount,
      taxExclusiveAmount: totals.taxExclusiveAmount,
      taxInclusiveAmount: totals.taxInclusiveAmount,
      allowanceTotalAmount: unlessZero(totals.allowanceTotalAmount),
      chargeTotalAmount: unlessZero(totals.chargeTotalAmount),
      prepaidAmount: null,
      payableRoundingAmount: unlessZero(totals.payableRoundingAmount),
      payableAmount: totals.payableAmount,
    },
    lines: document.lines.filter(hasMoney).map((line) => ({
      lineId: String(line.position),
      note: "",
      quantity: line.quantity,
      ...{ unitCode: line.unitCode, writtenUnit: "" },
      price: { net: line.netPrice, baseQuantity: line.baseQuantity },
      lineNetAmount: line.lineNetAmount,
      charges: [],
      ...{ vatCategory: line.vatCategory, vatRate: line.vatRate, requested: noPeriod },
      gtin: /^(\d{8}|\d{12,14})$/.test(line.standardItemIdentifier) ? line.standardItemIdentifier : "",
      sellersItemIdentifier: line.sellersItemIdentifier,
      ...{ buyersItemIdentifier: "", manufacturersItemIdentifier: "", brandName: "" },
      ...{ itemName: line.itemName, description: line.description },
    })),
  };
}

/**
 * A purchase order to a supplier who answers by mail or not at all. A line with a negative quantity has no place in it. Throws
 * `document.invalid`.
 */
export const writeOrderUbl = (document: IssuedDocument): string =>
  writeOrderMessage(orderMessageOf(document), "order_only");
