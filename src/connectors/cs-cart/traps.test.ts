import { describe, expect, test } from "vitest";
import { absolute, add, amount, compare, subtract, sum } from "#domain/amount.ts";
import { groupOrder } from "#domain/order-groups.ts";
import { sampleOrder, subtotalTaxes } from "./testing/order-json.ts";
import { mapped, partsOf, rest } from "./testing/read-order.ts";

const mug = sampleOrder.products["2711330842"];
const tax21 = sampleOrder.taxes["6"];

/** One mug and its shipping at 21 %, as the shop would have it; VAT on top unless it is said otherwise. */
const oneTax = (applies: unknown, taxSubtotal: number, more: object = {}, tax: object = {}) => ({
  products: { "1": { ...mug, item_id: "1", price: "20.00", amount: "2" } },
  shipping: [{ shipping_id: "1", shipping: "Bpost", rate: "5.00", group_key: "0" }],
  shipping_cost: "5.00",
  taxes: { "6": { ...tax21, price_includes_tax: "N", tax_subtotal: taxSubtotal, applies, ...tax } },
  ...more,
});

describe("both shapes of `applies` say the same", () => {
  test("calculated per unit", () => {
    const order = mapped();
    expect(partsOf(order)).toEqual(["9: 10.90", "21: 48.40", "21: 6.05"]);
    expect(order.lines[1]?.parts[0]?.taxAmount).toBe("8.40");
    expect(rest(order)).toBe("0.00");
  });

  test("calculated on the subtotal", () => {
    const order = mapped({ taxes: subtotalTaxes });
    expect(partsOf(order)).toEqual(partsOf(mapped()));
    expect(order.vat).toEqual(mapped().vat);
    expect(rest(order)).toBe("0.00");
  });

  test("the shop's own VAT per rate is kept", () => {
    expect(mapped().vat).toEqual([
      { country: "BE", rate: "21", taxAmount: "9.45" },
      { country: "BE", rate: "9", taxAmount: "0.90" },
    ]);
  });
});

