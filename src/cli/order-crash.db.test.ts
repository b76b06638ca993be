import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import pg from "pg";
import { expect, inject, onTestFinished, test } from "vitest";
import { hubClient, type HubClient } from "#cli/hub-client.ts";
import type { Fault } from "#sandbox/cebeo/faults.ts";
import { startCebeo, type Cebeo } from "#sandbox/cebeo/stand-in.ts";
import { makeAccessToken } from "#store/access-tokens.ts";
import { until } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import { timeLapse, type Lapse } from "./testing/lapse.ts";
import { startCommand, type Running } from "./testing/run-command.ts";
import { orderLogin } from "./testing/supplier-world.ts";

interface World {
  readonly under: HubUnderTest;
  readonly cebeo: Cebeo;
  readonly lapse: Lapse;
  readonly api: HubClient;
  readonly buyerId: string;
  readonly roadId: string;
}

/** A company with a login at Cebeo, on a hub that sends nothing itself: that is what workers are for. */
async function world(): Promise<World> {
  const under = await hubUnderTest({ role: "server" });
  const cebeo = await startCebeo();
  onTestFinished(() => cebeo.stop());
  const administrationId = await under.store.makeAdministration();
  await sql`insert into modules (administration_id, module, state) values (${administrationId}, 'supplierWebshops', 'on')`.execute(
    under.store.owner,
  );
  const { hub, store } = under;
  const token = await makeAccessToken(store.hub, store.key, { name: "Anna", administrationId, role: "owner" });
  const api = hubClient(hub.url, token);
  const { id: buyerId } = await api.post<{ id: string }>("/api/parties", { name: "Groothandel Voorbeeld NV" });
  const [account] = cebeo.accounts.list();
  const { customerNumber = "", userName = "", password = "" } = account ?? {};
  const settings = { customerNumber, userName, address: cebeo.url };
  const login = { connector: "cebeo", alias: userName, partyId: buyerId };
  const roadId = await orderLogin(api, login, settings, { password });
  return { under, cebeo, lapse: timeLapse(store), api, buyerId, roadId };
}

/** An order on its way; its number, and how it stands. */
async function sentOrder({ api, buyerId, roadId, under }: World) {
  const line = {
    itemName: "Kabel",
    sellersItemIdentifier: "7000001",
    quantity: "200",
    unitCode: "MTR",
    price: "2.105",
  };
  const lines = [{ ...line, vatCategory: "S", vatRate: "21" }];
  const { id } = await api.post<{ id: string }>("/api/documents", { kind: "purchaseOrder", buyerId, lines });
  const { number } = await api.post<{ number: string }>(`/api/documents/${id}/issue`, {});
  const { version } = await api.get<{ version: number }>(`/api/purchase-orders/${id}`);
  await api.post(`/api/purchase-orders/${id}/send`, { version, roadId });
  const read = async () => {
    const { rows } = await sql<{ state: string; asksPerson: boolean; code: string; theirs: string }>`select state,
      asks_person as "asksPerson", reason_code as code, supplier_order_id as theirs
      from purchase_sendings where document_id = ${id}`.execute(under.store.owner);
    return rows[0] ?? { state: "", asksPerson: false, code: "", theirs: "" };
  };
  return { number, read };
}

/** A worker as a process of its own, which can be killed. */
async function startWorker({ under }: World): Promise<Running> {
  // Roles belong to the whole server: one hub at a time prepares them.
  const lock = new pg.Client({ ...inject("cluster"), database: "postgres" });
  await lock.connect();
  try {
    await lock.query("select pg_advisory_lock(2)");
    const worker = startCommand(["src/main.ts", "--role", "worker"], {
      ...(await under.environment()),
      SCHAKEL_LOG: "warn",
    });
    await worker.line(/Schakel works/);
    return worker;
  } finally {
    await lock.end();
  }
}

/** Keeps what is written of the order's way so that nobody can write how it ended, until the returned function is called. */
async function holdEffects({ under }: World): Promise<() => Promise<void>> {
  const client = new pg.Client({ ...inject("cluster"), database: under.store.address.database });
  await client.connect();
  await client.query("begin");
  await client.query("select from effects where state = 'intent' for update");
  return () => client.end();
}

interface Point {
  readonly fault: Fault;
  /** Resolves when the worker stands there; what it returns is done after the kill. */
  readonly reached: (world: World, number: string) => Promise<() => Promise<void>>;
  /** How it ends, and how many orders are there by then. */
  readonly ends: readonly ["sent" | "held", number];
}

const nothing = () => Promise.resolve();
const match = /^Order\/Create/;
const creates = ({ cebeo }: World, number: string): number =>
  cebeo.requests.filter(({ asked, body }) => asked.startsWith("Order/Create") && body.includes(`>${number}<`)).length;
const left = (at: World, number: string) =>
  until("the order at the supplier", () => Promise.resolve(creates(at, number) === 1));

const points: readonly (readonly [string, Point])[] = [
  [
    "after the supplier wrote it down, before it answered",
    {
      fault: { kind: "slow", ms: 3_600_000, match },
      async reached(at, number) {
        await left(at, number);
        return nothing;
      },
      ends: ["sent", 1],
    },
  ],
  [
    "after it left, and the supplier never does anything with it",
    {
      fault: { kind: "hang", match },
      async reached(at, number) {
        await left(at, number);
        return nothing;
      },
      ends: ["held", 0],
    },
  ],
  [
    "after the supplier said yes, before that is written down",
    {
      fault: { kind: "slow", ms: 3000, match },
      async reached(at, number) {
        await left(at, number);
        const release = await holdEffects(at);
        const isLookedUp = () => at.cebeo.requests.some(({ asked }) => asked === `Order/Get CustomerOrderID ${number}`);
        await until("the look after the answer", () => Promise.resolve(isLookedUp()));
        await sleep(500);
        return release;
      },
      ends: ["sent", 1],
    },
  ],
];

/** Longer than an order may be on its way. */
const surelyGoneMs = 60_000;

test(
  "a worker that is killed while it sends an order leaves one order at the supplier, or one that is held",
  { timeout: 900_000 },
  async () => {
    const at = await world();
    let worker = await startWorker(at);
    for (const [when, { fault, reached, ends }] of points) {
      at.cebeo.fault(fault);
      const { number, read } = await sentOrder(at);
      const afterwards = await reached(at, number);
      expect([when, (await read()).state]).toEqual([when, "sending"]);
      worker.process.kill("SIGKILL");
      await worker.ended;
      await afterwards();
      await at.lapse.jump(surelyGoneMs);
      worker = await startWorker(at);
      await at.lapse.run(async () => {
        const { state, asksPerson } = await read();
        return state === "sent" || asksPerson;
      }, 20);
      const { state, asksPerson, code, theirs } = await read();
      const there = at.cebeo.store.orders.withCustomerOrderId(number);
      const end = state === "unknown" && asksPerson && code === "remote.outcome_unknown" ? "held" : state;
      expect([when, end, there.length, creates(at, number)]).toEqual([when, ...ends, 1]);
      expect([when, theirs]).toEqual([when, there[0]?.supplierOrderId ?? ""]);
    }
  },
);
