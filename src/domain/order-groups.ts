import {
  absolute,
  add,
  cents,
  compare,
  divide,
  amount,
  equals,
  isNegative,
  isZero,
  multiply,
  negate,
  subtract,
  sum,
  zero,
  type Amount,
} from "./amount.ts";
import type { Group, GroupAllowance, GroupLine, GroupVat } from "./calculation.ts";
import { saidError } from "./texts/said.ts";
import { textLater } from "./texts/text-later.ts";
import type { Order, OrderLine, OrderLinePart } from "./order.ts";
import { categoryOfRate } from "./vat.ts";

/** How a line is treated that the source put no VAT on: by the intra-Community rule or a mapping; null when nobody said. */
export type UntaxedVat = (line: OrderLine) => GroupVat | null;

export interface OrderGroups {
  readonly groups: readonly Group[];
  /** D of woocommerce.md section 5 rule 5: order total − Σ groups − untaxed. Before it was given to a group. */
  readonly difference: Amount;
  /** Sum of lines without VAT for which no treatment is known; when not zero the order must be held. */
  readonly untaxed: Amount;
  /** Those lines, the largest first, for the text and the mapping screen. */
  readonly untaxedLines: readonly OrderLine[];
}

interface Bucket {
  readonly vat: GroupVat;
  readonly lines: GroupLine[];
  readonly allowances: GroupAllowance[];
  /** Σ of the source's own VAT per line, to find the group a stray cent belongs to. */
  lineTax: Amount;
}

const vatKey = (vat: Pick<GroupVat, "country" | "category">, rate: Amount): string =>
  `${vat.country} ${vat.category} ${compare(rate, zero) === 0 ? "0" : cents(rate)}`;

const taxedAt = ({ country, rate }: { country: string; rate: Amount }): GroupVat => ({
  country,
  category: categoryOfRate(rate),
  rate,
  exemptionReasonCode: null,
  exemptionReason: null,
});

const toDocumentLine = (line: OrderLine, sequence: number, part: OrderLinePart): GroupLine => ({
  line: {
    sequence,
    kind: line.kind,
    parentPosition: null,
    sourceLineId: line.id,
    itemName: line.name,
    description: "",
    sellersItemIdentifier: line.sellersItemIdentifier,
    standardItemIdentifier: line.standardItemIdentifier,
    // A line split over rates, or with a quantity that says nothing (0, or a return stated as a discount), counts once.
    quantity: line.parts.length > 1 || isZero(line.quantity) || isNegative(line.quantity) ? amount("1") : line.quantity,
    unitCode: "C62",
  },
  amount: part.amount,
});

/** The VAT group with the largest amount: where lines without money and stray cents go when nothing else decides. */
const largestBucket = (buckets: readonly Bucket[]): Bucket | undefined =>
  buckets.toSorted((a, b) => compare(bucketAmount(b), bucketAmount(a)))[0];

const bucketAmount = (bucket: Bucket): Amount =>
  subtract(sum(bucket.lines.map((l) => l.amount)), sum(bucket.allowances.map((a) => a.amount)));

/** The shipping, charge and item lines of an order, in the order a reader expects: items, charges, shipping last (6a step 6). */
const reading = { item: 0, charge: 1, shipping: 2 } as const;

