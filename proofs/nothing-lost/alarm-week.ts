import { readFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import PostalMime from "postal-mime";
import { demoUser, makeCompany } from "#cli/demo-company.ts";
import { hubClient, type HubClient } from "#cli/hub-client.ts";
import { prepareScratchHub } from "#cli/scratch-hub.ts";
import { startHub, type Hub } from "#cli/start-hub.ts";
import { readMailServer } from "#domain/mail-server.ts";
import { startMailbox } from "#sandbox/smtp/mailbox.ts";
import type { OrderJson } from "#sandbox/woocommerce/documents.ts";
import { startShop, type Shop } from "#sandbox/woocommerce/shop.ts";
import { usualTiming } from "#engine/options.ts";
import { startDemoBooks, type DemoBooks } from "#sandbox/demo-books/stand-in.ts";

const recordings = fileURLToPath(new URL("../../fixtures/woocommerce", import.meta.url));

/** A mail about alarms, as the mail server got it. */
export interface WeekMail {
  /** Day of the week it left, from 1, and the hour by the clock of the week. */
  readonly day: number;
  readonly hour: number;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

export interface AlarmWeek {
  readonly mails: readonly WeekMail[];
  /** Orders placed in the shop, and those that have a document in the end. */
  readonly placed: number;
  readonly documented: number;
}

const hours = 7 * 24;
/** Between two looks at the shops. */
const stepHours = 2;

interface Coupled {
  readonly shop: Shop;
  readonly connectionId: string;
}

/**
 * A week in fast time on a hub of its own, with two shops that get an order every four hours and are asked every two: the first switches its
 * webhook off on day 2 and revokes its key on day 4; the books that the orders of the second go to are down on day 5. `isDeaf` plants the
 * fault this exists to find: nobody looks.
 */
export async function alarmWeek(isDeaf = false): Promise<AlarmWeek> {
  const undo: (() => Promise<void>)[] = [];
  try {
    const scratch = await prepareScratchHub({ port: await freePort(), fast: true });
    undo.unshift(() => scratch.stop());
    const owner = new pg.Client(scratch.configuration.databaseUrl?.href);
    await owner.connect();
    undo.unshift(() => owner.end());
    const mailbox = await startMailbox();
    undo.unshift(() => mailbox.stop());
    const shops: Shop[] = [];
    let ahead = 0;
    const now = () => Temporal.Now.instant().add({ seconds: ahead });
    for (let index = 0; index < 2; index++) {
      const shop = await startShop({ folder: recordings, withoutOrders: true, now });
      undo.unshift(() => shop.stop());
      shops.push(shop);
    }
    const books = await startDemoBooks({ settings: { indexSeconds: 0 } });
    undo.unshift(() => books.stop());
    const { configuration } = scratch;
    const hub = await startHub({
      configuration: {
        ...configuration,
        publicUrl: new URL(`http://127.0.0.1:${configuration.port}/`),
        openHosts: [...shops, books].map(({ url }) => new URL(url).host),
        mail: { server: readMailServer(mailbox.url), from: { name: "De Molen", address: "hub@demolen.test" } },
      },
      role: "all",
      // Quick to look around; shops are asked when the week says so.
      timing: {
        ...usualTiming,
        careSeconds: 0.2,
        leftBehindSeconds: 1,
        sweepSeconds: 3600,
        pollSeconds: 3600,
        migrationSeconds: 3600,
      },
      now,
    });
    undo.unshift(() => hub.stop());
    const administrationId = await makeCompany(hub.url);
    const api = hubClient(hub.url, hub.token);
    await api.post("/api/apps/woocommerce/activate");
    const [first, second] = [
      await couple(api, shops[0], "Testwinkel De Molen"),
      await couple(api, shops[1], "Wijnhuis De Kelder", books),
    ];
    const model = JSON.parse(
      await readFile(join(recordings, "rest/orders-dp6/01-guest-be-21-pending-processing.json"), "utf8"),
    ) as OrderJson;
    const mails: WeekMail[] = [];
    let placed = 0;
    const place = (shop: Shop, id: number, at: Temporal.Instant): void => {
      const stamp = at.toZonedDateTimeISO("UTC").toPlainDateTime().toString({ smallestUnit: "second" });
      const dates = { date_created: stamp, date_created_gmt: stamp, date_modified: stamp, date_modified_gmt: stamp };
      shop.orders.put({ ...structuredClone(model), ...dates, id, number: String(id) });
      placed += 1;
    };
    const trouble = troubleOf(first, books);
    for (let hour = 0; hour < hours; hour += stepHours) {
      ahead = (hour + 1) * 3600;
      await trouble(hour);
      if (hour % 4 === 0) {
        place(first.shop, 10_000 + hour, now());
        place(second.shop, 20_000 + hour, now());
      }
      for (const { connectionId } of [first, second]) await sweep(hub, { administrationId, connectionId });
      await workDone(owner);
      for (const minutes of [0, 6]) {
        ahead = (hour + 1) * 3600 + minutes * 60;
        if (isDeaf) continue;
        await hub.engine.lookForAlarms();
        await mailsLeft(api);
        for (const mail of mailbox.mails().slice(mails.length)) mails.push(await readMail(mail, hour));
      }
    }
    return { mails, placed, documented: await documented(api, placed) };
  } finally {
    for (const step of undo) await step();
  }
}

const revokedHours = 20;
const downHours = 20;

function troubleOf(first: Coupled, books: DemoBooks): (hour: number) => Promise<void> {
  const day = (number: number, hour: number): number => (number - 1) * 24 + hour;
  return async (hour) => {
    if (hour === day(2, 8))
      for (const hook of first.shop.webhooks) if (hook.topic === "order.created") hook.status = "disabled";
    if (hour === day(4, 8)) first.shop.revokeKeys(true);
    if (hour === day(4, 8) + revokedHours) first.shop.revokeKeys(false);
    if (hour === day(5, 12)) await books.unplug();
    if (hour === day(5, 12) + downHours) await books.plug();
  };
}

async function couple(api: HubClient, shop: Shop | undefined, name: string, books?: DemoBooks): Promise<Coupled> {
  if (shop === undefined) throw new Error("There is no such shop");
  const { id: connectionId } = await api.post<{ id: string }>("/api/connections", {
    connector: "woocommerce",
    name,
    settings: { shopUrl: shop.url },
    credentials: { consumerKey: shop.consumerKey, consumerSecret: shop.consumerSecret },
  });
  await api.post(`/api/connections/${connectionId}/check`);
  await api.post(`/api/connections/${connectionId}/webhooks`);
  let targetConnectionId: string | null = null;
  if (books !== undefined) {
    const given = { connector: "demo-books", name: "Demo Boeken", settings: { apiUrl: books.url } };
    const made = await api.post<{ id: string }>("/api/connections", { ...given, credentials: { apiKey: books.key } });
    targetConnectionId = made.id;
    await api.post(`/api/connections/${targetConnectionId}/check`);
  }
  await api.post("/api/couplings", {
    kind: "shopOrders",
    sourceConnectionId: connectionId,
    targetConnectionId,
    settings: { startDate: null },
    state: "live",
  });
  return { shop, connectionId };
}

/** As the timer of the engine does; a shop that fails is what the week is about. */
async function sweep(hub: Hub, place: { administrationId: string; connectionId: string }): Promise<void> {
  await hub.engine.care.watch(place, AbortSignal.timeout(10_000)).catch(() => undefined);
  await hub.engine.sweep(place).catch(() => undefined);
}

/** Waits until what the sweep rang for was looked at: a real week leaves hours for it, this one a moment. */
async function workDone(owner: pg.Client): Promise<void> {
  for (let tries = 0; tries < 2000; tries += 1) {
    const { rows } = await owner.query("select from pgboss.job where state < 'completed' limit 1");
    if (rows.length === 0) return;
    await new Promise((done) => setTimeout(done, 15));
  }
  throw new Error("Waited in vain for the orders to be looked at");
}

/** Waits until nothing that was queued is still on its way to the mail server. */
async function mailsLeft(api: HubClient): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    const { items } = await api.get<{ items: { state: string }[] }>("/api/outbox?limit=200");
    if (items.every(({ state }) => state !== "queued" && state !== "sending")) return;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error("Waited in vain for the mail to leave");
}

async function documented(api: HubClient, wanted: number): Promise<number> {
  let done = 0;
  for (let tries = 0; tries < 200 && done < wanted; tries += 1) {
    const { orders } = await api.get<{ orders: { documented: number; skipped: number } }>("/api/summary");
    done = orders.documented + orders.skipped;
    if (done < wanted) await new Promise((later) => setTimeout(later, 50));
  }
  return done;
}

async function readMail({ to, source }: { to: readonly string[]; source: Buffer }, hour: number): Promise<WeekMail> {
  const { subject = "", text = "" } = await PostalMime.parse(source);
  return { day: Math.floor(hour / 24) + 1, hour: hour % 24, to, subject, text };
}

/** Whom the week's mails are for: the owner. */
export const weekOwner = demoUser.email;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", () => listening()));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((closed) => server.close(() => closed()));
  return port;
}
