import { expect, test } from "vitest";
import { isMoreThan, readMoney, readNumber, shownNumber } from "./number-input.ts";

test.each([
  ["1234,56", "1234.56"],
  ["1.234,56", "1234.56"],
  ["1234.56", "1234.56"],
  ["€ 1234,56", "1234.56"],
  ["1234,56 €", "1234.56"],
  ["1 234,56", "1234.56"],
  ["1\u202f234,56", "1234.56"],
  ["1,234.56", "1234.56"],
  ["1.234.567", "1234567"],
  ["€ -12,30", "-12.30"],
  ["-€ 12,30", "-12.30"],
  ["−5", "-5"],
  ["007", "7"],
  [",5", "0.5"],
  ["0.125", "0.125"],
  ["12.", "12"],
  ["21%", "21"],
  ["1234.567", "1234.567"],
])("%s is %s", (typed, value) => {
  expect(readNumber(typed)).toBe(value);
});

test("three digits after one separator follow the language of the reader", () => {
  expect([readNumber("1.234", ","), readNumber("1,234", ",")]).toEqual(["1234", "1.234"]);
  expect([readNumber("1.234", "."), readNumber("1,234", ".")]).toEqual(["1.234", "1234"]);
});

test.each(["", "abc", "1,2,3", "1.23.45", "12 34", "1e5", "--1", ".", "1.234,56.7", "9".repeat(25)])(
  "%j is no number",
  (typed) => {
    expect(readNumber(typed)).toBeNull();
  },
);

test("money has at most two decimals", () => {
  expect([readMoney("12,5"), readMoney("12,500"), readMoney("12,505"), readMoney("x")]).toEqual([
    "12.5",
    "12.50",
    null,
    null,
  ]);
});

test("a number is shown as it is typed", () => {
  expect([shownNumber("57.5", ",", 2), shownNumber("2.000", ","), shownNumber("0.12345", ".", 2)]).toEqual([
    "57,50",
    "2",
    "0.12345",
  ]);
});

test("decimal texts are compared without becoming numbers", () => {
  expect(isMoreThan("10.01", "10")).toBe(true);
  expect(isMoreThan("9.99", "10.00")).toBe(false);
  expect(isMoreThan("10", "10.00")).toBe(false);
});
