/**
 * The shop as its own process:
 * `node sandbox/cs-cart/main.ts [--port P] [--email E] [--key K] [--tax-mode unit|subtotal] [--tax included|added] [--old] [--empty]`.
 * Holds the example month unless `--empty`. Prints one JSON line when ready and stops on SIGTERM.
 */
import { parseArgs } from "node:util";
import { placeExamples } from "./example-orders.ts";
import { oldShop } from "./settings.ts";
import { shopData } from "./shop-data.ts";
import { startCsCart } from "./stand-in.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    email: { type: "string" },
    key: { type: "string" },
    "tax-mode": { type: "string", default: "unit" },
    tax: { type: "string", default: "included" },
    old: { type: "boolean", default: false },
    empty: { type: "boolean", default: false },
  },
});
const { "tax-mode": mode, tax } = values;
if (mode !== "unit" && mode !== "subtotal") throw new RangeError("--tax-mode is unit or subtotal");
if (tax !== "included" && tax !== "added") throw new RangeError("--tax is included or added");

const shop = await startCsCart({
  port: Number(values.port),
  data: shopData(tax === "included"),
  settings: { ...(values.old ? oldShop : {}), taxMode: mode },
  ...(values.email === undefined ? {} : { email: values.email }),
  ...(values.key === undefined ? {} : { key: values.key }),
});
if (!values.empty) placeExamples(shop);

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    void shop.stop().then(() => process.exit(0));
  });
}
const { url, email, key } = shop;
process.stdout.write(`${JSON.stringify({ url, email, key, pid: process.pid })}\n`);
