import fc from "fast-check";
import { add, amount, compare, isZero, sum, zero, type Amount } from "#domain/amount.ts";
import { creditRefund, leftToCredit } from "#domain/credit.ts";
import type { CalculatedDocument } from "#domain/document.ts";
import type { Refund } from "#domain/order.ts";
import { calculate, groupOf, lineOf } from "./groups.ts";

export const text = (value: number): Amount => amount((value / 100).toFixed(2));
export const cent = (value: Amount): number => Math.round(Number(String(value)) * 100);

interface Named {
  readonly rate: string;
  /** In the price mode of the invoice. */
  readonly amount: string;
  readonly quantity?: string;
  readonly taxAmount?: string;
}

export const refundOf = (gross: string, lines: readonly Named[] = [], reason = ""): Refund => ({
  id: "r1",
  orderId: "o1",
  day: "2026-11-20",
  reason,
  amount: amount(gross),
  lines: lines.map((line, index) => ({
    id: `rl${index}`,
    refundedLineId: `l${index}`,
    kind: "item" as const,
    name: `Item ${index}`,
    externalItemId: "",
    sellersItemIdentifier: `SKU${index}`,
    standardItemIdentifier: "",
    quantity: amount(line.quantity ?? "1"),
    parts: [
      {
        vat: { country: "BE", rate: amount(line.rate) },
        amount: amount(line.amount),
        taxAmount: line.taxAmount === undefined ? null : amount(line.taxAmount),
      },
    ],
  })),
});

/** One group per rate, with one line per amount; a negative amount is a reduction. */
export function invoiceOf(
  rates: Readonly<Record<string, readonly string[]>>,
  { pricesIncludeTax = true, rounding = "0", isPaid = true } = {},
): CalculatedDocument {
  const groups = Object.entries(rates).map(([rate, amounts], place) => {
    const lines = amounts.filter((value) => !value.startsWith("-"));
    const reductions = amounts.filter((value) => value.startsWith("-"));
    return groupOf(
      rate,
      lines.map((value, index) => lineOf(place * 100 + index, value)),
      { allowances: reductions.map((value) => ({ reason: "Coupon", amount: amount(value.slice(1)) })) },
    );
  });
  const gross = sum(calculate(groups, "0", { pricesIncludeTax }).vat.map((vat) => vat.grossAmount));
  const total = add(gross, amount(rounding));
  return calculate(groups, String(total), { pricesIncludeTax, prepaidAmount: isPaid ? total : zero });
}

const rates = ["21", "12", "9", "6", "5.5", "0.5"] as const;

/** Invoices of one to four rates in either price mode, some with a reduction or with cents of rounding. */
export const anInvoice = fc
  .record({
    pricesIncludeTax: fc.boolean(),
    isPaid: fc.boolean(),
    rounding: fc.constantFrom("0", "0", "0.03", "-0.02"),
    groups: fc.uniqueArray(
      fc.record({
        rate: fc.constantFrom(...rates),
        lines: fc.array(fc.integer({ min: 0, max: 40_000 }), { minLength: 1, maxLength: 4 }),
        coupon: fc.option(fc.integer({ min: 1, max: 400 }), { nil: 0 }),
      }),
      { selector: (group) => group.rate, minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ groups, pricesIncludeTax, isPaid, rounding }) => {
    const named = groups.map(({ rate, lines, coupon }) => {
      const goods = lines.reduce((all, value) => all + value, 0);
      return [
        rate,
        [...lines.map((value) => String(text(value))), ...(coupon > 0 && coupon < goods ? [`-${text(coupon)}`] : [])],
      ] as const;
    });
    // Cents that no rate explains occur only where prices exclude tax.
    const invoice = invoiceOf(Object.fromEntries(named), {
      pricesIncludeTax,
      isPaid,
      rounding: pricesIncludeTax ? "0" : rounding,
    });
    return { invoice, pricesIncludeTax };
  })
  .filter(({ invoice }) => compare(leftToCredit({ invoice, credited: [] }), amount("0.05")) > 0);

interface Step {
  readonly share: number;
  readonly kind: "amount" | "line" | "mixed";
  readonly rate: number;
}
export const steps = fc.array(
  fc.record({
    share: fc.integer({ min: 1, max: 1000 }),
    kind: fc.constantFrom<Step["kind"][]>("amount", "line", "mixed"),
    rate: fc.nat({ max: 3 }),
  }),
  { minLength: 1, maxLength: 7 },
);

/** The refund a step means: its share of what is left, naming nothing, one line for all of it, or one for a part. */
function refundFor(step: Step, invoice: CalculatedDocument, open: Amount, pricesIncludeTax: boolean): Refund {
  const gross = Math.max(1, Math.floor((cent(open) * step.share) / 1000));
  const vat = invoice.vat[step.rate % invoice.vat.length];
  if (step.kind === "amount" || vat === undefined) return refundOf(String(text(gross)));
  const named = step.kind === "line" ? gross : Math.floor(gross / 3);
  const rate = Number(String(vat.vatRate));
  const inMode = pricesIncludeTax ? (named / 100).toFixed(2) : (named / 100 / (1 + rate / 100)).toFixed(6);
  return refundOf(String(text(gross)), [{ rate: String(vat.vatRate), amount: inMode }]);
}

/** The plan as far as there is something left, then a last refund of the rest: credits that add up to the invoice. */
export function creditAll(
  invoice: CalculatedDocument,
  pricesIncludeTax: boolean,
  plan: readonly Step[],
): CalculatedDocument[] {
  const credited: CalculatedDocument[] = [];
  const isPaid = !isZero(invoice.totals.prepaidAmount);
  const credit = (refund: Refund) => {
    const owed = isPaid ? zero : leftToCredit({ invoice, credited });
    credited.push(creditRefund({ invoice, credited, owed }, refund, pricesIncludeTax).document);
  };
  for (const step of plan) {
    const open = leftToCredit({ invoice, credited });
    if (cent(open) <= 1) break;
    const refund = refundFor(step, invoice, open, pricesIncludeTax);
    if (compare(refund.amount, open) < 0) credit(refund);
  }
  const rest = leftToCredit({ invoice, credited });
  if (!isZero(rest)) credit(refundOf(String(rest)));
  return credited;
}

export const anySequence = (
  check: (invoice: CalculatedDocument, credits: readonly CalculatedDocument[]) => void,
  numRuns = 300,
) => {
  fc.assert(
    fc.property(anInvoice, steps, ({ invoice, pricesIncludeTax }, plan) => {
      check(invoice, creditAll(invoice, pricesIncludeTax, plan));
    }),
    { numRuns },
  );
};
