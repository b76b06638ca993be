import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { openWorld, type CatalogueWorld } from "./testing/catalogue-world.ts";
import { coupleCatalogue } from "./testing/coupled-catalogue.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import { root } from "./testing/run-command.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest({ more: { SCHAKEL_CONNECTORS: join(root, "examples/second-warehouse") } });
});

/** Two items that lie in both warehouses, and one that lies in the first alone. */
function twoWarehouses(): CatalogueWorld {
  const world = openWorld();
  for (const n of [1, 2, 3])
    world.putItem({
      externalId: `i${n}`,
      sellersItemIdentifier: `A-${n}`,
      name: `Artikel ${n}`,
      warehouses: [
        { warehouseId: "1", available: "100", isDefault: true },
        ...(n === 3 ? [] : [{ warehouseId: "2", available: String(n) }]),
      ],
    });
  return world;
}
const steps = { transforms: ["second-warehouse"] };

test("the steps there are can be asked for, and one that is not there is refused by name", async () => {
  const { api, erpId, shopId, couplingId } = await coupleCatalogue(under, "products");
  expect((await api.get<{ pairs: object[] }>("/api/catalogue-couplings")).pairs).toEqual([
    {
      sourceConnectionId: erpId,
      sourceName: "ERP",
      targetConnectionId: shopId,
      targetName: "Winkel",
      kinds: ["products", "stock", "customers"],
    },
  ]);
  expect((await api.get<{ items: string[] }>(`/api/couplings/${couplingId}/limits`)).items.length).toBeGreaterThan(2);
  expect(await api.get("/api/catalogue-steps")).toEqual({
    items: [{ id: "second-warehouse", name: "Voorraad van het tweede magazijn" }],
  });
  const ends = { kind: "stock", sourceConnectionId: erpId, targetConnectionId: shopId };
  await expect(
    api.post("/api/catalogue-couplings", { ...ends, settings: { transforms: ["third-warehouse"] } }),
  ).rejects.toThrow("third-warehouse");
});

test("a new product begins with the stock that a step says, and the item it stops is held by name", async () => {
  const world = twoWarehouses();
  const settings = { ...steps, vatClasses: { HOOG: { to: "std", rate: "21" } } };
  const coupled = await coupleCatalogue(under, "products", settings, world);
  await coupled.start();
  const made = [...world.products.values()].map(({ sellersItemIdentifier: code, stock }) => `${code}: ${stock}`);
  expect(made.toSorted()).toEqual(["A-1: 1", "A-2: 2"]);
  const [held] = await coupled.records("?state=held");
  expect(held).toMatchObject({ code: "A-3", name: "Artikel 3", reason: { code: "stop.step" } });
  expect(held?.reason?.message).toContain("ligt niet in magazijn 2");
  expect(held?.reason?.who).not.toBeNull();

  // What was held is looked at again, and needs no look-up of codes the source may not know.
  world.putItem({ externalId: "i3", warehouses: [{ warehouseId: "2", available: "7" }] });
  await coupled.act("retry", { externalId: "i3" });
  await coupled.run("done");
  await coupled.follow();
  expect([...world.products.values()].find(({ sellersItemIdentifier: code }) => code === "A-3")?.stock).toBe("7");
  expect(world.writesOf("products.update")).toBe(0);
});

test("stock of a step counts instead of the warehouses of the source", async () => {
  const world = twoWarehouses();
  for (const n of [1, 2, 3]) world.putProduct({ externalId: `s${n}`, sellersItemIdentifier: `A-${n}`, stock: "50" });
  const coupled = await coupleCatalogue(under, "stock", steps, world);
  await coupled.start();
  const stocks = [...world.products.values()].map(({ sellersItemIdentifier: code, stock }) => `${code}: ${stock}`);
  expect(stocks.toSorted()).toEqual(["A-1: 1", "A-2: 2", "A-3: 50"]);
});
