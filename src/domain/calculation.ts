import {
  absolute,
  add,
  amount,
  cents,
  compare,
  distribute,
  divide,
  equals,
  isPositive,
  isZero,
  multiply,
  negate,
  round,
  subtract,
  sum,
  zero,
  type Amount,
} from "./amount.ts";
import type { AllowanceCharge, CalculatedDocument, DocumentLine, VatLine } from "./document.ts";
import type { VatCategory } from "./vat.ts";

/** VAT of one group of lines: the document states one breakdown per category and rate. */
export interface GroupVat {
  readonly country: string;
  readonly category: VatCategory;
  readonly rate: Amount;
  readonly exemptionReasonCode: string | null;
  readonly exemptionReason: string | null;
}

/** A line before its net amount is known. */
export interface GroupLine {
  readonly line: Omit<
    DocumentLine,
    "netPrice" | "baseQuantity" | "lineNetAmount" | "vatCategory" | "vatRate" | "position"
  >;
  /** In the price mode of the calculation: gross (two decimals) or net. Negative for a return. */
  readonly amount: Amount;
  /** The net price that was agreed; otherwise it follows from the amount. Only with net prices. */
  readonly netPrice?: { readonly netPrice: Amount; readonly baseQuantity: Amount };
}

/** A reduction of the group that is no line: a coupon or a negative fee. */
export interface GroupAllowance {
  readonly reason: string;
  /** In the price mode of the calculation; positive. */
  readonly amount: Amount;
}

export interface Group {
  readonly vat: GroupVat;
  readonly lines: readonly GroupLine[];
  readonly allowances: readonly GroupAllowance[];
  /** A cent of rounding the source put into this group (woocommerce.md section 5 rule 5); usually zero. */
  readonly extra: Amount;
  /** VAT as the source charged it; kept beside ours, and used instead of ours only under the policy `source`. */
  readonly sourceTaxAmount: Amount | null;
  /** Taken from an earlier document instead of computed: what a credit note takes of its invoice. */
  readonly fixed?: { readonly taxableAmount: Amount; readonly taxAmount: Amount };
}

export interface Calculation {
  readonly pricesIncludeTax: boolean;
  readonly groups: readonly Group[];
  /** What the source says the whole costs, VAT included. */
  readonly total: Amount;
  readonly prepaidAmount: Amount;
  /** `calculated`: VAT per rate on the total (Belgian rule). `source`: the shop's own VAT, never on a document that may go over Peppol. */
  readonly vatPolicy: "calculated" | "source";
}

const hundred = amount("100");
const fraction = (rate: Amount): Amount => divide(rate, hundred);

/**
 * Price with the fewest decimals, 2 to 8, for which round2(price × quantity) is the line net (e-invoicing.md 6a step 7).
 * Where even eight do not reach it (huge quantities) the price is stated for the whole quantity.
 */
export function netPriceOf(lineNetAmount: Amount, quantity: Amount): { netPrice: Amount; baseQuantity: Amount } {
  const one = amount("1");
  if (isZero(quantity)) return { netPrice: lineNetAmount, baseQuantity: one };
  const exact = divide(lineNetAmount, quantity);
  for (let decimals = 2; decimals <= 8; decimals += 1) {
    const netPrice = round(exact, decimals);
    if (equals(cents(multiply(netPrice, quantity)), lineNetAmount)) return { netPrice, baseQuantity: one };
  }
  // A return has a negative quantity; its price and what it is for have not.
  return { netPrice: absolute(lineNetAmount), baseQuantity: absolute(quantity) };
}

interface Priced {
  readonly lines: readonly Omit<DocumentLine, "position">[];
  readonly allowances: readonly AllowanceCharge[];
  readonly vat: VatLine;
}