function fillBuckets(order: Pick<Order, "lines">, untaxedVat: UntaxedVat) {
  const buckets = new Map<string, Bucket>();
  const bucketFor = (vat: GroupVat): Bucket => {
    const key = vatKey(vat, vat.rate);
    const bucket = buckets.get(key) ?? { vat, lines: [], allowances: [], lineTax: zero };
    buckets.set(key, bucket);
    return bucket;
  };
  const sorted = order.lines.toSorted((a, b) => reading[a.kind] - reading[b.kind]);
  const free: GroupLine[] = [];
  const unknown: { line: OrderLine; amount: Amount }[] = [];
  for (const [sequence, line] of sorted.entries()) {
    for (const part of line.parts) {
      if (part.vat === null && isZero(part.amount)) {
        // Nothing to put VAT on. Goods given away stay on the document; free shipping and empty charges do not.
        if (line.kind === "item") free.push(toDocumentLine(line, sequence, part));
        continue;
      }
      const vat = part.vat === null ? untaxedVat(line) : taxedAt(part.vat);
      if (vat === null) {
        unknown.push({ line, amount: part.amount });
        continue;
      }
      const bucket = bucketFor(vat);
      bucket.lineTax = add(bucket.lineTax, part.taxAmount ?? zero);
      if (isNegative(part.amount)) bucket.allowances.push({ reason: line.name, amount: negate(part.amount) });
      else bucket.lines.push(toDocumentLine(line, sequence, part));
    }
  }
  // A wholly free order has no group: its goods stand at 0 %, with nothing to pay.
  if (buckets.size === 0 && free.length > 0) bucketFor(taxedAt({ country: "", rate: zero }));
  largestBucket([...buckets.values()])?.lines.push(...free);
  return { buckets: [...buckets.values()], unknown };
}

/**
 * The VAT groups of an order and what does not add up (woocommerce.md section 5, rules 2 to 5; the same for every source).
 * Throws `document.invalid` when one rate occurs in two countries: EN 16931 has one breakdown per category and rate.
 */
export function groupOrder(order: Order, untaxedVat: UntaxedVat): OrderGroups {
  const { buckets, unknown } = fillBuckets(order, untaxedVat);
  const seen = new Map<string, string>();
  for (const { vat } of buckets) {
    const key = vatKey({ country: "", category: vat.category }, vat.rate);
    const other = seen.get(key);
    if (other !== undefined && other !== vat.country) {
      throw saidError("document.invalid", textLater("says.twoCountries", { first: other, second: vat.country }));
    }
    seen.set(key, vat.country);
  }

  const gross = buckets.map((bucket) => {
    const inMode = bucketAmount(bucket);
    if (order.pricesIncludeTax) return cents(inMode);
    const taxable = cents(inMode);
    return cents(add(taxable, cents(multiply(taxable, divide(bucket.vat.rate, amount("100"))))));
  });
  const untaxed = cents(sum(unknown.map((part) => part.amount)));
  const difference = cents(subtract(subtract(order.total, sum(gross)), untaxed));

  const sourceVat = (bucket: Bucket): Amount | null =>
    order.vat.find((v) => v.country === bucket.vat.country && equals(v.rate, bucket.vat.rate))?.taxAmount ?? null;
  const receiver =
    isZero(difference) || !order.pricesIncludeTax ? undefined : receiverOf(buckets, sourceVat, difference);
  const groups = buckets.map((bucket): Group => ({
    vat: bucket.vat,
    lines: bucket.lines,
    allowances: bucket.allowances,
    extra: bucket === receiver ? difference : zero,
    sourceTaxAmount: sourceVat(bucket),
  }));
  return {
    groups,
    difference,
    untaxed,
    untaxedLines: unknown.toSorted((a, b) => compare(absolute(b.amount), absolute(a.amount))).map(({ line }) => line),
  };
}

/** In a shop that includes tax, the stray cent belongs to the group whose VAT total differs from the VAT of its lines. */
function receiverOf(
  buckets: readonly Bucket[],
  sourceVat: (bucket: Bucket) => Amount | null,
  difference: Amount,
): Bucket | undefined {
  const off = buckets.filter((bucket) => {
    const stated = sourceVat(bucket);
    return stated !== null && equals(cents(subtract(stated, bucket.lineTax)), difference);
  });
  const differing = buckets.filter((bucket) => {
    const stated = sourceVat(bucket);
    return stated !== null && !equals(cents(stated), cents(bucket.lineTax));
  });
  return off[0] ?? differing[0] ?? largestBucket(buckets);
}
