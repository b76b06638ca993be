import { describe, expect, test } from "vitest";
import { Item } from "#domain/item.ts";
import { transformed, TransformNames, transformsNamed, type Transform } from "./transform.ts";

const item = Item.parse({
  externalId: "7",
  name: "Boormachine",
  sellersItemIdentifier: "BM-7",
  price: "129.00",
  pricesIncludeTax: false,
  stock: "3",
  warehouses: [{ warehouseId: "1", available: "3" }],
  vatRate: "21",
  modifiedAt: null,
});

const step = (change: (given: Item) => unknown, id = "a-step"): Transform => ({
  id,
  labels: { nl: "Een stap" },
  item: (given) => change(given as Item) as Item,
});

test("steps follow on each other in their order, and the item that went in stays as it was", () => {
  const louder = step((given) => ({ ...given, name: given.name.toUpperCase() }), "louder");
  const longer = step((given) => ({ ...given, name: `${given.name} en meer` }), "longer");
  expect(transformed(item, [louder, longer]).name).toBe("BOORMACHINE en meer");
  expect(transformed(item, [longer, louder]).name).toBe("BOORMACHINE EN MEER");
  expect(item.name).toBe("Boormachine");
  expect(transformed(item, [])).toEqual(item);
});

describe("stops this item, by the names of both", () => {
  test.each([
    [
      "what it throws",
      step(() => {
        throw new Error("geen tweede magazijn");
      }),
      "geen tweede magazijn",
    ],
    ["a change of what it was given", step((given) => Object.assign(given, { name: "Anders" })), "read only"],
    [
      "a change further down",
      step((given) => {
        for (const warehouse of given.warehouses) Object.assign(warehouse, { available: "9" });
        return given;
      }),
      "read only",
    ],
    ["a promise", step((given) => Promise.resolve(given)), "it made no item"],
    ["nothing", step(() => undefined), "it made no item"],
    ["a number for an amount", step((given) => ({ ...given, stock: 12 })), "it made no item: stock"],
    ["another item", step((given) => ({ ...given, externalId: "8" })), "it made another item of it"],
  ])("%s", (_name, wrong, why) => {
    expect(() => transformed(item, [wrong])).toThrow(
      expect.objectContaining({
        code: "document.invalid",
        message: expect.stringContaining(`The step a-step stopped BM-7: `),
        details: { transform: "a-step", item: "BM-7", value: expect.stringContaining(why) },
      }),
    );
  });
});

test("a coupling names its steps; one that this hub does not have is refused by name", () => {
  const known = step((given) => given, "known");
  const transforms = new Map([["known", known]]);
  expect(transformsNamed(transforms, TransformNames.parse(["known"]))).toEqual([known]);
  expect(TransformNames.parse(undefined)).toEqual([]);
  expect(TransformNames.safeParse(["../known"]).success).toBe(false);
  expect(() => transformsNamed(transforms, ["known", "gone"])).toThrow(
    expect.objectContaining({ code: "settings.invalid", details: { field: "transforms", value: "gone" } }),
  );
});
