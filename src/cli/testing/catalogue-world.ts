import { z } from "zod";
import { defineConnector, eraseSettings, type AnyConnector, type Session } from "#connect/connector.ts";
import type { OperationName } from "#connect/operations.ts";
import { registry } from "#connectors/registry.ts";
import { amount, text, type Amount } from "#domain/amount.ts";
import { HubError } from "#domain/error.ts";
import { Item, type ItemWrite } from "#domain/item.ts";
import type { Order } from "#domain/order.ts";
import { normaliseEmail, Party } from "#domain/party.ts";

/** An ERP and a shop in memory, of one test. */
export interface CatalogueWorld {
  readonly id: string;
  /** Of the ERP; each change gets a moment of its own. */
  readonly items: Map<string, z.output<typeof Item>>;
  readonly parties: Map<string, { party: Party; modifiedAt: string }>;
  readonly images: Map<string, Buffer>;
  /** Of the shop. */
  readonly products: Map<string, z.output<typeof Item>>;
  readonly categories: { id: string; name: string; parentId: string }[];
  readonly customers: Map<string, Party>;
  readonly orders: Map<string, Order>;
  /** Orders that are there, in a form that is not expected. */
  readonly unreadableOrders: Set<string>;
  /** Products whose stock the shop does not count, whatever it is told. */
  readonly countsNever: Set<string>;
  /** What the shop makes of the next quantity that is written; null: as it was sent. */
  takes: ((quantity: Amount) => Amount) | null;
  /** Every write that arrived at the shop, in order. */
  readonly writes: { readonly operation: OperationName; readonly input: unknown }[];
  /** Every read and write, by name. */
  readonly calls: OperationName[];
  pageSize: number;
  /** Called before anything is done; what it throws is the answer. */
  before: (operation: OperationName, input: never) => Promise<void> | void;
  /** Called when it was done, before it is answered. */
  after: (operation: OperationName, input: never) => Promise<void> | void;
  putItem(given: Partial<z.input<typeof Item>> & { externalId: string }): void;
  putParty(given: Partial<z.input<typeof Party>> & { externalId: string }): void;
  putProduct(given: Partial<z.input<typeof Item>> & { externalId: string }): void;
  writesOf(operation: OperationName): number;
}

const worlds = new Map<string, CatalogueWorld>();
let made = 0;

const plain = {
  ...{ name: "Mok", sellersItemIdentifier: "MOK-1", price: "10", pricesIncludeTax: false, stock: null, vatRate: null },
  ...{ vatClass: "HOOG", modifiedAt: "2026-11-01T08:00:00Z" },
} as const;

export function openWorld(): CatalogueWorld {
  made += 1;
  let seconds = 0;
  const tick = () =>
    Temporal.Instant.from("2026-11-02T08:00:00Z")
      .add({ seconds: (seconds += 1) })
      .toString();
  const world: CatalogueWorld = {
    ...{ id: `world-${made}`, items: new Map(), parties: new Map(), images: new Map(), products: new Map() },
    ...{ categories: [], customers: new Map(), orders: new Map(), unreadableOrders: new Set(), writes: [], calls: [] },
    ...{ pageSize: 3, countsNever: new Set(), takes: null },
    before: () => undefined,
    after: () => undefined,
    putItem(given) {
      const known = world.items.get(given.externalId);
      world.items.set(given.externalId, Item.parse({ ...plain, ...known, ...given, modifiedAt: tick() }));
    },
    putParty(given) {
      const known = world.parties.get(given.externalId)?.party;
      const party = Party.parse({ address: {}, ...known, ...given });
      world.parties.set(given.externalId, { party, modifiedAt: tick() });
    },
    putProduct(given) {
      const known = world.products.get(given.externalId);
      world.products.set(given.externalId, Item.parse({ ...plain, vatClass: "std", stock: "0", ...known, ...given }));
    },
    writesOf: (operation) => world.writes.filter((write) => write.operation === operation).length,
  };
  worlds.set(world.id, world);
  return world;
}

const settings = z.object({ world: z.string() });
type Its = Session<typeof settings>;

