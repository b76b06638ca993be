import {
  absolute,
  amount,
  compare,
  divide,
  equals,
  isPositive,
  isZero,
  multiply,
  round,
  subtract,
  text,
  type Amount,
} from "#domain/amount.ts";
import { costOf, type Cost, type CostFlag, type SupplierTerms } from "./cost.ts";
import type { PriceAnswer } from "./price-answer.ts";
import { guardPrice, type GuardReason } from "./price-guard.ts";
import { wrongContent } from "./supplier-item.ts";

/** The lists in which a person looks at what was answered. `big`: more than a tenth, or to be looked at first. `skipped`: not asked. */
export const priceBuckets = ["big", "small", "same", "notFound", "noPrice", "skipped"] as const;
export type PriceBucket = (typeof priceBuckets)[number];

/** What we had when it was asked. */
export interface KnownPrice {
  /** Per use unit; null: no price. */
  readonly cost: Amount | null;
  readonly currency: string;
  /** For how many of which unit the supplier stated its price. */
  readonly basis: Amount;
  readonly unitCode: string;
  readonly useUnitCode: string;
}

/** What a line of a purchase order says now, per one of its unit after its discount; zero: nobody filled in a price. */
export interface LinePrice {
  readonly price: Amount;
  readonly currency: string;
  readonly unitCode: string;
}

/** An answer beside what we have. */
export interface Comparison {
  readonly bucket: PriceBucket;
  /** Null where the supplier states no price that can be used. */
  readonly cost: Amount | null;
  /** The unit the cost is for. */
  readonly unitCode: string;
  /** Two decimals; null where there is nothing to compare with, or in another unit or currency. */
  readonly changePercent: Amount | null;
  readonly verdict: "take" | "review" | null;
  readonly reasons: readonly GuardReason[];
  readonly flags: readonly CostFlag[];
  /** Whether it is taken over unless a person says otherwise. */
  readonly isTicked: boolean;
}

const hundred = amount("100");
const tenth = amount("10");
const one = amount("1");
const noChange = amount("0.00");

/** As many decimals as a cost is compared in: beyond them it is rounding. */
const costScale = 6;

const isSame = (a: Amount, b: Amount): boolean =>
  text(a) === text(b) || equals(round(a, costScale), round(b, costScale));

const changeOf = (from: Amount, to: Amount): Amount => round(divide(multiply(subtract(to, from), hundred), from), 2);

const withoutPrice = (answer: PriceAnswer): Comparison => ({
  bucket: answer.status === "unknown" || answer.status === "discontinued" ? "notFound" : "noPrice",
  cost: null,
  unitCode: answer.useUnitCode,
  changePercent: null,
  verdict: null,
  reasons: [],
  flags: [],
  isTicked: false,
});

const withReason = (reasons: readonly GuardReason[], reason: GuardReason, isSo: boolean): readonly GuardReason[] =>
  isSo && !reasons.includes(reason) ? [...reasons, reason] : reasons;

interface Judged {
  readonly cost: Amount;
  readonly unitCode: string;
  readonly old: Amount | null;
  readonly isComparable: boolean;
  readonly reasons: readonly GuardReason[];
  readonly flags: readonly CostFlag[];
}

function judge({ cost, unitCode, old, isComparable, reasons, flags }: Judged): Comparison {
  const isReview = reasons.length > 0;
  const changePercent = old === null || isZero(old) || !isComparable ? null : changeOf(old, cost);
  const isUnchanged = old !== null && isComparable && !isReview && isSame(old, cost);
  const isBig = isReview || (changePercent !== null && compare(absolute(changePercent), tenth) > 0);
  return {
    bucket: isUnchanged ? "same" : isBig ? "big" : "small",
    cost,
    unitCode,
    changePercent,
    verdict: isReview ? "review" : "take",
    reasons,
    flags,
    isTicked: !isReview && !isUnchanged,
  };
}

/** What an article costs by an answer; null where it has no price above nothing: no price is never a cost of 0. */
function pricedBy(answer: PriceAnswer, terms: SupplierTerms): Cost | null {
  const cost = costOf(answer, terms);
  return cost === null || !isPositive(cost.perUseUnit) ? null : cost;
}

/** Most prices of a list did not change: nothing about them is calculated. */
const isAsItWas = (old: KnownPrice, { basis, useUnitCode, currency }: PriceAnswer, cost: Amount): boolean =>
  old.cost !== null &&
  text(old.cost) === text(cost) &&
  old.currency === currency &&
  old.useUnitCode === useUnitCode &&
  old.unitCode === basis.unitCode &&
  text(old.basis) === text(basis.quantity);

const unchanged = (unitCode: string, { perUseUnit, flags }: Cost): Comparison => ({
  bucket: "same",
  cost: perUseUnit,
  unitCode,
  changePercent: noChange,
  verdict: "take",
  reasons: [],
  flags,
  isTicked: false,
});

/**
 * An answer about an article of a price list beside what stands there. What the policy of updates holds back (contract price-lists.md 1) is for
 * a person: it is not ticked.
 */
