import { sql } from "kysely";
import { z } from "zod";
import { defineConnector, eraseSettings, type AnyConnector, type Session } from "#connect/connector.ts";
import { registry } from "#connectors/registry.ts";
import { HubError } from "#domain/error.ts";
import type { SupplierOrder, SupplierOrderAnswer } from "#domain/supplier/supplier-order.ts";
import { hubClient, type HubClient } from "#cli/hub-client.ts";
import { makeAccessToken } from "#store/access-tokens.ts";
import { until } from "./coupled-shop.ts";
import type { HubUnderTest } from "./hub-under-test.ts";

/** A supplier in memory, of one test. */
export interface SupplierWorld {
  readonly id: string;
  /** Every order that arrived, in order. */
  readonly orders: SupplierOrder[];
  /** How often it was asked after one. */
  looks: number;
  /** Called before anything is done with an order; what it throws is the answer. */
  before: (order: SupplierOrder) => Promise<void> | void;
  /** Called when the supplier has it, before it answers. */
  after: (order: SupplierOrder) => Promise<void> | void;
  /** Called before it looks for one. */
  beforeLook: () => Promise<void> | void;
  /** What it says of an order. */
  answer: (order: SupplierOrder) => Partial<SupplierOrderAnswer>;
}

const worlds = new Map<string, SupplierWorld>();

export function openSupplier(): SupplierWorld {
  const world: SupplierWorld = {
    ...{ id: `supplier-${worlds.size + 1}`, orders: [], looks: 0 },
    before: () => undefined,
    after: () => undefined,
    beforeLook: () => undefined,
    answer: () => ({}),
  };
  worlds.set(world.id, world);
  return world;
}

const settings = z.object({ world: z.string(), repeat: z.enum(["look-up", "none"]).default("look-up") });
type Its = Session<typeof settings>;

function worldOf(session: Its): SupplierWorld {
  const world = worlds.get(session.settings.world);
  if (world === undefined) throw new HubError("settings.invalid", "no such world");
  return world;
}

const answered = (world: SupplierWorld, order: SupplierOrder) => {
  const number = `L-${world.orders.findIndex((one) => one.number === order.number) + 1}`;
  return { id: number, number, status: "accepted", ...world.answer(order) } as never;
};

const run = async (session: Its, { order }: { order: SupplierOrder }) => {
  const world = worldOf(session);
  await world.before(order);
  world.orders.push(order);
  await world.after(order);
  return answered(world, order);
};

const find = async (session: Its, _key: string, { input }: { readonly input: { readonly order: SupplierOrder } }) => {
  const world = worldOf(session);
  world.looks += 1;
  await world.beforeLook();
  const order = world.orders.find(({ number }) => number === input.order.number);
  return order === undefined ? null : answered(world, order);
};

const supplier = defineConnector({
  docs: "https://example.test",
  isExample: true,
  settings,
  labels: { nl: { world: "Wereld", repeat: "Herhalen" } },
  credentials: { type: "none" },
  rateLimit: { per: "connection", windows: [], concurrency: 8 },
  check: async () => ({ account: "test", learnt: {}, warnings: [] }),
  id: "test-supplier",
  name: "Test-groothandel",
  kind: "supplier",
  baseUrl: (its) => new URL(`https://supplier.example.test/${its.world}/`),
  operations: {
    "purchaseOrders.send": (its) =>
      its.repeat === "none" ? { repeat: "none", run } : { repeat: "look-up", visibleAfterSeconds: 0, find, run },
  },
});

/** The registry is data; in this process it has one more. Before any hub starts. */
export function registerSuppliers(): void {
  (registry as Record<string, AnyConnector>)["test-supplier"] = eraseSettings(supplier);
}

export interface SeenSending {
  readonly id: string;
  readonly channel: string;
  readonly state: string;
  readonly answer: string | null;
  readonly supplierNumber: string;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  readonly reason: { readonly code: string; readonly message: string; readonly text: string } | null;
  readonly asksPerson: boolean;
  readonly settledBy: string | null;
}
export interface SeenOrder {
  readonly version: number;
  readonly status: string;
  readonly sendings: readonly SeenSending[];
  readonly isChangedSinceSent: boolean;
  readonly mayChange: boolean;
  readonly received: string;
  readonly roads: readonly { readonly id: string; readonly name: string; readonly system: string }[];
}

