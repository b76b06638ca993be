import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkCalculation } from "./calculation-rules.ts";
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
import {
  calculateDraft,
  discountedPrice,
  draftInputOf,
  draftLineAmount,
  subtotalAt,
  type DraftInput,
  type DraftLine,
} from "#domain/draft.ts";
import type { CalculatedDocument } from "#domain/document.ts";

const lineWith = (fields: Partial<DraftLine> = {}): DraftLine => ({
  kind: "item",
  itemId: null,
  sourceLineId: "",
  itemName: "Fietshelm",
  description: "",
  sellersItemIdentifier: "",
  standardItemIdentifier: "",
  quantity: amount("1"),
  unitCode: "C62",
  price: amount("10.00"),
  baseQuantity: amount("1"),
  discountPercent: zero,
  vatCategory: "S",
  vatRate: amount("21"),
  ...fields,
});

const inputWith = (lines: readonly DraftLine[], fields: Partial<DraftInput> = {}): DraftInput => ({
  pricesIncludeTax: false,
  lines,
  allowances: [],
  rounding: zero,
  prepaidAmount: zero,
  vatCountry: "BE",
  language: "nl",
  exemptionReason: "",
  ...fields,
});

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

  test("with 300 lines is calculated in the time of a keystroke", () => {
    const [lines] = fc.sample(fc.array(anyLine(999), { minLength: 300, maxLength: 300 }), { numRuns: 1, seed: 7 });
    for (const pricesIncludeTax of [false, true]) {
      const input = inputWith(lines ?? [], { pricesIncludeTax });
      calculateDraft(input);
      const start = performance.now();
      const document = calculateDraft(input);
      expect(performance.now() - start).toBeLessThan(500);
      expect(document.lines).toHaveLength(300);
      expect(brokenRules(document)).toEqual([]);
    }
  });
});
