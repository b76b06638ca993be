import { expect, test } from "vitest";
import { amount, zero } from "./amount.ts";
import { calculate, groupOf, lineOf } from "./testing/groups.ts";
import { printTieOut, tieOut } from "./tie-out.ts";

/** One line at 21 %; `sourceTax` is what the shop says its VAT is. */
const documentOf = (gross: string, total: string, sourceTax: string | null = null) => {
  const sourceTaxAmount = sourceTax === null ? null : amount(sourceTax);
  return calculate([groupOf("21", [lineOf(0, gross)], { sourceTaxAmount })], total, { prepaidAmount: amount(total) });
};

test("a document of just what was charged, without rounding, is exact, also when the shop's VAT is a cent off", () => {
  expect(tieOut({ total: amount("29.97") }, zero, documentOf("29.97", "29.97", "5.19"))).toEqual({
    source: "29.97",
    document: "29.97",
    difference: "0.00",
    rounding: "0.00",
    state: "exact",
    vat: [{ country: "BE", rate: "21", source: "5.19", document: "5.20", difference: "0.01" }],
  });
});

test("a residual cent makes it rounded: the totals agree, rounding included", () => {
  const result = tieOut({ total: amount("9.02") }, zero, documentOf("9.02", "9.02"));
  expect(result).toMatchObject({ source: "9.02", document: "9.02", rounding: "0.01", state: "rounded" });
  expect(result.vat[0]).toMatchObject({ source: null, document: "1.56", difference: null });
});

test("a difference in the source makes it rounded too, even when no rounding is left on the document", () => {
  expect(tieOut({ total: amount("29.97") }, amount("0.01"), documentOf("29.97", "29.97"))).toMatchObject({
    difference: "0.01",
    state: "rounded",
  });
});

test("a document of another total than was charged is held", () => {
  expect(tieOut({ total: amount("30.00") }, zero, documentOf("29.97", "29.97"))).toMatchObject({
    document: "29.97",
    state: "held",
  });
});

test("without a document the order is held with its difference", () => {
  expect(tieOut({ total: amount("50") }, amount("-10"), null)).toEqual({
    source: "50.00",
    document: null,
    difference: "-10.00",
    rounding: "-10.00",
    state: "held",
    vat: [],
  });
});

test("in print every amount has its line", () => {
  expect(printTieOut(tieOut({ total: amount("29.97") }, zero, documentOf("29.97", "29.97", "5.19")))).toBe(
    [
      "source     29.97",
      "document   29.97",
      "difference 0.00",
      "rounding   0.00",
      "VAT BE 21%: source 5.19, document 5.20, difference 0.01",
      "verdict    exact",
    ].join("\n"),
  );
  expect(printTieOut(tieOut({ total: amount("50") }, amount("-10"), null)).split("\n")[1]).toBe("document   -");
});
