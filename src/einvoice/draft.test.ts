import { describe, expect, test } from "vitest";
import { checkCalculation } from "./calculation-rules.ts";
import { amount, zero, type Amount } from "#domain/amount.ts";
import { calculateDraft, discountedPrice, draftLineAmount, subtotalAt, type DraftInput } from "#domain/draft.ts";
import type { CalculatedDocument } from "#domain/document.ts";
import { inputWith, lineWith } from "#domain/testing/draft-lines.ts";

const text = (value: Amount): string => String(value);
const totalsOf = ({ totals }: CalculatedDocument) => [
  text(totals.taxExclusiveAmount),
  text(totals.taxAmount),
  text(totals.taxInclusiveAmount),
  text(totals.payableRoundingAmount),
  text(totals.payableAmount),
];

describe("prices without VAT", () => {
  test("are multiplied, rounded per line, and bear VAT per rate on the sum: the editor of ui.md 3.8", () => {
    const helmet = lineWith({ quantity: amount("2"), price: amount("57.50") });
    const repair = lineWith({ quantity: amount("6"), price: amount("52.00"), vatRate: amount("6") });
    const document = calculateDraft(inputWith([helmet, repair]));
    expect(document.lines.map((line) => text(line.lineNetAmount))).toEqual(["115.00", "312.00"]);
    expect(document.vat.map((vat) => text(vat.taxAmount))).toEqual(["24.15", "18.72"]);
    expect(totalsOf(document)).toEqual(["427.00", "42.87", "469.87", "0.00", "469.87"]);
  });

  test("keep the price that was entered, also where a shorter one would do for the amount", () => {
    const document = calculateDraft(inputWith([lineWith({ price: amount("8.333") })]));
    expect(document.lines[0]).toMatchObject({ netPrice: "8.333", baseQuantity: "1", lineNetAmount: "8.33" });
  });

  test("are per base quantity: 250 m of a cable of 84.95 per 100 m", () => {
    const cable = lineWith({
      quantity: amount("250"),
      price: amount("84.95"),
      baseQuantity: amount("100"),
      unitCode: "MTR",
    });
    expect(calculateDraft(inputWith([cable])).lines[0]).toMatchObject({ lineNetAmount: "212.38", baseQuantity: "100" });
  });

  test("round half away from zero, also for returns", () => {
    const amounts = ["0.5", "-0.5", "1.5", "-2.5"].map((quantity) =>
      text(draftLineAmount(lineWith({ quantity: amount(quantity), price: amount("0.01") }), false)),
    );
    expect(amounts).toEqual(["0.01", "-0.01", "0.02", "-0.03"]);
  });

  test("take a named rounding when a person asks for one", () => {
    const cash = calculateDraft(inputWith([lineWith({ price: amount("10.76") })], { rounding: amount("-0.02") }));
    expect(totalsOf(cash)).toEqual(["10.76", "2.26", "13.02", "-0.02", "13.00"]);
  });
});

describe("prices with VAT", () => {
  const inclusive = { pricesIncludeTax: true } as const;

  test("follow e-invoicing.md 6a: 3 × 9.99 and three lines of 9.99", () => {
    const one = calculateDraft(inputWith([lineWith({ quantity: amount("3"), price: amount("9.99") })], inclusive));
    expect(one.lines[0]).toMatchObject({ lineNetAmount: "24.77", netPrice: "8.257" });
    const three = calculateDraft(
      inputWith(
        [1, 2, 3].map(() => lineWith({ price: amount("9.99") })),
        inclusive,
      ),
    );
    expect(three.lines.map((line) => text(line.lineNetAmount))).toEqual(["8.26", "8.26", "8.25"]);
    for (const document of [one, three])
      expect(totalsOf(document)).toEqual(["24.77", "5.20", "29.97", "0.00", "29.97"]);
  });

  test("name a rounding for a price no net amount can reach: 9.02 at 21 %", () => {
    const document = calculateDraft(inputWith([lineWith({ price: amount("9.02") })], inclusive));
    expect(totalsOf(document)).toEqual(["7.45", "1.56", "9.01", "0.01", "9.02"]);
  });

  test("with a coupon split over the rates: e-invoicing.md 6a, third example", () => {
    const lines = [
      lineWith({ quantity: amount("2"), price: amount("24.95") }),
      lineWith({ price: amount("18.50"), vatRate: amount("6") }),
    ];
    const coupon = { reason: "WELKOM", percent: null, amount: amount("10.00"), group: null };
    const document = calculateDraft(inputWith(lines, { ...inclusive, allowances: [coupon] }));
    expect(document.lines.map((line) => text(line.lineNetAmount))).toEqual(["41.24", "17.45"]);
    expect(document.allowanceCharges.map((entry) => text(entry.amount))).toEqual(["6.03", "2.54"]);
    expect(totalsOf(document)).toEqual(["50.12", "8.28", "58.40", "0.00", "58.40"]);
  });
});