describe("traps of the contract", () => {
  test("per unit with VAT on top: VAT was added into `subtotal` and `shipping_cost`, so price × amount and the rate count", () => {
    const order = mapped(
      oneTax({ P_1: 8.4, S_0_1: 1.05 }, 9.45, {
        products: { "1": { ...mug, item_id: "1", price: "20.00", amount: "2", subtotal: 48.4 } },
        shipping_cost: "6.05",
        total: "54.45",
      }),
    );
    expect(order.pricesIncludeTax).toBe(false);
    expect(partsOf(order)).toEqual(["21: 40.00", "21: 5.00"]);
    expect(rest(order)).toBe("0.00");
  });

  test("the same without a list of shippings: what was added comes off again", () => {
    const order = mapped(
      oneTax({ P_1: 8.4, S_0_1: 1.05 }, 9.45, { shipping: [], shipping_cost: "6.05", total: "54.45" }),
    );
    expect(partsOf(order)).toEqual(["21: 40.00", "21: 5.00"]);
    expect(rest(order)).toBe("0.00");
  });

  test("per unit the VAT is rounded per unit: the shop's own VAT is kept, and with VAT in the price nothing is left", () => {
    const order = mapped({
      products: { "1": { ...mug, item_id: "1", price: "0.99", amount: "100" } },
      shipping: [],
      shipping_cost: "0.00",
      taxes: { "6": { ...tax21, tax_subtotal: 17, applies: { P_1: 17 } } },
      total: "99.00",
    });
    expect(order.vat[0]?.taxAmount).toBe("17.00");
    expect(rest(order)).toBe("0.00");
  });

  test("per unit with VAT on top, what rounding per unit adds is told as a difference and never hidden", () => {
    const order = mapped({
      products: { "1": { ...mug, item_id: "1", price: "0.99", amount: "100" } },
      shipping: [],
      shipping_cost: "0.00",
      taxes: { "6": { ...tax21, price_includes_tax: "N", tax_subtotal: 21, applies: { P_1: 21 } } },
      total: "120.00",
    });
    expect(rest(order)).toBe("0.21");
  });

  test("a discount on the order lowers the VAT of all goods when it is calculated on the subtotal", () => {
    const order = mapped({
      taxes: {
        "6": {
          ...subtotalTaxes["6"],
          tax_subtotal: 8.61,
          applies: { P: 7.56, S: 1.05, items: { P: { "2711330842": true }, S: { "0": { "1": true } } } },
        },
        "7": {
          ...subtotalTaxes["7"],
          tax_subtotal: 0.81,
          applies: { P: 0.81, S: 0, items: { P: { "1188675309": true }, S: [] } },
        },
      },
      subtotal_discount: "5.93",
      coupons: { ZOMER10: [] },
      total: "59.42",
    });
    expect(order.lines[2]).toMatchObject({ kind: "charge", name: "Korting ZOMER10" });
    expect(partsOf(order)[2]).toBe("9: -1.09 + 21: -4.84");
    expect(rest(order)).toBe("0.00");
  });

  test("calculated per unit it leaves the VAT uncut: the discount bears none, and a person says what it is", () => {
    const order = mapped({ subtotal_discount: "5.93", total: "59.42" });
    expect(partsOf(order)[2]).toBe("none: -5.93");
    expect(order.lines[2]?.sellersItemIdentifier).toBe("order-discount");
    expect(order.vat[0]?.taxAmount).toBe("9.45");
    expect(groupOrder(order, () => null)).toMatchObject({ untaxed: "-5.93", difference: "0.00" });
  });

  test("… unless the connection says that a discount always lowers the VAT", () => {
    const order = mapped({ subtotal_discount: "5.93", total: "59.42" }, { orderDiscountCutsVat: true });
    expect(partsOf(order)[2]).toBe("9: -1.09 + 21: -4.84");
    expect(rest(order)).toBe("0.00");
  });

  test("a payment surcharge is a charge of its own", () => {
    const order = mapped({
      payment_surcharge: "1.21",
      total: "66.56",
      taxes: {
        ...sampleOrder.taxes,
        "6": { ...tax21, tax_subtotal: 9.66, applies: { P_2711330842: 8.4, S_0_1: 1.05, PS_12: 0.21 } },
      },
    });
    expect(order.lines.at(-1)).toMatchObject({ kind: "charge", name: "Betaalkosten" });
    expect(partsOf(order).at(-1)).toBe("21: 1.21");
    expect(rest(order)).toBe("0.00");
  });

  test("a redeemed gift certificate lowers what is paid and not the VAT; its code is not repeated", () => {
    const order = mapped({
      use_gift_certificates: { "GC-SECRET": { amount: "50.00", cost: "10.00" } },
      total: "55.35",
    });
    expect(order.lines.find(({ id }) => id === "redeemed-1")).toMatchObject({ kind: "charge", name: "Cadeaubon" });
    expect(partsOf(order)).toContain("none: -10.00");
    expect(JSON.stringify(order)).not.toContain("GC-SECRET");
    expect(rest(order)).toBe("0.00");
  });

  test("a sold gift certificate bears no VAT", () => {
    const order = mapped({ gift_certificates: { "88": { amount: "25.00" } }, total: "90.35" });
    expect(partsOf(order)).toContain("none: 25.00");
    expect(rest(order)).toBe("0.00");
  });

  test("what the contract does not know of a total is never hidden", () => {
    expect(rest(mapped({ total: "60.35" }))).toBe("-5.00");
  });

  test("a tax of a fixed amount is no VAT: the order is held by name", () => {
    const fixed = {
      ...tax21,
      description: "Recupel",
      rate_type: "F",
      rate_value: "0.50",
      tax_subtotal: 0.5,
      applies: { P_1: 0.5 },
    };
    expect(() => mapped({ taxes: { ...sampleOrder.taxes, "8": fixed } })).toThrow(
      /Recupel is a fixed amount \(0\.50\)/,
    );
    expect(() =>
      mapped({ taxes: { ...sampleOrder.taxes, "8": { ...fixed, tax_subtotal: 0, applies: [] } } }),
    ).not.toThrow();
  });

  test("two taxes on one line cannot stand on a document", () => {
    const second = { ...sampleOrder.taxes["7"], applies: { P_1188675309: 0.9, P_2711330842: 4 } };
    expect(() => mapped({ taxes: { ...sampleOrder.taxes, "7": second } })).toThrow(
      /bears two taxes: BTW 21% and BTW 9%/,
    );
  });

  test("VAT that its rate does not explain was read wrongly", () => {
    const wrong = { ...tax21, tax_subtotal: 12.45 };
    expect(() => mapped({ taxes: { ...sampleOrder.taxes, "6": wrong } })).toThrow(
      /charged 12\.45 of BTW 21%, and 21 % .* is 9\.45/,
    );
  });

  test("VAT on nothing the order names is told", () => {
    const lost = { ...tax21, description: "BTW 6%", rate_value: "6", tax_subtotal: 1.2, applies: [] };
    expect(() => mapped({ taxes: { ...sampleOrder.taxes, "9": lost } })).toThrow(/charged 1\.20 of BTW 6%/);
  });

  test("one tax in the price and another on top: all is told with VAT", () => {
    const order = mapped({
      products: {
        "1": { ...mug, item_id: "1", price: "12.10", amount: "1" },
        "2": { ...mug, item_id: "2", price: "10.00", amount: "1" },
      },
      shipping: [],
      shipping_cost: "0",
      taxes: {
        "6": { ...tax21, tax_subtotal: 2.1, applies: { P_1: 2.1 } },
        "7": {
          ...tax21,
          description: "BTW 6%",
          rate_value: "6.000",
          price_includes_tax: "N",
          tax_subtotal: 0.6,
          applies: { P_2: 0.6 },
        },
      },
      total: "22.70",
    });
    expect(order.pricesIncludeTax).toBe(true);
    expect(partsOf(order)).toEqual(["21: 12.10", "6: 10.60"]);
    expect(rest(order)).toBe("0.00");
  });

  test("an exempt buyer is charged none, whatever taxes are listed", () => {
    const order = mapped(oneTax([], 0, { tax_exempt: "Y", total: "45.00" }));
    expect(order.buyerIsVatExempt).toBe(true);
    expect(partsOf(order)).toEqual(["none: 40.00", "none: 5.00"]);
    expect(order.vat).toEqual([]);
  });

  test("PHP writes an empty map as a list, floats with noise and numbers as text", () => {
    const order = mapped({
      taxes: [],
      fields: [],
      coupons: [],
      use_gift_certificates: [],
      gift_certificates: null,
      shipping: [],
      shipping_cost: 0,
      payment_method: [],
      payment_info: [],
      products: [{ ...mug, item_id: "", price: 24.199999999999999, amount: 2 }],
      total: 48.400000000000006,
    });
    expect(partsOf(order)).toEqual(["none: 48.40"]);
    expect(order).toMatchObject({ total: "48.40", buyer: { vatIdentifier: "" }, vat: [] });
  });
});

test("the sum of the parts and of the VAT on top is what the contract's formula says", () => {
  const order = mapped(oneTax({ P_1: 8.4, S_0_1: 1.05 }, 9.45, { total: "54.45" }));
  const parts = sum(order.lines.flatMap((line) => line.parts.map((part) => part.amount)));
  const total = add(parts, sum(order.vat.map(({ taxAmount }) => taxAmount)));
  expect(compare(absolute(subtract(total, order.total)), amount("0"))).toBe(0);
});
