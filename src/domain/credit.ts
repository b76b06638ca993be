import { add, allocate, amount, cents, compare, divide, equals, isNegative, isPositive, isZero, multiply, smallest, subtract, sum, zero, type Amount } from "./amount.ts";
import { calculateDocument, netPriceOf, type Group, type GroupLine } from "./calculation.ts";
import type { CalculatedDocument, VatLine } from "./document.ts";
import { HubError } from "./error.ts";
import type { OrderLinePart, Refund } from "./order.ts";

/** The invoice a refund belongs to, with what earlier credit notes already took from it, per VAT line. */
export interface Creditable {
  readonly invoice: CalculatedDocument;
  readonly credited: readonly CalculatedDocument[];
}

interface Left {
  readonly vat: VatLine;
  readonly gross: Amount;
  readonly taxable: Amount;
  readonly tax: Amount;
}

const sameGroup = (a: Pick<VatLine, "vatCategory" | "vatRate">, b: Pick<VatLine, "vatCategory" | "vatRate">): boolean =>
  a.vatCategory === b.vatCategory && equals(a.vatRate, b.vatRate);

function leftPerGroup({ invoice, credited }: Creditable): Left[] {
  return invoice.vat.map((vat) => {
    const taken = credited.flatMap((credit) => credit.vat.filter((v) => sameGroup(v, vat)));
    const less = (whole: Amount, parts: readonly Amount[]) => cents(subtract(whole, sum(parts)));
    return {
      vat,
      gross: less(vat.grossAmount, taken.map((v) => v.grossAmount)),
      taxable: less(vat.taxableAmount, taken.map((v) => v.taxableAmount)),
      tax: less(vat.taxAmount, taken.map((v) => v.taxAmount)),
    };
  });
}

/** Gross of the whole invoice that no credit note has taken yet, the rounding included. */
export function leftToCredit(creditable: Creditable): Amount {
  const worth = ({ totals }: CalculatedDocument) => add(totals.taxInclusiveAmount, totals.payableRoundingAmount);
  return cents(subtract(worth(creditable.invoice), sum(creditable.credited.map(worth))));
}

/** The exact mirror: same lines, allowances, VAT and rounding, all positive; nothing counts as prepaid. */
function mirror(invoice: CalculatedDocument): CalculatedDocument {
  const { taxInclusiveAmount, payableRoundingAmount } = invoice.totals;
  const payableAmount = cents(add(taxInclusiveAmount, payableRoundingAmount));
  return { ...invoice, totals: { ...invoice.totals, prepaidAmount: payableAmount, payableAmount: cents(zero) } };
}

/** Gross that the refund's own lines name, per VAT group of the invoice. */
function grossNamed(refund: Refund, pricesIncludeTax: boolean, left: readonly Left[]): Amount[] {
  return left.map(({ vat }) => {
    const parts = refund.lines.flatMap((line) => line.parts.filter((part) => belongs(part.vat, vat)));
    return cents(sum(parts.map((part) => grossOfPart(part, pricesIncludeTax))));
  });
}

function grossOfPart(part: OrderLinePart, pricesIncludeTax: boolean): Amount {
  if (pricesIncludeTax || part.vat === null) return part.amount;
  return cents(add(part.amount, part.taxAmount ?? multiply(part.amount, divide(part.vat.rate, amount("100")))));
}

const belongs = (source: { rate: Amount } | null, vat: VatLine): boolean =>
  source === null ? isZero(vat.vatRate) && vat.vatCategory !== "Z" : equals(source.rate, vat.vatRate) && (vat.vatCategory === "S" || vat.vatCategory === "Z");

/** Never more than what is left of a group: what does not fit moves to the groups with room, the largest first. */
function fit(wanted: readonly Amount[], left: readonly Left[]): Amount[] {
  const fitted = wanted.map((gross, index) => smallest(gross, left[index]?.gross ?? zero));
  let over = cents(subtract(sum(wanted), sum(fitted)));
  const byRoom = left.map((_, index) => index).toSorted((a, b) => compare(left[b]?.gross ?? zero, left[a]?.gross ?? zero));
  for (const index of byRoom) {
    if (!isPositive(over)) break;
    const room = subtract(left[index]?.gross ?? zero, fitted[index] ?? zero);
    const moved = smallest(room, over);
    fitted[index] = cents(add(fitted[index] ?? zero, moved));
    over = cents(subtract(over, moved));
  }
  return fitted;
}

