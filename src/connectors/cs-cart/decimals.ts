import { add, amount, text, type Amount } from "#domain/amount.ts";

/**
 * Decimal text of the shop as an Amount. More than twelve decimals are a float that was printed: rounded at the twelfth, half away from
 * zero. Throws a RangeError on anything that is not plain decimal text.
 */
export function decimal(written: string): Amount {
  const parts = /^([+-]?)(\d*)\.?(\d*)$/.exec(written);
  if (parts === null || (parts[2] === "" && parts[3] === "")) return amount(written);
  const sign = parts[1] === "-" ? "-" : "";
  const whole = parts[2] === "" ? "0" : parts[2];
  const fraction = parts[3] ?? "";
  const kept = fraction.slice(0, 12);
  const plain = amount(`${sign}${whole}${kept === "" ? "" : `.${kept}`}`);
  return (fraction[12] ?? "0") >= "5" ? add(plain, amount(`${sign}0.000000000001`)) : plain;
}

/**
 * What PHP calculated stands in its JSON as a float (`9.45`, or `9.4499999999999993`): eight decimals hold every cent of it and none of
 * its noise.
 */
export const ofFloat = (printed: number): string => printed.toFixed(8);

const withoutPadding = (written: string): string =>
  written.includes(".") ? written.replace(/0+$/, "").replace(/\.$/, "") : written;

/** A rate or a quantity as plain text: "21.000" is "21". */
export const plainText = (value: Amount): string => withoutPadding(text(value));
