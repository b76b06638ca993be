import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Configuration } from "./configuration.ts";
import { printOrder, readOrders, secretOf } from "./replay.ts";
import { prepareScratchHub } from "./scratch-hub.ts";
import { startShopWorld } from "./shop-world.ts";

const recordings = fileURLToPath(new URL("../../fixtures/woocommerce", import.meta.url));

const help = `npm run demo [-- --once] [--json] [--recordings FOLDER]

Starts a hub and a stand-in WooCommerce shop, delivers the recorded webhooks of a real shop to it, and prints what became of each order.
It stays up with its status page until you stop it; --once ends it. --json prints one summary, read from the hub's API.`;

/** `npm run demo`. The data starts anew each time, so that it always shows the same. */
async function demo(): Promise<number> {
  const { values } = parseArgs({
    options: {
      once: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      recordings: { type: "string", default: recordings },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const startedAt = performance.now();
  const scratch = await prepareScratchHub({
    port: values.once ? 0 : Number(process.env["SCHAKEL_PORT"] ?? 4380),
    fast: false,
  });
  try {
    return await runDemo(scratch.configuration, values, startedAt);
  } finally {
    await scratch.stop();
  }
}

async function runDemo(
  configuration: Configuration,
  values: { once: boolean; json: boolean; recordings: string },
  startedAt: number,
): Promise<number> {
  const folder = resolve(values.recordings);
  const world = await startShopWorld({
    folder,
    secret: await secretOf(folder),
    configuration,
    companyName: "Testwinkel De Molen",
  });
  let code = 0;
  try {
    const sent = await world.shop.deliver(world.deliverTo).replay("all", { concurrency: 4 });
    const summary = await world.settle();
    const orders = await readOrders(world.api);
    const { open: _, ...counts } = summary.orders;
    const documented = orders.filter((order) => order.state === "documented");
    const duplicates = documented.filter(
      (order) => order.documents.filter((document) => document.kind !== "creditNote").length > 1,
    ).length;
    const { creditNote = 0, ...documents } = summary.documents;
    if (!values.json) {
      console.log(`${sent.length} deliveries of a recorded WooCommerce shop, ${counts.received} orders:\n`);
      for (const order of orders) console.log(printOrder(order));
      console.log("");
    }
    if (values.json || values.once) {
      console.log(
        JSON.stringify({
          orders: counts,
          documents,
          creditNotes: creditNote,
          tieOut: summary.tieOut,
          duplicates,
          elapsedMs: Math.round(performance.now() - startedAt),
        }),
      );
    }
    if (sent.some((delivery) => delivery.status !== 200)) code = 1;
    if (!values.once) {
      console.log(`Schakel runs at ${world.hub.url.href}?token=${world.hub.token}\nStop it with Ctrl-C.`);
      await new Promise<void>((stopped) => {
        process.once("SIGINT", () => stopped());
        process.once("SIGTERM", () => stopped());
      });
    }
  } finally {
    await world.stop();
  }
  return code;
}

try {
  process.exit(await demo());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
