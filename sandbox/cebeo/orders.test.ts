/** Orders that are sent, looked up, removed and delivered. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { startCebeo, type Cebeo } from "./stand-in.ts";
import { callerOf, orderLine, quantitiesOf, type Caller } from "./testing/caller.ts";
import { textAt } from "./xml-tree.ts";

let cebeo: Cebeo;
let caller: Caller;
beforeEach(async () => {
  cebeo = await startCebeo();
  caller = callerOf(cebeo);
});
afterEach(() => cebeo.stop());

const placed = () => cebeo.store.orders.list();
const byReference = (content: string, quantity = 500): string =>
  `<OrderLine><CustomerOrderLineID>1</CustomerOrderLineID><Material>${content}</Material><OrderedQuantity>${quantity}</OrderedQuantity></OrderLine>`;

test("the same order twice is two orders", async () => {
  expect(await caller.create({ id: "BB-7" })).toMatchObject({ code: "0", message: "OK" });
  expect(await caller.create({ id: "BB-7" })).toMatchObject({ code: "0", message: "OK" });
  expect(cebeo.store.orders.withCustomerOrderId("BB-7")).toHaveLength(2);
  const numbers = placed().map(({ supplierOrderId }) => supplierOrderId);
  expect(new Set(numbers).size).toBe(2);
  const found = await caller.order("BB-7");
  expect(textAt(found.detail, "OrderHeader", "SupplierOrderID")).toBe(numbers[1]);
  expect(textAt(found.lines[0], "CustomerOrderLineID")).toBe("1");
});

test("an order that is not there is code 0 without Detail", async () => {
  await caller.create({ id: "BB-7" });
  for (const id of ["BB-8", "bb-7", "BB-7 ", "BB-"]) {
    expect(await caller.order(id)).toMatchObject({ code: "0", detail: undefined });
  }
  expect(await caller.order("BB-7", "SupplierOrderID")).toMatchObject({ code: "0", detail: undefined });
});

test("the answer may name Cebeo's number", async () => {
  cebeo.settings.createText = "number";
  expect((await caller.create()).message).toBe(`Order ${placed()[0]?.supplierOrderId} aangemaakt`);
});

test("an order may fill the basket instead: nothing is placed, and the same lines twice are there twice", async () => {
  cebeo.settings.createFillsBasket = true;
  cebeo.shopper.put("WSDEMO", "7000001", 100);
  expect(await caller.create({ id: "BB-7" })).toMatchObject({ code: "0" });
  expect(await caller.create({ id: "BB-7" })).toMatchObject({ code: "0" });
  expect(placed()).toEqual([]);
  expect((await caller.order("BB-7")).detail).toBeUndefined();
  expect(quantitiesOf(await caller.basket())).toEqual([
    ["7000001", "100"],
    ["3100010", "2"],
    ["3100010", "2"],
  ]);
});

test("an unknown article, and nothing of the order is placed", async () => {
  const lines = [orderLine(1, "3100010", 1), orderLine(2, "9999999", 1)];
  expect(await caller.create({ lines })).toMatchObject({ code: "1", message: "ART0011" });
  expect(placed()).toEqual([]);
});

test("by reference: one article, or none, or too many", async () => {
  const order = (content: string) => caller.create({ lines: [byReference(content)] });
  expect(await order("<Reference>aut-2p-c16</Reference>")).toMatchObject({ code: "0" });
  expect(await order("<Reference>AUT-2P</Reference>")).toMatchObject({ code: "1", message: "ART0011" });
  expect(await order("<Reference>AUT-2P-C16</Reference><BrandCode>45</BrandCode>")).toMatchObject({ code: "1" });
  expect(await order("<Reference>XVB3G2,5</Reference>")).toMatchObject({ code: "20" });
  expect(await order("<Reference>XVB3G2,5</Reference><ReelCode>H</ReelCode>")).toMatchObject({ code: "20" });
  expect(
    await order("<Reference>XVB3G2,5</Reference><ReelCode>H</ReelCode><ReelLength>500</ReelLength>"),
  ).toMatchObject({ code: "0" });
  expect(placed().map(({ lines }) => lines[0]?.article.supplierItemId)).toEqual(["3100010", "7000004"]);
});

test.each([
  ["refused", "20", undefined],
  ["taken", "0", 250],
  ["roundedUp", "0", 300],
] as const)("250 of what is sold per 100 is %s", async (packQuantity, code, quantity) => {
  cebeo.settings.packQuantity = packQuantity;
  expect(await caller.create({ lines: [orderLine(1, "7000001", 250)] })).toMatchObject({ code });
  expect(placed()[0]?.lines[0]?.quantity).toBe(quantity);
});

test("postal codes that are not Belgian are refused, unless a setting says otherwise", async () => {
  const to = (postalCode: string) =>
    caller.create({
      header: `<DeliveryLocation><DeliveryAddress><PostalCode>${postalCode}</PostalCode></DeliveryAddress></DeliveryLocation>`,
    });
  for (const foreign of ["1011 AB", "75001", "L-1009", "B-9000", "0900", ""]) {
    expect(await to(foreign)).toMatchObject({ code: "20" });
  }
  expect(placed()).toEqual([]);
  expect(await to("9000")).toMatchObject({ code: "0" });
  cebeo.settings.postalCodes = "any";
  expect(await to("1011 AB")).toMatchObject({ code: "0" });
});

test("a delivery option is any text, unless there is a list", async () => {
  const order = () => caller.create({ header: "<DeliveryOption>AFH</DeliveryOption>" });
  expect(await order()).toMatchObject({ code: "0" });
  cebeo.settings.deliveryOptions = ["LEV"];
  expect(await order()).toMatchObject({ code: "20" });
  cebeo.settings.deliveryOptions = ["LEV", "AFH"];
  expect(await order()).toMatchObject({ code: "0" });
});

test("what is not confirmed can be removed, and is not found any more", async () => {
  await caller.create({ id: "BB-7" });
  const number = placed()[0]!.supplierOrderId;
  expect(await caller.remove(number)).toMatchObject({ code: "0", detail: undefined });
  expect((await caller.order("BB-7")).detail).toBeUndefined();
  expect(placed()).toMatchObject([{ state: "removed" }]);
  expect(await caller.remove(number)).toMatchObject({ code: "20" });
  expect(await caller.remove("80009999")).toMatchObject({ code: "20" });
});

test("what is confirmed cannot be removed", async () => {
  await caller.create({ id: "BB-7" });
  cebeo.shopper.confirm(placed()[0]!.supplierOrderId);
  expect(await caller.remove(placed()[0]!.supplierOrderId)).toMatchObject({ code: "20" });
  cebeo.settings.confirmsAtOnce = true;
  await caller.create({ id: "BB-8" });
  expect(await caller.remove(placed()[1]!.supplierOrderId)).toMatchObject({ code: "20" });
  expect((await caller.order("BB-8")).lines).toHaveLength(1);
});

test("delivered and still to come stand at the lines", async () => {
  await caller.create({ lines: [orderLine(1, "3100010", 5), orderLine(2, "3100011", 1)] });
  const { supplierOrderId } = placed()[0]!;
  cebeo.shopper.deliver(supplierOrderId, "10", {
    delivered: { quantity: 3, date: { day: 4, month: 12, year: 2026 } },
    backorder: { quantity: 2, expected: null },
  });
  const [first, second] = (await caller.order("BB-1")).lines;
  expect(textAt(first, "DeliveryQuantity")).toBe("3");
  expect(textAt(first, "DeliveryDate", "Month")).toBe("12");
  expect(textAt(first, "BOQuantity")).toBe("2");
  expect(textAt(first, "BOEstimatedDeliveryDate")).toBeNull();
  expect(textAt(first, "OrderedQuantity")).toBe("5");
  expect(textAt(second, "DeliveryQuantity")).toBeNull();
  expect(await caller.remove(supplierOrderId)).toMatchObject({ code: "20" });
});

test("a date that is not there: no element, zeros, or parts of it", async () => {
  await caller.create();
  const requested = async (...path: string[]) =>
    textAt((await caller.order("BB-1")).lines[0], "RequestedDeliveryDate", ...path);
  expect(await requested()).toBeNull();
  cebeo.settings.noDate = "zeros";
  expect([await requested("Day"), await requested("Month"), await requested("Year")]).toEqual(["0", "0", "0"]);
  cebeo.settings.noDate = "without year";
  expect([await requested("Day"), await requested("Year")]).toEqual(["1", null]);
});

test("an order keeps the price of when it was placed", async () => {
  await caller.create();
  cebeo.store.articles.put({ ...cebeo.store.articles.find("3100010")!, netPrice: "1.0" });
  expect(textAt((await caller.order("BB-1")).lines[0], "UnitPrice", "NetPrice")).toBe("12,2500");
});

test("an order without a date has that of the day in Brussels", async () => {
  await cebeo.stop();
  // Half past midnight on the first of December there, still November in UTC.
  cebeo = await startCebeo({ now: () => Date.parse("2026-11-30T23:30:00Z") });
  await callerOf(cebeo).create();
  expect(placed()[0]?.orderDate).toEqual({ day: 1, month: 12, year: 2026 });
});

test("hostile text goes in and comes out as text", async () => {
  const hostile = `<script>alert("1")</script> & 'co' ]]>`;
  const escaped = hostile.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  await caller.create({ header: `<CustomerOrderRef>${escaped}</CustomerOrderRef><Comments>${escaped}</Comments>` });
  expect(placed()[0]).toMatchObject({ customerOrderRef: hostile, comments: [hostile] });
  expect(textAt((await caller.order("BB-1")).detail, "OrderHeader", "CustomerOrderRef")).toBe(hostile);
});
