import { createHmac, randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, type Answer } from "./asking.ts";
import { selfSigned } from "./certificate.ts";
import { startShop, type Shop } from "./shop.ts";

const folder = fileURLToPath(new URL("../../fixtures/woocommerce", import.meta.url));

interface Recording {
  readonly request: {
    readonly method: string;
    readonly url?: string;
    readonly auth?: string;
    readonly over?: string;
    readonly body?: unknown;
  };
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

function read(path: string): Recording {
  return JSON.parse(readFileSync(`${folder}/rest/${path}`, "utf8")) as Recording;
}

function names(path: string): readonly string[] {
  return readdirSync(`${folder}/rest/${path}`);
}

/** Host and port differ, and so do dates of things made now. */
function neutral(value: unknown, now = false): unknown {
  const text = JSON.stringify(value)
    .replaceAll(/https?:\/\/127\.0\.0\.1:\d+\/wp-/g, "SHOP/wp-")
    .replaceAll(/https?:\/\/127\.0\.0\.1:\d+/g, "SHOP");
  return JSON.parse(now ? text.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/g, "NOW") : text) as unknown;
}

const HEADERS = ["content-type", "link", "x-wp-total", "x-wp-totalpages", "allow", "location"];

/** Without `related_ids`, which the shop draws by chance on every read. */
function steady(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (name, held: unknown) => (name === "related_ids" ? [] : held))) as unknown;
}

function expectSame(answer: Answer, { status, headers, body }: Recording, now = false): void {
  expect(answer.status).toBe(status);
  const got = Object.fromEntries(
    HEADERS.flatMap((name) => (name in answer.headers ? [[name, answer.headers[name]]] : [])),
  );
  expect(neutral(got)).toEqual(neutral(headers));
  expect(steady(neutral(answer.body, now))).toEqual(steady(neutral(body, now)));
  expect(Object.keys(answer.body as object)).toEqual(Object.keys(body as object));
}

let https: Shop;
let http: Shop;
let key: readonly [string, string];

beforeAll(async () => {
  https = await startShop({ folder, tls: selfSigned(), keepDeliveries: true });
  http = await startShop({ folder });
  key = [https.consumerKey, https.consumerSecret];
});

afterAll(async () => {
  await Promise.all([https.stop(), http.stop()]);
});

describe("rest/orders, orders-dp6, refunds and notes", () => {
  test.each(names("orders"))("%s in both forms, key for key", async (name) => {
    for (const [path, query] of [
      ["orders", ""],
      ["orders-dp6", "?dp=6"],
    ] as const) {
      const recorded = JSON.parse(readFileSync(`${folder}/rest/${path}/${name}`, "utf8")) as { id: number };
      const { status, body } = await ask(`${https.url}/wp-json/wc/v3/orders/${recorded.id}${query}`, { key });
      expect(status).toBe(200);
      expect(JSON.stringify(neutral(body))).toBe(JSON.stringify(neutral(recorded)));
    }
  });

  test.each(names("orders"))("%s put back is derived to the same two decimals", (name) => {
    const two = JSON.parse(readFileSync(`${folder}/rest/orders/${name}`, "utf8")) as { id: number };
    const order = https.orders.get(two.id);
    expect(order).toBeDefined();
    if (order === undefined) return;
    http.orders.put(order);
    return ask(`${http.url}/wp-json/wc/v3/orders/${two.id}?${signed("GET", `/orders/${two.id}`, {})}`).then(
      ({ body }) => {
        expect(JSON.stringify(neutral(body))).toBe(JSON.stringify(neutral(two)));
      },
    );
  });

  test.each(names("refunds"))("refunds of %s", async (name) => {
    const recorded = JSON.parse(readFileSync(`${folder}/rest/refunds/${name}`, "utf8")) as unknown;
    const order = JSON.parse(readFileSync(`${folder}/rest/orders/${name}`, "utf8")) as { id: number };
    const { body } = await ask(`${https.url}/wp-json/wc/v3/orders/${order.id}/refunds`, { key });
    expect(neutral(body)).toEqual(neutral(recorded));
  });

  test.each(names("notes"))("notes of %s", async (name) => {
    const recorded = JSON.parse(readFileSync(`${folder}/rest/notes/${name}`, "utf8")) as unknown;
    const order = JSON.parse(readFileSync(`${folder}/rest/orders/${name}`, "utf8")) as { id: number };
    const { body } = await ask(`${https.url}/wp-json/wc/v3/orders/${order.id}/notes`, { key });
    expect(neutral(body)).toEqual(neutral(recorded));
  });
});

