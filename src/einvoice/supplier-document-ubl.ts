// Over 300 lines because four kinds of message are read by one set of rules, and half of it is where each keeps what.
import {
  absolute,
  amount,
  compare,
  divide,
  equals,
  isPositive,
  multiply,
  subtract,
  zero,
  type Amount,
} from "#domain/amount.ts";
import type { PriceAnswer } from "#domain/supplier/price-answer.ts";
import {
  mostDocumentLines,
  type SupplierDocument,
  type SupplierDocumentKind,
  type SupplierDocumentLine,
} from "#domain/supplier/supplier-document.ts";
import { gtin14 } from "#domain/supplier/supplier-item.ts";
import { unitOf } from "#domain/supplier/units.ts";
import { identifiersOf, type PartyIdentifiers } from "./party-identifiers.ts";
import { at, children, cut, dayAt, decimalAt, messageIn, numberAt, textAt } from "./read-elements.ts";
import type { XmlElement } from "./read-xml.ts";

/** What a person should know of a file that was read. `line`: of the file; empty: of the whole. */
export interface ReadRemark {
  readonly line: string;
  readonly reason: (typeof readRemarks)[number];
}
export const readRemarks = [
  "documentDiscount",
  "lineNotAccepted",
  "lineAmountDiffers",
  "quantityOfOrder",
  "priceToBeAsked",
] as const;

export interface ReadSupplierDocument {
  readonly document: SupplierDocument;
  /** Beside its own and that of our order, the numbers people may know it by. */
  readonly otherNumbers: readonly string[];
  /** Null: it does not say. */
  readonly seller: PartyIdentifiers | null;
  readonly buyer: PartyIdentifiers | null;
  readonly remarks: readonly ReadRemark[];
}

/** Why a file is no document that can be asked for by its number. */
export const readFaults = [
  "notKnown",
  "creditNote",
  "noNumber",
  "noLines",
  "tooManyLines",
  "quantity",
  "currency",
] as const;
export interface ReadFault {
  readonly fault: (typeof readFaults)[number];
  /** Of the line, or of the column. */
  readonly where: string;
}

/** What is not in the file. */
export interface ReadingPlace {
  /** Of the administration: a despatch advice names no currency. */
  readonly currency: string;
  readonly readAt: string;
}

const messages = ["Order", "OrderResponse", "DespatchAdvice", "Invoice", "CreditNote"] as const;
type Message = (typeof messages)[number];

interface Places {
  readonly kind: SupplierDocumentKind;
  readonly lines: string;
  /** Within a line, where what is ordered stands. */
  readonly inner: readonly string[];
  readonly quantity: string;
  readonly seller: readonly string[];
  readonly buyer: readonly string[];
}

const places: Readonly<Record<Exclude<Message, "CreditNote">, Places>> = {
  Order: {
    ...{ kind: "order", lines: "OrderLine", inner: ["LineItem"], quantity: "Quantity" },
    ...{ seller: ["SellerSupplierParty", "Party"], buyer: ["BuyerCustomerParty", "Party"] },
  },
  OrderResponse: {
    ...{ kind: "order", lines: "OrderLine", inner: ["LineItem"], quantity: "Quantity" },
    ...{ seller: ["SellerSupplierParty", "Party"], buyer: ["BuyerCustomerParty", "Party"] },
  },
  // Where goods go may be a site with a name of its own: who buys stands elsewhere, or nowhere.
  DespatchAdvice: {
    ...{ kind: "deliveryNote", lines: "DespatchLine", inner: [], quantity: "DeliveredQuantity" },
    ...{ seller: ["DespatchSupplierParty", "Party"], buyer: ["BuyerCustomerParty", "Party"] },
  },
  // What is invoiced was delivered: where no despatch advice comes, the invoice says what came (contract supplier-cebeo.md 6c).
  Invoice: {
    ...{ kind: "deliveryNote", lines: "InvoiceLine", inner: [], quantity: "InvoicedQuantity" },
    ...{ seller: ["AccountingSupplierParty", "Party"], buyer: ["AccountingCustomerParty", "Party"] },
  },
};

