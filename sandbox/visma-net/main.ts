/**
 * Visma Net as its own process:
 * `node sandbox/visma-net/main.ts [--connect-port P] [--finance-port P] [--sales-order-port P] [--secret S]
 * [--window REQUESTS/SECONDS] [--generous] [--items N]`.
 * Prints one JSON line when ready and stops on SIGTERM.
 */
import { parseArgs } from "node:util";
import { amount } from "#domain/amount.ts";
import { startVismaNet } from "./stand-in.ts";

const { values } = parseArgs({
  options: {
    "connect-port": { type: "string", default: "0" },
    "finance-port": { type: "string", default: "0" },
    "sales-order-port": { type: "string", default: "0" },
    secret: { type: "string" },
    window: { type: "string", default: "15000/3600" },
    generous: { type: "boolean", default: false },
    items: { type: "string", default: "0" },
  },
});

const [requests = "", seconds = ""] = values.window.split("/");
const visma = await startVismaNet({
  ports: {
    connect: Number(values["connect-port"]),
    finance: Number(values["finance-port"]),
    salesOrder: Number(values["sales-order-port"]),
  },
  settings: {
    window: { requests: Number(requests), seconds: Number(seconds) },
    limits: values.generous ? "generous" : "enforced",
  },
});
if (values.secret !== undefined) visma.client.secret = values.secret;
for (let nth = 1; nth <= Number(values.items); nth += 1) {
  const number = `ART-${String(nth).padStart(5, "0")}`;
  const item = { number, description: `Artikel ${nth}`, defaultPrice: amount(`${(nth % 90) + 10}.50`) };
  visma.erp.addItem(item, String(nth % 40));
}

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    void visma.stop().then(() => process.exit(0));
  });
}
const { urls, client, tenants } = visma;
process.stdout.write(
  `${JSON.stringify({ urls, clientId: client.id, clientSecret: client.secret, tenants, pid: process.pid })}\n`,
);
