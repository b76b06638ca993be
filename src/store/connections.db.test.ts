import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import {
  connectionsWithWork,
  connectionStates,
  connectionTransitions,
  insertConnection,
  openHookSecret,
  openSecrets,
  readConnection,
  resolveHook,
  setConnectionHealth,
  type ConnectionState,
} from "./connections.ts";
import { liveCouplings } from "./couplings.ts";
import { inAdministration, type Transaction } from "./database.ts";
import { insertDeliveries } from "./deliveries.ts";
import { testStore, type TestStore } from "./testing/database.ts";

let store: TestStore;
beforeAll(async () => {
  store = await testStore();
});

interface Made {
  readonly administrationId: string;
  readonly id: string;
  readonly hookKey: string;
}

async function makeConnection(): Promise<Made> {
  const administrationId = await store.makeAdministration();
  const [id, hookKey] = [randomUUID(), randomUUID()];
  await inAdministration(store.app, administrationId, (trx) =>
    insertConnection(trx, store.key, {
      id,
      administrationId,
      connector: "woocommerce",
      name: "De Molen",
      settings: { shopUrl: "https://shop.example.be" },
      accountKey: "woocommerce shop.example.be/wp-json",
      hookKey,
      hookSecret: `hook secret of ${id}`,
      pollingOnly: false,
      secrets: { consumerKey: "ck_1", consumerSecret: `secret of ${id}` },
    }),
  );
  return { administrationId, id, hookKey };
}

const within = <T>({ administrationId }: Made, work: (trx: Transaction) => Promise<T>) =>
  inAdministration(store.app, administrationId, work);

describe("secrets", () => {
  test("come back as they were given, and stand nowhere in the database as they are", async () => {
    const made = await makeConnection();
    const { administrationId, id, hookKey } = made;
    expect(await within(made, (trx) => openSecrets(trx, store.key, administrationId, id))).toEqual({
      consumerKey: "ck_1",
      consumerSecret: `secret of ${id}`,
    });
    expect(await within(made, (trx) => openHookSecret(trx, store.key, administrationId, id))).toBe(
      `hook secret of ${id}`,
    );
    expect(await resolveHook(store.hub, store.key, hookKey)).toEqual({
      connectionId: id,
      administrationId,
      connector: "woocommerce",
      settings: { shopUrl: "https://shop.example.be" },
      secret: `hook secret of ${id}`,
    });
    const { rows } = await sql<{ text: string }>`
      select encode(sealed, 'escape') as text from credentials union all select encode(sealed_hook_secret, 'escape') from connections`.execute(
      store.owner,
    );
    expect(rows.filter(({ text }) => text.includes("secret of") || text.includes("ck_1"))).toEqual([]);
  });

  test("do not open when they were copied to another connection or another name", async () => {
    const [one, other] = [await makeConnection(), await makeConnection()];
    const open = ({ administrationId, id }: Made) =>
      within({ administrationId, id, hookKey: "" }, (trx) => openSecrets(trx, store.key, administrationId, id));
    await sql`update credentials c set sealed = o.sealed from credentials o
      where c.connection_id = ${other.id} and o.connection_id = ${one.id} and o.name = c.name`.execute(store.owner);
    await expect(open(other)).rejects.toThrow("cannot be opened");
    await sql`update credentials c set sealed = (select sealed from credentials where connection_id = ${one.id} and name = 'consumerSecret')
      where connection_id = ${one.id} and name = 'consumerKey'`.execute(store.owner);
    await expect(open(one)).rejects.toThrow("cannot be opened");
  });

  test("of a hook path that nobody has are nobody's", async () => {
    expect(await resolveHook(store.hub, store.key, "guessed")).toBe(null);
  });
});

test("the state of a connection moves as its table says, and a paused one stays paused", async () => {
  const made = await makeConnection();
  for (const from of connectionStates) {
    for (const to of connectionStates) {
      await sql`update connections set state = ${from} where id = ${made.id}`.execute(store.owner);
      const moved = await within(made, async (trx) => {
        const connection = await readConnection(trx, made.administrationId, made.id);
        if (connection === null) throw new Error("gone");
        const written = await setConnectionHealth(trx, connection, {
          state: to,
          stateReason: "",
          retryAt: null,
          failures: 0,
        });
        return [written, (await readConnection(trx, made.administrationId, made.id))?.state];
      });
      const may = from === to || connectionTransitions[from].includes(to);
      expect([from, to, ...moved]).toEqual([from, to, may, may ? to : from]);
    }
  }
});

