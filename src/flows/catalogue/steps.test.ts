import { expect, test } from "vitest";
import type { Transform } from "#connect/transform.ts";
import { amount } from "#domain/amount.ts";
import { Item } from "#domain/item.ts";
import { stepNames, throughSteps } from "./steps.ts";

const item = (id: string, more: Partial<Item> = {}): Item => ({
  ...Item.parse({
    ...{ externalId: id, name: `Mok ${id}`, sellersItemIdentifier: `MOK-${id}`, price: "10", pricesIncludeTax: false },
    ...{ stock: "9", vatRate: null, modifiedAt: null },
  }),
  ...more,
});
const step = (id: string, change: (given: Item) => Item): Transform => ({
  id,
  labels: { nl: id },
  item: (given) => change(given as Item),
});
const warehouses = [
  { warehouseId: "1", available: amount("4"), isDefault: true },
  { warehouseId: "2", available: amount("9"), isDefault: false },
];

test("without steps an item stays what it is, with its warehouses", () => {
  const given = [item("1", { warehouses })];
  expect(throughSteps(given, [])).toEqual({ items: given, stopped: [] });
});

test("an item that a step stops is named with the step and its words, and keeps no other", () => {
  const strict = step("strict", (given) => {
    if (given.externalId === "1") throw new Error("hoort niet in de winkel");
    return { ...given, name: given.name.toUpperCase() };
  });
  const { items, stopped } = throughSteps([item("1"), item("2")], [strict]);
  expect(items.map(({ name }) => name)).toEqual(["MOK 2"]);
  expect(stopped.map(({ item: { name }, stop }) => [name, stop.code, stop.details])).toEqual([
    ["Mok 1", "stop.step", { step: "strict", value: "hoort niet in de winkel" }],
  ]);
});

test("a stock that a step says counts instead of the warehouses, also when it is what the source said of the whole", () => {
  const second = step("second", (given) => ({ ...given, stock: given.warehouses[1]?.available ?? null }));
  const [made] = throughSteps([item("1", { warehouses })], [second]).items;
  expect([made?.stock, made?.warehouses]).toEqual([amount("9"), []]);
  const silent = step("silent", (given) => given);
  expect(throughSteps([item("1", { warehouses })], [silent]).items[0]?.warehouses).toEqual(warehouses);
});

test("names that are no list of steps are none", () => {
  expect(stepNames({ transforms: ["a", "b"] })).toEqual(["a", "b"]);
  expect([stepNames({}), stepNames({ transforms: "a" })]).toEqual([[], []]);
});
