import type { z } from "zod";
import {
  absolute,
  add,
  amount,
  cents,
  compare,
  divide,
  isNegative,
  isZero,
  multiply,
  round,
  subtract,
  sum,
  text,
  type Amount,
} from "#domain/amount.ts";
import { saidError } from "#domain/texts/said.ts";
import { textLater } from "#domain/texts/text-later.ts";
import type { OrderLinePart, SourceVat } from "#domain/order.ts";
import { decimal, rateText } from "./decimals.ts";
import type { WooLine, WooOrderTax, WooTaxLine } from "./schema.ts";

type RawPart = z.input<typeof OrderLinePart>;
type RawVat = z.input<typeof SourceVat>;

/** Country and rate per `rate_id`, as the order itself states them: the shop's tax table may have changed since. */
export type Rates = ReadonlyMap<string, RawVat>;

/** What a line needs to know of its order. */
export interface LineContext {
  readonly rates: Rates;
  readonly pricesIncludeTax: boolean;
  /** The shop exempted this buyer: its 0 % then says that no VAT was put on it, not that the goods are zero-rated. */
  readonly isVatExempt: boolean;
  /** The order has lines with money and without VAT: what is left of a split reduction may belong to those. */
  readonly hasUntaxedLines: boolean;
}

/** A rest of this size is rounding in the shop's split; more belongs to something else (woocommerce.md section 5 rule 4). */
const roundingRest = amount("0.02");
const hundred = amount("100");

/** Money on a line on which the shop put no VAT at all. */
export const isUntaxed = (line: WooLine): boolean =>
  line.taxes.every((entry) => entry.total === "") && !isZero(decimal(line.total));

const countryPattern = /^[A-Z]{2}$/;

/** Two capitals, or empty: the source did not say, or said nonsense. */
export const countryCode = (country: string): string => {
  const code = country.trim().toUpperCase();
  return countryPattern.test(code) ? code : "";
};

/**
 * Country of a tax line. `rate_code` is COUNTRY-STATE-NAME-PRIORITY with empty parts left out ("BE-BTW 21%-1"), so two
 * capitals in front of a name and a priority are the country. A rate for all countries has none: then where it is
 * delivered, else billed. Shops that tax by their own address set their country in the rate, so this is rarely needed.
 */
function countryOfTaxLine(
  { rate_code }: WooTaxLine,
  { shipping, billing }: Pick<WooOrderTax, "shipping" | "billing">,
): string {
  const stated = /^([A-Z]{2})-.+-\d+$/.exec(rate_code)?.[1];
  return stated ?? (countryCode(shipping.country) || countryCode(billing.country));
}

export const ratesOf = (taxLines: readonly WooTaxLine[], order: Pick<WooOrderTax, "shipping" | "billing">): Rates =>
  new Map(
    taxLines.map((line) => [
      line.rate_id,
      { country: countryOfTaxLine(line, order), rate: rateText(line.rate_percent) },
    ]),
  );

/** The shop's own VAT per country and rate; two of its rates with the same percentage are one. */
export function vatPerRate(taxLines: readonly WooTaxLine[], order: Pick<WooOrderTax, "shipping" | "billing">) {
  const perRate = new Map<string, RawVat & { taxAmount: Amount }>();
  for (const line of taxLines) {
    const vat = { country: countryOfTaxLine(line, order), rate: rateText(line.rate_percent) };
    const key = `${vat.country} ${vat.rate}`;
    const taxAmount = add(decimal(line.tax_total), decimal(line.shipping_tax_total));
    const known = perRate.get(key);
    perRate.set(key, { ...vat, taxAmount: known === undefined ? taxAmount : add(known.taxAmount, taxAmount) });
  }
  return [...perRate.values()].map((vat) => ({ ...vat, taxAmount: text(cents(vat.taxAmount)) }));
}

interface AppliedTax {
  readonly vat: RawVat;
  readonly tax: Amount;
}

/**
 * The taxes that really apply to a line. An empty total means the rate is on the order but not on this line. VAT at a
 * rate the order does not describe cannot be booked and cannot be mapped either: the shop has to recalculate the order.
 */
function appliedTaxes(line: WooLine, rates: Rates): AppliedTax[] {
  return line.taxes.flatMap((entry) => {
    if (entry.total === "") return [];
    const tax = decimal(entry.total);
    const vat = rates.get(entry.id);
    if (vat !== undefined) return [{ vat, tax }];
    if (isZero(tax)) return [];
    throw saidError("document.invalid", textLater("says.unknownRate", { line: line.id, rate: entry.id }));
  });
}

