import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { text } from "#domain/amount.ts";
import { Order, Refund } from "#domain/order.ts";
import { toOrder, toRefund } from "./map.ts";
import { WooOrder, WooOrderTax, WooRefund } from "./schema.ts";
import { settings as schema } from "./settings.ts";

const recordings = join(import.meta.dirname, "../../../fixtures/woocommerce");
const raw = (number: string, folder = "rest/orders-dp6") => {
  const file = readdirSync(join(recordings, folder)).find((name) => name.startsWith(number));
  return JSON.parse(readFileSync(join(recordings, folder, file ?? ""), "utf8"));
};
const mapped = (vendor: unknown) =>
  Order.parse(toOrder(WooOrder.parse(vendor), schema.parse({ shopUrl: "https://shop.example.be" })));
const order = (number: string) => mapped(raw(number));
const partsOf = (its: Order) =>
  its.lines.map((line) =>
    line.parts.map(({ vat, amount }) => `${vat === null ? "none" : text(vat.rate)}: ${text(amount)}`),
  );

/** The recording as the shop would send it of a buyer that it exempted. */
const exempted = (vendor: any) => ({ ...vendor, meta_data: [{ id: 1, key: "is_vat_exempt", value: "yes" }] });

describe("woocommerce.md section 5 rule 2: of a buyer that the shop exempted", () => {
  test("0% is no rate: the intra-Community rule or a mapping decides", () => {
    const its = mapped(exempted(raw("20")));
    expect(its.buyerIsVatExempt).toBe(true);
    expect(its.lines.flatMap((line) => line.parts)).toEqual(
      order("20").lines.flatMap((line) => line.parts.map(({ amount }) => ({ vat: null, amount, taxAmount: null }))),
    );
    // What the shop says of its own VAT is kept for the tie-out.
    expect(its.vat).toEqual(order("20").vat);
  });

  test("other rates stay", () => {
    const rates = partsOf(mapped(exempted(raw("37"))));
    expect(rates.flat().map((part) => part.split(":")[0])).toEqual(
      partsOf(order("37"))
        .flat()
        .map((part) => part.split(":")[0]!.replace(/^0$/, "none")),
    );
    expect(partsOf(order("37")).flat().join()).toMatch(/\b0: /);
    expect(partsOf(mapped(exempted(raw("01"))))).toEqual(partsOf(order("01")));
  });

  test("20 and 37: of a buyer that is not exempt 0% stays a rate", () => {
    for (const number of ["20", "37"]) {
      expect(order(number).buyerIsVatExempt).toBe(false);
      expect(
        order(number)
          .lines.flatMap((line) => line.parts)
          .some((part) => part.vat !== null && text(part.vat.rate) === "0"),
      ).toBe(true);
    }
  });

  test("a refund is untaxed at 0%, like its order", () => {
    const vendor = exempted(raw("14"));
    for (const line of vendor.tax_lines) line.rate_percent = 0;
    const given = { ...raw("14", "rest/refunds")[0], tax_lines: undefined };
    const its = Refund.parse(toRefund(WooRefund.parse(given), WooOrderTax.parse(vendor)));
    expect(its.lines[0]?.parts).toEqual([{ vat: null, amount: "9.99", taxAmount: null }]);
  });
});
