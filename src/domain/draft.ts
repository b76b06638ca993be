import {
  add,
  allocate,
  amount,
  cents,
  divide,
  equals,
  isPositive,
  largest,
  multiply,
  round,
  subtract,
  sum,
  zero,
  type Amount,
} from "./amount.ts";
import { calculateDocument, type Group, type GroupAllowance, type GroupLine } from "./calculation.ts";
import { hasMoney, type CalculatedDocument, type DocumentLine, type LineKind } from "./document.ts";
import type { Language } from "./party.ts";
import { exemptionOf, type VatCategory } from "./vat.ts";

/** A line as a person enters it. */
export interface DraftLine {
  readonly kind: LineKind;
  readonly itemId: string | null;
  readonly sourceLineId: string;
  readonly itemName: string;
  readonly description: string;
  readonly sellersItemIdentifier: string;
  readonly standardItemIdentifier: string;
  readonly quantity: Amount;
  readonly unitCode: string;
  /** Per `baseQuantity`, before the discount, with or without VAT as the document says. Never negative: a return has a negative quantity. */
  readonly price: Amount;
  /** Always 1 where prices include VAT. */
  readonly baseQuantity: Amount;
  readonly discountPercent: Amount;
  readonly vatCategory: VatCategory;
  readonly vatRate: Amount;
}

/** A reduction on the whole: a percentage or an amount, over all VAT groups in proportion, or in one of them. */
export interface DraftAllowance {
  readonly reason: string;
  readonly percent: Amount | null;
  /** In the document's price mode. */
  readonly amount: Amount | null;
  readonly group: { readonly vatCategory: VatCategory; readonly vatRate: Amount } | null;
}

/** What the arithmetic of a draft is made of. */
export interface DraftInput {
  readonly pricesIncludeTax: boolean;
  readonly lines: readonly DraftLine[];
  readonly allowances: readonly DraftAllowance[];
  /** Named rounding of the total. With prices that include VAT there is none to choose: it is what no net amount can reach. */
  readonly rounding: Amount;
  readonly prepaidAmount: Amount;
  readonly vatCountry: string;
  readonly language: Language;
  /** Words for why no VAT is due; empty: the usual ones. */
  readonly exemptionReason: string;
}

const one = amount("1");
const hundred = amount("100");
const share = (percent: Amount): Amount => divide(percent, hundred);
const atMost8 = (value: Amount): Amount => (equals(round(value, 8), value) ? value : round(value, 8));
const atLeast2 = (value: Amount): Amount => (equals(cents(value), value) ? cents(value) : value);

/** Per `baseQuantity`, after the discount, to at most eight decimals. */
export const discountedPrice = ({ price, discountPercent }: Pick<DraftLine, "price" | "discountPercent">): Amount =>
  atLeast2(atMost8(multiply(price, subtract(one, share(discountPercent)))));

/** What one line comes to in the document's price mode, rounded half up to cents. Lines for the reader only come to nothing. */
export function draftLineAmount(line: DraftLine, pricesIncludeTax: boolean): Amount {
  if (!hasMoney(line)) return cents(zero);
  const reduced = subtract(one, share(line.discountPercent));
  // A price with VAT is what the buyer pays: its discount is taken of the whole, not of a rounded price.
  const price = pricesIncludeTax ? multiply(line.price, reduced) : discountedPrice(line);
  return cents(divide(multiply(line.quantity, price), line.baseQuantity));
}

interface Bucket {
  readonly vatCategory: VatCategory;
  readonly vatRate: Amount;
  readonly lines: GroupLine[];
  readonly allowances: GroupAllowance[];
}

type InGroup = Pick<Bucket, "vatCategory" | "vatRate">;

const sameGroup = (a: InGroup, b: InGroup): boolean => a.vatCategory === b.vatCategory && equals(a.vatRate, b.vatRate);

const lineSum = (bucket: Bucket): Amount => sum(bucket.lines.map((line) => line.amount));

const bucketSum = (bucket: Bucket): Amount =>
  cents(subtract(lineSum(bucket), sum(bucket.allowances.map((allowance) => allowance.amount))));

function groupLineOf(line: DraftLine, sequence: number, pricesIncludeTax: boolean): GroupLine {
  const { itemId, sourceLineId, itemName, description, sellersItemIdentifier, standardItemIdentifier } = line;
  const { kind, quantity, unitCode, discountPercent, baseQuantity } = line;
  return {
    line: {
      kind,
      sequence,
      parentPosition: null,
      itemId,
      sourceLineId,
      itemName,
      description,
      sellersItemIdentifier,
      standardItemIdentifier,
      quantity,
      unitCode,
      price: atLeast2(line.price),
      discountPercent,
    },
    amount: draftLineAmount(line, pricesIncludeTax),
    ...(!pricesIncludeTax && { netPrice: { netPrice: discountedPrice(line), baseQuantity } }),
  };
}

/** Reductions per group, in the order they were entered. */
function addAllowances(buckets: Bucket[], allowances: readonly DraftAllowance[]): void {
  for (const { reason, percent, amount: fixed, group } of allowances) {
    if (group !== null && !buckets.some((bucket) => sameGroup(bucket, group)))
      buckets.push({ ...group, lines: [], allowances: [] });
    const own = group === null ? buckets : buckets.filter((bucket) => sameGroup(bucket, group));
    const weights = own.map((bucket) => largest(lineSum(bucket), zero));
    const parts =
      percent !== null
        ? weights.map((weight) => cents(multiply(weight, share(percent))))
        : fixed === null || own.length === 0
          ? []
          : allocate(cents(fixed), weights);
    for (const [index, bucket] of own.entries()) {
      const part = parts[index] ?? zero;
      if (isPositive(part)) bucket.allowances.push({ reason, amount: part });
    }
  }
}

