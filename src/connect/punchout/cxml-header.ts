import {
  absolute,
  add,
  amount,
  cents,
  compare,
  divide,
  equals,
  isPositive,
  isZero,
  multiply,
  subtract,
  sum,
  text,
  zero,
  type Amount,
} from "#domain/amount.ts";
import { BasketLine } from "#domain/supplier/basket.ts";
import { postedNumber } from "./basket-line.ts";
import { child, childrenOf, textAt, words, type CxmlElement } from "./cxml-tree.ts";
import { ownLineIds } from "#domain/supplier/own-lines.ts";
import { plainText, postLimits, unreadable, type PunchoutContext } from "./reading.ts";

export interface ReadLines {
  readonly lines: readonly BasketLine[];
  /** The elements the lines were read from. */
  readonly items: readonly CxmlElement[];
  readonly currency: string;
  /** No line was refused and all are in one currency: only then their sum means something. */
  readonly isWhole: boolean;
}

interface OwnAmount {
  readonly lineId: string;
  readonly description: string;
  readonly value: Amount;
  readonly kind: "contribution" | "charge";
}

/** An amount the shop states once for the whole basket, as a line of its own: one piece of it. */
const ownLine = ({ value, ...given }: OwnAmount, currency: string, retrievedAt: string): BasketLine =>
  BasketLine.parse({
    ...{ ...given, suppliersItemIdentifier: "", quantity: "1", unitCode: "C62" },
    price: {
      ...{ suppliersItemIdentifier: "", name: given.description, status: "ok", currency, net: text(value) },
      ...{ basis: { quantity: "1", unitCode: "C62" }, orderUnitCode: "C62", perOrderUnit: "1" },
      ...{ useUnitCode: "C62", usePerOrder: "1", retrievedAt, raw: "" },
    },
  });

/** What a line costs, not rounded. Freight of the line stays out, as it does in the total of the message. */
function exactAmount({ price, quantity }: BasketLine): Amount {
  if (price === null || price.net === null) return zero;
  return divide(multiply(multiply(price.net, price.perOrderUnit), quantity), price.basis.quantity);
}

/** Quantities and prices of fifteen digits each are read, but what they amount to is not kept. */
const senseless = amount("1000000000000000000");

/** Each sum of some of the values, none and all included. */
const sumsOf = (values: readonly Amount[]): readonly Amount[] =>
  values.reduce<readonly Amount[]>((sums, value) => [...sums, ...sums.map((one) => add(one, value))], [zero]);

/** Contributions that a shop writes as text in the header: `1,23 EUR`. */
const contributionName = /eco|deee|d3e|contribution|bijdrage|recupel|bebat|auvibel|sabam|heffing/i;

function contributionsOf(header: CxmlElement | undefined, { warn }: PunchoutContext): readonly OwnAmount[] {
  return childrenOf(header, "Extrinsic").flatMap((extrinsic, index) => {
    const name = plainText(words(extrinsic.attributes["name"] ?? ""))
      .slice(0, postLimits.text)
      .toWellFormed();
    const written = /^(-?\d+(?:[.,]\d{1,12})?)(?:\s*[A-Z]{3})?$/.exec(extrinsic.text.trim())?.[1];
    const value = written === undefined ? null : postedNumber(written.replace(",", "."), "dot");
    if (!contributionName.test(name) || value === null || isZero(value.value)) return [];
    warn("headerContribution");
    return [{ lineId: `contribution${index + 1}`, description: name, value: value.value, kind: "contribution" }];
  });
}

/**
 * Header tax above the tax of all lines, without freight it could be on, by more than the cents of rounding each line: a
 * contribution that stands nowhere else. Zero when there is none, or when not every line states its tax.
 */
function hiddenTax(tax: Amount | null, { items }: ReadLines, { terms }: PunchoutContext): Amount {
  const lineTaxes = items.flatMap((item) => {
    const value = postedNumber(textAt(item, "Tax", "Money"), terms.decimalMark, 12)?.value;
    return value === undefined ? [] : [value];
  });
  if (tax === null || lineTaxes.length < items.length) return zero;
  const rounding = multiply(amount("0.005"), amount(String(items.length + 1)));
  const difference = subtract(tax, sum(lineTaxes));
  return compare(difference, rounding) > 0 ? cents(difference) : zero;
}

/**
 * Lines for what a cXML message states of the basket as a whole: freight, contributions, and what its total holds that no line does.
 * A shop may count freight, tax and contributions in its total or not; any other difference is a line a person has to
 * classify, never dropped (contract punchout-oci.md 7, pitfalls 3 and 4).
 */
export function headerLines(
  header: CxmlElement | undefined,
  read: ReadLines,
  context: PunchoutContext,
): readonly BasketLine[] {
  const money = (name: string): Amount | null => {
    const element = child(header, name, "Money");
    const value = postedNumber(element?.text ?? "", context.terms.decimalMark, 12)?.value ?? null;
    const currency = element?.attributes["currency"]?.trim().toUpperCase() ?? read.currency;
    if (value === null || currency === read.currency) return value;
    context.warn("mixedCurrencies");
    return null;
  };
  const [total, tax, freight] = [money("Total"), money("Tax"), money("Shipping") ?? zero];
  const own: OwnAmount[] = [...contributionsOf(header, context)];
  const contributions = sum(own.map(({ value }) => value));
  if (!isZero(freight)) own.push({ lineId: ownLineIds.shipping, description: "", value: freight, kind: "charge" });

  const lineFreight = sum(
    read.lines.flatMap((line) => line.price?.surcharges.map((surcharge) => surcharge.amount) ?? []),
  );
  if (total === null || !read.isWhole) {
    context.warn("totalNotChecked");
  } else {
    const exacts = read.lines.map(exactAmount);
    const goods = sum(exacts.map(cents));
    const mayBeIn = sumsOf([freight, lineFreight, tax ?? zero, contributions]);
    const isExplained = [goods, cents(sum(exacts))].some((lines) =>
      mayBeIn.some((more) => equals(cents(add(lines, more)), cents(total))),
    );
    const value = cents(subtract(total, add(goods, contributions)));
    if (compare(absolute(value), senseless) >= 0) throw unreadable("notPunchOut", "its amounts are no amounts");
    if (!isExplained && !isZero(value))
      own.push({ lineId: ownLineIds.difference, description: "", value, kind: "charge" });
  }
  const isWithoutFreight = isZero(freight) && isZero(lineFreight);
  const hidden = isWithoutFreight && read.isWhole ? hiddenTax(tax, read, context) : zero;
  if (isPositive(hidden))
    own.push({ lineId: ownLineIds.taxDifference, description: "", value: hidden, kind: "charge" });
  if (own.some(({ lineId }) => lineId === ownLineIds.difference || lineId === ownLineIds.taxDifference))
    context.warn("unexplainedDifference");
  return own.map((one) => ownLine(one, read.currency, context.retrievedAt));
}
