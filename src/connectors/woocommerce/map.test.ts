import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { text } from "#domain/amount.ts";
import { groupOrder } from "#domain/order-groups.ts";
import { Order, Refund } from "#domain/order.ts";
import { decimal } from "./decimals.ts";
import { toOrder, toRefund } from "./map.ts";
import { WooOrder, WooOrderTax, WooRefund } from "./schema.ts";
import { settings as schema, type Settings } from "./settings.ts";

const recordings = join(import.meta.dirname, "../../../fixtures/woocommerce");
const read = (path: string) => JSON.parse(readFileSync(join(recordings, path), "utf8"));
const settings = schema.parse({ shopUrl: "https://shop.example.be" });
const files = readdirSync(join(recordings, "rest/orders-dp6")).toSorted();

/** The recording with this number, as the shop sent it with dp=6; changed where the test says so. */
const raw = (number: string, folder = "rest/orders-dp6") =>
  read(`${folder}/${readdirSync(join(recordings, folder)).find((file) => file.startsWith(number))}`);
const mapped = (vendor: unknown, its: Settings = settings) => Order.parse(toOrder(WooOrder.parse(vendor), its));
const order = (number: string) => mapped(raw(number));
const partsOf = (its: Order) =>
  its.lines.map((line) => line.parts.map(({ vat, amount }) => `${vat?.rate ?? "none"}: ${amount}`));

interface Expected {
  readonly file: string;
  readonly shopVat?: Readonly<Record<string, string>>;
}
const expected = new Map((read("expected.json").orders as Expected[]).map((entry) => [entry.file, entry]));

/** Found by independent calculations (woocommerce.md section 5); what is not named is zero. */
const differences: Record<string, string> = { 26: "0.01", 34: "0.01", 36: "-10.00" };
/** 12 is the exempt buyer: nothing on it bears VAT. */
const untaxedSums: Record<string, string> = { "07": "1.03", 35: "20.00", 12: "1137.40" };

test("there are 39 recordings", () => expect(files).toHaveLength(39));

describe("rule 7: rate and country from tax_lines, the amount from total, VAT per rate", () => {
  test.each(files)("%s adds up as far as the contract says", (file) => {
    const its = order(file.slice(0, 2));
    const { difference, untaxed } = groupOrder(its, () => null);
    expect(text(difference)).toBe(differences[file.slice(0, 2)] ?? "0.00");
    expect(text(untaxed)).toBe(untaxedSums[file.slice(0, 2)] ?? "0.00");
    expect(text(its.total)).toBe(text(decimal(raw(file.slice(0, 2), "rest/orders").total)));
  });

  const stated = files.filter((file) => expected.get(file)?.shopVat !== undefined);
  test("most recordings have the shop's VAT per rate worked out", () => expect(stated.length).toBeGreaterThan(30));
  test.each(stated)("%s keeps the shop's own VAT per rate", (file) => {
    const perRate = order(file.slice(0, 2)).vat.map((vat) => [text(vat.rate), text(vat.taxAmount)]);
    expect(Object.fromEntries(perRate)).toEqual(expected.get(file)?.shopVat);
  });

  test("06: a negative fee over two rates is split by the VAT the shop put on it", () => {
    expect(partsOf(order("06")).find((parts) => parts.length === 2)).toEqual(["6: -2.84", "21: -2.81"]);
  });

  test("07: what a split leaves over is untaxed when it is more than rounding", () => {
    expect(partsOf(order("07"))).toContainEqual(["21: -7.88", "6: -3.52", "none: -0.17"]);
  });

  test("08: with prices excluding tax the parts are the unrounded net amounts", () => {
    expect(order("08").pricesIncludeTax).toBe(false);
    expect(partsOf(order("08"))[0]?.[0]).toBe(`21: ${raw("08").line_items[0].total}`);
  });

  test("10: a rate of 5.5 is no float", () =>
    expect(order("10").vat.map((vat) => text(vat.rate))).toEqual(["20", "5.5"]));

  test("11: the country is that of the rate, not of the bill", () => {
    expect(order("11").buyer.address.countryCode).toBe("BE");
    expect(order("11").vat.map((vat) => vat.country)).toEqual(["DE", "DE"]);
  });

  test("20: a rate of 0% is a rate; 12 and 35: no rate is no rate", () => {
    expect(order("20").lines.every((line) => line.parts[0]?.vat?.country === "BE")).toBe(true);
    expect(order("12").lines.every((line) => line.parts[0]?.vat === null)).toBe(true);
    expect(order("12").buyerIsVatExempt).toBe(true);
    expect(partsOf(order("35"))).toContainEqual(["none: 20.00"]);
  });

  test("34: VAT of a line may be a cent less than the VAT of its rate", () => {
    const shipping = order("34").lines.find((line) => line.kind === "shipping");
    expect(shipping?.parts[0]?.taxAmount).toBe("2.37");
    expect(raw("34").tax_lines[0].shipping_tax_total).toBe("2.380000");
  });

  test("a coupon is in the lines already: it is no line of its own", () => {
    expect(raw("03").coupon_lines.length).toBeGreaterThan(0);
    expect(order("03").lines.map((line) => line.kind)).not.toContain("charge");
  });
});