/** Steps 5 to 7 of e-invoicing.md 6a for one group, from gross or from net amounts. */
function priceGroup({ pricesIncludeTax, vatPolicy }: Calculation, group: Group): Priced {
  const rate = fraction(group.vat.rate);
  const divisor = pricesIncludeTax ? add(amount("1"), rate) : amount("1");
  const lineSum = sum(group.lines.map((line) => line.amount));
  const allowanceSum = sum(group.allowances.map((allowance) => allowance.amount));
  const inMode = add(subtract(lineSum, allowanceSum), group.extra);

  const useSource = vatPolicy === "source" && group.sourceTaxAmount !== null;
  const calculatedTaxable = cents(divide(inMode, divisor));
  const calculatedTax = useSource ? cents(group.sourceTaxAmount) : cents(multiply(calculatedTaxable, rate));
  const sourceTaxable = useSource && pricesIncludeTax ? cents(subtract(inMode, calculatedTax)) : calculatedTaxable;
  const { taxableAmount, taxAmount } = group.fixed ?? { taxableAmount: sourceTaxable, taxAmount: calculatedTax };
  const grossAmount = pricesIncludeTax ? cents(inMode) : cents(add(taxableAmount, taxAmount));

  // Without lines there is nothing to distribute over, and all of the group is one allowance.
  const withAllowance = group.lines.length > 0 ? cents(divide(lineSum, divisor)) : cents(zero);
  const allowanceNet = subtract(withAllowance, taxableAmount);
  const hasAllowance = group.allowances.length > 0 && isPositive(allowanceNet);
  const lineNet = hasAllowance ? withAllowance : taxableAmount;

  const category = { vatCategory: group.vat.category, vatRate: group.vat.rate };
  const nets = distribute(
    lineNet,
    group.lines.map((line) => line.amount),
    divisor,
  );
  const lines = group.lines.map(({ line, netPrice }, index) => {
    const lineNetAmount = nets[index] ?? cents(zero);
    return { ...line, ...category, lineNetAmount, ...(netPrice ?? netPriceOf(lineNetAmount, line.quantity)) };
  });
  const parts = hasAllowance
    ? distribute(
        cents(allowanceNet),
        group.allowances.map((a) => a.amount),
        divisorFor(allowanceSum, allowanceNet),
      )
    : [];
  const allowances = group.allowances.flatMap(({ reason }, index): AllowanceCharge[] => {
    const part = parts[index];
    return part === undefined || isZero(part)
      ? []
      : [{ kind: "allowance", amount: part, reasonCode: "95", reason, ...category }];
  });
  const { country, exemptionReason, exemptionReasonCode } = group.vat;
  const sourceTaxAmount = group.sourceTaxAmount && cents(group.sourceTaxAmount);
  return {
    lines,
    allowances,
    vat: {
      ...category,
      vatCountry: country,
      taxableAmount,
      taxAmount,
      grossAmount,
      sourceTaxAmount,
      exemptionReason,
      exemptionReasonCode,
    },
  };
}

/** Allowances are distributed in proportion to what they were in the source's price mode. */
const divisorFor = (inMode: Amount, net: Amount): Amount => divide(inMode, net);

/** Highest rate first, the category as tie-break: the order in which every document states its VAT. */
const byRate = (a: Group, b: Group): number =>
  compare(b.vat.rate, a.vat.rate) || (a.vat.category < b.vat.category ? -1 : 1);

/**
 * A document from groups of priced lines: steps 5 to 10 of e-invoicing.md 6a. Line order is kept: `position` follows the
 * order of `line.sequence`, so that a document reads as its source did. Never alters a taxable amount to swallow a cent:
 * what is left becomes `payableRoundingAmount`. The caller decides whether that is within its limit.
 */
export function calculateDocument(calculation: Calculation): CalculatedDocument {
  const priced = calculation.groups.toSorted(byRate).map((group) => priceGroup(calculation, group));
  const vat = priced.map((group) => group.vat);
  const allowanceCharges = priced.flatMap((group) => group.allowances);
  const lines = priced
    .flatMap((group) => group.lines)
    .toSorted((a, b) => a.sequence - b.sequence)
    .map((line, index) => ({ ...line, position: index + 1 }));

  const taxExclusiveAmount = cents(sum(vat.map((v) => v.taxableAmount)));
  const taxAmount = cents(sum(vat.map((v) => v.taxAmount)));
  const taxInclusiveAmount = cents(add(taxExclusiveAmount, taxAmount));
  const payableRoundingAmount = cents(subtract(calculation.total, taxInclusiveAmount));
  const prepaidAmount = cents(calculation.prepaidAmount);
  return {
    lines,
    allowanceCharges,
    vat,
    totals: {
      lineExtensionAmount: cents(sum(lines.map((line) => line.lineNetAmount))),
      allowanceTotalAmount: cents(sum(allowanceCharges.map((allowance) => allowance.amount))),
      chargeTotalAmount: cents(zero),
      taxExclusiveAmount,
      taxAmount,
      taxInclusiveAmount,
      prepaidAmount,
      payableRoundingAmount,
      payableAmount: cents(add(add(taxInclusiveAmount, negate(prepaidAmount)), payableRoundingAmount)),
    },
  };
}
