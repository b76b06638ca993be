import { add, amount, text, type Amount } from "#domain/amount.ts";

/**
 * Decimal text of the shop as an Amount: any number of decimals, a bare point, a plus. More than twelve decimals are a
 * float that was printed ("2.3749999999999996"): rounded at the twelfth, half away from zero.
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

const withoutPadding = (written: string): string =>
  written.includes(".") ? written.replace(/0+$/, "").replace(/\.$/, "") : written;

/** A percentage as plain text: 21 is "21", 5.5 and "5.5000" are "5.5". WooCommerce keeps four decimals. */
export const rateText = (percent: number | string): string =>
  withoutPadding(typeof percent === "number" ? percent.toFixed(4) : text(decimal(percent)));

/** A quantity as plain text. Whole by default; plugins sell by the metre. Never money. */
export const quantityText = (quantity: number): string => withoutPadding(quantity.toFixed(6));
