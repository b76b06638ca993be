import {
  add,
  amount,
  compare,
  divide,
  equals,
  isPositive,
  largest,
  multiply,
  round,
  zero,
  type Amount,
} from "#domain/amount.ts";

export type QuantityWarning = "belowMinimum" | "notMultiple" | "notWholePacks";

/** In order units; null where the supplier has no such rule. */
export interface QuantityRules {
  readonly minimum: Amount | null;
  readonly multiple: Amount | null;
  readonly packQuantity: Amount | null;
}

export interface QuantityCheck {
  readonly warnings: readonly QuantityWarning[];
  /** The next quantity that fits every rule; null when this one does. Offered, never filled in: nobody orders more without knowing. */
  readonly suggestion: Amount | null;
}

const scale = amount("1000000000000");
/** Trillionths: quantities have at most twelve decimals, so this is exact. */
const trillionths = (value: Amount): bigint => BigInt(String(round(multiply(value, scale), 0)));

const greatestCommon = (a: bigint, b: bigint): bigint => (b === 0n ? a : greatestCommon(b, a % b));

/** The smallest quantity that is a whole number of each. */
function commonStep(steps: readonly Amount[]): bigint | null {
  return steps.map(trillionths).reduce<bigint | null>((common, step) => {
    if (common === null) return step;
    return (common / greatestCommon(common, step)) * step;
  }, null);
}

/** What is wrong with a quantity to order, and which would be right. */
export function checkQuantity(quantity: Amount, rules: QuantityRules): QuantityCheck {
  const positive = (value: Amount | null): Amount | null => (value !== null && isPositive(value) ? value : null);
  const minimum = positive(rules.minimum);
  const multiple = positive(rules.multiple);
  const pack = positive(rules.packQuantity);
  const isWhole = (step: Amount): boolean => trillionths(quantity) % trillionths(step) === 0n;

  const warnings: QuantityWarning[] = [];
  if (minimum !== null && compare(quantity, minimum) < 0) warnings.push("belowMinimum");
  if (multiple !== null && !isWhole(multiple)) warnings.push("notMultiple");
  if (pack !== null && !isWhole(pack)) warnings.push("notWholePacks");
  if (warnings.length === 0) return { warnings, suggestion: null };

  const least = largest(quantity, minimum ?? quantity);
  const step = commonStep([multiple, pack].filter((value) => value !== null));
  if (step === null) return { warnings, suggestion: least };
  const times = (trillionths(least) + step - 1n) / step;
  return { warnings, suggestion: divide(amount(String(times * step)), scale) };
}

/**
 * How much to order to have a quantity in use units: in order units, as asked and as it would fit, with what that gives in use
 * units. A bundle or a roll is sold whole even when the supplier states no multiple.
 */
export function orderFor(
  useQuantity: Amount,
  usePerOrder: Amount,
  rules: QuantityRules,
): QuantityCheck & { readonly quantity: Amount; readonly suggestedUse: Amount | null } {
  const one = amount("1");
  const quantity = add(round(divide(useQuantity, usePerOrder), 12), zero);
  const isSameUnit = equals(usePerOrder, one);
  const check = checkQuantity(quantity, isSameUnit ? rules : { ...rules, multiple: rules.multiple ?? one });
  return {
    ...check,
    quantity,
    suggestedUse: check.suggestion === null ? null : multiply(check.suggestion, usePerOrder),
  };
}
