import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import pg from "pg";
import { beforeAll, expect, inject, onTestFinished, test } from "vitest";
import { queueMail } from "#backoffice/mail/queue-mail.ts";
import { startMailbox, type Faults, type Mailbox } from "#sandbox/smtp/mailbox.ts";
import { inAdministration } from "#store/database.ts";
import { saveMailSettings, usualMailSettings } from "#store/mail-settings.ts";
import { testStore, type TestStore } from "#store/testing/database.ts";
import { until } from "./testing/coupled-shop.ts";
import { startCommand, type Running } from "./testing/run-command.ts";

let store: TestStore;
beforeAll(async () => {
  store = await testStore();
});

/** A worker as a process of its own, which can be killed. */
async function startWorker(): Promise<Running> {
  const { host, port, database } = store.address;
  const { user, password, keyHex } = inject("cluster");
  const folder = await mkdtemp(join(tmpdir(), "schakel-worker-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const databaseUrl = `postgres://${user}:${encodeURIComponent(password)}@test:${port}/${database}?host=${encodeURIComponent(host)}`;
  // Roles belong to the whole server: one hub at a time prepares them.
  const lock = new pg.Client({ ...inject("cluster"), database: "postgres" });
  await lock.connect();
  try {
    await lock.query("select pg_advisory_lock(2)");
    const worker = startCommand(["src/main.ts", "--role", "worker"], {
      SCHAKEL_DATA: folder,
      SCHAKEL_KEY: keyHex,
      SCHAKEL_OPEN_HOSTS: "127.0.0.1",
      SCHAKEL_LOG: "warn",
      DATABASE_URL: databaseUrl,
    });
    await worker.line(/Schakel works/);
    return worker;
  } finally {
    await lock.end();
  }
}

/** One mail that waits, in a company with a mail server that misbehaves as told. */
async function waitingMail(faults: Faults): Promise<{ box: Mailbox; id: string; administrationId: string }> {
  const box = await startMailbox();
  onTestFinished(() => box.stop());
  Object.assign(box.faults, faults);
  const administrationId = await store.makeAdministration();
  const own = {
    road: "own",
    host: box.host,
    port: box.port,
    security: "none",
    fromAddress: "facturen@demolen.be",
  } as const;
  const id = await inAdministration(store.app, administrationId, async (trx) => {
    const change = { ...usualMailSettings, ...own, password: undefined };
    await saveMailSettings(trx, store.key, administrationId, change, { version: 0, by: "test" });
    const mail = {
      administrationId,
      key: "test",
      to: ["ann@voorbeeld.be"],
      subject: "Dag",
      text: "Dag",
      html: "<p>Dag</p>",
    };
    return (await queueMail(trx, { ...mail, requestedBy: "test" })).id;
  });
  return { box, id, administrationId };
}

const stateOf = async (id: string): Promise<string> => {
  const { rows } = await sql<{ state: string }>`select state from outbox where id = ${id}`.execute(store.owner);
  return rows[0]?.state ?? "";
};

/** Keeps the row so that nobody can write it, until the returned function is called. */
async function holdRow(id: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ ...inject("cluster"), database: store.address.database });
  await client.connect();
  await client.query("begin");
  await client.query("select from outbox where id = $1 for update", [id]);
  return () => client.end();
}

async function kill(worker: Running): Promise<void> {
  worker.process.kill("SIGKILL");
  await worker.ended;
}

interface Point {
  readonly faults: Faults;
  /** Resolves when the worker stands there; what it returns is done after the kill. */
  readonly reached: (box: Mailbox, id: string) => Promise<() => Promise<void>>;
  /** Of the mail after another worker looked, and how many the server has by then. */
  readonly ends: readonly [string, number];
}

/** The server says that it waits for the message a moment before the worker has written that it sends: the second is meant. */
const claimed = (id: string) => until("the claim", async () => (await stateOf(id)) === "sending");

const nothing = () => Promise.resolve();
const points: Readonly<Record<string, Point>> = {
  "waiting for the greeting": {
    faults: { hangBeforeGreeting: true },
    reached: async (box) => {
      await until("a connection", () => Promise.resolve(box.connected() === 1));
      return nothing;
    },
    ends: ["sent", 1],
  },
  "waiting for the word on a recipient": {
    faults: { slow: 180_000 },
    reached: async (box) => {
      await until("a recipient", () => Promise.resolve(box.asked() === 1));
      return nothing;
    },
    ends: ["sent", 1],
  },
  "writing that it is about to send": {
    faults: {},
    reached: async (box, id) => {
      const release = await holdRow(id);
      await until("a recipient", () => Promise.resolve(box.asked() === 1));
      await sleep(300);
      return release;
    },
    ends: ["sent", 1],
  },
  "while the message is under way": {
    faults: { hangAfterData: "losing" },
    reached: async (_box, id) => {
      await claimed(id);
      return nothing;
    },
    ends: ["unknown", 0],
  },
  "after the server took it, before its answer": {
    faults: { hangAfterData: "keeping" },
    reached: async (box) => {
      await until("the message", () => Promise.resolve(box.mails().length === 1));
      return nothing;
    },
    ends: ["unknown", 1],
  },
  "writing that it was sent": {
    faults: { slow: 1500 },
    reached: async (box, id) => {
      await claimed(id);
      const release = await holdRow(id);
      await until("the answer", () => Promise.resolve(box.mails().length === 1));
      await sleep(2500);
      return release;
    },
    ends: ["unknown", 1],
  },
};

test.each(Object.entries(points))(
  "a worker killed %s: never two mails, and never silence",
  async (_name, { faults, reached, ends: [state, mails] }) => {
    const { box, id, administrationId } = await waitingMail(faults);
    const worker = await startWorker();
    const after = await reached(box, id);
    await kill(worker);
    await after();
    for (const fault of Object.keys(box.faults)) Reflect.deleteProperty(box.faults, fault);
    await startWorker();
    await until(state, async () => (await stateOf(id)) === state);
    await sleep(500);
    expect(box.mails().length).toBe(mails);
    const { rows } = await sql<{ kind: string }>`select kind from alarms
      where administration_id = ${administrationId} and closed_at is null`.execute(store.owner);
    expect(rows.map(({ kind }) => kind)).toEqual(state === "unknown" ? ["mailUnknown"] : []);
  },
);
