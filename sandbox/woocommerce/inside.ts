/** The shop from the inside, as its owner sees and changes it: products, stock, customers, sales. No part of the imitated API. */
import type { Catalog } from "./catalog.ts";
import type { Categories } from "./categories.ts";
import type { Customers } from "./customers.ts";
import type { ItemJson, Json, OrderJson } from "./documents.ts";
import type { Picture, Pictures } from "./images.ts";
import type { Announce } from "./order-routes.ts";
import type { OrderStore } from "./orders.ts";
import type { ProductWrites } from "./product-writes.ts";
import type { Stock, StockMove } from "./stock.ts";

export interface ShopProducts {
  /** Products and variations, in the sequence of their ids. */ list(): readonly ItemJson[];
  get(id: number): ItemJson | undefined;
  withSku(sku: string): readonly ItemJson[];
  /** Makes a product, or with `parent` a variation, by hand; a SKU that is there already is let through. Returns its id. */
  add(body: Json, parent?: number): number;
  /** Changes one by hand, as its own screen does. */ change(id: number, body: Json): void;
  /** Gone for good, in no trash. */ remove(id: number): void;
  /** What is counted now: null where nothing is. */ stockOf(id: number): number | null;
  readonly moves: readonly StockMove[];
  readonly pictures: readonly Picture[];
  /** A plugin refuses the next writes to it, as often as said. */ refuse(id: number, times: number): void;
}

export interface ShopCustomers {
  list(): readonly ItemJson[];
  get(id: number): ItemJson | undefined;
  /** Makes an account by hand, of any role. Returns its id. */ add(body: Json): number;
  change(id: number, body: Json): void;
  /** Ids of which somebody wrote the password over REST. */ readonly passwords: readonly number[];
}

export interface Inside {
  readonly products: ShopProducts;
  readonly customers: ShopCustomers;
  readonly categories: { list(): readonly ItemJson[] };
  /** A checkout: false, and nothing happens, when something in it is no longer there. */ sell(
    order: OrderJson,
  ): boolean;
}

export interface InsideParts {
  readonly catalog: Catalog;
  readonly categories: Categories;
  readonly customers: Customers;
  readonly writes: ProductWrites;
  readonly stock: Stock;
  readonly pictures: Pictures;
  readonly store: OrderStore;
  readonly announce: Announce;
}

export function insideOf(parts: InsideParts): Inside {
  const { catalog, categories, customers, writes, stock, pictures, store, announce } = parts;
  return {
    products: {
      list: () => [...catalog.products.values(), ...catalog.variations.values()].toSorted((a, b) => a.id - b.id),
      get: (id) => catalog.item(id),
      withSku: (sku) => catalog.withSku(sku),
      add: (body, parent) => writes.byHand(undefined, body, parent).id,
      change: (id, body) => void writes.byHand(id, body),
      remove: (id) => catalog.forget(id),
      stockOf(id) {
        const item = catalog.item(id);
        const counter = item === undefined ? undefined : catalog.counter(item);
        return counter === undefined ? null : Number(counter["stock_quantity"] ?? 0);
      },
      moves: stock.moves,
      pictures: pictures.list,
      refuse: (id, times) => writes.refuse(id, times),
    },
    customers: {
      list: () => customers.list,
      get: (id) => customers.get(id),
      add: (body) => customers.byHand(undefined, body).id,
      change: (id, body) => void customers.byHand(id, body),
      passwords: customers.passwords,
    },
    categories: { list: () => categories.list },
    sell(order) {
      if (!stock.has(order)) return false;
      stock.settle(order);
      store.put(order);
      announce("order.updated", order.id);
      announce("order.created", order.id);
      return true;
    },
  };
}
