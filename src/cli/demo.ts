import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Configuration } from "./configuration.ts";
import { demoUser } from "./demo-company.ts";
import { startDemoWorld } from "./demo-world.ts";
import type { HubClient } from "./hub-client.ts";
import { printOrder, readOrders, secretOf } from "./replay.ts";
import { prepareScratchHub } from "./scratch-hub.ts";
import { startShopWorld, type Summary } from "./shop-world.ts";

const recorded = fileURLToPath(new URL("../../fixtures/woocommerce", import.meta.url));

const help = `npm run demo [-- --once] [--json] [--orders N] [--recordings FOLDER]

Starts a hub with a company and three stand-in webshops, lets a month of 2,000 orders happen to it, and prints what became of them.
It stays up until you stop it, with the address and the sign-in to look around; --once ends it. --json prints one summary, read from
the hub's API. --recordings delivers the recorded webhooks of one real shop instead, each order on a line.`;

interface Wishes {
  readonly once: boolean;
  readonly json: boolean;
  readonly orders: number;
  readonly recordings: string | undefined;
}

/** `npm run demo`. The data starts anew each time, so that it always shows the same. */
async function demo(): Promise<number> {
  const { values } = parseArgs({
    options: {
      once: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      orders: { type: "string", default: "2000" },
      recordings: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  const orders = Number(values.orders);
  if (values.help || !Number.isInteger(orders) || orders < 50) {
    console.log(values.help ? help : "--orders is a whole number from 50");
    return values.help ? 0 : 2;
  }
  const startedAt = performance.now();
  const port = values.once ? 0 : Number(process.env["SCHAKEL_PORT"] ?? 4380);
  const scratch = await prepareScratchHub({ port, fast: false });
  try {
    const wishes: Wishes = { ...values, orders, recordings: values.recordings };
    const show = wishes.recordings === undefined ? showMonth : showRecordings;
    return await show(scratch.configuration, wishes, startedAt);
  } finally {
    await scratch.stop();
  }
}

async function showMonth(configuration: Configuration, wishes: Wishes, startedAt: number): Promise<number> {
  if (!wishes.json) console.log(`A month of ${wishes.orders} orders in three shops happens now ...`);
  const world = await startDemoWorld({ configuration, folder: recorded, orders: wishes.orders });
  try {
    await tell(world.api, world.summary, wishes, startedAt);
    if (!wishes.once) {
      console.log(`
Schakel runs at ${world.hub.url.href}
Sign in as ${demoUser.email} with the password ${demoUser.password}
Stop it with Ctrl-C.`);
      await stopped();
    }
  } finally {
    await world.stop();
  }
  return 0;
}

async function showRecordings(configuration: Configuration, wishes: Wishes, startedAt: number): Promise<number> {
  const folder = resolve(wishes.recordings ?? recorded);
  const secret = await secretOf(folder);
  const world = await startShopWorld({ folder, secret, configuration, companyName: "Testwinkel De Molen" });
  try {
    const sent = await world.shop.deliver(world.deliverTo).replay("all", { concurrency: 4 });
    const summary = await world.settle();
    if (!wishes.json) {
      console.log(`${sent.length} deliveries of a recorded WooCommerce shop, ${summary.orders.received} orders:\n`);
      for (const order of await readOrders(world.api)) console.log(printOrder(order));
      console.log("");
    }
    await tell(world.api, summary, wishes, startedAt);
    if (!wishes.once) {
      console.log(`Schakel runs at ${(world.hub.setUpUrl ?? world.hub.url).href}\nStop it with Ctrl-C.`);
      await stopped();
    }
    return sent.some((delivery) => delivery.status !== 200) ? 1 : 0;
  } finally {
    await world.stop();
  }
}

async function tell(api: HubClient, summary: Summary, wishes: Wishes, startedAt: number): Promise<void> {
  const { open: _, ...counts } = summary.orders;
  const { creditNote = 0, ...documents } = summary.documents;
  const elapsedMs = Math.round(performance.now() - startedAt);
  const duplicates = await countDuplicates(api);
  const told = { orders: counts, documents, creditNotes: creditNote, tieOut: summary.tieOut, duplicates, elapsedMs };
  if (wishes.json || wishes.once) {
    console.log(JSON.stringify(told));
    return;
  }
  const { received, documented, skipped, waiting, held, failed } = counts;
  console.log(`${received} orders in ${(elapsedMs / 1000).toFixed(1)} s: ${documented} documented, ${skipped} skipped, ${waiting} waiting, ${held} held, ${failed} failed;
${documents["invoice"] ?? 0} invoices, ${creditNote} credit notes, ${duplicates} double`);
}

interface DocumentRow {
  readonly kind: string;
  readonly connectionId: string | null;
  readonly sourceOrderId: string;
}

/** Orders with more than one document that is no credit note. */
async function countDuplicates(api: HubClient): Promise<number> {
  const seen = new Map<string, number>();
  let after = "";
  do {
    const page = await api.get<{ items: DocumentRow[]; next: string | null }>(`/api/documents?limit=200${after}`);
    for (const { kind, connectionId, sourceOrderId } of page.items) {
      if (kind === "creditNote" || connectionId === null) continue;
      const order = `${connectionId} ${sourceOrderId}`;
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    after = page.next === null ? "" : `&after=${encodeURIComponent(page.next)}`;
  } while (after !== "");
  return [...seen.values()].filter((count) => count > 1).length;
}

const stopped = (): Promise<void> =>
  new Promise((done) => {
    process.once("SIGINT", () => done());
    process.once("SIGTERM", () => done());
  });

try {
  process.exit(await demo());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