/** A login at a supplier that is set up for ordering; returns its entry, which is what is chosen when an order is sent. */
export async function orderLogin(
  api: HubClient,
  more: { readonly connector: string; readonly alias: string; readonly partyId?: string },
  settings: object,
  credentials: object = {},
): Promise<string> {
  const made = await api.post<{ id: string; version: number }>("/api/supplier-entries", { function: "order", ...more });
  await api.put(`/api/supplier-entries/${made.id}`, { version: made.version, settings, credentials });
  return made.id;
}

/** A company that buys from a supplier of a test. */
export interface Purchaser {
  readonly administrationId: string;
  readonly api: HubClient;
  readonly world: SupplierWorld;
  readonly supplierId: string;
  readonly roadId: string;
  /** A purchase order that was placed: two lines with codes of the supplier. */
  placed(fields?: object): Promise<{ readonly id: string; readonly version: number; readonly number: string }>;
  see(id: string): Promise<SeenOrder>;
  send(id: string, more?: object): Promise<SeenOrder>;
  /** Waits until the last sending is in this state. */
  becomes(id: string, state: string): Promise<SeenOrder>;
  /** As time goes by: what waits is due, and attempts are this much older. */
  hurry(seconds?: number): Promise<void>;
}

export const cable = {
  itemName: "Installatiedraad 1,5 blauw",
  sellersItemIdentifier: "7000003",
  ...{ quantity: "200", unitCode: "MTR", price: "23.90", baseQuantity: "100", vatCategory: "S", vatRate: "21" },
};
export const lamp = {
  itemName: "LED lamp 9 W",
  sellersItemIdentifier: "0700002",
  ...{ quantity: "20", price: "3.933", vatCategory: "S", vatRate: "21" },
};

export async function purchaser(
  { hub, store }: HubUnderTest,
  own: object = {},
  world: SupplierWorld = openSupplier(),
): Promise<Purchaser> {
  const administrationId = await store.makeAdministration();
  const token = await makeAccessToken(store.hub, store.key, { name: "Anna", administrationId, role: "owner" });
  const api = hubClient(hub.url, token);
  const { id: supplierId } = await api.post<{ id: string }>("/api/parties", {
    name: "Groothandel Voorbeeld NV",
    email: "orders@groothandel.example",
    vatIdentifier: "BE0876543270",
  });
  await sql`insert into modules (administration_id, module, state) values (${administrationId}, 'test-supplier', 'on')`.execute(
    store.owner,
  );
  await sql`insert into modules (administration_id, module, state) values (${administrationId}, 'supplierWebshops', 'on')`.execute(
    store.owner,
  );
  const roadId = await orderLogin(
    api,
    { connector: "test-supplier", alias: "Groothandel" },
    { world: world.id, ...own },
  );
  const see = (id: string) => api.get<SeenOrder>(`/api/purchase-orders/${id}`);
  return {
    ...{ administrationId, api, world, supplierId, roadId, see },
    async placed(fields = {}) {
      const draft = { kind: "purchaseOrder", buyerId: supplierId, lines: [cable, lamp], ...fields };
      const { id } = await api.post<{ id: string }>("/api/documents", draft);
      return api.post(`/api/documents/${id}/issue`, {});
    },
    async send(id, more = {}) {
      const { version } = await see(id);
      return api.post(`/api/purchase-orders/${id}/send`, { version, roadId, ...more });
    },
    becomes: (id, state) =>
      until(`the order to be ${state}`, async () => {
        const seen = await see(id);
        return seen.sendings[0]?.state === state && seen;
      }),
    async hurry(seconds = 0) {
      await sql`update effects set first_attempt_at = first_attempt_at - make_interval(secs => ${seconds}),
        last_attempt_at = last_attempt_at - make_interval(secs => ${seconds})
        where administration_id = ${administrationId} and state <> 'done'`.execute(store.owner);
      await sql`update purchase_sendings set next_at = now() where administration_id = ${administrationId} and next_at is not null`.execute(
        store.owner,
      );
    },
  };
}