/** An order or delivery note out of a UBL 2 order, order response, despatch advice or invoice. */
export function readUblDocument(root: XmlElement, place: ReadingPlace): ReadSupplierDocument | ReadFault {
  const message = messageIn(root, messages);
  if (message === null) return { fault: "notKnown", where: root.name.slice(0, 60) };
  const { name, element } = message;
  if (name === "CreditNote") return { fault: "creditNote", where: "" };
  const { kind, lines: lineName, seller, buyer } = places[name];
  const numbers = numbersOf(name, element);
  if (numbers.number === "") return { fault: "noNumber", where: "" };
  const currency = textAt(element, "DocumentCurrencyCode") || place.currency;
  if (!/^[A-Z]{3}$/.test(currency)) return { fault: "currency", where: currency.slice(0, 20) };
  const found = children(element, lineName);
  if (found.length > mostDocumentLines) return { fault: "tooManyLines", where: String(found.length) };
  const remarks: ReadRemark[] = [];
  const lines: SupplierDocumentLine[] = [];
  for (const [index, line] of found.entries()) {
    const read = lineOf(name, line, String(index + 1), { ...place, currency }, remarks);
    if (read === null)
      return { fault: "quantity", where: numberAt(line, ...places[name].inner, "ID") || String(index + 1) };
    lines.push(read);
  }
  lines.push(...chargesOf(name, element, lines.length, { ...place, currency }, remarks));
  if (lines.length === 0) return { fault: "noLines", where: "" };
  return {
    document: {
      kind,
      number: numbers.number,
      ourOrderNumber: numbers.ours,
      ourReference: cut(textAt(element, "CustomerReference") || textAt(element, "BuyerReference"), 200),
      date: dayAt(element, "IssueDate"),
      currency,
      lines,
    },
    otherNumbers: numbers.others,
    seller: identifiersOf(at(element, ...seller)),
    buyer: identifiersOf(at(element, ...buyer)),
    remarks,
  };
}

interface Numbers {
  readonly number: string;
  readonly ours: string;
  readonly others: readonly string[];
}

/** An order is the buyer's paper, so its number is ours; the supplier's is in `SalesOrderID`. The others are the supplier's, about our order. */
function numbersOf(name: Message, element: XmlElement): Numbers {
  const id = numberAt(element, "ID");
  const ours = numberAt(element, "OrderReference", "ID");
  const sales = numberAt(element, "SalesOrderID") || numberAt(element, "OrderReference", "SalesOrderID");
  if (name === "Order") return { number: sales || id, ours: id, others: [] };
  if (name === "OrderResponse") return { number: sales || id, ours, others: [id] };
  const ofLines = children(element, places.DespatchAdvice.lines).map((line) =>
    numberAt(line, "OrderLineReference", "OrderReference", "ID"),
  );
  if (name === "DespatchAdvice")
    return { number: id, ours: ours || (ofLines.find((one) => one !== "") ?? ""), others: [sales] };
  const notes = children(element, "DespatchDocumentReference").map((note) => numberAt(note, "ID"));
  const [note = ""] = notes.filter((one) => one !== "");
  return { number: note || id, ours, others: [id, sales, ...notes] };
}

interface LinePlace extends ReadingPlace {
  readonly currency: string;
}

/** Null for a quantity that is no number: it is never guessed. */
function lineOf(
  name: Exclude<Message, "CreditNote">,
  line: XmlElement,
  place: string,
  given: LinePlace,
  remarks: ReadRemark[],
): SupplierDocumentLine | null {
  const { inner, quantity: quantityName, kind } = places[name];
  const body = inner.length === 0 ? line : at(line, ...inner);
  const item = at(body, "Item");
  const lineId = numberAt(body, "ID") || place;
  const element = at(body, quantityName);
  const status = textAt(body, "LineStatusCode");
  const isRefused = status === "7";
  const tell = (reason: ReadRemark["reason"]): void => void remarks.push({ line: lineId, reason });
  const told = decimalAt(body, quantityName);
  // A response names only what changed: how many there are stands in our order.
  const isOfOrder = name === "OrderResponse" && element === null && !isRefused;
  if (told === null && !isOfOrder && !isRefused) return null;
  if (isRefused) tell("lineNotAccepted");
  if (isOfOrder) tell("quantityOfOrder");
  const quantity = isRefused ? zero : (told ?? zero);
  const outstanding = decimalAt(line, "OutstandingQuantity") ?? decimalAt(body, "MaximumBackorderQuantity");
  const suppliersUnit = cut(element?.attributes["unitCode"] ?? "", 20);
  const unitCode = unitOf(suppliersUnit, {}) ?? "";
  const code = cut(textAt(item, "SellersItemIdentification", "ID"), 200);
  const description = cut(textAt(item, "Name") || textAt(item, "Description"), 1000);
  const isNote = kind === "deliveryNote";
  const text = {
    suppliersItemIdentifier: code,
    manufacturersItemIdentifier: cut(textAt(item, "ManufacturersItemIdentification", "ID"), 200),
    brandName: cut(textAt(item, "BrandName"), 200),
    gtin: gtin14(textAt(item, "StandardItemIdentification", "ID")),
  };
  const net = name === "DespatchAdvice" ? null : netOf(body, quantity, unitCode, tell);
  const rate = rateOf(item);
  return {
    ...{
      ...text,
      lineId,
      description,
      unitCode,
      suppliersUnit,
      kind: "item",
      note: isRefused ? "" : cut(textAt(line, "OutstandingReason"), 500),
    },
    quantity,
    price:
      net === null
        ? null
        : answerOf({ ...text, name: description }, net, unitCode || suppliersUnit || "C62", rate, given),
    vatRate: rate,
    leadTimeDays: null,
    ourLineId: numberAt(line, "OrderLineReference", "LineID") || (name === "Order" ? lineId : ""),
    delivered: isNote ? quantity : null,
    deliveryDate: isNote ? dayAt(line, "Delivery", "ActualDeliveryDate") : null,
    backordered: outstanding,
    backorderDate: dayAt(body, "Delivery", "PromisedDeliveryPeriod", "StartDate"),
  };
}