/** Net of the 2-decimal view plus its VAT in that view: what the buyer saw (woocommerce.md section 5 rule 3). */
const grossOf = (line: WooLine): Amount => cents(add(cents(decimal(line.total)), cents(decimal(line.total_tax))));

/**
 * The VAT parts of a line, in the order's own price mode: gross cents when prices include tax, else the unrounded net.
 * Needs the `dp=6` view: two decimals are too coarse to split a line over rates. Of an exempt buyer a part at 0 % is given as
 * untaxed: the intra-Community rule or a mapping decides what it is (woocommerce.md section 5 rule 2).
 */
export function partsOf(line: WooLine, context: LineContext): RawPart[] {
  const parts = statedParts(line, context);
  if (!context.isVatExempt) return parts;
  return parts.map((part) =>
    part.vat !== null && isZero(decimal(part.vat.rate)) ? { vat: null, amount: part.amount, taxAmount: null } : part,
  );
}

/** As the shop states them. */
function statedParts(line: WooLine, context: LineContext): RawPart[] {
  const whole = context.pricesIncludeTax ? grossOf(line) : decimal(line.total);
  const taxes = appliedTaxes(line, context.rates);
  const [first] = taxes;
  if (first === undefined) {
    if (!isZero(cents(decimal(line.total_tax)))) {
      throw saidError("document.invalid", textLater("says.noRate", { line: line.id, amount: line.total_tax }));
    }
    return [{ vat: null, amount: text(whole), taxAmount: null }];
  }
  if (taxes.length === 1 && !isPartlyUntaxed(line, first)) {
    return [{ vat: first.vat, amount: text(whole), taxAmount: text(cents(decimal(line.total_tax))) }];
  }
  return split(whole, taxes, context);
}

/**
 * A reduction is spread by the shop over everything in the cart; with one rate and untaxed goods only a part bears VAT.
 * The tax may be rounded to cents, so what it says about the net is half a cent divided by the rate off.
 */
function isPartlyUntaxed(line: WooLine, { vat, tax }: AppliedTax): boolean {
  const net = decimal(line.total);
  if (!isNegative(net) || isZero(decimal(vat.rate))) return false;
  const factor = divide(decimal(vat.rate), hundred);
  const slack = add(roundingRest, divide(amount("0.005"), factor));
  return compare(absolute(subtract(net, divide(tax, factor))), slack) > 0;
}

interface SplitPart {
  readonly vat: RawVat | null;
  readonly tax: Amount | null;
  amount: Amount;
}

/**
 * Net per rate = its VAT divided by its rate; what is then left is rounding or untaxed (woocommerce.md section 5 rule 4).
 * It falls under a 0 % rate of the line only when the order has no untaxed goods it could belong to.
 */
function split(
  whole: Amount,
  taxes: readonly AppliedTax[],
  { pricesIncludeTax, hasUntaxedLines }: LineContext,
): RawPart[] {
  const zeroRate = taxes.find(({ vat }) => isZero(decimal(vat.rate)))?.vat ?? null;
  const parts = taxes
    .filter(({ vat }) => !isZero(decimal(vat.rate)))
    .map(({ vat, tax }): SplitPart => {
      const net = divide(multiply(tax, hundred), decimal(vat.rate));
      return { vat, tax, amount: pricesIncludeTax ? cents(add(net, tax)) : round(net, 6) };
    });
  const rest = subtract(whole, sum(parts.map((part) => part.amount)));
  const largest = parts.toSorted((a, b) => compare(absolute(b.amount), absolute(a.amount)))[0];
  if (largest !== undefined && compare(absolute(rest), roundingRest) <= 0) largest.amount = add(largest.amount, rest);
  else parts.push({ vat: hasUntaxedLines ? null : zeroRate, tax: null, amount: rest });
  const withMoney = parts.filter((part) => !isZero(part.amount));
  return (withMoney.length === 0 ? parts.slice(0, 1) : withMoney).map((part) => ({
    vat: part.vat,
    amount: text(pricesIncludeTax ? cents(part.amount) : part.amount),
    taxAmount: part.tax === null ? null : text(cents(part.tax)),
  }));
}
