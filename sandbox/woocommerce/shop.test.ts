import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ask, type Answer } from "./asking.ts";
import { selfSigned } from "./certificate.ts";
import type { OrderJson } from "./documents.ts";
import { startShop, type Shop, type ShopOptions } from "./shop.ts";

const folder = fileURLToPath(new URL("../../fixtures/woocommerce", import.meta.url));
const tls = selfSigned();

let shop: Shop;
const key = (): readonly [string, string] => [shop.consumerKey, shop.consumerSecret];
const get = (path: string): Promise<Answer> => ask(`${shop.url}/wp-json/wc/v3/${path}`, { key: key() });
const ids = ({ body }: Answer): number[] => (body as { id: number }[]).map((order) => order.id);

async function restart(options: Partial<ShopOptions>): Promise<void> {
  await shop.stop();
  shop = await startShop({ folder, tls, ...options });
}

beforeEach(async () => {
  shop = await startShop({ folder, tls });
});

afterEach(async () => {
  await shop.stop();
});

describe("the polling table", () => {
  const AFTER = "orders?per_page=100&orderby=modified&order=asc&_fields=id&modified_after=";
  test.each([
    ["2026-11-21T21:10:43&dates_are_gmt=true", 18],
    ["2026-11-21T21:10:43Z", 18],
    ["2026-11-21T22:10:43%2B01:00", 18],
    ["2026-11-21T22:10:43", 18],
    ["2026-11-21T21:10:43", 39],
    ["2026-11-21T21:10:43Z&dates_are_gmt=true", 0],
    ["2026-11-21T22:10:43%2B01:00&dates_are_gmt=true", 0],
  ])("%s finds %i", async (sent, count) => {
    expect(ids(await get(AFTER + sent))).toHaveLength(count);
  });

  test("an unencoded + is a space to PHP and no date", async () => {
    expect((await get(`${AFTER}2026-11-21T22:10:43+01:00`)).status).toBe(400);
  });

  test("the same trap holds for after, which compares creation", async () => {
    const list = "orders?per_page=100&_fields=id&after=2026-11-21T21:10:43";
    expect(ids(await get(`${list}Z`))).toHaveLength(17);
    expect(ids(await get(`${list}Z&dates_are_gmt=true`))).toHaveLength(0);
  });
});

describe("collections", () => {
  test("any leaves out trash and drafts, a trashed order still answers by id", async () => {
    const draft = shop.orders.get(43) as OrderJson;
    shop.orders.put({ ...draft, status: "checkout-draft" });
    shop.orders.trash(42);
    const { headers } = await get("orders");
    expect(headers["x-wp-total"]).toBe("37");
    expect(ids(await get("orders?status[]=trash"))).toEqual([42]);
    expect(ids(await get("orders?status=checkout-draft,trash&orderby=id&order=asc"))).toEqual([42, 43]);
    expect((await get("orders/42")).body).toMatchObject({ status: "trash" });
    expect(shop.orders.get(42)?.date_modified_gmt).toBe("2026-11-21T21:10:09");
    shop.orders.forceDelete(42);
    expect((await get("orders/42")).status).toBe(404);
  });

  test("include in both forms keeps the default page size", async () => {
    const wanted = [84, 50, 61];
    expect(ids(await get(`orders?orderby=include&include=${wanted.join(",")}`))).toEqual(wanted);
    const array = wanted.map((id) => `include[]=${id}`).join("&");
    expect(ids(await get(`orders?orderby=include&${array}`))).toEqual(wanted);
    expect(ids(await get(`orders?include=${Array.from({ length: 20 }, (_, n) => 61 + n).join(",")}`))).toHaveLength(10);
  });

  test("unknown parameters are ignored and nested fields dropped", async () => {
    expect((await get("orders?number=WEB-2026-00042")).headers["x-wp-total"]).toBe("39");
    expect((await get("orders?include=42&_fields=id,line_items.sku")).body).toEqual([{ id: 42 }]);
  });

  test("a plugin's status becomes known with the first order that has it", async () => {
    expect((await get("orders?status=shipped")).status).toBe(400);
    shop.orders.put({ ...(shop.orders.get(42) as OrderJson), status: "shipped" });
    expect(ids(await get("orders?status=shipped"))).toEqual([42]);
  });

  test("SKUs as a list also find variations", async () => {
    const { body } = await get("products?sku=KP-001,TSH-M-EC,nope");
    expect(body).toMatchObject([{ id: 28, type: "variation", parent_id: 24 }, { id: 12 }]);
  });
});

