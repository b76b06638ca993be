/** What people type as a number, as decimal text (glossary section 3): `1.234,56`, `1234.56`, `€ 1234,56`, `1 234,56`. */

export type DecimalMark = "," | ".";

export const decimalMarkOf = (language: string): DecimalMark => (language === "en" ? "." : ",");

const trimmed = (whole: string, fraction: string): string => {
  const digits = whole.replace(/^0+(?=\d)/, "");
  return fraction === "" ? digits : `${digits}.${fraction}`;
};

/** Digits in groups of three, or one run of them. */
const wholeOf = (text: string, separator: string): string | null => {
  const groups = text.split(separator);
  const isGrouped = groups.every((group, index) => (index === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(group));
  return groups.length === 1 || isGrouped ? groups.join("") : null;
};

/**
 * Null when it is no number. One separator before exactly three digits is ambiguous: it is the decimal mark of the reader's language or else
 * it groups; what was understood is shown back.
 */
export function readNumber(text: string, mark: DecimalMark = ","): string | null {
  const bare = text
    .trim()
    .replace(/^(-?)\s*(€|EUR|\$|£)\s*/i, "$1")
    .replace(/\s*(€|EUR|\$|£|%)$/i, "")
    .replaceAll("−", "-");
  const [, sign = "", rest = ""] = /^(-?)\s*(.*)$/s.exec(bare) ?? [];
  // Spaces of any kind, and the Swiss apostrophe, only group.
  const even = rest.replaceAll(/[\s\u00a0\u202f']/g, " ");
  const spaced = wholeOf(even.split(/[.,]/)[0] ?? "", " ");
  const plain = even.replaceAll(" ", "");
  if (spaced === null || !/^[\d.,]+$/.test(plain) || !/\d/.test(plain) || plain.length > 24) return null;

  const last = Math.max(plain.lastIndexOf(","), plain.lastIndexOf("."));
  if (last === -1) return sign + trimmed(plain, "");
  const separator = plain.charAt(last);
  const other = separator === "," ? "." : ",";
  const [before, after] = [plain.slice(0, last), plain.slice(last + 1)];
  const isOnce = !before.includes(separator);
  const isGrouping =
    !isOnce || (!before.includes(other) && /^[1-9]\d{0,2}$/.test(before) && after.length === 3 && separator !== mark);
  const whole = isGrouping ? wholeOf(plain, separator) : wholeOf(before, other);
  if (whole === null || (whole === "" && after === "")) return null;
  return sign + trimmed(whole === "" ? "0" : whole, isGrouping ? "" : after);
}

/** An amount of money: at most two decimals that are no zeros. */
export function readMoney(text: string, mark: DecimalMark = ","): string | null {
  const read = readNumber(text, mark);
  if (read === null) return null;
  const [whole = "", fraction = ""] = read.split(".");
  return /^\d{0,2}0*$/.test(fraction) ? trimmed(whole, fraction.slice(0, 2)) : null;
}

/** Decimal text as it stands in a field: no grouping, the mark of the language, at least so many decimals. */
export function shownNumber(value: string, mark: DecimalMark, atLeast = 0): string {
  const [whole = "", fraction = ""] = value.split(".");
  const shown = fraction.replace(/0+$/, "").padEnd(atLeast, "0");
  return shown === "" ? whole : `${whole}${mark}${shown}`;
}

/** Whether decimal text a is above decimal text b; neither below zero. */
export function isMoreThan(a: string, b: string): boolean {
  const units = (text: string): bigint => {
    const [whole = "0", fraction = ""] = text.split(".");
    return BigInt(whole + fraction.padEnd(12, "0").slice(0, 12));
  };
  return units(a) > units(b);
}
