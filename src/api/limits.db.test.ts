import { createHmac, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { apiUnderTest, expectProblem } from "./testing/api-under-test.ts";
import { connectShop, hookSecret } from "./testing/shop-connection.ts";

const limit = 40;
const api = await apiUnderTest({ requestsPerMinute: limit });
const { call, store, makeToken } = api;
const administrationId = await store.makeAdministration();
const token = await makeToken("owner", administrationId);
const { hookPath } = await connectShop(api, token);

const deliver = (path: string) => {
  const body = '{"id":74}';
  const signature = createHmac("sha256", hookSecret).update(body).digest("base64");
  return call("POST", path, {
    body,
    headers: {
      "content-type": "application/json",
      "x-wc-webhook-topic": "order.updated",
      "x-wc-webhook-signature": signature,
    },
  });
};
const statuses = (answers: { readonly status: number }[]) => [...new Set(answers.map((answer) => answer.status))];
const askManyMadeUpKeys = (count: number) =>
  Promise.all(Array.from({ length: count }, () => deliver(`/hooks/${randomBytes(24).toString("base64url")}`)));

test("a made-up key costs a look-up, and after thirty of them nothing", async () => {
  const answers = await askManyMadeUpKeys(300);
  expect(answers.filter((answer) => answer.status === 404).length).toBeLessThanOrEqual(30);
  expect(statuses(answers).toSorted((a, b) => a - b)).toEqual([404, 429]);
  const refused = answers.find((answer) => answer.status === 429);
  if (refused !== undefined) expectProblem(refused, 429, "request.too_many");
});

test("a burst of the first deliveries of a shop is one look-up, so none of it is refused", async () => {
  const other = await apiUnderTest({ requestsPerMinute: 10 });
  const id = await other.store.makeAdministration();
  const hook = await connectShop(other, await other.makeToken("owner", id));
  const bursts = await Promise.all(
    Array.from({ length: 120 }, () => other.call("POST", hook.hookPath, { body: "webhook_id=1", headers: {} })),
  );
  expect(statuses(bursts)).toEqual([200]);
  // Now strangers come from the same address, as all do behind one proxy; the shop is known already.
  await Promise.all(
    Array.from({ length: 60 }, (_, n) => other.call("POST", `/hooks/made-up-${n}`, { body: "{}", headers: {} })),
  );
  expect((await other.call("POST", hook.hookPath, { body: "{}" })).status).toBe(200);
});

test("the API refuses what is more than its limit, as a problem that says when to go on; hooks have no part in it", async () => {
  const answers = await Promise.all(Array.from({ length: limit + 10 }, () => call("GET", "/api/summary", { token })));
  const refused = answers.filter((answer) => answer.status === 429);
  expect(refused.length).toBeGreaterThanOrEqual(10);
  for (const answer of refused) {
    expectProblem(answer, 429, "request.too_many");
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
  }
  // A wrong token is counted before it is looked up.
  expectProblem(await call("GET", "/api/summary", { token: "sch_wrong" }), 429);
  expect(hookPath).toMatch(/^\/hooks\/[\w-]{32}$/);
});