/** Goes through the hooks of the world, and writes down what arrived. */
const on =
  <I, O>(operation: OperationName, work: (world: CatalogueWorld, input: I) => O, isWrite = false) =>
  async (session: Its, input: I): Promise<O> => {
    const world = worlds.get(session.settings.world);
    if (world === undefined) throw new HubError("settings.invalid", "no such world");
    world.calls.push(operation);
    await world.before(operation, input as never);
    if (isWrite) world.writes.push({ operation, input });
    const answer = work(world, input);
    await world.after(operation, input as never);
    return answer;
  };

interface Asked {
  readonly modifiedSince: string | null;
  readonly cursor: string | null;
}

function pageOf<T extends { readonly modifiedAt: string | null }>(
  all: Iterable<T>,
  { modifiedSince, cursor }: Asked,
  size: number,
) {
  const wanted = [...all]
    .filter(({ modifiedAt }) => modifiedSince === null || (modifiedAt ?? "") >= modifiedSince)
    .toSorted((a, b) => ((a.modifiedAt ?? "") < (b.modifiedAt ?? "") ? -1 : 1));
  const from = Number(cursor ?? 0);
  const items = wanted.slice(from, from + size);
  const next = from + size < wanted.length ? String(from + size) : null;
  return { items, next, seenUntil: items.at(-1)?.modifiedAt ?? null, total: wanted.length };
}

const common = {
  docs: "https://example.test",
  isExample: true,
  settings,
  labels: { nl: { world: "Wereld" } },
  credentials: { type: "none" },
  rateLimit: { per: "connection", windows: [], concurrency: 8 },
  check: async () => ({ account: "test", learnt: {}, warnings: [] }),
} as const;

const available = ({ warehouses, stock }: z.output<typeof Item>) =>
  warehouses.length > 0 ? warehouses : [{ warehouseId: "1", available: stock ?? amount("0"), isDefault: true }];

const erp = defineConnector({
  ...common,
  id: "test-erp",
  name: "Test-ERP",
  kind: "accounting",
  baseUrl: (its) => new URL(`https://erp.example.test/${its.world}/`),
  operations: {
    "products.list": on(
      "products.list",
      (world, input: Asked) => pageOf(world.items.values(), input, world.pageSize) as never,
    ),
    "products.find": on("products.find", (world, { codes }: { codes: string[] }) => ({
      items: [...world.items.values()].filter(({ sellersItemIdentifier: code }) => codes.includes(code)) as never[],
    })),
    "stock.list": on("stock.list", (world, input: Asked) => {
      const page = pageOf(world.items.values(), input, world.pageSize);
      return { ...page, items: page.items.map((item) => ({ ...item, warehouses: available(item) })) as never[] };
    }),
    "customers.list": on("customers.list", (world, input: Asked) => {
      const page = pageOf(world.parties.values(), input, world.pageSize);
      return { ...page, items: page.items.map(({ party }) => party) };
    }),
    "images.get": on("images.get", (world, { imageId, maximumBytes }: { imageId: string; maximumBytes: number }) => {
      const bytes = world.images.get(imageId) ?? Buffer.alloc(0);
      if (bytes.byteLength > maximumBytes) throw new HubError("document.rejected", "The picture is too large");
      return { mediaType: "image/jpeg", base64: bytes.toString("base64") };
    }),
    "warehouses.list": on("warehouses.list", () => ({ items: [{ id: "1", name: "Gent" }] })),
    "vatClasses.list": on("vatClasses.list", () => ({ items: [{ id: "HOOG", name: "21 %" }] })),
  },
});

function applied(item: z.output<typeof Item>, write: ItemWrite, world: CatalogueWorld): z.output<typeof Item> {
  const { categories, imageUrls, price, stock, attributes, ...texts } = write;
  const named = (id: string) => world.categories.find((one) => one.id === id)?.name ?? id;
  return {
    ...item,
    ...(Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined)) as Partial<typeof item>),
    ...(price !== undefined && { price }),
    ...(stock !== undefined && { stock }),
    ...(attributes !== undefined && { attributes: { ...item.attributes, ...attributes } }),
    ...(categories !== undefined && { categories: categories.map((id) => [named(id)]) }),
    ...(imageUrls !== undefined && { images: imageUrls.map((id) => ({ id, fileName: "", revision: id })) }),
  };
}

const unreadable = (ids: readonly string[]) =>
  ids.map((id) => ({ id, code: "remote.protocol_changed" as const, message: "a tax of a fixed amount" }));

const byEmail = (world: CatalogueWorld, buyer: Party) =>
  [...world.customers].find(([, one]) => normaliseEmail(one.email) === normaliseEmail(buyer.email));

