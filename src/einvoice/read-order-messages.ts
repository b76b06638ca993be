// Over 300 lines because five messages are read by one set of rules, and half of it is where each keeps what.
import { isNegative, subtract } from "#domain/amount.ts";
import type { DespatchAdviceMessage, DespatchLine } from "#domain/partner/despatch-advice.ts";
import {
  changeStatuses,
  type OrderCancellationMessage,
  type OrderChangeLine,
  type OrderChangeMessage,
} from "#domain/partner/order-change.ts";
import type { MessageParty, OrderMessage, OrderMessageLine } from "#domain/partner/order-message.ts";
import {
  lineStatuses,
  orderResponseCodes,
  type OrderResponseCode,
  type OrderResponseLine,
  type OrderResponseMessage,
} from "#domain/partner/order-response.ts";
import { mostDocumentLines } from "#domain/supplier/supplier-document.ts";
import { noOrderLine } from "./answer-xml.ts";
import { projectDocumentType } from "./order-xml.ts";
import { at, children, cut, dayAt, decimalAt, messageIn, notesAt, numberAt, textAt } from "./read-elements.ts";
import {
  chargesAt,
  deliveryAt,
  idTwice,
  itemAt,
  messagePartyAt,
  orderLineAt,
  periodAt,
  priceAt,
  totalsAt,
  unitAt,
  type MessageFault,
  type MessageRemark,
} from "./read-order-elements.ts";
import { readXml, type XmlElement } from "./read-xml.ts";

/** What was read, by what it is. */
export type ExchangeMessage =
  | { readonly kind: "order"; readonly message: OrderMessage }
  | { readonly kind: "orderChange"; readonly message: OrderChangeMessage }
  | { readonly kind: "orderCancellation"; readonly message: OrderCancellationMessage }
  | { readonly kind: "orderResponse"; readonly message: OrderResponseMessage }
  | { readonly kind: "despatchAdvice"; readonly message: DespatchAdviceMessage };
export type ReadMessage = ExchangeMessage & { readonly remarks: readonly MessageRemark[] };

const roots = ["Order", "OrderChange", "OrderCancellation", "OrderResponse", "DespatchAdvice"] as const;

/**
 * A message about an order, out of UBL 2 in any prefixes, envelope or encoding. Deviations that leave no doubt are read over; what is
 * missing is a fault. Throws `document.invalid` for what is no XML, or hostile: a DOCTYPE, too deep, too large.
 */
export function readExchangeMessage(bytes: Uint8Array): ReadMessage | MessageFault {
  return readMessageElement(readXml(bytes));
}

export function readMessageElement(root: XmlElement): ReadMessage | MessageFault {
  const found = messageIn(root, roots);
  if (found === null) return { fault: "notKnown", where: root.name.slice(0, 60) };
  const { name, element } = found;
  const id = numberAt(element, "ID");
  if (id === "") return { fault: "noNumber", where: "" };
  const issueDate = dayAt(element, "IssueDate");
  if (issueDate === null) return { fault: "noDate", where: textAt(element, "IssueDate").slice(0, 20) };
  const orderId = numberAt(element, "OrderReference", "ID");
  const isAboutOrder = name !== "Order" && name !== "DespatchAdvice";
  if (isAboutOrder && orderId === "") return { fault: "noOrder", where: "" };
  const head: Head = { element, id, issueDate, orderId };
  if (name === "Order") return readOrder(head);
  if (name === "OrderChange") return readChange(head);
  if (name === "OrderCancellation") return readCancellation(head);
  return name === "OrderResponse" ? readResponse(head) : readDespatchAdvice(head);
}

interface Head {
  readonly element: XmlElement;
  readonly id: string;
  readonly issueDate: string;
  /** Empty where there is none. */
  readonly orderId: string;
}

const partyAt = (element: XmlElement, role: string): MessageParty => messagePartyAt(at(element, role, "Party"));

/** The lines, or why not one of them can be used. */
function linesOf<Line extends { readonly lineId: string }>(
  found: readonly XmlElement[],
  read: (line: XmlElement, place: string) => Line | MessageFault,
): readonly Line[] | MessageFault {
  if (found.length === 0) return { fault: "noLines", where: "" };
  if (found.length > mostDocumentLines) return { fault: "tooManyLines", where: String(found.length) };
  const lines: Line[] = [];
  for (const [index, element] of found.entries()) {
    const line = read(element, String(index + 1));
    if ("fault" in line) return line;
    lines.push(line);
  }
  const twice = idTwice(lines);
  return twice === null ? lines : { fault: "lineTwice", where: twice };
}

const isFault = (read: object): read is MessageFault => "fault" in read;

const currencyOf = (element: XmlElement): string => textAt(element, "DocumentCurrencyCode").toUpperCase();
const wrongCurrency = (currency: string): MessageFault | null =>
  /^[A-Z]{3}$/.test(currency) ? null : { fault: "currency", where: currency.slice(0, 20) };

