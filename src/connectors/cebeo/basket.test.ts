import { afterEach, beforeEach, expect, test } from "vitest";
import { asHubError } from "#domain/error.ts";
import { contentOfBasket } from "#domain/supplier/basket.ts";
import { cebeoUnderTest, type CebeoUnderTest } from "./testing/cebeo-under-test.ts";

let world: CebeoUnderTest;
beforeEach(async () => {
  world = await cebeoUnderTest();
});
afterEach(() => world.stop());

const basket = () => world.run("basket.get", {});
const clear = (content: string) => world.run("basket.clear", { content });

test("an empty basket is empty, no error", async () => {
  expect(await basket()).toEqual({ suppliersBasketId: "", currency: "EUR", lines: [] });
  world.cebeo.settings.noOrder = "empty order";
  expect((await basket()).lines).toEqual([]);
});

test("its lines, in Cebeo's units as ours; the same article twice is two lines", async () => {
  for (const [code, quantity] of [
    ["7000001", 200],
    ["0700002", 10],
    ["7000001", 100],
    ["3100012", 1],
  ] as const)
    world.cebeo.shopper.put("WSDEMO", code, quantity);
  const { lines } = await basket();
  expect(
    lines.map((line) => [
      line.suppliersItemIdentifier,
      line.quantity,
      line.unitCode,
      line.gtin,
      line.price?.net ?? null,
    ]),
  ).toEqual([
    ["7000001", "200", "MTR", "05412345000013", "2.1050"],
    ["0700002", "10", "C62", "", "3.9330"],
    ["7000001", "100", "MTR", "05412345000013", "2.1050"],
    ["3100012", "1", "C62", "", null],
  ]);
  expect(new Set(lines.map(({ lineId }) => lineId)).size).toBe(4);
});

test("the basket of one login is not that of another", async () => {
  world.cebeo.shopper.put("WSAN", "7000001", 300);
  expect((await basket()).lines).toEqual([]);
});

test("is emptied when it is still what was copied, read again right before", async () => {
  world.cebeo.shopper.put("WSDEMO", "7000001", 200);
  const content = contentOfBasket(await basket());
  expect(await clear(content)).toEqual({ changed: null });
  expect((await basket()).lines).toEqual([]);
  expect(world.asked().slice(1, 3)).toEqual(["Order/Get OpenOrder", "Order/Delete OpenOrder"]);
});

test("what was put in meanwhile is not thrown away: it comes back as it is now", async () => {
  world.cebeo.shopper.put("WSDEMO", "7000001", 200);
  const content = contentOfBasket(await basket());
  world.cebeo.shopper.put("WSDEMO", "0700002", 10);
  const { changed } = await clear(content);
  expect(changed?.lines.map(({ quantity }) => quantity)).toEqual(["200", "10"]);
  expect((await basket()).lines).toHaveLength(2);
  expect(world.asked()).not.toContain("Order/Delete OpenOrder");
});

test("somebody else emptied it: told as changed. One that was empty and is, is left alone", async () => {
  world.cebeo.shopper.put("WSDEMO", "7000001", 200);
  const content = contentOfBasket(await basket());
  world.cebeo.shopper.empty("WSDEMO");
  expect((await clear(content)).changed?.lines).toEqual([]);
  expect(await clear(contentOfBasket({ lines: [] }))).toEqual({ changed: null });
  expect(world.asked()).not.toContain("Order/Delete OpenOrder");
});

test("an answer that is lost while it is emptied leaves in doubt whether it is", async () => {
  world.cebeo.shopper.put("WSDEMO", "7000001", 200);
  const content = contentOfBasket(await basket());
  world.cebeo.fault({ kind: "loseAnswer", match: /^Order\/Delete/ });
  const code = await clear(content).catch((thrown: unknown) => asHubError(thrown).code);
  expect(code).toBe("remote.outcome_unknown");
});
