import { z } from "zod";
import {
  add,
  amount,
  cents,
  distribute,
  divide,
  equals,
  isPositive,
  multiply,
  round,
  sum,
  text,
  zero,
  type Amount,
} from "#domain/amount.ts";
import { metalSurchargePerKm } from "./metal.ts";
import type { Measure, PriceAnswer, Surcharge, SurchargeKind } from "./price-answer.ts";
import { unitsIn } from "./units.ts";

/** What a supplier's net price holds where its answer does not say; per supplier and per source of prices. */
export const SupplierTerms = z.object({
  metalInNet: z.enum(["yes", "no"]),
  contributionsIncluded: z.enum(["unknown", "yes", "no"]),
});
export type SupplierTerms = z.infer<typeof SupplierTerms>;

/**
 * What a person should know of a cost: a contribution or another extra was put on top because nobody knows whether the price
 * holds it; the metal surcharge was computed by us; an extra is left out because its unit does not convert to the order unit.
 */
export const costFlags = [
  "contributionAssumedOnTop",
  "surchargeAssumedOnTop",
  "metalComputed",
  "surchargeNotConverted",
] as const;
export type CostFlag = (typeof costFlags)[number];

/** One extra in the cost of a unit. */
export interface CostExtra {
  readonly kind: SurchargeKind;
  readonly perOrderUnit: Amount;
  /** Already in the net price: shown, not added. */
  readonly isIncluded: boolean;
}

/** What an article costs, in the currency of its answer. Shown values have at most twelve decimals; `exact` is what sums are made of. */
export interface Cost {
  readonly goodsPerOrderUnit: Amount;
  readonly extraPerOrderUnit: Amount;
  readonly perOrderUnit: Amount;
  /** The cost price of our unit. Kept with all its decimals, shown with four. */
  readonly perUseUnit: Amount;
  readonly extras: readonly CostExtra[];
  /** Once per line (a cut) and once per order (freight, small order): never in the cost of a unit. */
  readonly perLine: Amount;
  readonly perOrder: Amount;
  /** Comes back with the reel or the pallet, so it is no cost. */
  readonly depositPerOrderUnit: Amount;
  readonly flags: readonly CostFlag[];
  /** Goods and then each extra that is not included, per order unit: over `under`, because a price per 12 has no end as a decimal. */
  readonly exact: { readonly parts: readonly Amount[]; readonly under: Amount };
}

interface Fraction {
  readonly over: Amount;
  readonly under: Amount;
}

const one = amount("1");

/** Most prices are for one, and most articles are ordered and used as they are priced: that needs no arithmetic. */
const isOne = (value: Amount): boolean => text(value) === "1";
const times = (value: Amount, by: Amount): Amount => (isOne(by) ? value : multiply(value, by));
const by = (value: Amount, of: Amount): Amount => (isOne(of) ? value : divide(value, of));
const isSome = (value: Amount): boolean => isOne(value) || isPositive(value);

/** Divided out where that has an end, so that the common divisor stays small. */
function fraction(over: Amount, under: Amount): Fraction {
  if (isOne(under)) return { over, under: one };
  const quotient = divide(over, under);
  return equals(multiply(quotient, under), over) ? { over: quotient, under: one } : { over, under };
}

/** At most twelve decimals, without zeros at the end: what our borders take. */
function shown(value: Amount): Amount {
  const digits = text(value);
  const point = digits.indexOf(".");
  const isPlain = point === -1 || (digits.length - point <= 13 && !digits.endsWith("0"));
  return isPlain ? value : add(round(value, 12), zero);
}

const contributions: ReadonlySet<SurchargeKind> = new Set(["eco", "recupel", "bebat", "auvibel"]);
/** What is no cost of a unit although it may be stated per one (contract price-lists.md 6). */
const apart: Readonly<Partial<Record<SurchargeKind, "line" | "order">>> = {
  cutting: "line",
  smallOrder: "order",
  freight: "order",
};

/** An amount per a measure, per order unit. Price unit, order unit and use unit are known; others only where that is exact. */
function toOrderUnit(value: Amount, per: Measure, answer: PriceAnswer): Fraction | null {
  if (!isPositive(per.quantity)) return null;
  const known: readonly (readonly [unitCode: string, perOrderUnit: Amount])[] = [
    [answer.basis.unitCode, answer.perOrderUnit],
    [answer.orderUnitCode, one],
    [answer.useUnitCode, answer.usePerOrder],
  ];
  const found = known.find(([unitCode]) => unitCode === per.unitCode);
  if (found !== undefined) return fraction(multiply(value, found[1]), per.quantity);
  for (const [unitCode, perOrderUnit] of known) {
    const ratio = unitsIn(unitCode, per.unitCode);
    if (ratio === null) continue;
    return fraction(multiply(multiply(value, perOrderUnit), ratio.over), multiply(per.quantity, ratio.under));
  }
  return null;
}

type Inclusion = { readonly isIncluded: boolean; readonly flag: CostFlag | null };