/** What an order and its change have both. */
function orderHead({ element, issueDate }: Head, currency: string, remarks: MessageRemark[]) {
  const invoicee = at(element, "AccountingCustomerParty", "Party");
  const delivery = at(element, "Delivery");
  const totals = totalsAt(element);
  const stated = decimalAt(element, "TaxTotal", "TaxAmount");
  const reckoned =
    totals === null || totals.taxInclusiveAmount === null || totals.taxExclusiveAmount === null
      ? null
      : subtract(totals.taxInclusiveAmount, totals.taxExclusiveAmount);
  return {
    issueDate,
    currency,
    note: notesAt(element, "Note"),
    customerReference: cut(textAt(element, "CustomerReference"), 200),
    quotationReference: numberAt(element, "QuotationDocumentReference", "ID"),
    contractReference: numberAt(element, "Contract", "ID"),
    projectReference: projectOf(element),
    validUntil: dayAt(element, "ValidityPeriod", "EndDate"),
    buyer: partyAt(element, "BuyerCustomerParty"),
    seller: partyAt(element, "SellerSupplierParty"),
    invoicee: invoicee === null ? null : messagePartyAt(invoicee),
    deliverTo: deliveryAt(delivery),
    requested: periodAt(delivery, "RequestedDeliveryPeriod"),
    allowanceCharges: chargesAt(element, (reason) => void remarks.push({ line: "", reason })),
    taxAmount: stated ?? reckoned,
    totals,
  };
}

function projectOf(element: XmlElement): string {
  const document = children(element, "AdditionalDocumentReference").find(
    (one) => textAt(one, "DocumentType") === projectDocumentType,
  );
  return numberAt(element, "ProjectReference", "ID") || numberAt(document ?? null, "ID");
}

const orderLine =
  (currency: string, remarks: MessageRemark[]) =>
  (line: XmlElement, place: string): OrderMessageLine | MessageFault =>
    orderLineAt(line, place, currency, remarks) ?? {
      fault: "quantity",
      where: numberAt(line, "LineItem", "ID") || place,
    };

function readOrder(head: Head): ReadMessage | MessageFault {
  const { element, id } = head;
  const remarks: MessageRemark[] = [];
  const currency = currencyOf(element);
  const lines = linesOf(children(element, "OrderLine"), orderLine(currency, remarks));
  const wrong = wrongCurrency(currency);
  if (wrong !== null) return wrong;
  if (isFault(lines)) return lines;
  const kind = cut(textAt(element, "OrderTypeCode"), 10) || "220";
  return { kind: "order", message: { id, kind, ...orderHead(head, currency, remarks), lines: [...lines] }, remarks };
}

function readChange(head: Head): ReadMessage | MessageFault {
  const { element, id, orderId } = head;
  const remarks: MessageRemark[] = [];
  const currency = currencyOf(element);
  const read = orderLine(currency, remarks);
  const lines = linesOf(children(element, "OrderLine"), (line, place): OrderChangeLine | MessageFault => {
    const given = textAt(line, "LineItem", "LineStatusCode");
    const status = changeStatuses.find((one) => one === given);
    const content = read(line, place);
    if (isFault(content)) return content;
    return status === undefined ? { fault: "code", where: content.lineId } : { ...content, status };
  });
  const wrong = wrongCurrency(currency);
  if (wrong !== null) return wrong;
  if (isFault(lines)) return lines;
  const sequence = textAt(element, "SequenceNumberID");
  // The envelope it came in counts; where a change has none, it is the first.
  const revision = /^[1-9]\d{0,5}$/.test(sequence) ? Number(sequence) : 1;
  const message = { id, orderId, revision, ...orderHead(head, currency, remarks), lines: [...lines] };
  return { kind: "orderChange", message, remarks };
}

function readCancellation({ element, id, issueDate, orderId }: Head): ReadMessage {
  const note = notesAt(element, "Note");
  return {
    kind: "orderCancellation",
    message: {
      ...{ id, issueDate, orderId, note },
      reason: notesAt(element, "CancellationNote") || note || "-",
      buyer: partyAt(element, "BuyerCustomerParty"),
      seller: partyAt(element, "SellerSupplierParty"),
    },
    remarks: [],
  };
}

/** Codes of UNCL1225 that stand for those of Peppol in older answers. */
const olderCodes: Readonly<Record<string, OrderResponseCode>> = { "29": "AP", "27": "RE", "4": "CA" };

const referredLine = (line: XmlElement): string => {
  const lineId = numberAt(line, "OrderLineReference", "LineID");
  return lineId === noOrderLine ? "" : lineId;
};