describe("connections with work that nobody rang for", () => {
  /** With one order delivered a minute ago and a live coupling, then changed. */
  async function made(change: (made: Made) => Promise<unknown>): Promise<boolean> {
    const connection = await makeConnection();
    const { administrationId, id: connectionId } = connection;
    await sql`insert into couplings (id, administration_id, kind, source_connection_id, state)
      values (${randomUUID()}, ${administrationId}, 'shopOrders', ${connectionId}, 'live')`.execute(store.owner);
    await insertDeliveries(store.hub, [
      {
        id: randomUUID(),
        administrationId,
        connectionId,
        topic: "",
        externalId: "42",
        headers: {},
        body: Buffer.alloc(0),
        state: "received",
        reason: "",
      },
    ]);
    await sql`update deliveries set received_at = now() - interval '1 minute' where connection_id = ${connectionId}`.execute(
      store.owner,
    );
    await change(connection);
    const found = await connectionsWithWork(store.hub, 10);
    return found.some((work) => work.connectionId === connectionId && work.administrationId === administrationId);
  }
  const setDelivery = (set: string) => (c: Made) =>
    sql`update deliveries set ${sql.raw(set)} where connection_id = ${c.id}`.execute(store.owner);
  const setConnection = (set: string) => (c: Made) =>
    sql`update connections set ${sql.raw(set)} where id = ${c.id}`.execute(store.owner);
  const setCoupling = (state: string) => (c: Made) =>
    sql`update couplings set state = ${state} where source_connection_id = ${c.id}`.execute(store.owner);
  const dueIn = (minutes: number) => async (c: Made) => {
    await setDelivery("state = 'done'")(c);
    await sql`insert into inbox (administration_id, connection_id, kind, external_id, outcome, next_attempt_at)
      values (${c.administrationId}, ${c.id}, 'order', '42', 'waiting', now() + make_interval(mins => ${minutes}))`.execute(
      store.owner,
    );
  };

  test.each<[string, boolean, (made: Made) => Promise<unknown>]>([
    ["have an open delivery that is old enough", true, async () => undefined],
    ["have one that came just now", false, setDelivery("received_at = now()")],
    ["have one that was looked at", false, setDelivery("state = 'done'")],
    ["have one that was refused", false, setDelivery("state = 'quarantined'")],
    ["have an order whose time has come", true, dueIn(-1)],
    ["have an order whose time has not come", false, dueIn(1)],
    ["must not be asked yet", false, setConnection("state = 'unreachable', retry_at = now() + interval '1 minute'")],
    ["may be asked again", true, setConnection("state = 'unreachable', retry_at = now() - interval '1 second'")],
    ["are paused", false, setConnection("state = 'paused'")],
    ["are coupled, but off", false, setCoupling("off")],
    ["are coupled, but only to try", false, setCoupling("dry")],
  ])("%s: %s", async (_name, expected, change) => {
    expect(await made(change)).toBe(expected);
  });

  test("are not swept when they are paused or their coupling is off", async () => {
    const changes = [async () => undefined, setConnection("state = 'paused'"), setCoupling("off")];
    const swept = async (c: Made) => (await liveCouplings(store.hub)).some((live) => live.connectionId === c.id);
    const seen: boolean[] = [];
    for (const change of changes) {
      await made(async (connection) => {
        await change(connection);
        seen.push(await swept(connection));
      });
    }
    expect(seen).toEqual([true, false, false]);
  });
});

test("every state has its row in the table of moves", () => {
  expect(Object.keys(connectionTransitions).toSorted()).toEqual([...connectionStates].toSorted());
  const reachable = new Set<ConnectionState>(Object.values(connectionTransitions).flat());
  expect(connectionStates.filter((state) => !reachable.has(state))).toEqual([]);
});