/** A line without money, in the shape of all lines. */
const readersLine = (line: DraftLine, sequence: number): DocumentLine => ({
  ...groupLineOf(line, sequence, false).line,
  position: 0,
  quantity: zero,
  price: null,
  discountPercent: zero,
  netPrice: cents(zero),
  baseQuantity: one,
  lineNetAmount: cents(zero),
  vatCategory: line.vatCategory,
  vatRate: line.vatRate,
});

/** What the buyer pays: with VAT in the prices their sum, else what the VAT per rate makes of them. */
const grossOf = (bucket: Bucket, pricesIncludeTax: boolean): Amount => {
  const inMode = bucketSum(bucket);
  return pricesIncludeTax ? inMode : add(inMode, cents(multiply(inMode, share(bucket.vatRate))));
};

/**
 * The document that what a person entered amounts to: VAT per rate on the sum of its lines, half up (e-invoicing.md 6), and 6a where
 * prices include VAT. The browser's editor computes with this very function.
 */
export function calculateDraft(input: DraftInput): CalculatedDocument {
  const { pricesIncludeTax, vatCountry: country, language, exemptionReason } = input;
  const buckets: Bucket[] = [];
  for (const [sequence, line] of input.lines.entries()) {
    if (!hasMoney(line)) continue;
    const { vatCategory, vatRate } = line;
    let bucket = buckets.find((known) => sameGroup(known, line));
    if (bucket === undefined) buckets.push((bucket = { vatCategory, vatRate, lines: [], allowances: [] }));
    bucket.lines.push(groupLineOf(line, sequence, pricesIncludeTax));
  }
  addAllowances(buckets, input.allowances);
  const groups = buckets.map(({ vatCategory: category, vatRate: rate, lines, allowances }): Group => ({
    vat: { country, category, rate, ...exemptionOf(category, language, exemptionReason) },
    lines,
    allowances,
    extra: zero,
    sourceTaxAmount: null,
  }));
  const gross = sum(buckets.map((bucket) => grossOf(bucket, pricesIncludeTax)));
  const calculated = calculateDocument({
    pricesIncludeTax,
    groups,
    total: pricesIncludeTax ? gross : add(gross, input.rounding),
    prepaidAmount: input.prepaidAmount,
    vatPolicy: "calculated",
  });
  const forReaders = input.lines.flatMap((line, sequence) => (hasMoney(line) ? [] : [readersLine(line, sequence)]));
  const lines = [...calculated.lines, ...forReaders]
    .toSorted((a, b) => a.sequence - b.sequence)
    .map((line, index) => ({ ...line, position: index + 1 }));
  return { ...calculated, lines };
}

/** What a subtotal shows: the lines above it, down from the subtotal before. */
export function subtotalAt(lines: readonly Pick<DocumentLine, "kind" | "lineNetAmount">[], index: number): Amount {
  const above = lines.slice(0, index);
  const from = above.findLastIndex((line) => line.kind === "subtotal") + 1;
  return cents(sum(above.slice(from).map((line) => line.lineNetAmount)));
}

/** A document in the words of the editor. Calculated again it comes to the same amounts, unless its VAT was the shop's own. */
export interface Editable extends CalculatedDocument {
  readonly pricesIncludeTax: boolean;
  readonly enteredAllowances: readonly DraftAllowance[] | null;
  readonly language: Language;
}

export function draftInputOf(document: Editable, vatCountry: string): DraftInput {
  const { pricesIncludeTax, language } = document;
  return {
    pricesIncludeTax,
    language,
    lines: document.lines.map((line): DraftLine => ({
      kind: line.kind,
      itemId: line.itemId ?? null,
      sourceLineId: line.sourceLineId,
      itemName: line.itemName,
      description: line.description,
      sellersItemIdentifier: line.sellersItemIdentifier,
      standardItemIdentifier: line.standardItemIdentifier,
      quantity: line.quantity,
      unitCode: line.unitCode,
      price: line.price ?? line.netPrice,
      baseQuantity: pricesIncludeTax ? one : line.baseQuantity,
      discountPercent: line.discountPercent ?? zero,
      vatCategory: line.vatCategory,
      vatRate: line.vatRate,
    })),
    allowances:
      document.enteredAllowances ??
      document.allowanceCharges.map(({ reason, amount: fixed, vatCategory, vatRate }) => ({
        reason,
        percent: null,
        amount: fixed,
        group: { vatCategory, vatRate },
      })),
    rounding: pricesIncludeTax ? zero : document.totals.payableRoundingAmount,
    prepaidAmount: document.totals.prepaidAmount,
    vatCountry: document.vat[0]?.vatCountry ?? vatCountry,
    exemptionReason: ownReason(document),
  };
}

/** Words a person chose; the usual ones follow the language of the document. */
function ownReason({ vat, language }: Editable): string {
  const stated = vat.find((line) => line.exemptionReason !== null);
  if (stated === undefined) return "";
  const usual = exemptionOf(stated.vatCategory, language).exemptionReason;
  return stated.exemptionReason === usual ? "" : (stated.exemptionReason ?? "");
}