/** What the answer says holds; where it does not know, the supplier's terms; where they do not either, on top and said so. */
function inclusionOf({ kind, includedInNet }: Surcharge, terms: SupplierTerms): Inclusion {
  if (includedInNet !== "unknown") return { isIncluded: includedInNet === "yes", flag: null };
  if (kind === "metal") return { isIncluded: terms.metalInNet === "yes", flag: null };
  if (!contributions.has(kind)) return { isIncluded: false, flag: "surchargeAssumedOnTop" };
  return terms.contributionsIncluded === "unknown"
    ? { isIncluded: false, flag: "contributionAssumedOnTop" }
    : { isIncluded: terms.contributionsIncluded === "yes", flag: null };
}

/** The surcharges of the answer, with the metal one computed where it states what it is made of but not what it is. */
function surchargesOf({ metal, surcharges }: PriceAnswer): readonly Surcharge[] {
  if (metal === null || surcharges.some(({ kind }) => kind === "metal")) return surcharges;
  const perKm: Surcharge = {
    kind: "metal",
    amount: metalSurchargePerKm(metal),
    per: { quantity: one, unitCode: "KMT" },
    includedInNet: "unknown",
    vatRate: null,
  };
  return [...surcharges, perKm];
}

/**
 * The cost of an article (contract price-lists.md 1), the only place where one is computed. Null when the answer has no price:
 * that is never a cost of 0. Nothing is rounded here but what is shown.
 */
export function costOf(answer: PriceAnswer, terms: SupplierTerms): Cost | null {
  const { net, basis, perOrderUnit, usePerOrder } = answer;
  if (answer.status !== "ok" || net === null) return null;
  if (![basis.quantity, perOrderUnit, usePerOrder].every(isSome)) return null;

  const goods = fraction(times(net, perOrderUnit), basis.quantity);
  const added: { kind: SurchargeKind; fraction: Fraction }[] = [];
  const extras: CostExtra[] = [];
  const flags = new Set<CostFlag>();
  const kept = { line: zero, order: zero };
  let deposit = zero;
  for (const surcharge of surchargesOf(answer)) {
    const { isIncluded, flag } = inclusionOf(surcharge, terms);
    const place = typeof surcharge.per === "string" ? surcharge.per : apart[surcharge.kind];
    const perUnit = typeof surcharge.per === "string" ? null : toOrderUnit(surcharge.amount, surcharge.per, answer);
    if (flag !== null) flags.add(flag);
    if (surcharge.kind === "metal" && !answer.surcharges.includes(surcharge)) flags.add("metalComputed");
    if (place !== undefined) {
      // A deposit comes back, also one that is asked per line.
      if (!isIncluded && surcharge.kind !== "deposit") kept[place] = add(kept[place], surcharge.amount);
    } else if (perUnit === null) {
      flags.add("surchargeNotConverted");
    } else if (surcharge.kind === "deposit") {
      if (!isIncluded) deposit = add(deposit, divide(perUnit.over, perUnit.under));
    } else {
      extras.push({ kind: surcharge.kind, perOrderUnit: shown(divide(perUnit.over, perUnit.under)), isIncluded });
      if (!isIncluded) added.push({ kind: surcharge.kind, fraction: perUnit });
    }
  }

  const fractions = [goods, ...added.map((extra) => extra.fraction)];
  const under = fractions.reduce((product, part) => times(product, part.under), one);
  const parts =
    fractions.length === 1 ? [goods.over] : fractions.map((part) => by(multiply(part.over, under), part.under));
  const all = parts.length === 1 ? goods.over : sum(parts);
  return {
    goodsPerOrderUnit: shown(by(goods.over, goods.under)),
    extraPerOrderUnit: parts.length === 1 ? zero : shown(by(sum(parts.slice(1)), under)),
    perOrderUnit: shown(by(all, under)),
    perUseUnit: shown(by(all, times(under, usePerOrder))),
    extras,
    perLine: kept.line,
    perOrder: kept.order,
    depositPerOrderUnit: shown(deposit),
    flags: [...flags],
    exact: { parts, under },
  };
}

/** What a quantity in order units costs, in cents: the only rounding there is. What is per line and per order stays apart. */
export const lineAmountOf = ({ exact }: Pick<Cost, "exact">, quantity: Amount): Amount =>
  cents(divide(multiply(sum(exact.parts), quantity), exact.under));

/** The same amount as the goods and each added extra, in the order of `extras`: parts in cents that add up to it. */
export function lineComponentsOf(
  { exact, extras }: Pick<Cost, "exact" | "extras">,
  quantity: Amount,
): { readonly goods: Amount; readonly extras: readonly { readonly kind: SurchargeKind; readonly amount: Amount }[] } {
  const exacts = exact.parts.map((part) => multiply(part, quantity));
  const [goods = zero, ...rest] = distribute(lineAmountOf({ exact }, quantity), exacts, exact.under);
  const added = extras.filter(({ isIncluded }) => !isIncluded);
  return { goods, extras: added.map(({ kind }, index) => ({ kind, amount: rest[index] ?? zero })) };
}