describe("ways in", () => {
  test("query keys count over https, also without the header", async () => {
    await restart({ dropAuthorizationHeader: true });
    expect((await get("orders")).status).toBe(401);
    const query = `consumer_key=${shop.consumerKey}&consumer_secret=${shop.consumerSecret}`;
    expect((await ask(`${shop.url}/wp-json/wc/v3/orders?${query}`)).status).toBe(200);
    expect((await ask(`${shop.url}/?rest_route=/wc/v3/orders&${query}`)).body).toMatchObject({
      code: "woocommerce_rest_cannot_view",
    });
  });

  test("a sub-folder, the discovery link and the index; a proxy's word for https counts for nothing", async () => {
    await shop.stop();
    shop = await startShop({ folder, path: "/winkel" });
    const { headers } = await ask(`${shop.url}/`);
    expect(headers.link).toContain(`<${shop.url}/wp-json/>; rel="https://api.w.org/"`);
    const { body } = await ask(`${shop.url}/wp-json/`);
    expect(body).toMatchObject({ timezone_string: "Europe/Brussels", home: shop.url });
    expect((body as { namespaces: string[] }).namespaces).toContain("wc/v3");
    const proxied = { key: key(), headers: { "X-Forwarded-Proto": "https" } };
    expect((await ask(`${shop.url}/wp-json/wc/v3/orders`, proxied)).status).toBe(401);
    expect((await ask(`${new URL(shop.url).origin}/wp-json/`)).status).toBe(404);
  });
});

describe("faults", () => {
  test("each kind looks as it should, only where aimed at, as often as planned", async () => {
    shop.fail({ kind: "shield", status: 403, match: /orders\?/, times: 2 });
    expect((await get("orders/42")).status).toBe(200);
    for (const status of [403, 403, 200]) expect((await get("orders?page=1")).status).toBe(status);
    shop.fail({ kind: "limit", retryAfter: 7 });
    expect(await get("orders")).toMatchObject({ status: 429, headers: { "retry-after": "7" } });
    for (const status of [500, 502, 503, 504] as const) {
      shop.fail({ kind: "status", status });
      expect((await get("orders")).status).toBe(status);
    }
    shop.fail({ kind: "maintenance" });
    expect((await get("orders")).headers["content-type"]).toContain("text/html");
    shop.fail({ kind: "html" });
    expect(await get("orders")).toMatchObject({ status: 200, body: undefined });
    shop.fail({ kind: "notice" });
    expect((await get("orders/42")).text).toMatch(/^<br \/>\n<b>Deprecated<\/b>.*\n\{"id":42,/s);
    shop.fail({ kind: "truncate" });
    expect(await get("orders/42")).toMatchObject({ status: 200, body: undefined });
    shop.fail({ kind: "shape", body: { orders: [] } });
    expect((await get("orders")).body).toEqual({ orders: [] });
    for (const kind of ["close", "cut"] as const) {
      shop.fail({ kind });
      await expect(get("orders")).rejects.toThrow();
    }
  });

  test("a lost answer has done its work, a closed connection has not, a hang waits", async () => {
    const note = { method: "POST", key: key(), body: { note: "Geboekt" } };
    const before = (await get("orders/61/notes")).body as unknown[];
    for (const kind of ["close", "lost"] as const) {
      shop.fail({ kind });
      await expect(ask(`${shop.url}/wp-json/wc/v3/orders/61/notes`, note)).rejects.toThrow();
    }
    expect((await get("orders/61/notes")).body).toHaveLength(before.length + 1);
    shop.fail({ kind: "hang" });
    const hanging = get("orders").then(
      () => "answered",
      () => "broken off",
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(shop.requests.at(-1)).toMatchObject({ method: "GET", status: undefined, fault: "hang" });
    await restart({});
    expect(await hanging).toBe("broken off");
  });
});
