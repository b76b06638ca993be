/**
 * Mollie as its own process: `node sandbox/mollie/main.ts [--port P] [--api-key test_…] [--public-urls-only]`.
 * Prints one JSON line when ready and stops on SIGTERM.
 */
import { parseArgs } from "node:util";
import { startMollie } from "./stand-in.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    "api-key": { type: "string" },
    "public-urls-only": { type: "boolean", default: false },
  },
});

const apiKey = values["api-key"];
const mollie = await startMollie({
  port: Number(values.port),
  allowLocalUrls: !values["public-urls-only"],
  ...(apiKey === undefined ? {} : { apiKey }),
});

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    void mollie.stop().then(() => process.exit(0));
  });
}
process.stdout.write(`${JSON.stringify({ url: mollie.url, apiKey: mollie.apiKey, pid: process.pid })}\n`);
