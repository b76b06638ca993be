import { amount, text, type Amount } from "#domain/amount.ts";

/** The decimal mark a source uses. It is the source's, never the machine's: a comma read by an English machine is a price × 10,000. */
export type DecimalMark = "comma" | "dot";

const patterns = {
  comma: { plain: /^-?\d{1,24}(?:,\d{1,12})?$/, grouped: /^-?\d{1,3}(?:\.\d{3})+,\d{1,12}$/ },
  dot: { plain: /^-?\d{1,24}(?:\.\d{1,12})?$/, grouped: /^-?\d{1,3}(?:,\d{3})+\.\d{1,12}$/ },
} as const;

/**
 * A decimal as a supplier wrote it, null when it is none: empty is not 0. Grouping is only taken together with a decimal mark
 * (1.234,56), because 1.234 alone may be either.
 */
export function readDecimal(written: string, mark: DecimalMark): Amount | null {
  const trimmed = written.trim();
  const { plain, grouped } = patterns[mark];
  const group = mark === "comma" ? "." : ",";
  if (grouped.test(trimmed)) return decimal(trimmed.replaceAll(group, ""), mark);
  return plain.test(trimmed) ? decimal(trimmed, mark) : null;
}

/** The text holds no grouping any more. Over 24 digits in front is no price of anybody. */
function decimal(digits: string, mark: DecimalMark): Amount | null {
  const dotted = mark === "comma" ? digits.replace(",", ".") : digits;
  return /^-?\d{1,24}(?:\.|$)/.test(dotted) ? amount(dotted) : null;
}

/** As a supplier with this mark writes it, without grouping. */
export const writeDecimal = (value: Amount, mark: DecimalMark): string =>
  mark === "comma" ? text(value).replace(".", ",") : text(value);
