/**
 * Cebeo's web service as its own process: `node sandbox/cebeo/main.ts [--port P] [--articles N] [--price-seed S]`.
 * Holds the example articles, and with `--articles` so many calculated ones. Driven under `/__sandbox/` (see `control.ts`).
 * Prints one JSON line when ready and stops on SIGTERM.
 */
import { parseArgs } from "node:util";
import { exampleArticles } from "./example-articles.ts";
import { manyArticles } from "./many-articles.ts";
import { startCebeo } from "./stand-in.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    articles: { type: "string", default: "0" },
    "price-seed": { type: "string", default: "0" },
  },
});
const [count, priceSeed] = [Number(values.articles), Number(values["price-seed"])];
if (!Number.isInteger(count) || count < 0) throw new RangeError("--articles is a whole number");
if (!Number.isInteger(priceSeed)) throw new RangeError("--price-seed is a whole number");

const cebeo = await startCebeo({
  ...{ port: Number(values.port), settings: { priceSeed }, hasControl: true },
  ...(count === 0 ? {} : { articles: manyArticles({ count }) }),
});
if (count > 0) for (const article of exampleArticles) cebeo.store.articles.put(article);

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    void cebeo.stop().then(() => process.exit(0));
  });
}
const { url, accounts } = cebeo;
const logins = accounts
  .list()
  .map(({ customerNumber, userName, password }) => ({ customerNumber, userName, password }));
const line = { url, control: `${new URL(url).origin}/__sandbox/`, accounts: logins, pid: process.pid };
process.stdout.write(`${JSON.stringify(line)}\n`);
