import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { OrderJson } from "#sandbox/woocommerce/documents.ts";
import { microOf, roundToCents, sum, withoutVat, ofCents, sixDecimals } from "./amounts.ts";
import { bicycles, stationery } from "./assortments.ts";
import { monthOfOrders, type MonthPlan } from "./month.ts";
import { linesOf, taxLinesOf } from "./order-variation.ts";
import { refundGoods, refundOnePiece } from "./refund.ts";

const folder = `${import.meta.dirname}/../../fixtures/woocommerce/rest/orders-dp6`;
const recordings = new Map(
  readdirSync(folder).map((name) => {
    const order = JSON.parse(readFileSync(`${folder}/${name}`, "utf8")) as OrderJson;
    return [order.id, order];
  }),
);
const recorded = (id: number): OrderJson => {
  const order = recordings.get(id);
  if (order === undefined) throw new Error(`There is no recorded order ${id}`);
  return order;
};
const plan: MonthPlan = {
  seed: 7,
  count: 400,
  until: Temporal.ZonedDateTime.from("2026-11-22T14:00[Europe/Brussels]"),
  assortment: bicycles,
  home: "flanders",
  firstOrderId: 10_000,
};
const month = monthOfOrders(plan, recorded);

describe("a month of orders", () => {
  test("is the same for the same seed, and another for another", () => {
    expect(monthOfOrders(plan, recorded)).toEqual(month);
    expect(monthOfOrders({ ...plan, seed: 8 }, recorded)).not.toEqual(month);
  });

  test("lies in the thirty days before its end, in order, with its own numbers", () => {
    expect(month).toHaveLength(400);
    expect(new Set(month.map(({ id }) => id)).size).toBe(400);
    const moments = month.map((order) => order.date_created);
    expect(moments).toEqual(moments.toSorted());
    expect(moments[0] ?? "").toMatch(/^2026-1[01]-/);
    expect((moments[0] ?? "") >= "2026-10-24").toBe(true);
    expect((moments.at(-1) ?? "") < "2026-11-22T14:00").toBe(true);
  });

  test("adds up: lines with their VAT and the shipping are the total, VAT per rate is that of its lines", () => {
    const restocked = month.filter((order) => linesOf(order).every((line) => line["global_unique_id"] === ""));
    expect(restocked.length).toBeGreaterThan(200);
    for (const order of restocked) {
      const lines = linesOf(order);
      const gross = sum(lines.flatMap((line) => [microOf(line.total), microOf(line.total_tax)]));
      const shipping = microOf(order["shipping_total"] as string) + microOf(order["shipping_tax"] as string);
      expect(sixDecimals(roundToCents(gross + shipping))).toBe(order.total);
      const used = new Set(lines.map((line) => line.taxes[0]?.id));
      const stated = taxLinesOf(order).filter(({ rate_id }) => used.has(rate_id));
      const counted = stated.map(({ rate_id }) =>
        sum(lines.filter((line) => line.taxes[0]?.id === rate_id).map((line) => microOf(line.total_tax))),
      );
      expect(counted.map(sixDecimals)).toEqual(stated.map(({ tax_total }) => tax_total));
    }
  });

  test("holds what a real month holds: unpaid, cancelled, foreign customers and orders that a person must look at", () => {
    const statuses = Map.groupBy(month, (order) => order.status);
    expect([...statuses.keys()]).toEqual(expect.arrayContaining(["processing", "completed", "on-hold", "cancelled"]));
    const countries = new Set(month.map((order) => (order["billing"] as { country: string }).country));
    expect(countries).toEqual(new Set(["BE", "NL", "FR", "DE"]));
    expect(statuses.get("on-hold")?.every((order) => order.date_paid === null)).toBe(true);
    expect(month.some((order) => order["currency"] === "GBP")).toBe(true);
  });

  test("speaks the language of its customers", () => {
    const french = monthOfOrders({ ...plan, assortment: stationery, home: "wallonia" }, recorded);
    const languages = french.map((order) => order.meta_data.find(({ key }) => key === "wpml_language")?.value);
    expect(languages.filter((language) => language === "fr").length).toBeGreaterThan(200);
  });
});

describe("a refund", () => {
  const order = month.find((candidate) => linesOf(candidate).some((line) => line.quantity > 1)) ?? recorded(42);

  test("of one piece is that piece with its VAT", () => {
    const refund = refundOnePiece(order, 5, "te klein");
    const [line] = refund["line_items"] as { quantity: number; total: string; total_tax: string }[];
    expect(line?.quantity).toBe(-1);
    expect(microOf(line?.total ?? "") + microOf(line?.total_tax ?? "")).toBe(-microOf(refund.amount));
  });

  test("of all goods is what the goods cost", () => {
    const goods = sum(linesOf(order).flatMap((line) => [microOf(line.total), microOf(line.total_tax)]));
    expect(refundGoods(order, 6, "herroeping").amount).toBe(sixDecimals(roundToCents(goods)));
  });
});

test("a price loses its VAT to six decimals", () => {
  expect(sixDecimals(withoutVat(ofCents(2997), 21))).toBe("24.768595");
  expect(sixDecimals(withoutVat(ofCents(1000), 5.5))).toBe("9.478673");
});
