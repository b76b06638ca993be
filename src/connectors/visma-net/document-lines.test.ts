import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  amount,
  cents,
  equals,
  isZero,
  multiply,
  round,
  subtract,
  sum,
  text,
  zero,
  type Amount,
} from "#domain/amount.ts";
import { calculateDocument, type Group } from "#domain/calculation.ts";
import type { DocumentDraft } from "#domain/document.ts";
import { asNetPrices, outLines, type OutLine } from "./document-lines.ts";

const groupOf = (rate: string, items: readonly Amount[], off: readonly Amount[]): Group => ({
  vat: {
    country: "BE",
    category: rate === "0" ? "Z" : "S",
    rate: amount(rate),
    exemptionReasonCode: null,
    exemptionReason: null,
  },
  lines: items.map((value, index) => ({
    line: {
      sequence: index + 1,
      kind: "item",
      parentPosition: null,
      sourceLineId: `${rate} ${index}`,
      itemName: "Mok",
      description: "",
      sellersItemIdentifier: "A",
      standardItemIdentifier: "",
      quantity: amount("1"),
      unitCode: "C62",
    },
    amount: value,
  })),
  allowances: off.map((value) => ({ reason: "Korting", amount: value })),
  extra: zero,
  sourceTaxAmount: null,
});
const plain = { prices: "net", priceDecimals: "4" } as const;

const line = (quantity: string, netPrice: string, vatRate = "21") => ({
  kind: "item" as const,
  itemName: "Mok",
  description: "",
  quantity: amount(quantity),
  netPrice: amount(netPrice),
  baseQuantity: amount("1"),
  lineNetAmount: cents(multiply(amount(quantity), amount(netPrice))),
  vatCategory: "S" as const,
  vatRate: amount(vatRate),
});
const allowance = (value: string, vatRate = "21") => ({
  kind: "allowance" as const,
  amount: amount(value),
  reasonCode: "95",
  reason: "Korting",
  vatCategory: "S" as const,
  vatRate: amount(vatRate),
});
const draft = (lines: readonly object[], allowanceCharges: readonly object[] = [], rounding = "0") =>
  ({
    ...{ lines, allowanceCharges },
    totals: { payableRoundingAmount: amount(rounding) },
  }) as unknown as DocumentDraft;
const codes = (...items: readonly string[]) => items.map((item) => ({ item, vatCode: "HIGH" }));
const amountOf = ({ quantity, unitPrice, discount }: OutLine): Amount =>
  subtract(cents(multiply(quantity, unitPrice)), discount);
const numbers = (lines: readonly OutLine[]) =>
  lines.map(({ item, quantity, unitPrice, discount }) => [item, text(quantity), text(unitPrice), text(discount)]);

