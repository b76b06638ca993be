import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { ask } from "./asking.ts";
import { selfSigned } from "./certificate.ts";
import type { OrderJson } from "./documents.ts";
import { startReceiver } from "./receiver.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const folder = here("../../fixtures/woocommerce");

test("a shop as its own process, driven through /__sandbox/ and stopped by SIGTERM", async () => {
  const place = mkdtempSync(join(tmpdir(), "woocommerce-"));
  const { key, cert } = selfSigned();
  writeFileSync(join(place, "key.pem"), key);
  writeFileSync(join(place, "cert.pem"), cert);
  const recording = readFileSync(`${folder}/rest/orders-dp6/01-guest-be-21-pending-processing.json`, "utf8");
  const order = { ...(JSON.parse(recording) as OrderJson), id: 900, number: "900" };
  writeFileSync(join(place, "orders.jsonl"), `${JSON.stringify(order)}\n`);
  const tls = ["--tls-key", join(place, "key.pem"), "--tls-cert", join(place, "cert.pem")];
  const args = [here("./main.ts"), "--folder", folder, "--orders-file", join(place, "orders.jsonl"), ...tls];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const receiver = await startReceiver();
  try {
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    const ready = JSON.parse(line) as Record<"url" | "consumerKey" | "consumerSecret" | "control", string> & {
      pid: number;
    };
    expect(ready.pid).toBe(child.pid);
    const get = (id: number) =>
      ask(`${ready.url}/wp-json/wc/v3/orders/${id}`, { key: [ready.consumerKey, ready.consumerSecret] });
    const drive = (name: string, body: unknown) => ask(ready.control + name, { method: "POST", body });

    expect((await get(900)).body).toMatchObject({ id: 900, total: "35.96" });
    await drive("order", { order: { ...order, id: 901 } });
    expect((await get(901)).status).toBe(200);
    await drive("fail", { kind: "status", status: 502, match: "/orders/901$" });
    expect((await get(901)).status).toBe(502);
    expect((await ask(`${ready.control}requests?from=1`)).body).toMatchObject([{ status: 200 }, { status: 502 }]);
    const fired = await drive("fire", { topic: "order.updated", id: 901, target: { url: receiver.url } });
    expect(fired.body).toMatchObject([{ status: 200, orderId: 901 }]);
    expect(receiver.received).toHaveLength(1);
    expect((await drive("nonsense", {})).status).toBe(404);

    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  } finally {
    child.kill("SIGKILL");
    receiver.stop();
    rmSync(place, { recursive: true });
  }
});
