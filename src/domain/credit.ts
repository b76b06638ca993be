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
import { calculateDocument, type Group, type GroupAllowance, type GroupLine } from "./calculation.ts";
import { grossPerGroup, stray, takeOf, type Left } from "./credit-shares.ts";
import type { CalculatedDocument, Totals, VatLine } from "./document.ts";
import { HubError } from "./error.ts";
import type { OrderLinePart, Refund } from "./order.ts";
import type { Language } from "./party.ts";
import { textLanguageOf, textOf } from "./texts/text.ts";

/** The invoice a refund belongs to, with what earlier credit notes already took from it, per VAT line. */
export interface Creditable {
  /** Its language is that of the credit note; Dutch when it names none. */
  readonly invoice: CalculatedDocument & { readonly language?: Language };
  readonly credited: readonly CalculatedDocument[];
}

/** What a credit note settles: `owed` is what the buyer still owes on the invoice, the rest of it was given back in the shop. */
export interface Settled {
  readonly owed: Amount;
}

/** One VAT group: the same category and rate. */
export const sameGroup = (
  a: Pick<VatLine, "vatCategory" | "vatRate">,
  b: Pick<VatLine, "vatCategory" | "vatRate">,
): boolean => a.vatCategory === b.vatCategory && equals(a.vatRate, b.vatRate);

/** What of each VAT group no credit note has taken yet. */
export function leftPerGroup({ invoice, credited }: Creditable): Left[] {
  return invoice.vat.map((vat) => {
    const taken = credited.flatMap((credit) => credit.vat.filter((v) => sameGroup(v, vat)));
    const less = (whole: Amount, parts: readonly Amount[]) => cents(subtract(whole, sum(parts)));
    return {
      vat,
      gross: less(
        vat.grossAmount,
        taken.map((v) => v.grossAmount),
      ),
      taxable: less(
        vat.taxableAmount,
        taken.map((v) => v.taxableAmount),
      ),
      tax: less(
        vat.taxAmount,
        taken.map((v) => v.taxAmount),
      ),
    };
  });
}

/** Gross of the whole invoice that no credit note has taken yet, the rounding included. */
export function leftToCredit(creditable: Creditable): Amount {
  const worth = ({ totals }: CalculatedDocument) => add(totals.taxInclusiveAmount, totals.payableRoundingAmount);
  return cents(subtract(worth(creditable.invoice), sum(creditable.credited.map(worth))));
}

/** It lowers what is owed first; beyond that the buyer had paid, and the shop gave the money back. */
function settle({ owed }: Settled, total: Amount): Pick<Totals, "prepaidAmount" | "payableAmount"> {
  const payableAmount = cents(largest(smallest(total, owed), zero));
  return { prepaidAmount: cents(subtract(total, payableAmount)), payableAmount };
}

/** The exact mirror: same lines, allowances, VAT and rounding, all positive. Only the arithmetic, whatever document it comes from. */
function mirror({ lines, allowanceCharges, vat, totals }: CalculatedDocument, settled: Settled): CalculatedDocument {
  const total = add(totals.taxInclusiveAmount, totals.payableRoundingAmount);
  return {
    lines,
    allowanceCharges,
    vat,
    totals: { ...totals, ...settle(settled, total) },
  };
}

function grossOfPart(part: OrderLinePart, pricesIncludeTax: boolean): Amount {
  if (pricesIncludeTax || part.vat === null) return part.amount;
  return cents(add(part.amount, part.taxAmount ?? multiply(part.amount, divide(part.vat.rate, amount("100")))));
}

const belongs = (source: { rate: Amount } | null, vat: VatLine): boolean =>
  source === null
    ? isZero(vat.vatRate) && vat.vatCategory !== "Z"
    : equals(source.rate, vat.vatRate) && (vat.vatCategory === "S" || vat.vatCategory === "Z");

/** The refund's own lines in one VAT group, gross; reductions apart. */
interface Named {
  readonly lines: readonly GroupLine[];
  readonly allowances: readonly GroupAllowance[];
  readonly gross: Amount;
}

const linePlace = { parentPosition: null, description: "", unitCode: "C62" } as const;

function namedIn(refund: Refund, vat: VatLine, pricesIncludeTax: boolean): Named {
  const lines: GroupLine[] = [];
  const allowances: GroupAllowance[] = [];
  for (const [sequence, line] of refund.lines.entries()) {
    for (const part of line.parts.filter((candidate) => belongs(candidate.vat, vat))) {
      const gross = grossOfPart(part, pricesIncludeTax);
      if (isNegative(gross)) allowances.push({ reason: line.name, amount: negate(gross) });
      if (!isPositive(gross)) continue;
      const {
        kind,
        refundedLineId: sourceLineId,
        name: itemName,
        sellersItemIdentifier,
        standardItemIdentifier,
      } = line;
      const quantity = line.parts.length > 1 || !isPositive(line.quantity) ? amount("1") : line.quantity;
      lines.push({
        line: {
          ...linePlace,
          sequence,
          kind,
          sourceLineId,
          itemName,
          sellersItemIdentifier,
          standardItemIdentifier,
          quantity,
        },
        amount: gross,
      });
    }
  }
  const gross = cents(
    subtract(sum(lines.map((line) => line.amount)), sum(allowances.map((allowance) => allowance.amount))),
  );
  return { lines, allowances, gross };
}

