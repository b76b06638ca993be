import { describe, expect, test } from "vitest";
import { amount } from "#domain/amount.ts";
import { DespatchAdviceMessage, deliveredByLine, deliveredOf, ordersOf } from "./despatch-advice.ts";
import { orderAfter, OrderChangeMessage } from "./order-change.ts";
import { changeLinesOf, isUnchanged, orderDifference } from "./order-difference.ts";
import { linesTotal, linesWithoutCodes, OrderMessage, orderValue, reckonedLineAmount } from "./order-message.ts";
import { isLaterResponse, isMoreThanOrdered, outcomesOf, OrderResponseLine, responseCodeOf } from "./order-response.ts";

const line = (lineId: string, given: Readonly<Record<string, unknown>> = {}) => ({
  ...{
    lineId,
    quantity: "20",
    unitCode: "C62",
    price: { net: "3.933" },
    lineNetAmount: "78.66",
    gtin: "5412345000020",
  },
  ...given,
});
const order = (lines: readonly unknown[], given: Readonly<Record<string, unknown>> = {}): OrderMessage =>
  OrderMessage.parse({
    ...{ id: "BB-1", issueDate: "2026-11-21", currency: "EUR", buyer: { name: "A" }, seller: { name: "B" }, lines },
    ...given,
  });
const answer = (orderLineId: string, status: string, given: Readonly<Record<string, unknown>> = {}) =>
  OrderResponseLine.parse({ lineId: `r${orderLineId}${status}`, orderLineId, status, ...given });

describe("the amounts of an order", () => {
  test("half a cent goes away from zero, costs are added and discounts taken off", () => {
    const priced = order([line("1", { quantity: "3", price: { net: "0.335" }, lineNetAmount: null })]).lines;
    expect(priced.map(reckonedLineAmount)).toEqual([amount("1.01")]);
    const charges = [
      { kind: "charge", amount: "5.00" },
      { kind: "allowance", amount: "2.00" },
    ];
    expect(order([line("1", { charges })]).lines.map(reckonedLineAmount)).toEqual([amount("81.66")]);
  });

  test("the value is as stated, else what lines and charges come to, else unknown", () => {
    const allowanceCharges = [{ kind: "charge", amount: "10.00" }];
    expect(orderValue(order([line("1"), line("2")], { allowanceCharges }))).toBe(amount("167.32"));
    expect(orderValue(order([line("1", { price: null, lineNetAmount: null })]))).toBeNull();
    expect(linesTotal(order([line("1"), line("2", { price: null, lineNetAmount: null })]).lines)).toBeNull();
    const totals = { lineExtensionAmount: "1.00", payableAmount: "1.21", taxExclusiveAmount: "1.00" };
    expect(orderValue(order([line("1")], { totals }))).toBe(amount("1.00"));
  });

  test("a line without barcode and without code of the seller cannot be sent", () => {
    const lines = order([
      line("1"),
      line("2", { gtin: " ", sellersItemIdentifier: "" }),
      line("3", { gtin: "", sellersItemIdentifier: "7" }),
    ]).lines;
    expect(linesWithoutCodes(lines).map(({ lineId }) => lineId)).toEqual(["2"]);
  });
});

describe("what an answer says of each line", () => {
  const ordered = order([line("1"), line("2"), line("3")]).lines;
  const states = (code: "AB" | "AP" | "CA" | "RE", lines: readonly OrderResponseLine[] = []) =>
    outcomesOf(ordered, { code, lines: [...lines] }).lines.map(({ state }) => state);

  test("the whole is received, accepted or refused", () => {
    expect(states("AB")).toEqual(["pending", "pending", "pending"]);
    expect(states("AP")).toEqual(["accepted", "accepted", "accepted"]);
    expect(states("RE")).toEqual(["rejected", "rejected", "rejected"]);
  });

  test("a line that is left out is no information, never accepted", () => {
    expect(states("CA", [answer("1", "5"), answer("2", "7")])).toEqual(["accepted", "rejected", "noInformation"]);
  });

  test("accepted as a whole with a line that is not: the line is believed", () => {
    expect(states("AP", [answer("1", "5"), answer("2", "7"), answer("3", "5")])).toEqual([
      "accepted",
      "rejected",
      "accepted",
    ]);
  });

  test("the parts of a line are added up, and more than was ordered is seen", () => {
    const parts = [answer("1", "3", { quantity: "12", backorder: "8" }), answer("1", "3", { quantity: "8" })];
    const [first] = outcomesOf(ordered, { code: "CA", lines: parts }).lines;
    expect(first).toMatchObject({ state: "changed", confirmed: amount("20"), backorder: amount("8") });
    expect(first && isMoreThanOrdered(first, amount("20"))).toBe(true);
    const split = [answer("1", "5", { quantity: "12" }), answer("1", "5", { quantity: "8" })];
    expect(states("CA", split)[0]).toBe("accepted");
    expect(states("CA", [answer("1", "5", { quantity: "12" })])[0]).toBe("changed");
    expect(states("CA", [answer("1", "42")])[0]).toBe("delivered");
  });

  test("lines that were added, and those about nothing we ordered, stand apart", () => {
    const { added, unknown } = outcomesOf(ordered, { code: "CA", lines: [answer("", "1"), answer("9", "5")] });
    expect([added.length, unknown.map(({ orderLineId }) => orderLineId)]).toEqual([1, ["9"]]);
  });

  test("the code follows from the lines", () => {
    expect(responseCodeOf([{ status: "5" }, { status: "5" }])).toBe("AP");
    expect(responseCodeOf([{ status: "7" }])).toBe("RE");
    expect(responseCodeOf([{ status: "5" }, { status: "7" }])).toBe("CA");
    expect(responseCodeOf([{ status: "42" }])).toBe("CA");
  });

  test("of two answers the later counts, by number on one moment", () => {
    const first = { id: "OR-9", issueDate: "2026-11-21", issueTime: "09:00:00" };
    expect(isLaterResponse({ ...first, issueTime: "09:00:01" }, first)).toBe(true);
    expect(isLaterResponse(first, { ...first, issueDate: "2026-11-22", issueTime: "" })).toBe(false);
    expect(isLaterResponse({ ...first, id: "OR-10" }, first)).toBe(true);
    expect(isLaterResponse(first, first)).toBe(false);
  });
});

