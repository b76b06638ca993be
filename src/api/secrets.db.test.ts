import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { endpoints } from "./endpoints.ts";
import { apiUnderTest, type Answer } from "./testing/api-under-test.ts";
import { connectShop, consumerKey, consumerSecret, hookSecret, shopBody } from "./testing/shop-connection.ts";

/** A shop that refuses every call and says back all it was told. */
const shop = createServer((request, response) => {
  response.writeHead(401, { "content-type": "application/json" });
  const said = `${request.url ?? ""} ${request.headers.authorization ?? ""}`;
  response.end(JSON.stringify({ code: "woocommerce_rest_cannot_view", message: said, data: { status: 401 } }));
});
await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
afterAll(() => void shop.close());
const shopUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;

const api = await apiUnderTest({ openHosts: [new URL(shopUrl).host] });
const { call, store, makeToken } = api;
const administrationId = await store.makeAdministration();
const token = await makeToken("owner", administrationId);
const { connectionId, hookPath } = await connectShop(api, token, shopUrl);

const secrets = [
  consumerSecret,
  consumerKey,
  hookSecret,
  token,
  Buffer.from(`${consumerKey}:${consumerSecret}`).toString("base64"),
  "oauth_signature=",
  Buffer.from(store.key.bytes).toString("hex"),
];
const leaksIn = (text: string) => secrets.filter((secret) => text.includes(secret));

test("no answer but that of the webhook-secret endpoint holds a secret, also when the shop says them back", async () => {
  const answers: Answer[] = [];
  const wrong = { ...shopBody(), settings: { shopUrl: 7 } };
  answers.push(await call("POST", "/api/connections", { token, body: shopBody(shopUrl) }));
  answers.push(await call("POST", "/api/connections", { token, body: wrong }));
  answers.push(
    await call("POST", "/api/connections", { token, body: { ...shopBody(), hookSecret: `${hookSecret} !` } }),
  );
  for (const action of ["check", "webhooks", "sweep"])
    answers.push(await call("POST", `/api/connections/${connectionId}/${action}`, { token }));
  for (const { method, path } of endpoints) {
    if (method !== "GET" || path.endsWith("webhook-secret")) continue;
    const filled = path.replace(":connectionId", connectionId).replace(/:\w+/g, "42");
    answers.push(await call("GET", filled, { token }));
  }
  answers.push(await call("GET", "/", { headers: { cookie: `schakel_token=${token}` } }));
  answers.push(await call("POST", hookPath, { body: "{}", headers: { "x-wc-webhook-signature": hookSecret } }));
  answers.push(await call("GET", `/api/orders?after=${token}`, { headers: { authorization: `Token ${token}` } }));
  expect(answers.length).toBeGreaterThan(15);
  expect(answers.map((answer) => leaksIn(answer.text)).filter((leaks) => leaks.length > 0)).toEqual([]);
  expect(answers.filter((answer) => answer.status >= 500 && answer.status !== 502)).toEqual([]);
});

test("the secret of the webhooks is shown to who may manage connections, and is never kept by a cache", async () => {
  const path = `/api/connections/${connectionId}/webhook-secret`;
  const answer = await call("GET", path, { token });
  expect(answer.json).toMatchObject({ secret: hookSecret });
  expect(answer.headers["cache-control"]).toBe("no-store");
  const viewer = await makeToken("viewer", administrationId);
  expect((await call("GET", path, { token: viewer })).status).toBe(403);
});

test("a shop that refuses its keys is told so, with its own words and the remedy's code", async () => {
  const answer = await call("POST", `/api/connections/${connectionId}/check`, { token });
  expect(answer.status).toBe(422);
  expect(answer.json).toMatchObject({ code: "credentials.expired", title: "Zo kan het niet" });
});

test("nothing that was logged holds a secret", async () => {
  expect(api.log.length).toBeGreaterThan(0);
  expect(leaksIn(api.log.join("\n"))).toEqual([]);
});

test("a failure of ours says nothing of itself, and the log says it without the rows of the database", async () => {
  const broken = await apiUnderTest();
  const id = await broken.store.makeAdministration();
  const theirs = await broken.makeToken("owner", id);
  await sql`alter table inbox rename to inbox_gone`.execute(broken.store.owner);
  const answer = await broken.call("GET", "/api/summary", { token: theirs });
  expect(answer.status).toBe(500);
  expect(answer.json).toEqual({
    type: "urn:schakel:error:internal.unexpected",
    title: "Onverwachte fout in Schakel",
    status: 500,
    code: "internal.unexpected",
    detail: "The log of the hub has the details.",
  });
  const [line] = broken.log.filter((text) => text.includes("A request failed"));
  expect(JSON.parse(line ?? "{}")).toMatchObject({ level: 50, path: "/api/summary", problem: "internal.unexpected" });
  expect(line).not.toContain(theirs);
});
