import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  absolute,
  add,
  allocate,
  amount,
  AmountText,
  cents,
  compare,
  distribute,
  divide,
  equals,
  isNegative,
  isPositive,
  isZero,
  largest,
  multiply,
  negate,
  round,
  smallest,
  subtract,
  sum,
  text,
  zero,
  type Amount,
} from "./amount.ts";

const scale = 10n ** 12n;
/** Any amount of at most 12 decimals, with its value as a whole number of trillionths: a second arithmetic to check against. */
const anAmount = fc
  .record({ units: fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n }), decimals: fc.integer({ min: 0, max: 12 }) })
  .map(({ units, decimals }) => ({
    value: amount(write(units, decimals)),
    units: units * 10n ** BigInt(12 - decimals),
  }));

function write(units: bigint, decimals: number): string {
  const digits = String(units < 0n ? -units : units).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  return `${units < 0n ? "-" : ""}${whole}${decimals === 0 ? "" : `.${digits.slice(-decimals)}`}`;
}
/** The value in trillionths of what came out. */
function read(value: Amount): bigint {
  const [whole = "", fraction = ""] = text(value).replace("-", "").split(".");
  const units = BigInt(whole) * scale + BigInt(fraction.padEnd(12, "0").slice(0, 12));
  return text(value).startsWith("-") ? -units : units;
}
const money = (value: number): Amount => amount((value / 100).toFixed(2));
const centsOf = (value: Amount): number => Math.round(Number(text(value)) * 100);

describe("reading", () => {
  test.each(["0", "12.50", "-0.01", "007", "123456789012345678901234.123456789012"])(
    "%j is an amount and keeps its text",
    (given) => {
      expect(text(amount(given))).toBe(given);
      expect(AmountText.parse(given)).toBe(given);
      expect(JSON.stringify({ total: amount(given) })).toBe(`{"total":"${given}"}`);
    },
  );

  test.each([
    "",
    " ",
    "1 ",
    " 1",
    "1\n",
    "1,50",
    "1.000,00",
    "1e3",
    "1E-2",
    "NaN",
    "Infinity",
    "-Infinity",
    "0x10",
    "+1",
    "--1",
    "-",
    ".5",
    "5.",
    "1.2.3",
    "1_000",
    "١٢",
    "€ 5",
    "1234567890123456789012345",
    "0.1234567890123",
  ])("%j is no amount", (given) => {
    expect(() => amount(given)).toThrow(RangeError);
    expect(AmountText.safeParse(given).success).toBe(false);
  });

  test.each([[12.5], [null], [undefined], [12n], [{}], [["1"]]])(
    "%o is no amount, though it may look like one",
    (given) => {
      expect(() => amount(given as never)).toThrow(RangeError);
      expect(AmountText.safeParse(given).success).toBe(false);
    },
  );
});

describe("arithmetic is exact", () => {
  test("sums and differences equal those of whole trillionths", () => {
    fc.assert(
      fc.property(anAmount, anAmount, (a, b) => {
        expect(read(add(a.value, b.value))).toBe(a.units + b.units);
        expect(read(subtract(a.value, b.value))).toBe(a.units - b.units);
        expect(read(sum([a.value, b.value, a.value]))).toBe(2n * a.units + b.units);
        expect(read(negate(a.value))).toBe(-a.units);
      }),
    );
  });

  test("what was added can be taken away again", () => {
    fc.assert(
      fc.property(anAmount, anAmount, (a, b) => {
        expect(equals(subtract(add(a.value, b.value), b.value), a.value)).toBe(true);
      }),
    );
  });

  test("order and sign are those of the values, not of the texts", () => {
    fc.assert(
      fc.property(anAmount, anAmount, (a, b) => {
        const order = a.units < b.units ? -1 : a.units > b.units ? 1 : 0;
        expect([compare(a.value, b.value), equals(a.value, b.value)]).toEqual([order, order === 0]);
        expect(read(smallest(a.value, b.value))).toBe(order <= 0 ? a.units : b.units);
        expect(read(largest(a.value, b.value))).toBe(order >= 0 ? a.units : b.units);
        expect([isNegative(a.value), isZero(a.value), isPositive(a.value)]).toEqual([
          a.units < 0n,
          a.units === 0n,
          a.units > 0n,
        ]);
        expect(read(absolute(a.value))).toBe(a.units < 0n ? -a.units : a.units);
      }),
    );
  });

  test("a product has all its decimals, and dividing it gives the other factor back", () => {
    const product = multiply(amount("0.000001"), amount("0.000001"));
    expect(text(product)).toBe("0.000000000001");
    fc.assert(
      fc.property(anAmount, anAmount, (a, b) => {
        fc.pre(b.units !== 0n);
        const back = divide(multiply(a.value, b.value), b.value);
        expect(read(round(back, 12))).toBe(a.units);
      }),
    );
  });

  test.each([
    ["0.1 + 0.2", add(amount("0.1"), amount("0.2")), "0.3"],
    ["1.005 × 100", multiply(amount("1.005"), amount("100")), "100.5"],
    ["0.00 − 0.00", subtract(amount("0.00"), amount("0.00")), "0"],
    ["−1 × 0", multiply(amount("-1"), amount("0")), "0"],
    ["the sum of nothing", sum([]), "0"],
  ])("%s", (_, value, expected) => {
    expect(text(value)).toBe(expected);
  });

  test("dividing by zero throws", () => {
    expect(() => divide(amount("1"), amount("0.00"))).toThrow(RangeError);
  });
});