/** Lines of the credit note for one group: the refunded lines where their sum is what is credited, else one line for the amount. */
function creditLines(refund: Refund, group: Left, gross: Amount, pricesIncludeTax: boolean): GroupLine[] {
  const named = refund.lines
    .flatMap((line, index) => line.parts.filter((part) => belongs(part.vat, group.vat)).map((part) => ({ line, part, index })))
    .filter(({ part }) => !isNegative(part.amount) && !isZero(part.amount));
  const base = { sequence: refund.lines.length, parentPosition: null, description: "", unitCode: "C62" };
  if (named.length > 0) {
    return named.map(({ line, part, index }) => ({
      line: {
        ...base,
        sequence: index,
        kind: line.kind,
        sourceLineId: line.refundedLineId,
        itemName: line.name,
        sellersItemIdentifier: line.sellersItemIdentifier,
        standardItemIdentifier: line.standardItemIdentifier,
        quantity: line.parts.length > 1 || !isPositive(line.quantity) ? amount("1") : line.quantity,
      },
      amount: grossOfPart(part, pricesIncludeTax),
    }));
  }
  const quantity = amount("1");
  const itemName = refund.reason.trim() === "" ? "Terugbetaling" : refund.reason.trim();
  return [
    {
      line: { ...base, kind: "charge", sourceLineId: "", itemName, sellersItemIdentifier: "", standardItemIdentifier: "", quantity },
      amount: gross,
    },
  ];
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
export function creditRefund(creditable: Creditable, refund: Refund, pricesIncludeTax: boolean): Credit {
  const total = cents(refund.amount);
  const open = leftToCredit(creditable);
  if (compare(total, open) > 0) {
    throw new HubError("document.totals_mismatch", `Refund ${refund.id} of ${total} is more than the ${open} left to credit`, {
      details: { difference: String(subtract(total, open)) },
    });
  }
  if (equals(total, open) && creditable.credited.length === 0) return { document: mirror(creditable.invoice), flag: null };

  const left = leftPerGroup(creditable);
  const named = grossNamed(refund, pricesIncludeTax, left);
  const unnamed = cents(subtract(total, sum(named)));
  const everything = equals(total, open);
  const wanted = everything ? left.map((group) => group.gross) : spreadUnnamed(named, unnamed, left);
  const fitted = everything ? wanted : fit(wanted, left);

  const groups = left.flatMap((group, index): { group: Group; left: Left; gross: Amount }[] => {
    const gross = fitted[index] ?? zero;
    if (isZero(gross)) return [];
    const lines = creditLines(refund, group, gross, pricesIncludeTax);
    return [{ gross, left: group, group: groupOf(group, lines, gross) }];
  });
  const document = calculateDocument({
    pricesIncludeTax: true,
    groups: groups.map(({ group }) => group),
    total,
    prepaidAmount: total,
    vatPolicy: "calculated",
  });
  const emptied = groups.filter(({ gross, left: group }) => equals(gross, group.gross));
  return {
    document: takeRemainders(document, emptied.map((entry) => entry.left), total),
    flag: refund.lines.length === 0 || compare(unnamed, cents(zero)) > 0 ? "amount-only" : null,
  };
}

/** What the refund's lines do not name: a few cents go to the largest named group, more is apportioned over what is left. */
function spreadUnnamed(named: readonly Amount[], unnamed: Amount, left: readonly Left[]): Amount[] {
  if (isZero(unnamed)) return [...named];
  const room = left.map((group, index) => {
    const rest = subtract(group.gross, named[index] ?? zero);
    return isNegative(rest) ? zero : rest;
  });
  const shares = isPositive(unnamed) ? allocate(unnamed, room) : allocate(unnamed, named);
  return named.map((gross, index) => cents(add(gross, shares[index] ?? zero)));
}

function groupOf(left: Left, lines: readonly GroupLine[], gross: Amount): Group {
  const { vatCategory: category, vatRate: rate, vatCountry: country, exemptionReason, exemptionReasonCode } = left.vat;
  const lineSum = sum(lines.map((line) => line.amount));
  return {
    vat: { country, category, rate, exemptionReason, exemptionReasonCode },
    lines,
    allowances: [],
    extra: subtract(gross, lineSum),
    sourceTaxAmount: null,
  };
}

/** The credit that empties a group takes what is left of its taxable amount and VAT, so that nothing stays behind. */
function takeRemainders(document: CalculatedDocument, emptied: readonly Left[], total: Amount): CalculatedDocument {
  if (emptied.length === 0) return document;
  const vat = document.vat.map((line) => {
    const left = emptied.find((group) => sameGroup(group.vat, line));
    return left === undefined ? line : { ...line, taxableAmount: left.taxable, taxAmount: left.tax };
  });
  const lines = document.lines.map((line) => ({ ...line }));
  for (const [index, line] of vat.entries()) {
    const shift = subtract(line.taxableAmount, document.vat[index]?.taxableAmount ?? zero);
    if (isZero(shift)) continue;
    const last = lines.findLast((candidate) => sameGroup(candidate, line));
    if (last === undefined) continue;
    last.lineNetAmount = cents(add(last.lineNetAmount, shift));
    Object.assign(last, netPriceOf(last.lineNetAmount, last.quantity));
  }
  const taxExclusiveAmount = cents(sum(vat.map((v) => v.taxableAmount)));
  const taxAmount = cents(sum(vat.map((v) => v.taxAmount)));
  const taxInclusiveAmount = cents(add(taxExclusiveAmount, taxAmount));
  const payableRoundingAmount = cents(subtract(total, taxInclusiveAmount));
  const lineExtensionAmount = cents(sum(lines.map((line) => line.lineNetAmount)));
  return {
    ...document,
    vat,
    lines,
    totals: { ...document.totals, lineExtensionAmount, taxExclusiveAmount, taxAmount, taxInclusiveAmount, payableRoundingAmount },
  };
}
