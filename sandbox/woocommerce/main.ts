/**
 * A shop as its own process:
 * `node sandbox/woocommerce/main.ts --folder F [--port P] [--path /winkel] [--orders-file FILE] [--tls-key F --tls-cert F]
 * [--consumer-key ck_… --consumer-secret cs_…] [--drop-authorization-header] [--keep-deliveries]`.
 * Prints one JSON line when ready and stops on SIGTERM.
 */
import { createReadStream, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { control } from "./control.ts";
import type { OrderJson } from "./documents.ts";
import { startShop, type Shop } from "./shop.ts";

const { values } = parseArgs({
  options: {
    folder: { type: "string" },
    port: { type: "string", default: "0" },
    path: { type: "string", default: "" },
    "orders-file": { type: "string" },
    "tls-key": { type: "string" },
    "tls-cert": { type: "string" },
    "consumer-key": { type: "string" },
    "consumer-secret": { type: "string" },
    "drop-authorization-header": { type: "boolean", default: false },
    "keep-deliveries": { type: "boolean", default: false },
  },
});

/** A JSON array of dp=6 orders, or one order per line, read line by line: such a file outgrows one string. */
async function putOrders(shop: Shop, file: string): Promise<void> {
  for await (const line of createInterface({ input: createReadStream(file, "utf8") })) {
    if (line.trimStart().startsWith("[")) {
      for (const order of JSON.parse(readFileSync(file, "utf8")) as OrderJson[]) shop.orders.put(order);
      return;
    }
    if (line.trim() !== "") shop.orders.put(JSON.parse(line) as OrderJson);
  }
}

if (values.folder === undefined) {
  process.stderr.write("--folder is missing: a folder in the form of fixtures/woocommerce\n");
  process.exit(2);
}

const started = Promise.withResolvers<Shop>();
const { "tls-key": key, "tls-cert": cert, "consumer-key": consumerKey, "consumer-secret": consumerSecret } = values;
const shop = await startShop({
  folder: values.folder,
  port: Number(values.port),
  path: values.path,
  ...(key === undefined || cert === undefined
    ? {}
    : { tls: { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") } }),
  ...(consumerKey === undefined || consumerSecret === undefined ? {} : { keys: { consumerKey, consumerSecret } }),
  dropAuthorizationHeader: values["drop-authorization-header"],
  keepDeliveries: values["keep-deliveries"],
  intercept: async (method, path, query, body) => control(await started.promise, method, path, query, body),
});
started.resolve(shop);
if (values["orders-file"] !== undefined) await putOrders(shop, values["orders-file"]);

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    void shop.stop().then(() => process.exit(0));
  });
}
const { url, consumerKey: publicKey, consumerSecret: secret, readOnlyKey, readOnlySecret } = shop;
const line = { url, consumerKey: publicKey, consumerSecret: secret, readOnlyKey, readOnlySecret, pid: process.pid };
process.stdout.write(`${JSON.stringify({ ...line, control: `${new URL(url).origin}/__sandbox/` })}\n`);
