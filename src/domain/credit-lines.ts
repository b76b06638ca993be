import {
  add,
  amount,
  cents,
  compare,
  divide,
  equals,
  isNegative,
  isPositive,
  isZero,
  largest,
  multiply,
  negate,
  smallest,
  subtract,
  sum,
  zero,
  type Amount,
} from "./amount.ts";
import { calculateDocument, type Group, type GroupLine } from "./calculation.ts";
import { leftPerGroup, leftToCredit, sameGroup, type Creditable } from "./credit.ts";
import { takeOf, type Left } from "./credit-shares.ts";
import { hasMoney, type CalculatedDocument, type DocumentLine } from "./document.ts";

/** How many of a line are credited. */
export interface CreditedLine {
  readonly position: number;
  readonly quantity: Amount;
}

interface Taken {
  readonly line: DocumentLine;
  readonly quantity: Amount;
  /** Of the line's share of its group, VAT included. */
  readonly gross: Amount;
}

/** What a line, or a part of it, came to with VAT, before the reductions of its group. */
function grossOf(line: DocumentLine, quantity: Amount): Amount {
  const net = equals(quantity, line.quantity)
    ? line.lineNetAmount
    : cents(divide(multiply(line.lineNetAmount, quantity), line.quantity));
  return cents(add(net, multiply(net, divide(line.vatRate, amount("100")))));
}

const between = (value: Amount, end: Amount): Amount =>
  isNegative(end) ? smallest(largest(value, end), zero) : largest(smallest(value, end), zero);

/** The group of the credit note: its lines at their own price, less their share of what the invoice took off. */
function groupOf(left: Left, invoice: CalculatedDocument, taken: readonly Taken[], isLast: boolean): Group {
  const { vatCategory: category, vatRate: rate, vatCountry: country, exemptionReason, exemptionReasonCode } = left.vat;
  const whole = cents(
    sum(
      invoice.lines
        .filter((line) => hasMoney(line) && sameGroup(line, left.vat))
        .map((line) => grossOf(line, line.quantity)),
    ),
  );
  const named = cents(sum(taken.map((one) => one.gross)));
  const share = isZero(whole) ? named : cents(divide(multiply(named, left.vat.grossAmount), whole));
  const gross = isLast ? left.gross : cents(between(share, left.gross));
  const fixed = takeOf(left, gross);
  const lines = taken.map(({ line, quantity, gross: amountOfLine }): GroupLine => {
    const {
      netPrice: _p,
      baseQuantity: _b,
      lineNetAmount: _n,
      vatCategory: _c,
      vatRate: _r,
      position: _o,
      price: _g,
      discountPercent: _d,
      ...facts
    } = line;
    return { line: { ...facts, sequence: line.position, quantity }, amount: amountOfLine };
  });
  const less = cents(subtract(named, gross));
  const reason = invoice.allowanceCharges.find((entry) => sameGroup(entry, left.vat))?.reason ?? "";
  const hasReduction = reason !== "" && isPositive(less);
  return {
    vat: { country, category, rate, exemptionReason, exemptionReasonCode },
    lines,
    allowances: hasReduction ? [{ reason, amount: less }] : [],
    extra: hasReduction ? zero : negate(less),
    sourceTaxAmount: null,
    fixed: { taxableAmount: fixed.taxable, taxAmount: fixed.tax },
  };
}

/**
 * The credit note for some of an invoice's lines, or a part of their quantity. Per VAT group never more than what is left; where nothing
 * of a group's lines stays, the credit takes what is left of it, so that the credits add up to the invoice. `before`: what was credited
 * of each line until now. Null when nothing is left to credit of what was asked for.
 */
export function creditLines(
  creditable: Creditable,
  wanted: readonly CreditedLine[],
  before: ReadonlyMap<number, Amount>,
): CalculatedDocument | null {
  const { invoice } = creditable;
  const quantities = new Map(wanted.map(({ position, quantity }) => [position, quantity]));
  const restOf = (line: DocumentLine): Amount =>
    subtract(subtract(line.quantity, before.get(line.position) ?? zero), quantities.get(line.position) ?? zero);
  const groups = leftPerGroup(creditable).flatMap((left): Group[] => {
    const own = invoice.lines.filter((line) => hasMoney(line) && sameGroup(line, left.vat));
    const taken = own.flatMap((line): Taken[] => {
      const quantity = quantities.get(line.position);
      return quantity === undefined ? [] : [{ line, quantity, gross: grossOf(line, quantity) }];
    });
    return taken.length === 0
      ? []
      : [
          groupOf(
            left,
            invoice,
            taken,
            own.every((line) => isZero(restOf(line))),
          ),
        ];
  });
  const inGroups = cents(
    sum(
      groups.map(({ lines, allowances, extra }) =>
        add(subtract(sum(lines.map((line) => line.amount)), sum(allowances.map((entry) => entry.amount))), extra),
      ),
    ),
  );
  if (groups.length === 0 || isZero(inGroups)) return null;
  const open = leftToCredit(creditable);
  const isEverything = invoice.lines.filter(hasMoney).every((line) => isZero(restOf(line)));
  // The rounding of the invoice is in no group: it goes with the last of it.
  const total = isEverything || compare(inGroups, open) > 0 ? open : inGroups;
  return calculateDocument({ pricesIncludeTax: true, groups, total, prepaidAmount: zero, vatPolicy: "calculated" });
}
