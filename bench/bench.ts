import { parseArgs } from "node:util";
import type { BenchReport } from "./bench-report.ts";
import { benchCatalogue } from "./catalogue.ts";
import { benchErp } from "./erp.ts";
import { benchOrders } from "./orders.ts";
import { benchPrices } from "./prices.ts";

type Bench = (options: { readonly count: number; readonly say: (line: string) => void }) => Promise<BenchReport>;

const benches: Readonly<Record<string, { readonly run: Bench; readonly count: string }>> = {
  orders: { run: benchOrders, count: "5000" },
  erp: { run: benchErp, count: "5000" },
  prices: { run: benchPrices, count: "100000" },
  catalogue: { run: benchCatalogue, count: "1000000" },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean", default: false }, count: { type: "string" } },
});
const [name = ""] = positionals;
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (bench === undefined) {
  console.error(`npm run bench -- NAME [--json] [--count N]\nNAME is one of: ${Object.keys(benches).join(", ")}`);
  process.exit(2);
}
const report = await bench.run({
  count: Number(values.count ?? bench.count),
  say: (line) => (values.json ? undefined : console.log(line)),
});
console.log(JSON.stringify(report));
process.exit(0);