const shop = defineConnector({
  ...common,
  id: "test-shop",
  name: "Test-winkel",
  kind: "webshop",
  baseUrl: (its) => new URL(`https://shop.example.test/${its.world}/`),
  operations: {
    "products.list": on(
      "products.list",
      (world, input: Asked) => ({ ...pageOf(world.products.values(), input, 100), pricesIncludeTax: false }) as never,
    ),
    "products.find": on("products.find", (world, { codes }: { codes: string[] }) => ({
      items: [...world.products.values()].filter(({ sellersItemIdentifier: code }) => codes.includes(code)) as never[],
    })),
    "products.create": {
      repeat: "look-up",
      visibleAfterSeconds: 0,
      find: async () => null,
      run: on(
        "products.create",
        (world, { item }: { item: ItemWrite }) => {
          const id = `p${world.products.size + 1}`;
          const code = item.sellersItemIdentifier ?? "";
          const empty = { ...plain, externalId: id, name: "", price: null, vatClass: "", stock: "0" };
          world.products.set(id, applied(Item.parse(empty), { isActive: true, ...item }, world));
          return { id, number: code };
        },
        true,
      ),
    },
    "products.update": on(
      "products.update",
      (world, { externalId, item }: { externalId: string; item: ItemWrite }) => {
        const product = world.products.get(externalId);
        if (product === undefined) throw new HubError("document.rejected", "no such product");
        const changed = applied(product, item, world);
        world.products.set(externalId, changed);
        return { item: changed as never };
      },
      true,
    ),
    "stock.set": on(
      "stock.set",
      (world, { items }: { items: { externalId: string; quantity: Amount }[] }) => ({
        items: items.map(({ externalId, quantity }) => {
          if (world.countsNever.has(externalId)) return { externalId, quantity: null };
          const product = world.products.get(externalId);
          const stock = world.takes?.(quantity) ?? quantity;
          if (product !== undefined) world.products.set(externalId, { ...product, stock });
          return { externalId, quantity: text(stock) };
        }),
      }),
      true,
    ),
    "vatClasses.list": on("vatClasses.list", () => ({ items: ["std", "low"].map((id) => ({ id, name: id })) })),
    "categories.list": on("categories.list", (world) => ({ items: world.categories.map((one) => ({ ...one })) })),
    "categories.create": {
      repeat: "none",
      run: on(
        "categories.create",
        (world, { name, parentId }: { name: string; parentId: string }) => {
          const id = `c${world.categories.length + 1}`;
          world.categories.push({ id, name, parentId });
          return { id, number: id };
        },
        true,
      ),
    },
    "customers.find": on("customers.find", (world, { buyer }: { buyer: Party }) => {
      const found = byEmail(world, buyer);
      return found === undefined ? null : { id: found[0], buyer: found[1] };
    }),
    "customers.create": {
      repeat: "look-up",
      visibleAfterSeconds: 0,
      find: async () => null,
      run: on(
        "customers.create",
        (world, { buyer }: { buyer: Party }) => {
          const id = `k${world.customers.size + 1}`;
          world.customers.set(id, buyer);
          return { id };
        },
        true,
      ),
    },
    "customers.update": on(
      "customers.update",
      (world, { externalId, buyer }: { externalId: string; buyer: Party }) => {
        world.customers.set(externalId, buyer);
        return { id: externalId };
      },
      true,
    ),
    "orders.list": on("orders.list", (world, { modifiedSince }: Asked) => {
      const items = [...world.orders.values()].filter(
        ({ modifiedAt }) => modifiedSince === null || modifiedAt >= modifiedSince,
      );
      const seenUntil = items.at(-1)?.modifiedAt ?? null;
      return { items: items as never[], unreadable: unreadable([...world.unreadableOrders]), next: null, seenUntil };
    }),
    "orders.get": on("orders.get", (world, { ids }: { ids: string[] }) => ({
      items: ids.flatMap((id) => world.orders.get(id) ?? []) as never[],
      unreadable: unreadable(ids.filter((id) => world.unreadableOrders.has(id))),
    })),
  },
});

/** The registry is data; in this process it has two more. */
export function registerWorlds(): void {
  const all = registry as Record<string, AnyConnector>;
  all["test-erp"] = eraseSettings(erp);
  all["test-shop"] = eraseSettings(shop);
}
