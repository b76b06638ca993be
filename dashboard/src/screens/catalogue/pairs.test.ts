import { expect, test } from "vitest";
import type { Catalogue } from "./catalogue-state.ts";
import { modulesOf, ordersInPairs, ordersOf, type Pair } from "./pairs.ts";

const pair: Pair = {
  ...{ sourceConnectionId: "erp", sourceName: "Visma", targetConnectionId: "shop", targetName: "Velo" },
  kinds: ["products", "stock"],
};
const orders = (id: string, sourceConnectionId: string, targetConnectionId: string | null) => ({
  ...{ id, sourceConnectionId, targetConnectionId },
});

test("orders go from the shop to the package: the other way than everything else", () => {
  expect(ordersOf(pair, [orders("a", "shop", "erp")])).toEqual({ id: "a" });
  expect(ordersOf(pair, [orders("a", "shop", null)])).toBe("elsewhere");
  expect(ordersOf(pair, [orders("a", "shop", "other")])).toBe("elsewhere");
  expect(ordersOf(pair, [orders("a", "other", "erp"), orders("b", "erp", "shop")])).toBe("none");
});

test("each kind there can be has a line, with its own coupling and no other", () => {
  const made = (kind: Catalogue["kind"], sourceConnectionId: string) =>
    ({ id: kind, kind, sourceConnectionId, targetConnectionId: "shop" }) as Catalogue;
  const stock = made("stock", "erp");
  expect(modulesOf(pair, [made("products", "other"), stock, made("customers", "erp")])).toEqual([
    ["products", null],
    ["stock", stock],
  ]);
});

test("what stands in a pair does not stand in the list beside it", () => {
  const all = [orders("a", "shop", "erp"), orders("b", "till", null)];
  expect([...ordersInPairs([pair], all)]).toEqual(["a"]);
  expect([...ordersInPairs([], all)]).toEqual([]);
});
