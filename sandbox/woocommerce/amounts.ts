/** Decimals of amounts (contract section 4): orders are stored with six, every other view is rounded from there. */
import type { Json, OrderJson, RefundJson } from "./documents.ts";

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Half up away from zero, padded to exactly `decimals`; a text that is no number (`""`) stays as it is. */
export function rounded(text: string, decimals: number): string {
  const match = NUMBER.exec(text);
  if (match === null) return text;
  const [, sign = "", whole = "0", fraction = ""] = match;
  if (fraction.length <= decimals) {
    return decimals === 0 ? `${sign}${whole}` : `${sign}${whole}.${fraction.padEnd(decimals, "0")}`;
  }
  const up = fraction.charCodeAt(decimals) >= 53 ? 1n : 0n;
  const digits = String(BigInt(whole + fraction.slice(0, decimals)) + up).padStart(decimals + 1, "0");
  const point = digits.length - decimals;
  const plain = decimals === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return /[1-9]/.test(plain) ? sign + plain : plain;
}

const ORDER = ["discount_total", "discount_tax", "shipping_total", "shipping_tax", "cart_tax", "total", "total_tax"];
const LINE = ["subtotal", "subtotal_tax", "total", "total_tax"];
const TAX_LINE = ["tax_total", "shipping_tax_total"];

type Visit = (record: Json, name: string, amount: string) => void;

function each(record: Json, names: readonly string[], visit: Visit): void {
  for (const name of names) {
    const value = record[name];
    if (typeof value === "string") visit(record, name, value);
  }
}

function records(value: unknown): Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}

/** Every amount that follows `dp`: not coupon lines, `price` and the raw fee `amount`, which stay raw (section 3). */
function visitAmounts(document: Json, names: readonly string[], visit: Visit): void {
  each(document, names, visit);
  for (const list of ["line_items", "shipping_lines", "fee_lines"]) {
    for (const line of records(document[list])) {
      each(line, LINE, visit);
      for (const tax of records(line["taxes"])) each(tax, ["total", "subtotal"], visit);
    }
  }
  for (const line of records(document["tax_lines"])) each(line, TAX_LINE, visit);
  for (const refund of records(document["refunds"])) each(refund, ["total", "total_tax"], visit);
}

function rounding(decimals: number): Visit {
  return (record, name, amount) => {
    record[name] = rounded(amount, decimals);
  };
}

/** Rounds the amounts of an order in place. */
export function roundOrder(order: OrderJson, decimals: number): OrderJson {
  visitAmounts(order, ORDER, rounding(decimals));
  return order;
}

/** The order with six decimals everywhere: itself when it has them already. */
export function sixDecimals(order: OrderJson): OrderJson {
  let has = true;
  visitAmounts(order, ORDER, (_record, _name, amount) => {
    has &&= amount === "" || amount.at(-7) === ".";
  });
  return has ? order : roundOrder(structuredClone(order), 6);
}

/** Rounds the amounts of a refund in place. */
export function roundRefund(refund: RefundJson, decimals: number): RefundJson {
  visitAmounts(refund, ["amount"], rounding(decimals));
  return refund;
}

function scaled(text: string): bigint {
  return BigInt(rounded(text, 6).replace(".", ""));
}

function six(value: bigint): string {
  const digits = String(value < 0n ? -value : value).padStart(7, "0");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

/**
 * The inner amounts of a refund recorded with two decimals. There is no dp=6 recording of refunds; a refunded line
 * carries its unrounded net in `price` and its tax as net times the rate. Where that does not round to what was
 * recorded, the recorded amount counts.
 */
export function innerRefund(recorded: RefundJson): RefundJson {
  const refund = roundRefund(structuredClone(recorded), 6);
  const percents = new Map(records(refund["tax_lines"]).map((tax) => [tax["rate_id"], Number(tax["rate_percent"])]));
  const agree = (record: Json, name: string, value: bigint): void => {
    const old = record[name];
    if (typeof old === "string" && old !== "" && rounded(six(value), 2) === rounded(old, 2)) record[name] = six(value);
  };
  for (const list of ["line_items", "shipping_lines", "fee_lines"]) {
    for (const line of records(refund[list])) {
      if (list === "line_items") {
        const net = scaled(Number(line["price"]).toFixed(6)) * BigInt(Math.trunc(Number(line["quantity"])));
        for (const name of ["total", "subtotal"]) agree(line, name, net);
      }
      for (const tax of records(line["taxes"])) {
        const percent = BigInt(Math.round((percents.get(tax["id"]) ?? 0) * 1000));
        const net = scaled(String(line["total"])) * percent;
        const value = (net + (net < 0n ? -50_000n : 50_000n)) / 100_000n;
        for (const name of ["total", "subtotal"]) agree(tax, name, value);
      }
    }
  }
  return refund;
}