describe("what changed between two revisions", () => {
  test("nothing, when only the writing is other", () => {
    const before = order([line("1", { note: "warm  wit" })], { note: "Voor 7u" });
    const after = order(
      [line("1", { quantity: "20.00", note: "warm wit ", price: { net: "3.9330" }, itemName: "Ledlamp" })],
      { note: "Voor 7u\n" },
    );
    expect(isUnchanged(orderDifference(before, after))).toBe(true);
  });

  test("quantity, unit, article, price, day and note of a line, and what is of the whole", () => {
    const before = order([line("1"), line("2"), line("3")]);
    const after = order(
      [
        line("1", { quantity: "21" }),
        line("3", { unitCode: "XBX", gtin: "", price: null, requested: { from: "2026-12-01" } }),
        line("4"),
      ],
      { deliverTo: { address: { cityName: "Gent" } }, customerReference: "Werf" },
    );
    const difference = orderDifference(before, after);
    expect(difference.fields).toEqual(["deliverTo", "customerReference"]);
    expect(difference.changed.map(({ lineId, fields }) => [lineId, fields])).toEqual([
      ["1", ["quantity"]],
      ["3", ["unit", "item", "price", "requested"]],
    ]);
    expect(difference.added.map(({ lineId }) => lineId)).toEqual(["4"]);
    expect(difference.removed.map(({ lineId }) => lineId)).toEqual(["2"]);
  });

  test("a change holds every line, and gives the order as it is now", () => {
    const before = order([line("1"), line("2")]);
    const after = order([line("2", { quantity: "5", lineNetAmount: "19.67" }), line("3")]);
    const lines = changeLinesOf(before, after);
    expect(lines.map(({ lineId, status }) => [lineId, status])).toEqual([
      ["2", "3"],
      ["3", "1"],
      ["1", "2"],
    ]);
    expect(lines.at(-1)).toMatchObject({ quantity: amount("0"), lineNetAmount: amount("0.00") });
    const change = OrderChangeMessage.parse({ ...after, id: "BB-1-1", orderId: "BB-1", revision: 1, lines });
    const now = orderAfter(change);
    expect(now?.id).toBe("BB-1");
    expect(now && isUnchanged(orderDifference(after, now))).toBe(true);
  });

  test("a change that takes out every line leaves no order", () => {
    const lines = [{ ...line("1"), status: "2" }];
    expect(
      orderAfter(OrderChangeMessage.parse({ ...order([line("1")]), orderId: "BB-1", revision: 1, lines })),
    ).toBeNull();
  });
});

describe("what was sent", () => {
  const advice = (lines: readonly unknown[], orderId = "BB-1") =>
    DespatchAdviceMessage.parse({
      ...{ id: "LB-1", issueDate: "2026-11-24", orderId, seller: {}, receiver: {} },
      lines,
    });
  const sent = (orderLineId: string, delivered: string, orderId = "") => ({
    ...{ lineId: `${orderLineId}${delivered}`, orderLineId, delivered, unitCode: "C62", orderId },
  });

  test("is added up over every advice, line by line, each for its own order", () => {
    const advices = [advice([sent("1", "12"), sent("2", "5", "BB-2")]), advice([sent("1", "8"), sent("", "1")])];
    const delivered = deliveredByLine(advices, "BB-1");
    expect(deliveredOf(delivered, "1")).toBe(amount("20"));
    expect(deliveredOf(delivered, "2")).toBe(amount("0"));
    expect(deliveredOf(deliveredByLine(advices, "BB-2"), "2")).toBe(amount("5"));
    expect(advices.map(ordersOf)).toEqual([["BB-1", "BB-2"], ["BB-1"]]);
  });
});