function readResponse({ element, id, issueDate, orderId }: Head): ReadMessage | MessageFault {
  const remarks: MessageRemark[] = [];
  const given = textAt(element, "OrderResponseCode").toUpperCase();
  const code = orderResponseCodes.find((one) => one === given) ?? olderCodes[given];
  if (code === undefined) return { fault: "code", where: given.slice(0, 20) };
  const currency = currencyOf(element);
  const found = children(element, "OrderLine");
  const lines =
    found.length === 0 ? [] : linesOf(found, (line, place) => responseLineAt(line, place, currency, remarks));
  if (isFault(lines)) return lines;
  const time = /^\d{2}:\d{2}:\d{2}/.exec(textAt(element, "IssueTime"))?.[0] ?? "";
  const message = {
    ...{ id, issueDate, issueTime: time, code, orderId },
    salesOrderId: numberAt(element, "SalesOrderID") || numberAt(element, "OrderReference", "SalesOrderID"),
    currency: wrongCurrency(currency) === null ? currency : "",
    note: notesAt(element, "Note"),
    customerReference: cut(textAt(element, "CustomerReference"), 200),
    seller: partyAt(element, "SellerSupplierParty"),
    buyer: partyAt(element, "BuyerCustomerParty"),
    promised: periodAt(element, "Delivery", "PromisedDeliveryPeriod"),
    lines: [...lines],
  };
  return { kind: "orderResponse", message, remarks };
}

/** A status nobody knows is a fault: it is never taken for accepted. */
function responseLineAt(
  line: XmlElement,
  place: string,
  currency: string,
  remarks: MessageRemark[],
): OrderResponseLine | MessageFault {
  const body = at(line, "LineItem");
  const lineId = numberAt(body, "ID") || place;
  const given = textAt(body, "LineStatusCode");
  const status = lineStatuses.find((one) => one === given);
  if (status === undefined) return { fault: "code", where: lineId };
  const quantity = decimalAt(body, "Quantity");
  const backorder = decimalAt(body, "MaximumBackorderQuantity");
  const isWrong =
    (at(body, "Quantity") !== null && quantity === null) ||
    (at(body, "MaximumBackorderQuantity") !== null && backorder === null) ||
    [quantity, backorder].some((value) => value !== null && isNegative(value));
  if (isWrong) return { fault: "quantity", where: lineId };
  const unit = unitAt(at(body, "Quantity"));
  const substitute = at(line, "SellerSubstitutedLineItem", "Item");
  return {
    ...{ lineId, orderLineId: referredLine(line), status, quantity, ...unit, backorder },
    note: notesAt(body, "Note") || notesAt(line, "Note"),
    price: priceAt(body, unit, currency, (reason) => void remarks.push({ line: lineId, reason })),
    promised: periodAt(body, "Delivery", "PromisedDeliveryPeriod"),
    substitute: substitute === null ? null : itemAt(substitute),
    ...itemAt(at(body, "Item")),
  };
}

function readDespatchAdvice({ element, id, issueDate, orderId }: Head): ReadMessage | MessageFault {
  const lines = linesOf(children(element, "DespatchLine"), despatchLineAt);
  if (isFault(lines)) return lines;
  if (orderId === "" && lines.every((line) => line.orderId === "")) return { fault: "noOrder", where: "" };
  const shipment = at(element, "Shipment");
  const buyer = at(element, "BuyerCustomerParty", "Party");
  const expected = periodAt(shipment, "Delivery", "EstimatedDeliveryPeriod");
  const message = {
    ...{ id, issueDate, orderId, note: notesAt(element, "Note") },
    seller: partyAt(element, "DespatchSupplierParty"),
    receiver: partyAt(element, "DeliveryCustomerParty"),
    buyer: buyer === null ? null : messagePartyAt(buyer),
    shippedOn: dayAt(shipment, "Delivery", "Despatch", "ActualDespatchDate"),
    expectedOn: expected.to ?? expected.from,
    carrierName: cut(textAt(shipment, "Consignment", "CarrierParty", "PartyName", "Name"), 200),
    trackingNumber: numberAt(shipment, "Delivery", "TrackingID"),
    lines: [...lines],
  };
  return { kind: "despatchAdvice", message, remarks: [] };
}

function despatchLineAt(line: XmlElement, place: string): DespatchLine | MessageFault {
  const lineId = numberAt(line, "ID") || place;
  const delivered = decimalAt(line, "DeliveredQuantity");
  const outstanding = decimalAt(line, "OutstandingQuantity");
  const isWrong = outstanding === null ? at(line, "OutstandingQuantity") !== null : isNegative(outstanding);
  if (delivered === null || isNegative(delivered) || isWrong) return { fault: "quantity", where: lineId };
  return {
    ...{ lineId, orderLineId: referredLine(line), delivered, outstanding },
    orderId: numberAt(line, "OrderLineReference", "OrderReference", "ID"),
    note: notesAt(line, "Note"),
    ...unitAt(at(line, "DeliveredQuantity")),
    outstandingReason: cut(textAt(line, "OutstandingReason"), 500),
    handlingUnits: children(at(line, "Shipment"), "TransportHandlingUnit")
      .map((unit) => numberAt(unit, "ID"))
      .filter((unit) => unit !== ""),
    ...itemAt(at(line, "Item")),
  };
}
