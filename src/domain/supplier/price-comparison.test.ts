import { describe, expect, test } from "vitest";
import { amount, text } from "#domain/amount.ts";
import {
  compareOnOrder,
  comparePrice,
  countComparison,
  priceForLine,
  type KnownPrice,
  type LinePrice,
} from "./price-comparison.ts";
import { answerWith, lamp, wire } from "./testing/answers.ts";

const terms = { metalInNet: "yes", contributionsIncluded: "unknown" } as const;
const piece: KnownPrice = {
  cost: amount("10.00"),
  currency: "EUR",
  basis: amount("1"),
  unitCode: "C62",
  useUnitCode: "C62",
};

describe("an answer beside what stands in the price list", () => {
  test.each([
    ["10.00", "same", "0.00", "take", false],
    ["10.0000004", "same", "0.00", "take", false],
    ["10.30", "small", "3.00", "take", true],
    ["9.70", "small", "-3.00", "take", true],
    ["11.00", "small", "10.00", "take", true],
    ["11.01", "big", "10.10", "take", true],
    ["8.99", "big", "-10.10", "take", true],
    ["30.00", "big", "200.00", "take", true],
    ["30.01", "big", "200.10", "review", false],
    ["1000", "big", "9900.00", "review", false],
  ])("10.00 becomes %s: %s, %s %%, %s", (net, bucket, change, verdict, isTicked) => {
    expect(comparePrice(piece, answerWith({ net }), terms)).toMatchObject({
      ...{ bucket, verdict, isTicked },
      changePercent: change,
    });
  });

  test("a price per 100 is never taken for one per 1: the cost is the same, and a person looks at the other basis", () => {
    const perOne = { ...piece, cost: amount("0.38"), unitCode: "MTR", useUnitCode: "MTR" };
    const answer = wire({ surcharges: [], metal: null });
    expect(comparePrice(perOne, answer, terms)).toMatchObject({
      cost: "0.38",
      verdict: "review",
      reasons: ["basis"],
      isTicked: false,
    });
    // Read as per 1 it would be a hundred times as much, and be held for that.
    const misread = { ...answer, basis: { quantity: amount("1"), unitCode: "MTR" } };
    expect(comparePrice(perOne, misread, terms)).toMatchObject({
      cost: "38",
      reasons: ["factor", "unitError"],
      isTicked: false,
    });
  });

  test("units that cannot go into each other like that are for a person, also of a first price", () => {
    for (const known of [piece, { ...piece, cost: null }])
      expect(comparePrice(known, answerWith({ net: "0.10", perOrderUnit: "100" }), terms)).toMatchObject({
        reasons: ["unit"],
        isTicked: false,
      });
    const box = { net: "10.00", orderUnitCode: "XBX", perOrderUnit: "100", usePerOrder: "100" };
    expect(comparePrice(piece, answerWith(box), terms)).toMatchObject({ reasons: [], bucket: "same" });
  });

  test("in another use unit nothing is compared", () => {
    const compared = comparePrice(piece, answerWith({ useUnitCode: "MTR", usePerOrder: "100" }), terms);
    expect(compared).toMatchObject({ changePercent: null, reasons: ["factor", "unitError", "unit"], isTicked: false });
  });

  test.each([[amount("10.00")], [null]])("in another currency it is for a person, with %s before", (cost) => {
    const compared = comparePrice({ ...piece, cost }, answerWith({ currency: "CHF", net: "10.00" }), terms);
    expect(compared).toMatchObject({ changePercent: null, verdict: "review", reasons: ["currency"], isTicked: false });
  });

  test("a first price is taken, without a percentage", () => {
    const compared = comparePrice({ ...piece, cost: null }, answerWith(), terms);
    expect(compared).toMatchObject({ bucket: "small", changePercent: null, verdict: "take", isTicked: true });
  });

  test.each([
    ["unknown", "notFound"],
    ["discontinued", "notFound"],
    ["noPrice", "noPrice"],
    ["onRequest", "noPrice"],
    ["error", "noPrice"],
  ] as const)("%s is no price, whatever number came with it", (status, bucket) => {
    const compared = comparePrice(piece, answerWith({ status, net: "10.00" }), terms);
    expect(compared).toMatchObject({ bucket, cost: null, verdict: null, isTicked: false });
  });

  test.each(["0", "0.00", "-1"])("a net price of %s is no price", (net) => {
    expect(comparePrice(piece, answerWith({ net }), terms)).toMatchObject({ bucket: "noPrice", cost: null });
  });

  test("a contribution nobody knows the place of is on top, and said", () => {
    expect(comparePrice({ ...piece, cost: amount("3.9743") }, lamp(), terms)).toMatchObject({
      cost: "3.9743",
      bucket: "same",
      flags: ["contributionAssumedOnTop"],
    });
  });
});

describe("an answer beside the price of a line of an order", () => {
  const line: LinePrice = { price: amount("0.36"), currency: "EUR", unitCode: "MTR" };
  const answer = wire({ surcharges: [], metal: null });

  test("is compared per one of the line's unit, and written as the supplier states it", () => {
    expect(compareOnOrder(line, answer, terms)).toMatchObject({
      cost: "0.380000000000",
      changePercent: "5.56",
      verdict: "take",
      isTicked: true,
    });
    expect(priceForLine(answer, terms, "MTR")).toEqual({ price: "38.00", baseQuantity: "100" });
  });

  test("a line in another unit than the supplier's has no price by it", () => {
    expect(compareOnOrder({ ...line, unitCode: "C62" }, answer, terms)).toMatchObject({
      cost: null,
      verdict: "review",
      reasons: ["unit"],
      isTicked: false,
    });
    expect(priceForLine(answer, terms, "C62")).toBeNull();
  });

  test("a line in the use unit costs its part of the order unit", () => {
    const roll = answerWith({ net: "170", orderUnitCode: "RO", useUnitCode: "MTR", usePerOrder: "20" });
    const priced = priceForLine(roll, terms, "MTR");
    expect(priced === null ? null : [text(priced.price), text(priced.baseQuantity)]).toEqual(["8.50", "1"]);
    expect(priceForLine(roll, terms, "RO")).toEqual({ price: "170.00", baseQuantity: "1" });
  });

  test("a line without a price takes any, and one a hundred times off is for a person", () => {
    expect(compareOnOrder({ ...line, price: amount("0") }, answer, terms)).toMatchObject({ isTicked: true });
    expect(compareOnOrder({ ...line, price: amount("38") }, answer, terms)).toMatchObject({
      reasons: ["factor", "unitError"],
      isTicked: false,
    });
  });

  test("an order in euro takes no franc", () => {
    expect(compareOnOrder({ ...line, price: amount("0") }, { ...answer, currency: "CHF" }, terms)).toMatchObject({
      reasons: ["currency"],
      isTicked: false,
    });
  });
});

test("what was answered is counted once, as what it is", () => {
  const counts: Record<string, number> = {};
  const count = (
    net: string | null,
    status: "ok" | "unknown" | "noPrice" = "ok",
    cost: KnownPrice["cost"] = piece.cost,
  ) => countComparison(counts, comparePrice({ ...piece, cost }, answerWith({ net, status }), terms), status);
  count("10.50");
  count("1000");
  count("9");
  count("10");
  count("10", "ok", null);
  count(null, "unknown");
  count(null, "noPrice");
  count("0");
  expect(counts).toEqual({ up: 2, review: 1, down: 1, same: 1, first: 1, unknown: 1, noPrice: 2 });
});
