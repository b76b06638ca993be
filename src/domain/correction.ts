import { compare, isNegative, isPositive, isZero, zero, type Amount } from "./amount.ts";
import { leftPerGroup, leftToCredit, sameGroup, type Creditable } from "./credit.ts";
import type { CalculatedDocument } from "./document.ts";

const opposed = (a: Amount, b: Amount): boolean =>
  (isNegative(a) && !isNegative(b)) || (isPositive(a) && isNegative(b));

const beyond = (taken: Amount, left: Amount): boolean =>
  isNegative(left) ? compare(taken, left) < 0 : compare(taken, left) > 0;

/**
 * What keeps a credit note from correcting its invoice: it charges where the invoice does, on the whole or in one VAT group, or takes
 * more than what is left; `left` is of that group, or of the whole. Null when nothing does.
 */
export function correctionFault(
  creditable: Creditable,
  { vat, totals }: CalculatedDocument,
): { readonly what: "turnedAround" } | { readonly what: "tooMuch"; readonly left: Amount } | null {
  const { invoice } = creditable;
  const groups = leftPerGroup(creditable);
  const turnsGroup = vat.some((own) => {
    const group = invoice.vat.find((one) => sameGroup(one, own));
    return (
      opposed(own.grossAmount, group?.grossAmount ?? zero) || opposed(own.taxableAmount, group?.taxableAmount ?? zero)
    );
  });
  if (turnsGroup || opposed(totals.taxInclusiveAmount, invoice.totals.taxInclusiveAmount))
    return { what: "turnedAround" };
  for (const own of vat) {
    const group = groups.find((one) => sameGroup(one.vat, own));
    if (group === undefined) {
      if (!isZero(own.grossAmount)) return { what: "tooMuch", left: zero };
    } else if (
      beyond(own.grossAmount, group.gross) ||
      beyond(own.taxableAmount, group.taxable) ||
      beyond(own.taxAmount, group.tax)
    )
      return { what: "tooMuch", left: group.gross };
  }
  const left = leftToCredit(creditable);
  const total = leftToCredit({ invoice: { vat, totals, lines: [], allowanceCharges: [] }, credited: [] });
  return beyond(total, left) ? { what: "tooMuch", left } : null;
}
