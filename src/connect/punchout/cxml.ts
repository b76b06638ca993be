import { amount, isPositive, text, type Amount } from "#domain/amount.ts";
import type { BasketLine } from "#domain/supplier/basket.ts";
import { basketLine, postedNumber, type PostedLine } from "./basket-line.ts";
import { unitOf } from "#domain/supplier/units.ts";
import { child, childrenOf, readCxmlTree, textAt, words, type CxmlElement } from "./cxml-tree.ts";
import { headerLines } from "./cxml-header.ts";
import { postLimits, unreadable, type PunchoutContext, type PunchoutReading, type RefusalReason } from "./reading.ts";

/** What the price of an item is for. Money is for `quantity` of its own unit; `conversionFactor` of those are in one order unit. */
function basisOf(detail: CxmlElement | undefined, { terms, warn }: PunchoutContext, line: number): PostedLine["basis"] {
  const one = amount("1");
  const basis = child(detail, "PriceBasisQuantity");
  const orderUnit = textAt(detail, "UnitOfMeasure");
  if (basis === undefined || terms.pricePer === "one") return { quantity: one, unit: orderUnit, perOrderUnit: one };
  const unit = textAt(basis, "UnitOfMeasure") || orderUnit;
  const read = (written: string | undefined, otherwise: Amount | null): Amount | null => {
    if (written === undefined || written.trim() === "") return otherwise;
    const number = postedNumber(written, terms.decimalMark, 12);
    if (number?.isComma === true) warn("decimalComma", line);
    return number !== null && isPositive(number.value) ? number.value : null;
  };
  const quantity = read(basis.attributes["quantity"], one);
  // Without a factor the two units have to be the same: how many metres are on a roll nobody can know.
  const isSame =
    unit === orderUnit || (unitOf(unit, terms.learntUnits) ?? unit) === unitOf(orderUnit, terms.learntUnits);
  const factor = read(basis.attributes["conversionFactor"], isSame ? one : null);
  return quantity === null || factor === null ? null : { quantity, unit, perOrderUnit: factor };
}

/** Freight of one line: with the line, not in the price of a unit. */
function shippingOf(item: CxmlElement, { terms }: PunchoutContext): PostedLine["surcharges"] {
  const value = postedNumber(textAt(item, "Shipping", "Money"), terms.decimalMark, 12)?.value;
  if (value === undefined || !isPositive(value)) return [];
  return [{ kind: "freight", amount: text(value), per: "line", includedInNet: "no" }];
}

function postedOf(item: CxmlElement, line: number, context: PunchoutContext): PostedLine {
  const detail = child(item, "ItemDetail");
  const money = child(detail, "UnitPrice", "Money");
  const description = child(detail, "Description");
  const [own, buyers] = [textAt(item, "ItemID", "SupplierPartID"), textAt(item, "ItemID", "BuyerPartID")];
  if (own === "" && buyers !== "") context.warn("buyersPartId", line);
  return {
    line,
    lineId: String(line),
    key: own || buyers,
    manufacturersItemIdentifier: textAt(detail, "ManufacturerPartID"),
    brandName: words(textAt(detail, "ManufacturerName")),
    description: words(description?.text ?? "") || words(textAt(description, "ShortName")),
    note: "",
    quantity: item.attributes["quantity"] ?? "",
    unit: textAt(detail, "UnitOfMeasure"),
    price: money?.text ?? "",
    currency: money?.attributes["currency"] ?? "",
    basis: basisOf(detail, context, line),
    isService: false,
    vatRate: child(item, "Tax", "TaxDetail")?.attributes["percentageRate"] ?? "",
    leadTime: textAt(detail, "LeadTime"),
    surcharges: shippingOf(item, context),
    auxiliaryId: child(item, "ItemID", "SupplierPartAuxiliaryID")?.text ?? "",
    raw: JSON.stringify(item)
      .slice(0, 4 * postLimits.text)
      .toWellFormed(),
  };
}

/** The shop's own numbers of the lines when each has one and no two are the same, else their places. */
function lineNumbers(items: readonly CxmlElement[]): readonly number[] {
  const given = items.map((item) => item.attributes["lineNumber"] ?? "");
  const isUsable = given.every((number) => /^[1-9]\d{0,8}$/.test(number)) && new Set(given).size === given.length;
  return items.map((_, index) => (isUsable ? Number(given[index]) : index + 1));
}

/** A basket out of a PunchOutOrderMessage (contract punchout-oci.md 5.2 and 7). */
export function readCxml(
  xml: string,
  context: PunchoutContext,
): Pick<PunchoutReading, "basket" | "refused" | "buyerCookie"> {
  const root = readCxmlTree(xml);
  const message = child(root, "Message", "PunchOutOrderMessage");
  if (root.name !== "cXML" || message === undefined)
    throw unreadable("notPunchOut", "it is no PunchOutOrderMessage of cXML");

  const ordered = childrenOf(message, "ItemOut");
  const items = [...childrenOf(message, "ItemIn"), ...ordered];
  if (ordered.length > 0) context.warn("itemOutForItemIn");
  if (items.length > postLimits.lines) throw unreadable("tooManyLines", `over ${postLimits.lines} lines`);
  const numbers = lineNumbers(items);

  const lines: BasketLine[] = [];
  const currencies: string[] = [];
  const refused: { line: number; reason: RefusalReason }[] = [];
  const taken: CxmlElement[] = [];
  for (const [index, item] of items.entries()) {
    const number = numbers[index] ?? index + 1;
    const read = basketLine(postedOf(item, number, context), context);
    if ("refused" in read) {
      refused.push({ line: number, reason: read.refused });
      continue;
    }
    lines.push(read.line);
    currencies.push(read.currency);
    taken.push(item);
  }
  if (items.length === 0) context.warn("nothingReturned");
  if (new Set(currencies).size > 1) context.warn("mixedCurrencies");

  const header = child(message, "PunchOutOrderMessageHeader");
  const totalCurrency = child(header, "Total", "Money")?.attributes["currency"]?.trim().toUpperCase() ?? "";
  const currency =
    currencies[0] ?? (/^[A-Z]{3}$/.test(totalCurrency) ? totalCurrency : (context.terms.currency ?? "EUR"));
  const isWhole = refused.length === 0 && new Set([...currencies, currency]).size === 1;
  const own = items.length === 0 ? [] : headerLines(header, { lines, items: taken, currency, isWhole }, context);
  return {
    buyerCookie: textAt(message, "BuyerCookie") || null,
    basket: { suppliersBasketId: "", currency, lines: [...lines, ...own] },
    refused,
  };
}
