import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { contradictions, operationOf, type OpenApi } from "#api/testing/openapi-check.ts";
import { prepareScratchHub } from "./scratch-hub.ts";
import { startShopWorld } from "./shop-world.ts";

/** A whole hub with the recorded shop, as the demo has it: answers that are full of real orders and documents. */
const scratch = await prepareScratchHub({ port: 0, fast: true });
afterAll(() => scratch.stop());
const world = await startShopWorld({
  folder: fileURLToPath(new URL("../../fixtures/woocommerce", import.meta.url)),
  secret: "whsec-fixture-De-Molen-7f3a9c51",
  configuration: scratch.configuration,
  companyName: "Testwinkel De Molen",
});
afterAll(() => world.stop());
const { url, source } = world.deliverTo;
await world.shop.deliver({ url, source }).replay("all", { concurrency: 4 });
await world.settle();

const document = (await (await fetch(new URL("/api/openapi.json", world.hub.url))).json()) as OpenApi;

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(new URL(path, world.hub.url), {
    method,
    headers: {
      authorization: `Bearer ${world.hub.token}`,
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const seen = { status: answer.status, type: answer.headers.get("content-type") ?? "", text: await answer.text() };
  const [plain = ""] = path.split("?");
  expect(operationOf(document, method, plain), `${method} ${plain}`).toBeDefined();
  expect(contradictions(document, { method, path: plain }, seen)).toEqual([]);
  expect({ path, ...seen }).toMatchObject({ status: seen.status < 300 ? seen.status : 200 });
  return (seen.type.includes("json") ? JSON.parse(seen.text) : seen.text) as T;
}

interface Seen {
  readonly id: string;
  readonly connectionId: string;
  readonly orderId: string;
  readonly kind: string;
  readonly reason: { readonly code: string; readonly message: string } | null;
  readonly message: string;
}
type Page = { readonly items: readonly Seen[]; readonly next: string | null };

test("every order and every document reads as the OpenAPI document says, page by page", async () => {
  const { orders, documents } = await ask<{ orders: { received: number }; documents: Record<string, number> }>(
    "GET",
    "/api/summary",
  );
  const all = async (path: string) => {
    const found: Seen[] = [];
    for (let after = ""; ;) {
      const page: Page = await ask(
        "GET",
        `${path}?limit=7${after === "" ? "" : `&after=${encodeURIComponent(after)}`}`,
      );
      found.push(...page.items);
      if (page.next === null) return found;
      after = page.next;
    }
  };
  const seenOrders = await all("/api/orders");
  expect(new Set(seenOrders.map((order) => order.orderId)).size).toBe(orders.received);
  expect(seenOrders).toHaveLength(orders.received);
  const seenDocuments = await all("/api/documents");
  expect(seenDocuments).toHaveLength(Object.values(documents).reduce((sum, count) => sum + count, 0));

  for (const { connectionId, orderId, reason } of seenOrders) {
    for (const language of ["nl", "fr", "en"]) {
      const { events } = await ask<{ events: Seen[] }>(
        "GET",
        `/api/orders/${connectionId}/${orderId}?language=${language}`,
      );
      expect(events.filter(({ message }) => !/^\p{Lu}[^{}]{10,}$/u.test(message))).toEqual([]);
    }
    expect(reason === null || /^\p{Lu}[^{}]{20,}$/u.test(reason.message)).toBe(true);
  }
  for (const { id, kind } of seenDocuments) {
    expect((await ask<Seen>("GET", `/api/documents/${id}`)).id).toBe(id);
    const ubl = await ask<string>("GET", `/api/documents/${id}/ubl`);
    expect(ubl).toMatch(kind === "creditNote" ? /<(\w+:)?CreditNote[ >]/ : /<(\w+:)?Invoice[ >]/);
  }
});

test("so do the connection, its webhooks, its coupling and what one does with them", async () => {
  const { connectionId } = world;
  await ask("GET", "/api/administrations");
  await ask("GET", "/api/connections");
  await ask("PUT", `/api/connections/${connectionId}`, { settings: {} });
  await ask("POST", `/api/connections/${connectionId}/pause`);
  await ask("POST", `/api/connections/${connectionId}/resume`);
  await ask("POST", `/api/connections/${connectionId}/check`);
  await ask("POST", `/api/connections/${connectionId}/webhooks`);
  await ask("GET", `/api/connections/${connectionId}/webhook-secret`);
  await ask("POST", `/api/connections/${connectionId}/sweep`);
  await ask("PUT", `/api/connections/${connectionId}/mappings/exchangeRate/USD`, { rate: "0.92" });
  const { items } = await ask<Page>("GET", "/api/couplings");
  const coupling = items[0] as Seen & { settings: unknown; settingsVersion: number };
  const { settings, settingsVersion } = coupling;
  await ask("PUT", `/api/couplings/${coupling.id}`, { settings, settingsVersion, state: "live" });
  await ask("PUT", "/api/number-series/orderSlip/2031/next", { next: 500 });
  await ask("PUT", "/api/number-series/orderSlip/format", { format: "B{yy}-{nnnn}" });
  await ask("GET", "/api/number-series");
  await ask("GET", "/api/alarms");
  const { items: orders } = await ask<Page>("GET", "/api/orders?outcome=held");
  expect(orders.length).toBeGreaterThan(0);
  await ask("POST", `/api/orders/${connectionId}/${orders[0]?.orderId ?? ""}/skip`, { reason: "Dubbel" });
  await ask("POST", `/api/orders/${connectionId}/${orders[0]?.orderId ?? ""}/retry`);
});
