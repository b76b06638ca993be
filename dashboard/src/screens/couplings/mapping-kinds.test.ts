import { expect, test } from "vitest";
import { asWritten, choiceOf, decimalOf, valueOf } from "./mapping-kinds.ts";

test.each([
  ["0,92", "0.92"],
  [" 1 234.5 ", "1234.5"],
  ["1", "1"],
  ["0", null],
  ["0,00", null],
  ["-1", null],
  ["1.2.3", null],
  ["veel", null],
])("a rate of %s is %s", (typed, kept) => {
  expect(decimalOf(typed)).toBe(kept);
});

test("a decimal is written as in the language of the reader", () => {
  expect([asWritten("0.92", "nl"), asWritten("0.92", "fr"), asWritten("0.92", "en")]).toEqual(["0,92", "0,92", "0.92"]);
});

test("a choice is sent once what is needed is there", () => {
  expect(valueOf("untaxedLine", { category: "", reason: "x" }, null)).toBeNull();
  expect(valueOf("untaxedLine", { category: "E", reason: "" }, null)).toEqual({ category: "E", reason: "" });
  expect(valueOf("exchangeRate", { rate: "0,92" }, null)).toEqual({ rate: "0.92" });
  expect(valueOf("exchangeRate", { rate: "" }, null)).toBeNull();
  expect(valueOf("orderStatus", { use: "skip" }, null)).toEqual({ use: "skip" });
  expect(valueOf("paymentMethod", { prepaid: "" }, null)).toBeNull();
});

test.each(["itemCode", "chargeItem", "vatCode"] as const)("%s is a code of the package", (what) => {
  expect(valueOf(what, { code: " " }, null)).toBeNull();
  expect(valueOf(what, { code: " V21 " }, null)).toEqual({ code: "V21" });
  expect(choiceOf(what, { code: "V21" })).toEqual({ code: "V21" });
});

test("what the form does not show is kept", () => {
  const kept = { prepaid: true, paymentMeansCode: "48" };
  expect(choiceOf("paymentMethod", kept)).toEqual({ prepaid: "yes" });
  expect(valueOf("paymentMethod", { prepaid: "no" }, kept)).toEqual({ prepaid: false, paymentMeansCode: "48" });
});