describe("rounding", () => {
  test.each([
    ["2.675", 2, "2.68"],
    ["-2.675", 2, "-2.68"],
    ["2.665", 2, "2.67"],
    ["0.005", 2, "0.01"],
    ["-0.005", 2, "-0.01"],
    ["-0.004", 2, "0.00"],
    ["0.00499999999", 2, "0.00"],
    ["1.005", 2, "1.01"],
    ["12", 2, "12.00"],
    ["12.3", 0, "12"],
    ["-0.5", 0, "-1"],
    ["0.123456785", 8, "0.12345679"],
  ])("%s to %i decimals is %s: half goes away from zero, and minus zero is zero", (value, decimals, expected) => {
    expect(text(round(amount(value), decimals))).toBe(expected);
  });

  test("equals rounding of whole numbers, half away from zero", () => {
    fc.assert(
      fc.property(anAmount, fc.integer({ min: 0, max: 12 }), ({ value, units }, decimals) => {
        const step = 10n ** BigInt(12 - decimals);
        const size = units < 0n ? -units : units;
        const up = (size + step / 2n) / step;
        expect(read(round(value, decimals))).toBe((units < 0n ? -up : up) * step);
        expect(text(round(value, decimals)).split(".")[1] ?? "").toHaveLength(decimals);
      }),
    );
  });
});

const total = fc.integer({ min: -5_000_000, max: 5_000_000 });
const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 12 });

describe("allocate", () => {
  test("parts add up to the total and are each within a cent of their fair share", () => {
    fc.assert(
      fc.property(total, weights, (whole, parts) => {
        const given = allocate(
          money(whole),
          parts.map((part) => amount(String(part))),
        ).map(centsOf);
        expect(given.reduce((all, part) => all + part, 0)).toBe(whole);
        const all = parts.reduce((sum, part) => sum + part, 0);
        fc.pre(all > 0);
        for (const [index, part] of parts.entries())
          expect(Math.abs(given[index]! - (whole * part) / all)).toBeLessThan(1 + 1e-6);
      }),
    );
  });

  test.each([
    ["10.00", ["49.90", "18.50"], ["7.30", "2.70"]],
    ["5.95", ["49.90", "18.50"], ["4.34", "1.61"]],
    ["0.01", ["1", "1", "1"], ["0.01", "0.00", "0.00"]],
    ["0.01", ["1", "2", "2"], ["0.00", "0.01", "0.00"]],
    ["-0.05", ["1", "1"], ["-0.02", "-0.03"]],
    ["5.00", ["0", "0"], ["5.00", "0.00"]],
  ])("%s over %j is %j: the larger weight, then the first, wins a tie", (whole, parts, expected) => {
    expect(allocate(amount(whole), parts.map(amount))).toEqual(expected);
  });

  test("there must be something to allocate over, and whole cents to allocate", () => {
    expect(() => allocate(amount("1.00"), [])).toThrow(RangeError);
    expect(() => allocate(amount("1.005"), [amount("1")])).toThrow(RangeError);
  });
});

describe("distribute", () => {
  test("rounds exact values to cents that add up to the total, each within a cent", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 12 }), (gross) => {
        const exact = gross.map((value) => value / 1.21);
        const whole = Math.round(exact.reduce((all, value) => all + value, 0) + 1e-7);
        const given = distribute(money(whole), gross.map(money), amount("1.21")).map(centsOf);
        expect(given.reduce((all, part) => all + part, 0)).toBe(whole);
        for (const [index, value] of exact.entries()) expect(Math.abs(given[index]! - value)).toBeLessThan(1 + 1e-6);
      }),
    );
  });

  test.each([
    ["three times 9.99 at 21 %", "24.77", ["9.99", "9.99", "9.99"], "1.21", ["8.26", "8.26", "8.25"]],
    ["a cent less than the values, beside something free", "9.99", ["10.00", "0.00"], "1", ["9.99", "0.00"]],
    ["a cent less than the values, with a tie", "19.99", ["10.00", "10.00"], "1", ["9.99", "10.00"]],
    [
      "more cents less than there are parts worth a cent",
      "0.02",
      ["0.05", "0.01", "0.00", "0.00"],
      "1",
      ["0.02", "0.00", "0.00", "0.00"],
    ],
    ["far less than the values", "5.05", ["10.00", "0.10"], "1", ["5.00", "0.05"]],
    ["far more than the values", "20.20", ["10.00", "0.10"], "1", ["20.00", "0.20"]],
    ["nothing", "0.00", [], "1", []],
  ])("%s", (_, whole, exacts, divisor, expected) => {
    expect(distribute(amount(whole), exacts.map(amount), amount(divisor))).toEqual(expected);
  });

  test("no part of a positive total falls below zero, however far the total is from the values", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 }),
        fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 8 }),
        (whole, values) => {
          const given = distribute(money(whole), values.map(money), amount("1.21")).map(centsOf);
          expect(given.reduce((all, part) => all + part, 0)).toBe(whole);
          expect(Math.min(...given)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

test("zero is the text 0", () => {
  expect(text(zero)).toBe("0");
  expect(text(cents(zero))).toBe("0.00");
});