/** OAuth 1.0a in the query; `secret` overrides for a wrong one. */
function signed(method: string, route: string, params: Readonly<Record<string, string>>, secret?: string): string {
  const encode = (text: string): string =>
    encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  const all: Record<string, string> = {
    oauth_consumer_key: http.consumerKey,
    oauth_nonce: randomBytes(8).toString("hex"),
    oauth_signature_method: "HMAC-SHA256",
    oauth_timestamp: String(Math.floor(Temporal.Now.instant().epochMilliseconds / 1000)),
    ...params,
  };
  const pairs = Object.keys(all)
    .toSorted()
    .map((name) => `${encode(name)}=${encode(all[name] ?? "")}`);
  const base = [method, encode(`${http.url}/wp-json/wc/v3${route}`), encode(pairs.join("&"))].join("&");
  const signature = createHmac("sha256", `${secret ?? http.consumerSecret}&`)
    .update(base)
    .digest("base64");
  return [...Object.entries(all), ["oauth_signature", signature] as const]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join("&");
}

describe("rest/lists", () => {
  const skipped = ["webhook-failure-sequence.json", "oauth1-plain-http-ok.json"];
  test.each(names("lists").filter((name) => !skipped.includes(name)))("%s", async (name) => {
    const recorded = read(`lists/${name}`);
    expectSame(await ask(https.url + (recorded.request.url ?? ""), { key }), recorded);
  });

  test("oauth1-plain-http-ok.json", async () => {
    const recorded = read("lists/oauth1-plain-http-ok.json");
    const query = signed("GET", "/orders", { per_page: "1", orderby: "id" });
    const { status, headers, body } = await ask(`${http.url}/wp-json/wc/v3/orders?${query}`);
    expect(status).toBe(recorded.status);
    expect(headers["x-wp-total"]).toBe("39");
    const [{ id, number } = { id: 0, number: "" }] = body as { id: number; number: string }[];
    expect([{ id, number }]).toEqual(recorded.body);
    const raw = decodeURIComponent(/oauth_signature=([^&]+)$/.exec(query)?.[1] ?? "");
    const kept = raw.replace(/=$/, "").replaceAll("/", "%2F");
    expect(headers.link).toContain(`&oauth_signature=${kept}&status%5B0%5D=any&dp=2&context=view&page=2>; rel="next"`);
  });
});

test("OAuth: a nonce counts once, a timestamp for 15 minutes, array parameters are signed with their index", async () => {
  const list = `${http.url}/wp-json/wc/v3/orders`;
  const query = signed("GET", "/orders", { "include[0]": "42", "include[1]": "43" });
  expect((await ask(`${list}?${query}`)).body).toMatchObject([{ id: 43 }, { id: 42 }]);
  expect((await ask(`${list}?${query}`)).body).toMatchObject({
    code: "woocommerce_rest_authentication_error",
    message: "Invalid nonce - nonce has already been used.",
  });
  const old = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000) - 901;
  const late = signed("GET", "/orders", { oauth_timestamp: String(old) });
  expect((await ask(`${list}?${late}`)).body).toMatchObject({ message: "Invalid timestamp." });
  expect((await ask(`${list}?oauth_nonce=1`)).body).toMatchObject({
    code: "woocommerce_rest_authentication_missing_parameter",
  });
});

describe("rest/errors", () => {
  const special: Readonly<Record<string, () => Promise<Answer>>> = {
    "401-no-auth.json": () => ask(`${https.url}/wp-json/wc/v3/orders`),
    "401-basic-over-plain-http.json": () =>
      ask(`${http.url}/wp-json/wc/v3/orders`, { key: [http.consumerKey, http.consumerSecret] }),
    "401-oauth-signature.json": () =>
      ask(`${http.url}/wp-json/wc/v3/orders?${signed("GET", "/orders", {}, "cs_wrong")}`),
    "401-read-only-key-post.json": () =>
      ask(`${https.url}/wp-json/wc/v3/orders`, {
        method: "POST",
        key: [https.readOnlyKey, https.readOnlySecret],
        body: { status: "pending" },
      }),
    "401-unknown-key.json": () =>
      ask(`${https.url}/wp-json/wc/v3/orders`, { key: [`ck_${"0".repeat(40)}`, https.consumerSecret] }),
    "401-wrong-secret.json": () =>
      ask(`${https.url}/wp-json/wc/v3/orders`, { key: [https.consumerKey, `cs_${"0".repeat(40)}`] }),
  };
  test.each(names("errors"))("%s", async (name) => {
    const recorded = read(`errors/${name}`);
    const { method, url, body } = recorded.request;
    const own = special[name];
    const answer = await (own === undefined
      ? ask(https.url + (url ?? ""), { method, key, ...(body === undefined ? {} : { body }) })
      : own());
    expectSame(answer, recorded);
  });
});

describe("rest/writes", () => {
  const order = ["order-put-status", "order-put-meta", "order-note-post", "orders-batch", "order-delete-trash"];
  test.each([
    ...order,
    "refund-post",
    "products-batch-one-bad",
    "product-stock-put",
    "variation-stock-put",
    "variations-batch",
  ])("%s", async (name) => {
    const recorded = read(`writes/${name}.json`);
    const { method, url, body } = recorded.request;
    const answer = await ask(https.url + (url ?? ""), { method, key, ...(body === undefined ? {} : { body }) });
    expectSame(answer, recorded, true);
  });
});