export function comparePrice(old: KnownPrice, answer: PriceAnswer, terms: SupplierTerms): Comparison {
  const cost = pricedBy(answer, terms);
  if (cost === null) return withoutPrice(answer);
  const { basis, useUnitCode, currency } = answer;
  if (isAsItWas(old, answer, cost.perUseUnit)) return unchanged(useUnitCode, cost);
  const known = old.cost === null ? null : old;
  const { reasons } = guardPrice(known, {
    cost: cost.perUseUnit,
    basis: basis.quantity,
    unitCode: basis.unitCode,
    currency,
  });
  const isOtherUse = known !== null && known.useUnitCode !== useUnitCode;
  // Also of a first price: units that cannot go into each other like that make a cost for another quantity.
  const isWrong = wrongContent({ ...answer, basisUnitCode: basis.unitCode }) !== null;
  const isOtherMoney = old.currency !== currency;
  return judge({
    cost: cost.perUseUnit,
    unitCode: useUnitCode,
    old: old.cost,
    isComparable: !isOtherUse && !isOtherMoney,
    reasons: withReason(withReason(reasons, "unit", isOtherUse || isWrong), "currency", isOtherMoney),
    flags: cost.flags,
  });
}

/** A price as it stands on a line: per `baseQuantity` of its unit. */
export interface PriceOfLine {
  readonly price: Amount;
  readonly baseQuantity: Amount;
}

/** Two decimals, or as many as it needs up to the eight a line takes. */
const asPrice = (value: Amount): Amount =>
  equals(round(value, 2), value) ? round(value, 2) : equals(round(value, 8), value) ? value : round(value, 8);

/**
 * The price for a line in its own unit: as the supplier states it where that is its unit too (38.00 per 100 stays 38.00 per 100), else per one.
 * Null where nobody said how the units go into each other: a price in another unit is the classic wrong price.
 */
export function linePriceOf(answer: PriceAnswer, cost: Cost, unitCode: string): PriceOfLine | null {
  const { basis, orderUnitCode, perOrderUnit, useUnitCode } = answer;
  if (unitCode === orderUnitCode && basis.unitCode === orderUnitCode && equals(perOrderUnit, one))
    return { price: asPrice(multiply(cost.perOrderUnit, basis.quantity)), baseQuantity: basis.quantity };
  if (unitCode === orderUnitCode) return { price: asPrice(cost.perOrderUnit), baseQuantity: one };
  if (unitCode === useUnitCode) return { price: asPrice(cost.perUseUnit), baseQuantity: one };
  return null;
}

/** What a line of a purchase order would cost by an answer, and how that is written on it. */
export function priceForLine(answer: PriceAnswer, terms: SupplierTerms, unitCode: string): PriceOfLine | null {
  const cost = pricedBy(answer, terms);
  return cost === null ? null : linePriceOf(answer, cost, unitCode);
}

/** An answer about a line of a purchase order beside the price it has. One whose unit is not the supplier's is for a person. */
export function compareOnOrder(old: LinePrice, answer: PriceAnswer, terms: SupplierTerms): Comparison {
  const cost = pricedBy(answer, terms);
  if (cost === null) return withoutPrice(answer);
  const written = linePriceOf(answer, cost, old.unitCode);
  if (written === null)
    return {
      bucket: "big",
      cost: null,
      unitCode: old.unitCode,
      changePercent: null,
      verdict: "review",
      reasons: ["unit"],
      flags: cost.flags,
      isTicked: false,
    };
  const per = round(divide(written.price, written.baseQuantity), 12);
  const known = isZero(old.price) ? null : old.price;
  // Both per one of the line's own unit, so that only how much it is and in which money can differ.
  const both = { basis: one, unitCode: old.unitCode };
  const { reasons } = guardPrice(known === null ? null : { cost: known, ...both, currency: old.currency }, {
    cost: per,
    ...both,
    currency: answer.currency,
  });
  const isOtherMoney = old.currency !== answer.currency;
  return judge({
    cost: per,
    unitCode: old.unitCode,
    old: known,
    isComparable: !isOtherMoney,
    reasons: withReason(reasons, "currency", isOtherMoney),
    flags: cost.flags,
  });
}

/** What a person reads of many of them. */
export type RunCounts = Readonly<Record<string, number>>;

/** Adds what one answer is to the counts: dearer, cheaper, first, same; else what it is instead of a price. */
export function countComparison(
  counts: Record<string, number>,
  { bucket, changePercent, verdict }: Pick<Comparison, "bucket" | "changePercent" | "verdict">,
  status: string,
): void {
  const add = (name: string): void => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  if (verdict === "review") add("review");
  if (bucket === "same") add("same");
  else if (bucket === "big" || bucket === "small") {
    if (changePercent === null) add(verdict === "review" ? "other" : "first");
    else add(text(changePercent).startsWith("-") ? "down" : "up");
  } else add(status === "ok" ? "noPrice" : status);
}
