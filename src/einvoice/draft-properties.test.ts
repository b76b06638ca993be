import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  absolute,
  add,
  amount,
  cents,
  compare,
  divide,
  equals,
  multiply,
  subtract,
  sum,
  zero,
  type Amount,
} from "#domain/amount.ts";
import type { CalculatedDocument } from "#domain/document.ts";
import { calculateDraft, draftInputOf, draftLineAmount } from "#domain/draft.ts";
import { inputWith, lineWith } from "#domain/testing/draft-lines.ts";
import { checkCalculation } from "./calculation-rules.ts";

const text = (value: Amount): string => String(value);
const totalsOf = ({ totals }: CalculatedDocument) => [
  text(totals.taxExclusiveAmount),
  text(totals.taxAmount),
  text(totals.taxInclusiveAmount),
  text(totals.payableRoundingAmount),
  text(totals.payableAmount),
];

const decimalText = (most: number, decimals: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: most }), fc.integer({ min: 0, max: 10 ** decimals - 1 }))
    .map(([whole, rest]) => amount(`${whole}.${String(rest).padStart(decimals, "0")}`));
const signed = (values: fc.Arbitrary<Amount>) =>
  fc.tuple(values, fc.boolean()).map(([value, isReturn]) => (isReturn ? subtract(zero, value) : value));
const rates = fc.constantFrom("21", "12", "6", "9", "5.5");

const anyLine = (most: number) =>
  fc
    .record({
      quantity: signed(decimalText(most, 3)),
      price: decimalText(most, 4),
      discountPercent: fc.constantFrom("0", "0", "10", "33.3333", "100"),
      rate: rates,
      kind: fc.constantFrom("item", "item", "item", "text", "subtotal", "shipping"),
    })
    .map(({ rate, discountPercent, kind, ...line }) =>
      lineWith({ ...line, kind: kind as "item", vatRate: amount(rate), discountPercent: amount(discountPercent) }),
    );

const anyAllowance = fc.oneof(
  fc
    .constantFrom("1", "5", "12.5")
    .map((percent) => ({ reason: "p", percent: amount(percent), amount: null, group: null })),
  decimalText(50, 2).map((value) => ({ reason: "a", percent: null, amount: value, group: null })),
);

const anyInput = (most: number, lines = 12) =>
  fc
    .record({
      lines: fc.array(anyLine(most), { maxLength: lines }),
      pricesIncludeTax: fc.boolean(),
      allowances: fc.array(anyAllowance, { maxLength: 2 }),
    })
    .map(({ lines: entered, ...fields }) => inputWith(entered, fields));

/** Every rule of e-invoicing.md 6, but for documents without a line, which nobody may issue. */
const brokenRules = (document: CalculatedDocument) =>
  checkCalculation(document).filter(({ rule }) => rule !== "BR-16" && rule !== "BR-CO-18");

describe("whatever is entered", () => {
  test("keeps every rule of the calculation", () => {
    fc.assert(
      fc.property(anyInput(9999), (input) => {
        expect(brokenRules(calculateDraft(input))).toEqual([]);
      }),
    );
  });

  test("comes to what was asked where prices include VAT, with at most a cent of rounding per rate, named", () => {
    fc.assert(
      fc.property(anyInput(9999), (entered) => {
        const input = { ...entered, pricesIncludeTax: true, allowances: [] };
        const { vat, totals } = calculateDraft(input);
        expect(text(totals.payableAmount)).toBe(
          text(cents(sum(input.lines.map((line) => draftLineAmount(line, true))))),
        );
        const off = sum(vat.map((group) => subtract(group.grossAmount, add(group.taxableAmount, group.taxAmount))));
        expect(equals(totals.payableRoundingAmount, off)).toBe(true);
        const most = divide(amount(String(vat.length)), amount("100"));
        expect(compare(absolute(off), most)).not.toBe(1);
      }),
    );
  });

  test("is quantity × net price per line where they do not, and never rounded as a whole", () => {
    fc.assert(
      fc.property(anyInput(9999), (entered) => {
        const { lines, totals } = calculateDraft({ ...entered, pricesIncludeTax: false });
        expect(text(totals.payableRoundingAmount)).toBe("0.00");
        const counting = lines.filter(({ kind }) => kind !== "text" && kind !== "subtotal");
        expect(counting.map((line) => text(line.lineNetAmount))).toEqual(
          counting.map((line) => text(cents(multiply(line.quantity, line.netPrice)))),
        );
      }),
    );
  });

  test("read back for the editor and calculated again is the same document", () => {
    fc.assert(
      fc.property(anyInput(9999), (input) => {
        const document = calculateDraft(input);
        const read = draftInputOf(
          {
            ...document,
            pricesIncludeTax: input.pricesIncludeTax,
            enteredAllowances: input.allowances,
            language: "nl",
          },
          "BE",
        );
        expect(calculateDraft(read)).toEqual(document);
        // What the shop made has no entered prices or reductions: it comes to the same amounts, entered without VAT.
        const shops = draftInputOf(
          {
            ...document,
            lines: document.lines.map((line) => ({ ...line, price: null, discountPercent: zero })),
            pricesIncludeTax: false,
            enteredAllowances: null,
            language: "nl",
          },
          "BE",
        );
        expect(totalsOf(calculateDraft(shops))).toEqual(totalsOf(document));
      }),
    );
  });

  test("as large as the fields take stays exact", () => {
    fc.assert(
      fc.property(anyInput(999_999_999, 4), (input) => {
        expect(brokenRules(calculateDraft(input))).toEqual([]);
      }),
    );
  });

  test("with 300 lines keeps the rules", () => {
    const [lines] = fc.sample(fc.array(anyLine(999), { minLength: 300, maxLength: 300 }), { numRuns: 1, seed: 7 });
    for (const pricesIncludeTax of [false, true]) {
      const document = calculateDraft(inputWith(lines ?? [], { pricesIncludeTax }));
      expect(document.lines).toHaveLength(300);
      expect(brokenRules(document)).toEqual([]);
    }
  });
});
