/**
 * Demo Boeken as its own process:
 * `node sandbox/demo-books/main.ts [--port P] [--key K] [--read-only-key K] [--repeats idempotency-key|look-up|neither]
 * [--window REQUESTS/SECONDS] [--key-hours N] [--index-seconds N] [--closed-until YYYY-MM-DD]`.
 * Prints one JSON line when ready and stops on SIGTERM.
 */
import { parseArgs } from "node:util";
import { oneOf } from "./fields.ts";
import { startDemoBooks } from "./stand-in.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    key: { type: "string" },
    "read-only-key": { type: "string" },
    repeats: { type: "string", default: "idempotency-key" },
    window: { type: "string", default: "600/60" },
    "key-hours": { type: "string", default: "24" },
    "index-seconds": { type: "string", default: "5" },
    "closed-until": { type: "string" },
  },
});

const { key: given, "read-only-key": readOnly } = values;
const [requests = "", seconds = ""] = values.window.split("/");
const books = await startDemoBooks({
  port: Number(values.port),
  ...(given === undefined ? {} : { key: given }),
  settings: {
    repeats: oneOf(values.repeats, "--repeats", ["idempotency-key", "look-up", "neither"]),
    window: { requests: Number(requests), seconds: Number(seconds) },
    keyHours: Number(values["key-hours"]),
    indexSeconds: Number(values["index-seconds"]),
    closedUntil: values["closed-until"] ?? null,
  },
});
const readOnlyKey = books.makeKey({ readOnly: true, ...(readOnly === undefined ? {} : { key: readOnly }) });

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    void books.stop().then(() => process.exit(0));
  });
}
const { url, key } = books;
process.stdout.write(`${JSON.stringify({ url, key, readOnlyKey, pid: process.pid })}\n`);