describe("lines for a sales order", () => {
  test("carry the shop's price, and a discount on the whole as discounts on the lines of its rate", () => {
    const given = draft([line("2", "10"), line("1", "5"), line("1", "8", "6")], [allowance("5")]);
    expect(numbers(outLines(given, codes("A", "B", "C", ""), plain))).toEqual([
      ["A", "2", "10.0000", "4"],
      ["B", "1", "5.0000", "1"],
      ["C", "1", "8.0000", "0"],
    ]);
  });

  test("a gift card with an item of its own is a line below zero", () => {
    const given = draft([line("1", "50")], [allowance("20", "0")]);
    expect(numbers(outLines(given, codes("A", "GIFT"), plain))).toEqual([
      ["A", "1", "50.0000", "0"],
      ["GIFT", "1", "-20.0000", "0"],
    ]);
  });

  test("what the total was rounded by is a line of its own, under the code for that", () => {
    const rounded = outLines(
      draft([line("1", "50")], [], "-0.01"),
      [...codes("A"), { item: "R", vatCode: "NONE" }],
      plain,
    );
    expect(numbers(rounded)).toEqual([
      ["A", "1", "50.0000", "0"],
      ["R", "1", "-0.0100", "0"],
    ]);
    expect(rounded[1]?.vatCode).toBe("NONE");
    expect(() => outLines(draft([line("1", "50")], [], "-0.01"), codes("A"), plain)).toThrow(/1 codes/);
  });

  test("a discount on nothing is refused, and so are codes that do not fit", () => {
    expect(() => outLines(draft([line("1", "5")], [allowance("6")]), codes("A", ""), plain)).toThrow(
      /more than the lines/,
    );
    expect(() => outLines(draft([line("1", "5")]), [], plain)).toThrow(/0 codes/);
  });

  const withVat = { prices: "gross", priceDecimals: "4" } as const;
  const cart = (total: string, items: readonly string[], off: readonly string[] = [], rate = "21") =>
    calculateDocument({
      pricesIncludeTax: true,
      groups: [groupOf(rate, items.map(amount), off.map(amount))],
      total: amount(total),
      prepaidAmount: zero,
      vatPolicy: "calculated",
    }) as DocumentDraft;

  test("with VAT where the company's prices have it: to the cent what the shop asked", () => {
    expect(numbers(outLines(cart("121.00", ["121.00"]), codes("A"), withVat))).toEqual([["A", "1", "121.0000", "0"]]);
    expect(numbers(outLines(cart("71.93", ["37.44", "34.49"]), codes("A", "B"), withVat))).toEqual([
      ["A", "1", "37.4400", "0"],
      ["B", "1", "34.4900", "0"],
    ]);
    const three = outLines(cart("29.89", ["9.95", "4.99", "14.95"]), codes("A", "B", "C"), withVat);
    expect(text(sum(three.map(amountOf)))).toBe("29.89");
  });

  test("with VAT, without the cent that only the net amounts were off by", () => {
    const given = cart("14.95", ["14.95"]);
    expect(text(given.totals.payableRoundingAmount)).toBe("-0.01");
    expect(numbers(outLines(given, codes("A", "ROUNDING"), withVat))).toEqual([["A", "1", "14.9500", "0"]]);
    expect(numbers(outLines(given, codes("A", "ROUNDING"), plain))).toEqual([
      ["A", "1", "12.3600", "0"],
      ["ROUNDING", "1", "-0.0100", "0"],
    ]);
  });

  const gross = fc.integer({ min: 1, max: 90_000 }).map((units) => amount((units / 100).toFixed(2)));
  const groups = fc.uniqueArray(
    fc.record({
      rate: fc.constantFrom("21", "12", "6", "0"),
      items: fc.array(gross, { minLength: 1, maxLength: 6 }),
      part: fc.integer({ min: 0, max: 90 }),
    }),
    { selector: ({ rate }) => rate, minLength: 1, maxLength: 3 },
  );
  test("with VAT, any cart is to the cent what the shop asked, each rate of it as well", () => {
    fc.assert(
      fc.property(groups, fc.boolean(), fc.constantFrom("2", "4"), (its, pricesIncludeTax, priceDecimals) => {
        const all = its.map(({ rate, items, part }) => {
          const off = cents(multiply(sum(items), amount(String(part / 100))));
          return groupOf(rate, items, isZero(off) ? [] : [off]);
        });
        const rough = { pricesIncludeTax, groups: all, prepaidAmount: zero, vatPolicy: "calculated" } as const;
        const { vat } = calculateDocument({ ...rough, total: zero });
        const total = sum(vat.map(({ grossAmount }) => grossAmount));
        const given = calculateDocument({ ...rough, total }) as DocumentDraft;
        const parts = [...given.lines, ...given.allowanceCharges];
        const isRounded = !isZero(given.totals.payableRoundingAmount);
        const named = [...parts.map((one) => ("reason" in one ? "" : "A")), ...(isRounded ? ["R"] : [])];
        const out = outLines(given, codes(...named), { prices: "gross", priceDecimals });
        expect(text(cents(sum(out.map(amountOf))))).toBe(text(cents(total)));
        for (const one of vat) {
          const own = out.filter((_, index) => equals(given.lines[index]?.vatRate ?? zero, one.vatRate));
          const lines = own.filter(({ item }) => item === "A");
          expect(text(cents(sum(lines.map(amountOf))))).toBe(text(cents(one.grossAmount)));
        }
        for (const { discount } of out) expect(Number(text(discount))).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });

  const money = (most: number) => fc.integer({ min: 1, max: most });
  const lines = fc.array(
    fc.record({ quantity: fc.integer({ min: 1, max: 400 }), units: money(9_000_000), scale: fc.constantFrom(2, 4, 6) }),
    { minLength: 1, maxLength: 6 },
  );
  test("come out to the cent, whatever the price, the quantity and the decimals that are kept", () => {
    fc.assert(
      fc.property(
        lines,
        fc.constantFrom("2", "3", "4", "6"),
        fc.integer({ min: 0, max: 100 }),
        (its, priceDecimals, part) => {
          const given = its.map(({ quantity, units, scale }) =>
            line(String(quantity), (units / 10 ** scale).toFixed(scale)),
          );
          const total = sum(given.map(({ lineNetAmount }) => lineNetAmount));
          const off = round(multiply(total, amount(String(part / 100))), 2);
          const settings = { prices: "net", priceDecimals } as const;
          const out = outLines(draft(given, [allowance(text(off))]), codes(...its.map(() => "A"), ""), settings);
          expect(equals(sum(out.map(amountOf)), subtract(total, off))).toBe(true);
          for (const { discount } of out) expect(Number(text(discount))).toBeGreaterThanOrEqual(0);
          const net = asNetPrices(out, Number(priceDecimals));
          const sold = sum(net.map(({ quantity, unitPrice }) => cents(multiply(quantity, unitPrice))));
          expect(equals(sold, subtract(total, off))).toBe(true);
        },
      ),
    );
  });
});

test("an invoice line without a price that fits is one piece of the whole", () => {
  const three = {
    item: "A",
    vatCode: "",
    description: "Mok",
    quantity: amount("3"),
    unitPrice: amount("1.0000"),
    discount: amount("0.01"),
  };
  expect(asNetPrices([three], 2)).toEqual([
    { item: "A", vatCode: "", description: "3 x Mok", quantity: amount("1"), unitPrice: amount("2.99") },
  ]);
  expect(asNetPrices([{ ...three, discount: zero }], 2)[0]).toMatchObject({ quantity: amount("3") });
});
