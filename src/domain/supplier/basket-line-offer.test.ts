import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amount, equals, multiply, text } from "#domain/amount.ts";
import { draftLineAmount } from "#domain/draft.ts";
import { BasketLine } from "./basket.ts";
import { draftLineOf, faultOf, offerOf, vatRateOf, type ChosenLine, type OwnItem } from "./basket-line-offer.ts";
import { PriceAnswer } from "./price-answer.ts";

const priceOf = (more: object = {}) =>
  PriceAnswer.parse({
    suppliersItemIdentifier: "A",
    status: "ok",
    currency: "EUR",
    net: "2",
    basis: { quantity: "1", unitCode: "XRO" },
    orderUnitCode: "XRO",
    perOrderUnit: "1",
    useUnitCode: "MTR",
    usePerOrder: "100",
    retrievedAt: "2026-11-03T13:00:00Z",
    raw: "",
    ...more,
  });
const item: OwnItem = {
  id: "i",
  sellersItemIdentifier: "KABEL",
  name: "Kabel",
  unitCode: "XRO",
  salesPrice: amount("30"),
  vatRate: amount("6"),
};
const line = (more: Partial<ChosenLine> = {}): ChosenLine => ({
  read: BasketLine.parse({
    lineId: "1",
    suppliersItemIdentifier: "A  1",
    quantity: "3",
    unitCode: "XRO",
    price: priceOf(),
    description: "Ring kabel",
  }),
  item: null,
  cost: amount("20"),
  quantity: amount("3"),
  unitCode: "XRO",
  enteredPrice: null,
  rule: null,
  ...more,
});

describe("what a line is sold or bought for", () => {
  const rule = { kind: "margin", percent: amount("25") } as const;
  test.each([
    ["sale", { enteredPrice: amount("9"), item, rule }, "entered", "9"],
    ["sale", { item, rule }, "item", "30"],
    ["sale", { item: { ...item, salesPrice: null }, rule }, "rule", "25.0000"],
    ["sale", { rule }, "rule", "25.0000"],
    ["sale", {}, "cost", "20"],
    ["purchase", { item, rule }, "cost", "20"],
    ["purchase", { enteredPrice: amount("9") }, "entered", "9"],
    ["sale", { cost: null }, "none", null],
    ["sale", { cost: null, item }, "item", "30"],
  ] as const)("on a %s with %j it is the %s price", (side, more, from, price) => {
    const offer = offerOf(side, line(more));
    expect([offer.from, offer.price === null ? null : text(offer.price)]).toEqual([from, price]);
  });

  test("an own item in metres, of a ring of 100 metres, is sold in metres: quantity and price are brought there once", () => {
    const offer = offerOf("sale", line({ item: { ...item, unitCode: "MTR", salesPrice: amount("0.45") } }));
    expect({ ...offer, quantity: text(offer.quantity), price: text(offer.price ?? amount("0")) }).toEqual({
      quantity: "300",
      unitCode: "MTR",
      price: "0.45",
      from: "item",
    });
  });

  test("an own item in a unit the supplier says nothing of is not sold at its own price", () => {
    expect(offerOf("sale", line({ item: { ...item, unitCode: "KGM" } })).from).toBe("cost");
  });
});

test("the rate of VAT is that of our item, else as the supplier says, else the usual one; nobody guesses abroad", () => {
  const of = (more: Partial<ChosenLine>, country: string): string | null => {
    const rate = vatRateOf(line(more), country, "2026-11-03");
    return rate === null ? null : text(rate);
  };
  expect(of({ item }, "BE")).toBe("6");
  expect(of({ read: { ...line().read, vatRate: amount("12") } }, "BE")).toBe("12");
  expect(of({}, "NL")).toBe("21");
  expect(of({}, "IT")).toBeNull();
});

test.each([
  [{ quantity: amount("0") }, "quantity"],
  [{ quantity: amount("-1") }, "quantity"],
  [{ unitCode: "" }, "unitCode"],
  [{ unitCode: "haspel" }, "unitCode"],
  [{ cost: null }, "price"],
  [{}, null],
] as const)("%j keeps a line out by its %s", (more, fault) => {
  expect(faultOf(offerOf("purchase", line(more)), amount("21"))).toBe(fault);
  expect(faultOf(offerOf("purchase", line(more)), null)).toBe(fault ?? "vatRate");
});

test("the code on a purchase is the supplier's, blanks and all; on a sale it is ours", () => {
  const chosen = line({ item });
  const offer = offerOf("purchase", chosen);
  expect(draftLineOf("purchase", chosen, offer, amount("21"), false).sellersItemIdentifier).toBe("A  1");
  expect(draftLineOf("sale", chosen, offer, amount("21"), false).sellersItemIdentifier).toBe("KABEL");
  expect(draftLineOf("sale", chosen, offer, amount("0"), false).vatCategory).toBe("Z");
});

test("a price per 10, 100 or 1000 comes to the same on the document", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.constantFrom("1", "10", "100", "1000"),
      fc.integer({ min: 1, max: 5000 }),
      (hundredths, basis, quantity) => {
        const cost = amount((hundredths / 100).toFixed(2));
        const plain = line({ cost, quantity: amount(String(quantity)) });
        const offer = offerOf("purchase", plain);
        const drawn = draftLineOf("purchase", plain, offer, amount("21"), false);
        const expected = draftLineAmount(
          { ...drawn, price: multiply(cost, amount(basis)), baseQuantity: amount(basis) },
          false,
        );
        expect(equals(draftLineAmount(drawn, false), expected)).toBe(true);
      },
    ),
  );
});
