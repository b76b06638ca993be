import { equals, isNegative, isPositive, multiply, round, type Amount } from "#domain/amount.ts";
import { convertQuantity, unitOf, unitsIn } from "#domain/supplier/units.ts";

/** What an article of ours is sold in, and what its packings hold. */
export interface SoldUnit {
  readonly unitCode: string;
  /** How many of the sold unit are in one packing of this unit: 1 XPK = 10 C62. */
  readonly packings: readonly { readonly unitCode: string; readonly holds: Amount }[];
}

export interface OrderedQuantity {
  readonly quantity: Amount;
  /** As the partner wrote it: `PCE`, `XPK`, or nothing. */
  readonly unit: string;
}

export const unitFaults = ["unitUnknown", "packingUnknown", "notWhole", "negative"] as const;
export type UnitFault = (typeof unitFaults)[number];

export type UnitOutcome = { readonly quantity: Amount; readonly unitCode: string } | { readonly fault: UnitFault };

/** Whole or not at all: pieces, pairs, sets and every packing of Rec 21. Lengths, weights, volumes and hours may be cut. */
export const isCountable = (unitCode: string): boolean =>
  ["C62", "H87", "EA", "PR", "SET", "DZN", "GRO", "CEN", "MIL", "NAR"].includes(unitCode) ||
  /^X[A-Z]{2}$/.test(unitCode);

const isSame = (one: string, other: string): boolean => {
  const piece = (code: string) => (["H87", "EA", "NAR"].includes(code) ? "C62" : code);
  return piece(one) === piece(other);
};

/** The Rec 20 code of what was written; nothing written is the unit the article is sold in. */
const codeOf = (written: string, sold: string, learnt: Readonly<Record<string, string>>): string | null =>
  written.trim() === "" ? sold : written.trim().toUpperCase() === sold ? sold : unitOf(written, learnt);

/** Nothing is lost: what cannot be said in twelve decimals is not said. */
function exactly(quantity: Amount): Amount | null {
  const rounded = round(quantity, 12);
  return equals(rounded, quantity) ? quantity : null;
}

/**
 * How many of the unit we sell an order means. What a person taught (`unitFactor`: ours in one of theirs) goes before our packings, and those
 * before what units are by definition. A quantity that is not whole of something that is counted is refused: nobody delivers half a lamp.
 */
export function convertOrdered(
  { quantity, unit }: OrderedQuantity,
  sold: SoldUnit,
  unitFactor: Amount | null = null,
  learnt: Readonly<Record<string, string>> = {},
): UnitOutcome {
  if (isNegative(quantity)) return { fault: "negative" };
  const converted = convertedBy({ quantity, unit }, sold, unitFactor, learnt);
  if ("fault" in converted) return converted;
  const exact = exactly(converted.quantity);
  if (exact === null || (isCountable(sold.unitCode) && !equals(round(exact, 0), exact))) return { fault: "notWhole" };
  return { quantity: exact, unitCode: sold.unitCode };
}

function convertedBy(
  { quantity, unit }: OrderedQuantity,
  sold: SoldUnit,
  unitFactor: Amount | null,
  learnt: Readonly<Record<string, string>>,
): { readonly quantity: Amount } | { readonly fault: UnitFault } {
  if (unitFactor !== null && isPositive(unitFactor)) return { quantity: multiply(quantity, unitFactor) };
  const code = codeOf(unit, sold.unitCode, learnt);
  if (code === null) return { fault: "unitUnknown" };
  if (isSame(code, sold.unitCode)) return { quantity };
  const packing = sold.packings.find(({ unitCode, holds }) => isSame(unitCode, code) && isPositive(holds));
  if (packing !== undefined) return { quantity: multiply(quantity, packing.holds) };
  const byDefinition = convertQuantity(quantity, code, sold.unitCode);
  if (byDefinition !== null) return { quantity: byDefinition };
  // A dozen is twelve by definition, but five pieces are no number of dozens: that is said as what it is.
  return { fault: unitsIn(code, sold.unitCode) === null ? "packingUnknown" : "notWhole" };
}
