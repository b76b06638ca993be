import { describe, expect, test } from "vitest";
import type { Settings } from "./settings.ts";
import { sampleOrder } from "./testing/order-json.ts";
import { mapped } from "./testing/read-order.ts";

const tax21 = sampleOrder.taxes["6"];

describe("what an order is", () => {
  test.each([
    ["P", "placed", true],
    ["C", "placed", true],
    ["O", "on-hold", false],
    ["I", "cancelled", false],
    ["F", "pending", false],
    ["D", "pending", false],
    ["Y", "pending", false],
    ["N", "draft", false],
    ["T", "draft", false],
    ["B", "unknown", false],
    ["1", "unknown", false],
  ])("status %s is %s", (status, phase, isPaid) => {
    const order = mapped({ status });
    expect({ phase: order.phase, isPaid: order.paidAt !== null }).toEqual({ phase, isPaid });
  });

  test("a letter of the shop's own can be set as paid", () => {
    expect(mapped({ status: "G" }, { paidStatuses: ["P", "C", "G"] })).toMatchObject({ phase: "placed", status: "G" });
  });

  test("no setting makes an unfinished order or a parent an order", () => {
    expect(mapped({ status: "N" }, { paidStatuses: ["N"] }).phase).toBe("draft");
    expect(mapped({ status: "P", is_parent_order: "Y" }).phase).toBe("draft");
  });

  test("a cancelled order is given back as a whole", () => {
    expect(mapped({ status: "I" }).refundIds).toEqual(["105-cancelled"]);
    expect(mapped().refundIds).toEqual([]);
  });

  test("the day is the shop's: half past twelve at night in Brussels", () => {
    expect(mapped({ timestamp: 1798759800 })).toMatchObject({ placedAt: "2026-12-31T23:30:00Z", day: "2027-01-01" });
  });

  test("amounts are in the main currency, whatever the customer looked at", () => {
    expect(mapped({ secondary_currency: "USD" }).currency).toBe("EUR");
    expect(mapped({}, { currency: "CHF" }).currency).toBe("CHF");
  });

  test("options are part of the name", () => {
    const products = {
      "1": {
        ...sampleOrder.products["1188675309"],
        item_id: "1188675309",
        product_options: [{ variant_name: "M" }, { variant_name: "", value: "Jan" }],
      },
    };
    expect(
      mapped({ products, taxes: { "7": sampleOrder.taxes["7"] }, shipping: [], shipping_cost: "0" }).lines[0]?.name,
    ).toBe("Boek - M, Jan");
  });
});

describe("who and where", () => {
  test("the VAT number comes from the field of the setting, with its country", () => {
    expect(mapped({ fields: { "37": "0202.239.951" } }).buyer.vatIdentifier).toBe("BE0202239951");
    expect(mapped({ fields: { "37": "nvt" } }).buyer.vatIdentifier).toBe("");
    expect(mapped({}, { vatFieldIds: [] }).buyer.vatIdentifier).toBe("");
    expect(
      mapped({ fields: { "12": "", "37": "BE0202239951" } }, { vatFieldIds: ["12", "37"] }).buyer.vatIdentifier,
    ).toBe("BE0202239951");
  });

  test("a company is the buyer, and the person its contact", () => {
    expect(mapped({ company: "Peeters bv", user_id: "31", lang_code: "fr" }).buyer).toMatchObject({
      name: "Peeters bv",
      contactName: "Jan Peeters",
      externalId: "31",
      language: "fr",
    });
  });

  test("country of the VAT: as set, else of the registration, else where it goes", () => {
    const countryOf = (more: object, its: Partial<Settings> = {}) => mapped(more, its).vat[0]?.country;
    expect(countryOf({ s_country: "NL" })).toBe("NL");
    expect(countryOf({ s_country: "", b_country: "FR" })).toBe("FR");
    const registered = { ...sampleOrder.taxes, "6": { ...tax21, regnumber: "BE0202239951" } };
    expect(countryOf({ s_country: "NL", taxes: registered })).toBe("BE");
    expect(countryOf({ s_country: "NL" }, { vatCountry: "BE" })).toBe("BE");
  });
});