describe("a discount", () => {
  test("on a line lowers its net price, exactly, and stays beside it", () => {
    const line = lineWith({ price: amount("57.50"), discountPercent: amount("12.5") });
    expect(text(discountedPrice(line))).toBe("50.3125");
    const [written] = calculateDraft(inputWith([line])).lines;
    expect(written).toMatchObject({
      price: "57.50",
      discountPercent: "12.5",
      netPrice: "50.3125",
      lineNetAmount: "50.31",
    });
  });

  test("of a third of a price ends at eight decimals", () => {
    expect(text(discountedPrice(lineWith({ price: amount("10.00"), discountPercent: amount("33.3333") })))).toBe(
      "6.66667",
    );
    expect(text(discountedPrice(lineWith({ price: amount("0.12345678"), discountPercent: amount("33.3333") })))).toBe(
      "0.08230456",
    );
  });

  test("of everything leaves nothing to pay, and a line that is free", () => {
    const document = calculateDraft(inputWith([lineWith({ discountPercent: amount("100") })]));
    expect(totalsOf(document)).toEqual(["0.00", "0.00", "0.00", "0.00", "0.00"]);
  });

  test("in percent on the whole is taken per rate; an amount on a rate without lines is not lost", () => {
    const lines = [lineWith({ price: amount("99.99") }), lineWith({ price: amount("10.05"), vatRate: amount("6") })];
    const percent = { reason: "3%", percent: amount("3"), amount: null, group: null };
    const off = calculateDraft(inputWith(lines, { allowances: [percent] }));
    expect(off.allowanceCharges.map((entry) => text(entry.amount))).toEqual(["3.00", "0.30"]);
    const astray = {
      reason: "x",
      percent: null,
      amount: amount("5.00"),
      group: { vatCategory: "S", vatRate: amount("12") },
    } as const;
    expect(text(calculateDraft(inputWith(lines, { allowances: [astray] })).totals.taxExclusiveAmount)).toBe("105.04");
  });
});

test("texts and subtotals stand where they were entered and count for nothing", () => {
  const lines = [
    lineWith({ kind: "text", itemName: "Fase 1" }),
    lineWith(),
    lineWith({ vatRate: amount("6") }),
    lineWith({ kind: "subtotal", itemName: "Samen" }),
    lineWith(),
    lineWith({ kind: "subtotal" }),
  ];
  const document = calculateDraft(inputWith(lines));
  expect(document.lines.map(({ position, kind }) => `${position} ${kind}`)).toEqual([
    "1 text",
    "2 item",
    "3 item",
    "4 subtotal",
    "5 item",
    "6 subtotal",
  ]);
  expect([3, 5].map((index) => text(subtotalAt(document.lines, index)))).toEqual(["20.00", "10.00"]);
  expect(text(document.totals.lineExtensionAmount)).toBe("30.00");
  expect(checkCalculation(document)).toEqual([]);
});

test("one rate written in two ways is one rate", () => {
  const document = calculateDraft(inputWith([lineWith(), lineWith({ vatRate: amount("21.00") })]));
  expect(document.vat).toHaveLength(1);
});

test("a draft without lines comes to nothing", () => {
  expect(totalsOf(calculateDraft(inputWith([])))).toEqual(["0.00", "0.00", "0.00", "0.00", "0.00"]);
});

test("an exempt category states why, in the language of the document, until a person says it otherwise", () => {
  const exempt = lineWith({ vatCategory: "AE", vatRate: zero });
  const reasonIn = (fields: Partial<DraftInput>) => calculateDraft(inputWith([exempt], fields)).vat[0]?.exemptionReason;
  expect([reasonIn({}), reasonIn({ language: "fr" }), reasonIn({ exemptionReason: "Art. 20 KB nr. 1" })]).toEqual([
    "Btw verlegd",
    "Autoliquidation",
    "Art. 20 KB nr. 1",
  ]);
});
