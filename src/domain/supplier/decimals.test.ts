import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amount, text } from "#domain/amount.ts";
import { readDecimal, writeDecimal } from "./decimals.ts";

describe("decimals", () => {
  test.each([
    ["2,1050", "comma", "2.1050"],
    ["1.234,56", "comma", "1234.56"],
    ["1.234", "comma", null],
    ["1,234.56", "comma", null],
    ["2.3810", "comma", null],
    ["1,234.56", "dot", "1234.56"],
    ["1,000.000", "dot", "1000.000"],
    ["1,000", "dot", null],
    ["-0,5", "comma", "-0.5"],
    ["", "comma", null],
    ["1e3", "dot", null],
    ["１２", "dot", null],
    ["€ 5,00", "comma", null],
    ["9".repeat(40), "dot", null],
    [`${"9".repeat(3)}${".999".repeat(9)},5`, "comma", null],
  ] as const)("%j with a %s is %j", (written, mark, expected) => {
    const read = readDecimal(written, mark);
    expect(read === null ? null : text(read)).toBe(expected);
  });

  test("(d) what is written is read back as it was", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
        fc.constantFrom("comma", "dot"),
        (units, mark) => {
          const digits = String(units < 0n ? -units : units).padStart(7, "0");
          const value = amount(`${units < 0n ? "-" : ""}${digits.slice(0, -6)}.${digits.slice(-6)}`);
          expect(readDecimal(writeDecimal(value, mark), mark)).toEqual(value);
        },
      ),
    );
  });
});