/** What one basis of a line costs, after every reduction of that line. */
interface Net {
  readonly price: Amount;
  readonly basis: Amount;
}

/** A cent of rounding on both sides. */
const slack = amount("0.02");
const one = amount("1");

/**
 * The price of a line. Where price and amount of the line say something else, the amount counts: reductions and costs of the line are in
 * it. A price for another unit than the quantity has says nothing here.
 */
function netOf(
  body: XmlElement | null,
  quantity: Amount,
  unitCode: string,
  tell: (reason: ReadRemark["reason"]) => void,
): Net | null {
  const price = decimalAt(body, "Price", "PriceAmount");
  const base = at(body, "Price", "BaseQuantity");
  const basis = decimalAt(body, "Price", "BaseQuantity") ?? one;
  const baseUnit = base?.attributes["unitCode"] ?? "";
  const isOfUnit = baseUnit === "" || (unitOf(baseUnit, {}) ?? "") === unitCode;
  const total = decimalAt(body, "LineExtensionAmount");
  const own = price !== null && isPositive(basis) && isOfUnit ? { price, basis } : null;
  if (total !== null && isPositive(quantity)) {
    if (own === null) return { price: total, basis: quantity };
    const reckoned = divide(multiply(quantity, own.price), own.basis);
    if (compare(absolute(subtract(reckoned, total)), slack) > 0) {
      if (children(body, "AllowanceCharge").length === 0) tell("lineAmountDiffers");
      return { price: total, basis: quantity };
    }
  }
  if (own === null && price !== null) tell("priceToBeAsked");
  return own;
}

/** The rate of a line with VAT. Of one without, the invoice says why it has none, and not what the item has. */
const rateOf = (item: XmlElement | null): Amount | null =>
  textAt(item, "ClassifiedTaxCategory", "ID") === "S" ? decimalAt(item, "ClassifiedTaxCategory", "Percent") : null;

type Named = Pick<
  PriceAnswer,
  "suppliersItemIdentifier" | "manufacturersItemIdentifier" | "brandName" | "gtin" | "name"
>;

/** A price as a paper of the supplier says it: in the unit of its line, with nothing else known. */
export const answerOf = (
  named: Named,
  { price, basis }: Net,
  unitCode: string,
  vatRate: Amount | null,
  { currency, readAt }: LinePlace,
): PriceAnswer => ({
  ...named,
  ...{ status: "ok", asked: null, currency, gross: null, discounts: [], net: price },
  basis: { quantity: basis, unitCode },
  ...{ orderUnitCode: unitCode, perOrderUnit: one, useUnitCode: unitCode, usePerOrder: one },
  ...{
    tiers: [],
    surcharges: [],
    metal: null,
    vatRate,
    minimum: null,
    multiple: null,
    packQuantity: null,
    stock: null,
  },
  ...{ validFrom: null, validTo: null, priceType: null, contractNumber: "", retrievedAt: readAt, raw: "" },
});

/** Costs of the whole paper as lines of their own. A reduction of the whole is told: which lines it is of, nobody knows. */
function chargesOf(
  name: Exclude<Message, "CreditNote">,
  element: XmlElement,
  before: number,
  place: LinePlace,
  remarks: ReadRemark[],
): SupplierDocumentLine[] {
  if (name === "DespatchAdvice") return [];
  const lines: SupplierDocumentLine[] = [];
  for (const entry of children(element, "AllowanceCharge")) {
    const charged = decimalAt(entry, "Amount");
    if (charged === null || equals(charged, zero)) continue;
    if (textAt(entry, "ChargeIndicator") !== "true") {
      remarks.push({ line: "", reason: "documentDiscount" });
      continue;
    }
    const description = cut(textAt(entry, "AllowanceChargeReason"), 1000) || "–";
    const rate = textAt(entry, "TaxCategory", "ID") === "S" ? decimalAt(entry, "TaxCategory", "Percent") : null;
    const named = { suppliersItemIdentifier: "", manufacturersItemIdentifier: "", brandName: "", gtin: "" };
    lines.push({
      ...{
        ...named,
        lineId: String(before + lines.length + 1),
        description,
        unitCode: "C62",
        suppliersUnit: "",
        kind: "charge",
        note: "",
      },
      quantity: one,
      price: answerOf({ ...named, name: description }, { price: charged, basis: one }, "C62", rate, place),
      vatRate: rate,
      leadTimeDays: null,
      ...{ ourLineId: "", delivered: places[name].kind === "deliveryNote" ? one : null, deliveryDate: null },
      ...{ backordered: null, backorderDate: null },
    });
  }
  return lines;
}