describe("VAT that cannot be placed", () => {
  const withTaxes = (taxes: unknown) => {
    const vendor = raw("01");
    vendor.line_items[0].taxes = taxes;
    return vendor;
  };

  test("a rate the order does not describe makes the order invalid: nothing here could map it", () => {
    expect(() => mapped(withTaxes([{ id: 77, total: "5.20", subtotal: "" }]))).toThrow(
      expect.objectContaining({ code: "document.invalid" }),
    );
  });

  test("VAT on a line that names no rate makes the order invalid", () => {
    expect(() => mapped(withTaxes([]))).toThrow(expect.objectContaining({ code: "document.invalid" }));
  });

  test("an empty total says the rate is not on this line", () => {
    const its = mapped(
      withTaxes([
        { id: 77, total: "", subtotal: "" },
        { id: 1, total: "5.201322", subtotal: "" },
      ]),
    );
    expect(partsOf(its)[0]).toEqual(["21: 29.97"]);
  });

  test("a reduction over goods at one rate and untaxed goods is only partly taxed", () => {
    const vendor = raw("35");
    vendor.fee_lines = [
      {
        id: 9,
        name: "Korting",
        total: "-10.00",
        total_tax: "-1.05",
        taxes: [{ id: 1, total: "-1.05" }],
        meta_data: [],
      },
    ];
    expect(partsOf(mapped(vendor))).toContainEqual(["21: -6.05", "none: -5.00"]);
  });

  test("a reduction over goods at 21% and at 0% falls under both, unless untaxed goods could have it too", () => {
    const vendor = raw("37");
    vendor.fee_lines = [
      {
        id: 9,
        name: "Korting",
        total: "-2.00",
        total_tax: "-0.06",
        taxes: [
          { id: 4, total: "0" },
          { id: 3, total: "-0.06" },
        ],
        meta_data: [],
      },
    ];
    expect(partsOf(mapped(vendor))).toContainEqual(["6: -1.06", "0: -1.00"]);
    vendor.fee_lines.push({ id: 10, name: "Statiegeld", total: "1.20", total_tax: "0", taxes: [], meta_data: [] });
    expect(partsOf(mapped(vendor))).toContainEqual(["6: -1.06", "none: -1.00"]);
  });

  test("a rate for all countries is that of where it is delivered, else billed", () => {
    const vendor = raw("11");
    for (const line of vendor.tax_lines) line.rate_code = "BTW-1";
    expect(mapped(vendor).vat.map((vat) => vat.country)).toEqual(["DE", "DE"]);
    vendor.shipping.country = "";
    expect(mapped(vendor).vat.map((vat) => vat.country)).toEqual(["BE", "BE"]);
  });
});

describe("rule 8: number is for people, id is the key", () => {
  test("24: a plugin's number", () =>
    expect(order("24")).toMatchObject({ id: String(raw("24").id), number: "WEB-2026-00042" }));
  test("an empty number stays empty", () => expect(mapped({ ...raw("24"), number: "" }).number).toBe(""));
});

describe("rule 9: date_created is shop time, the _gmt fields are UTC without Z", () => {
  test("38: placed on 1 January in Brussels, still 31 December in GMT", () => {
    const its = order("38");
    expect(its.day).toMatch(/-01-01$/);
    expect(its.placedAt).toMatch(/-12-31T23:\d\d:\d\dZ$/);
  });

  test("without the _gmt field the shop's time zone decides, also in summer", () => {
    const vendor = { ...raw("01"), date_created: "2026-07-01T00:20:00", date_created_gmt: null };
    expect(mapped(vendor)).toMatchObject({ day: "2026-07-01", placedAt: "2026-06-30T22:20:00Z" });
  });
});

