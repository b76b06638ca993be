import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ask, type Answer } from "./asking.ts";
import { selfSigned } from "./certificate.ts";
import { startReceiver, type Receiver } from "./receiver.ts";
import { startShop, type Shop } from "./shop.ts";

const folder = fileURLToPath(new URL("../../fixtures/woocommerce", import.meta.url));
const SECRET = "own-secret_42";
const RECORDED_SECRET = "whsec-fixture-De-Molen-7f3a9c51";

interface RecordedFile {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

let shop: Shop;
let receiver: Receiver;

function call(method: string, path: string, body?: unknown): Promise<Answer> {
  const key = [shop.consumerKey, shop.consumerSecret] as const;
  return ask(`${shop.url}/wp-json/wc/v3/${path}`, { method, key, ...(body === undefined ? {} : { body }) });
}

async function create(topic: string): Promise<number> {
  const hook = { name: "Hub", topic, delivery_url: receiver.url, secret: SECRET };
  const { status, body } = await call("POST", "webhooks", hook);
  expect(status).toBe(201);
  expect(body).toMatchObject({ status: "active", topic, delivery_url: receiver.url });
  expect(body).not.toHaveProperty("secret");
  return (body as { id: number }).id;
}

const sign = (body: string, secret: string): string => createHmac("sha256", secret).update(body).digest("base64");
const recorded = (file: string): RecordedFile =>
  JSON.parse(readFileSync(`${folder}/webhooks/${file}`, "utf8")) as RecordedFile;

beforeEach(async () => {
  shop = await startShop({ folder, tls: selfSigned(), keepDeliveries: true, deliveryTimeout: 2000 });
  receiver = await startReceiver();
});

afterEach(async () => {
  await shop.stop();
  receiver.stop();
});

test("the recorded failure sequence, and what switching on again does", async () => {
  const { sequence } = JSON.parse(readFileSync(`${folder}/rest/lists/webhook-failure-sequence.json`, "utf8")) as {
    sequence: Record<string, unknown>[];
  };
  receiver.status = 500;
  const id = await create("order.updated");
  expect(receiver.received).toHaveLength(1);
  const seen: unknown[] = [];
  for (let update = 1; update <= 8; update += 1) {
    receiver.received.length = 0;
    await call("PUT", "orders/42", {});
    await shop.runQueue();
    const pings = receiver.received.filter(({ body }) => body === `webhook_id=${id}`);
    const hook = shop.webhooks.find((one) => one.id === id);
    seen.push({
      update,
      signed_deliveries: receiver.received.length - pings.length,
      unsigned_pings: pings.length,
      webhook_status: hook?.status,
      failure_count: hook?.failureCount,
    });
    for (const ping of pings) expect(Object.keys(ping.headers).filter((name) => name.startsWith("x-wc"))).toEqual([]);
  }
  expect(seen).toEqual(sequence);

  expect((await call("PUT", `webhooks/${id}`, { status: "active" })).body).toMatchObject({ status: "active" });
  await call("PUT", "orders/42", {});
  await shop.runQueue();
  expect((await call("GET", `webhooks/${id}`)).body).toMatchObject({ status: "disabled" });
});

test("302 is success and resets the count, 303 is a failure", async () => {
  const id = await create("order.updated");
  const hook = shop.webhooks.find((one) => one.id === id);
  for (const [status, count] of [
    [303, 1],
    [404, 2],
    [302, 0],
    [204, 0],
    [500, 1],
  ] as const) {
    receiver.status = status;
    await shop.deliver().fire("order.updated", 42);
    expect(hook?.failureCount).toBe(count);
  }
});

test("a fired body is the order of now, signed, with the headers of the contract", async () => {
  const id = await create("order.updated");
  shop.orders.change(42, (order) => {
    order.status = "completed";
  });
  receiver.received.length = 0;
  await shop.deliver().fire("order.updated", 42);
  await shop.deliver().fire("order.updated", 43);
  const [first, second] = receiver.received;
  expect(first?.headers).toMatchObject({
    "content-type": "application/json",
    "user-agent": "WooCommerce/11.0.1 Hookshot (WordPress/7.1)",
    "x-wc-webhook-source": `${shop.url}/`,
    "x-wc-webhook-topic": "order.updated",
    "x-wc-webhook-resource": "order",
    "x-wc-webhook-event": "updated",
    "x-wc-webhook-signature": sign(first?.body ?? "", SECRET),
    "x-wc-webhook-id": String(id),
    "x-wc-webhook-delivery-id": expect.stringMatching(/^[0-9a-f]{32}$/) as string,
  });
  expect(first?.body).toContain('"status":"completed"');
  expect(first?.body).toContain("\\/");
  expect(JSON.parse(first?.body ?? "")).toEqual((await call("GET", "orders/42")).body);
  expect(second?.headers["x-wc-webhook-delivery-id"]).toHaveLength(32);
});

test("bodies that are no orders, exactly as recorded", async () => {
  await create("order.updated");
  receiver.received.length = 0;
  shop.orders.forceDelete(42);
  await shop.deliver().fire("order.updated", 42);
  shop.ownerRights(false);
  await shop.deliver().fire("order.updated", 43);
  const bodies = receiver.received.map(({ body }) => body);
  expect(bodies).toEqual([recorded("128-order.updated.json").body, recorded("129-order.updated.json").body]);
});

test("what fires: writes coalesce, a note does not, trash is only an id, deletion for good is silence", async () => {
  for (const topic of ["order.updated", "order.deleted"]) await create(topic);
  receiver.received.length = 0;
  await call("POST", "orders/42/notes", { note: "Geboekt" });
  await call("DELETE", "orders/45?force=true");
  expect(await shop.runQueue()).toEqual([]);
  for (const status of ["on-hold", "completed"]) await call("PUT", "orders/43", { status });
  await call("POST", "orders/44/refunds", { amount: "1.00", api_refund: false });
  await call("DELETE", "orders/46");
  await shop.runQueue();
  expect(receiver.received.map(({ headers, body }) => [headers["x-wc-webhook-topic"], JSON.parse(body)])).toMatchObject(
    [
      ["order.updated", { id: 43, status: "completed" }],
      ["order.updated", { id: 44, refunds: [{ total: "-1.00", total_tax: "0.00" }] }],
      ["order.deleted", { id: 46 }],
    ],
  );
  expect(receiver.received.at(-1)?.body).toBe('{"id":46}');
});

test("creation succeeds although nothing listens", async () => {
  receiver.stop();
  const id = await create("order.updated");
  expect(shop.webhooks.find((hook) => hook.id === id)).toMatchObject({ pendingPing: true, failureCount: 0 });
});

test("replays are byte for byte, signed again only for another secret", async () => {
  const files = readdirSync(`${folder}/webhooks`);
  const { url } = receiver;
  const sent = await shop.deliver({ url, secret: RECORDED_SECRET }).replay("all");
  expect(sent.map(({ file }) => file)).toEqual(files);
  for (const [index, file] of files.entries()) {
    const { headers, body } = recorded(file);
    const { host: _host, ...kept } = headers;
    expect(receiver.received[index]?.body).toBe(body);
    expect(receiver.received[index]?.headers).toMatchObject(kept);
  }

  receiver.received.length = 0;
  const [one = ""] = files.filter((file) => file.startsWith("006"));
  await shop.deliver({ url, secret: SECRET, source: "https://kopie.test/" }).replay([one]);
  expect(receiver.received[0]?.headers).toMatchObject({
    "x-wc-webhook-signature": sign(recorded(one).body, SECRET),
    "x-wc-webhook-source": "https://kopie.test/",
  });
});

test("replays of some orders, repeated and shuffled the same way for a seed", async () => {
  const { url } = receiver;
  const options = { orderIds: [42, 43], repeat: 3, shuffle: 7 };
  const first = await shop.deliver({ url }).replay("all", options);
  const again = await shop.deliver({ url }).replay("all", { ...options, concurrency: 5 });
  const plain = await shop.deliver({ url }).replay("all", { ...options, shuffle: 8 });
  const order = (sent: typeof first): string[] => sent.map(({ file }) => file);
  expect(order(first)).toHaveLength(3 * 8);
  expect(order(again)).toEqual(order(first));
  expect(order(plain)).not.toEqual(order(first));
  expect(new Set(receiver.received.map(({ body }) => (JSON.parse(body) as { id: number }).id))).toEqual(
    new Set([42, 43]),
  );
});
