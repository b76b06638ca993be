/** The open order of a login. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { startCebeo, type Cebeo } from "./stand-in.ts";
import { callerOf, quantitiesOf, type Caller } from "./testing/caller.ts";
import { textAt } from "./xml-tree.ts";

let cebeo: Cebeo;
let caller: Caller;
beforeEach(async () => {
  cebeo = await startCebeo();
  caller = callerOf(cebeo);
});
afterEach(() => cebeo.stop());

test("an empty basket is code 0 without Detail, in one of two shapes", async () => {
  const nothing = await caller.basket();
  expect(nothing).toMatchObject({ status: 200, code: "0", detail: undefined });
  expect(nothing.text).not.toContain("Order>");
  cebeo.settings.noOrder = "empty order";
  const empty = await caller.basket();
  expect(empty.text).toContain("<Order></Order>");
  expect(empty).toMatchObject({ code: "0", detail: undefined });
});

test("fetching does not empty it, clearing drops all of it, and there is nothing to clear then", async () => {
  cebeo.shopper.put("WSDEMO", "7000001", 100);
  cebeo.shopper.put("WSDEMO", "3100010", 3);
  const expected = [
    ["7000001", "100"],
    ["3100010", "3"],
  ];
  expect(quantitiesOf(await caller.basket())).toEqual(expected);
  expect(quantitiesOf(await caller.basket())).toEqual(expected);
  // What came in between goes with it.
  cebeo.shopper.put("WSDEMO", "3100011", 1);
  expect(await caller.clear()).toMatchObject({ code: "0", detail: undefined });
  expect((await caller.basket()).detail).toBeUndefined();
  expect(await caller.clear()).toMatchObject({ code: "20" });
});

test("the shopper puts, changes, takes out and empties", async () => {
  const { shopper } = cebeo;
  const first = shopper.put("WSDEMO", "7000001", 100);
  const second = shopper.put("WSDEMO", "7000001", 250);
  expect([first, second]).toEqual(["10", "20"]);
  shopper.change("WSDEMO", first, 300);
  expect(quantitiesOf(await caller.basket())).toEqual([
    ["7000001", "300"],
    ["7000001", "250"],
  ]);
  shopper.change("WSDEMO", first, 0);
  const left = await caller.basket();
  expect([quantitiesOf(left), textAt(left.lines[0], "SupplierOrderLineID")]).toEqual([[["7000001", "250"]], "20"]);
  shopper.change("WSDEMO", second, 0);
  expect((await caller.basket()).detail).toBeUndefined();
  shopper.put("WSDEMO", "7000001", 100);
  shopper.empty("WSDEMO");
  expect((await caller.basket()).detail).toBeUndefined();
});

test("what a shopper cannot do throws", () => {
  const { shopper } = cebeo;
  expect(() => shopper.put("WSDEMO", "9999999", 1)).toThrow("no article");
  expect(() => shopper.put("WSNIEMAND", "7000001", 1)).toThrow("0 accounts");
  expect(() => shopper.put("WSDEMO", "7000001", 1.5)).toThrow("quantity");
  expect(() => shopper.change("WSDEMO", "10", 1)).toThrow("empty");
  expect(() => shopper.checkOut("WSDEMO")).toThrow("empty");
  expect(() => shopper.confirm("80009999")).toThrow("no order");
  shopper.put("WSDEMO", "7000001", 1);
  expect(() => shopper.change("WSDEMO", "11", 1)).toThrow("no line");
  expect(() => shopper.confirm("80001234")).toThrow("open");
});

test("a basket has a number, and the next basket another", async () => {
  cebeo.shopper.put("WSDEMO", "3100010", 1);
  const number = textAt((await caller.basket()).detail, "OrderHeader", "SupplierOrderID")!;
  expect(quantitiesOf(await caller.order(number, "SupplierOrderID"))).toEqual([["3100010", "1"]]);
  expect(await caller.remove(number)).toMatchObject({ code: "0" });
  cebeo.shopper.put("WSDEMO", "3100010", 1);
  expect(textAt((await caller.basket()).detail, "OrderHeader", "SupplierOrderID")).not.toBe(number);
  expect((await caller.order(number, "SupplierOrderID")).detail).toBeUndefined();
});

test("a basket has the price of the moment, EAN and no number of ours", async () => {
  cebeo.shopper.put("WSDEMO", "7000001", 100);
  const article = cebeo.store.articles.find("7000001")!;
  cebeo.store.articles.put({ ...article, netPrice: "9.9" });
  const { lines } = await caller.basket();
  expect(textAt(lines[0], "UnitPrice", "NetPrice")).toBe("9,9000");
  expect(textAt(lines[0], "UnitPrice", "TarifPrice")).toBeNull();
  expect(textAt(lines[0], "Material", "EAN")).toBe("5412345000013");
  expect(textAt(lines[0], "CustomerOrderLineID")).toBeNull();
  cebeo.settings.orderPrices = "all";
  expect(textAt((await caller.basket()).lines[0], "UnitPrice", "TarifPrice")).toBe("4,7620");
  cebeo.store.articles.remove("7000001");
  expect(quantitiesOf(await caller.basket())).toEqual([["7000001", "100"]]);
});

test("a basket of 500 lines comes in one answer", async () => {
  for (let nth = 1; nth <= 500; nth += 1) cebeo.shopper.put("WSDEMO", "3100010", nth);
  const quantities = quantitiesOf(await caller.basket());
  expect(quantities).toHaveLength(500);
  expect(quantities.at(-1)).toEqual(["3100010", "500"]);
});

test("ordered in the webshop, the basket is empty and the order confirmed", async () => {
  cebeo.shopper.put("WSDEMO", "3100010", 2);
  const number = cebeo.shopper.checkOut("WSDEMO");
  expect((await caller.basket()).detail).toBeUndefined();
  expect(quantitiesOf(await caller.order(number, "SupplierOrderID"))).toEqual([["3100010", "2"]]);
  expect(await caller.remove(number)).toMatchObject({ code: "20" });
});
