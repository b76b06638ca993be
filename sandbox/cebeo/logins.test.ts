/** Who may call, and what belongs to a login. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { startCebeo, type Cebeo } from "./stand-in.ts";
import { an, callerOf, jan, piet, quantitiesOf } from "./testing/caller.ts";

let cebeo: Cebeo;
beforeEach(async () => {
  cebeo = await startCebeo();
});
afterEach(() => cebeo.stop());

test.each([
  ["another password", { ...jan, password: "geheim&2" }],
  ["a password in other case", { ...jan, password: "Geheim&1" }],
  ["a password escaped twice", { ...jan, password: "geheim&amp;1" }],
  ["another user", { ...jan, userName: "WSNIEMAND" }],
  ["a user in other case", { ...jan, userName: "wsdemo" }],
  ["a user of another customer", { ...jan, customerNumber: piet.customerNumber }],
  ["a space behind the customer number", { ...jan, customerNumber: "9900123 " }],
])("a wrong login is code 1 with a sentence: %s", async (_, login) => {
  const caller = callerOf(cebeo, login);
  for (const answer of [await caller.prices("7000001"), await caller.basket(), await caller.create()]) {
    expect(answer).toMatchObject({ status: 200, code: "1", items: [] });
    expect(answer.message).toMatch(/^Aanmelden mislukt/);
  }
  expect(cebeo.store.orders.list()).toEqual([]);
});

test.each([2, 3] as const)("a wrong login may be code %i", async (loginCode) => {
  cebeo.settings.loginCode = loginCode;
  expect(await callerOf(cebeo, { ...jan, password: "x" }).basket()).toMatchObject({ code: String(loginCode) });
  expect(await callerOf(cebeo).prices("9")).toMatchObject({ code: "1", message: "ART0011" });
});

test("too many wrong passwords in a row lock a login, also for the right one, and no other", async () => {
  cebeo.settings.lockAfter = 3;
  const [right, wrong] = [callerOf(cebeo), callerOf(cebeo, { ...jan, password: "x" })];
  await wrong.basket();
  await wrong.basket();
  expect(await right.basket()).toMatchObject({ code: "0" });
  for (let nth = 0; nth < 3; nth += 1) expect((await wrong.basket()).message).toMatch(/^Aanmelden/);
  expect(await right.basket()).toMatchObject({ code: "1", message: expect.stringContaining("geblokkeerd") as string });
  expect(cebeo.accounts.find("WSDEMO").isLocked).toBe(true);
  expect(await callerOf(cebeo, an).basket()).toMatchObject({ code: "0" });
  cebeo.accounts.unlock("WSDEMO");
  expect(await right.basket()).toMatchObject({ code: "0" });
});

test("a password changes, a login comes and goes", async () => {
  const { accounts } = cebeo;
  accounts.changePassword("WSDEMO", "nieuw");
  expect(await callerOf(cebeo).basket()).toMatchObject({ code: "1" });
  expect(await callerOf(cebeo, { ...jan, password: "nieuw" }).basket()).toMatchObject({ code: "0" });
  const els = { customerNumber: "9900456", userName: "WSDEMO", password: "els" };
  accounts.add({ ...els, orderedBy: "Els" });
  expect(await callerOf(cebeo, els).basket()).toMatchObject({ code: "0" });
  expect(() => accounts.find("WSDEMO")).toThrow("2 accounts");
  expect(accounts.find("9900456/WSDEMO").orderedBy).toBe("Els");
  accounts.remove("9900456/WSDEMO");
  expect(await callerOf(cebeo, els).basket()).toMatchObject({ code: "1" });
  expect(() => accounts.add({ ...jan, orderedBy: "nog een" })).toThrow(RangeError);
});

test("every login has its own basket, also at the same customer", async () => {
  cebeo.shopper.put("WSDEMO", "7000001", 100);
  cebeo.shopper.put("WSAN", "0700002", 10);
  expect(quantitiesOf(await callerOf(cebeo, jan).basket())).toEqual([["7000001", "100"]]);
  expect(quantitiesOf(await callerOf(cebeo, an).basket())).toEqual([["0700002", "10"]]);
  expect((await callerOf(cebeo, piet).basket()).detail).toBeUndefined();
  await callerOf(cebeo, jan).clear();
  expect(quantitiesOf(await callerOf(cebeo, an).basket())).toEqual([["0700002", "10"]]);
});

test("an order is seen by the login that placed it, or by its customer, and never by another customer", async () => {
  await callerOf(cebeo, jan).create({ id: "BB-1" });
  const { supplierOrderId } = cebeo.store.orders.list()[0]!;
  const seen = async (login: typeof jan): Promise<boolean[]> => {
    const caller = callerOf(cebeo, login);
    const answers = [await caller.order("BB-1"), await caller.order(supplierOrderId, "SupplierOrderID")];
    return answers.map(({ detail }) => detail !== undefined);
  };
  expect([await seen(jan), await seen(an), await seen(piet)]).toEqual([
    [true, true],
    [false, false],
    [false, false],
  ]);
  cebeo.settings.ordersSeenBy = "customer";
  expect([await seen(an), await seen(piet)]).toEqual([
    [true, true],
    [false, false],
  ]);
  expect(await callerOf(cebeo, piet).remove(supplierOrderId)).toMatchObject({ code: "20" });
  cebeo.shopper.put("WSDEMO", "7000001", 100);
  const basket = cebeo.store.orders.basket(cebeo.accounts.find("WSDEMO"))!.supplierOrderId;
  expect((await callerOf(cebeo, an).order(basket, "SupplierOrderID")).detail).toBeUndefined();
});