function lineForAmount(refund: Refund, gross: Amount): GroupLine {
  const facts = { sourceLineId: "", itemName: refund.reason, sellersItemIdentifier: "", standardItemIdentifier: "" };
  const line = {
    ...linePlace,
    ...facts,
    sequence: refund.lines.length,
    kind: "charge" as const,
    quantity: amount("1"),
  };
  return { line, amount: gross };
}

/**
 * The refunded lines as far as they explain what is credited here, with a line of its own for money beside them. Where they say
 * more than is credited they explain nothing, and one line states the amount.
 */
function contentOf(refund: Refund, named: Named, gross: Amount): Pick<Group, "lines" | "allowances" | "extra"> {
  if (isNegative(gross)) {
    return { lines: [], allowances: [{ reason: refund.reason, amount: negate(gross) }], extra: zero };
  }
  const beside = subtract(gross, named.gross);
  if (named.lines.length === 0 || compare(beside, negate(stray)) < 0) {
    return { lines: [lineForAmount(refund, gross)], allowances: [], extra: zero };
  }
  if (compare(beside, stray) <= 0) return { lines: named.lines, allowances: named.allowances, extra: beside };
  return { lines: [...named.lines, lineForAmount(refund, beside)], allowances: named.allowances, extra: zero };
}

export interface Credit {
  readonly document: CalculatedDocument;
  /** `amount-only`: (part of) the refund had no lines and was apportioned over what was left; a person should look. */
  readonly flag: "amount-only" | null;
}

/**
 * The credit note for one refund (e-invoicing.md 6a last paragraphs, woocommerce.md section 6). All that is left: the
 * remainder of every group, and the exact mirror when nothing was credited before. Otherwise the same algorithm on the refunded
 * gross, per group never more than what is left; the credit that empties a group takes its remainder, so that Σ credits = invoice.
 * Throws `document.totals_mismatch` when the refund is more than what is left.
 */
export function creditRefund(creditable: Creditable & Settled, given: Refund, pricesIncludeTax: boolean): Credit {
  const language = textLanguageOf(creditable.invoice.language);
  const refund = { ...given, reason: given.reason.trim() || textOf("document.refund", language) };
  const total = cents(refund.amount);
  const open = leftToCredit(creditable);
  if (compare(total, open) > 0) {
    throw new HubError(
      "document.totals_mismatch",
      `Refund ${refund.id} of ${total} is more than the ${open} left to credit`,
      {
        details: { difference: String(cents(subtract(total, open))) },
      },
    );
  }
  const isEverything = equals(total, open);
  if (isEverything && creditable.credited.length === 0)
    return { document: mirror(creditable.invoice, creditable), flag: null };

  const left = leftPerGroup(creditable);
  const named = left.map(({ vat }) => namedIn(refund, vat, pricesIncludeTax));
  const grosses = named.map((group) => group.gross);
  const perGroup = isEverything ? left.map((group) => group.gross) : grossPerGroup(total, grosses, left);
  // Cents of rounding that no group holds still need a document with a line and a VAT group, both worth nothing.
  const isRoundingOnly = perGroup.every(isZero);
  const groups = left.flatMap((group, index): Group[] => {
    const gross = perGroup[index] ?? zero;
    const ownLines = named[index];
    const counts = !isZero(gross) || (isRoundingOnly && index === 0);
    if (!counts || ownLines === undefined) return [];
    const { taxable, tax } = takeOf(group, gross);
    const {
      vatCategory: category,
      vatRate: rate,
      vatCountry: country,
      exemptionReason,
      exemptionReasonCode,
    } = group.vat;
    return [
      {
        ...contentOf(refund, ownLines, gross),
        vat: { country, category, rate, exemptionReason, exemptionReasonCode },
        sourceTaxAmount: null,
        fixed: { taxableAmount: taxable, taxAmount: tax },
      },
    ];
  });
  const document = calculateDocument({
    pricesIncludeTax: true,
    groups,
    total,
    prepaidAmount: settle(creditable, total).prepaidAmount,
    vatPolicy: "calculated",
  });
  const hasUnnamed = compare(subtract(total, sum(grosses)), stray) > 0;
  return { document, flag: refund.lines.length === 0 || hasUnnamed ? "amount-only" : null };
}