describe("rule 10: drafts, trash, pending, failed and cancelled are told apart; other statuses are not guessed", () => {
  test.each([
    ["checkout-draft", "draft"],
    ["auto-draft", "draft"],
    ["trash", "deleted"],
    ["pending", "pending"],
    ["failed", "pending"],
    ["on-hold", "on-hold"],
    ["processing", "placed"],
    ["completed", "placed"],
    ["refunded", "placed"],
    ["cancelled", "cancelled"],
    ["shipped", "unknown"],
    ["constructor", "unknown"],
    ["", "unknown"],
  ])("%s is %s", (status, phase) => expect(mapped({ ...raw("01"), status })).toMatchObject({ status, phase }));
});

describe("rule 6: our own writes come back", () => {
  test("an empty PUT changes nothing but the time of change", () => {
    const touched = { ...raw("13"), date_modified: "2026-11-22T10:00:00", date_modified_gmt: "2026-11-22T09:00:00" };
    expect({ ...mapped(touched), modifiedAt: "" }).toEqual({ ...order("13"), modifiedAt: "" });
  });
});

describe("who and where", () => {
  test("13: VAT number from the meta data, compact; text with emoji, HTML and line breaks as it is", () => {
    const its = order("13");
    expect(its.buyer).toMatchObject({
      name: "Bakkerij Bakkers & Zonen BV",
      contactName: "Karel Bakkers",
      vatIdentifier: "BE0123456749",
    });
    expect(its.note).toContain("<script>alert(1)</script>");
    expect(its.note).toContain("\n");
  });

  test("23: a product that is gone has no id and no sku", () => {
    expect(order("23").lines[0]).toMatchObject({ externalItemId: "", sellersItemIdentifier: "" });
  });

  test("37: an order without any name, country or method", () => {
    const its = order("37");
    expect(its.buyer).toMatchObject({ name: "", email: "", externalId: "", address: { countryCode: "" } });
    expect(its.deliverTo).toBeNull();
    expect(its.payment).toMatchObject({ method: "", onDelivery: false });
    expect(its.paidAt).not.toBeNull();
  });

  test("05: paid at the door is a setting, the payment date says nothing", () => {
    expect(order("05").payment.onDelivery).toBe(true);
    expect(mapped(raw("05"), { ...settings, payOnDeliveryMethods: [] }).payment.onDelivery).toBe(false);
  });

  test("language only where a translation plugin wrote it", () => {
    const vendor = raw("01");
    expect(mapped(vendor).buyer.language).toBeNull();
    vendor.meta_data = [{ id: 1, key: "trp_language", value: "fr_BE" }];
    expect(mapped(vendor).buyer.language).toBe("fr");
  });
});

describe("refunds", () => {
  const refund = (number: string, change: (vendor: any) => unknown = (vendor) => vendor) =>
    Refund.parse(toRefund(WooRefund.parse(change(raw(number, "rest/refunds")[0])), WooOrderTax.parse(raw(number))));

  test("14: positive, tied to the line it gives back", () => {
    expect(refund("14")).toMatchObject({
      amount: "9.99",
      day: "2026-11-21",
      lines: [{ refundedLineId: "92", quantity: "1" }],
    });
    expect(refund("14").lines[0]?.parts).toEqual([
      { vat: { country: "BE", rate: "21" }, amount: "9.99", taxAmount: "1.73" },
    ]);
  });

  test("15: everything, shipping too, adds up to the order", () => {
    expect(refund("15").amount).toBe("43.44");
    expect(refund("15").lines.map((line) => `${line.kind} ${line.parts[0]?.amount}`)).toEqual([
      "item 24.95",
      "item 12.50",
      "shipping 5.99",
    ]);
  });

  test("16: an amount without lines stays without lines", () =>
    expect(refund("16")).toMatchObject({ amount: "25.00", lines: [] }));

  test("without tax lines of its own the rates are those of the order", () => {
    expect(refund("14", (vendor) => ({ ...vendor, tax_lines: undefined })).lines).toEqual(refund("14").lines);
  });

  test("a refunded reduction is negative; a line on which nothing is given back is left out", () => {
    const fee = {
      id: 1,
      name: "Korting",
      total: "5.00",
      total_tax: "1.05",
      taxes: [{ id: 1, total: "1.05" }],
      meta_data: [],
    };
    const empty = { ...fee, id: 2, total: "0.00", total_tax: "0.00", taxes: [] };
    const its = refund("14", (vendor) => ({ ...vendor, fee_lines: [fee, empty] }));
    expect(its.lines.filter((line) => line.kind === "charge").map((line) => line.parts[0]?.amount)).toEqual(["-6.05"]);
  });
});
