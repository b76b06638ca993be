import { beforeAll, expect, onTestFinished, test } from "vitest";
import { coupleShop, until, type CoupledShop } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

/** Everything an event stream said so far. */
async function listen({
  administrationId,
}: CoupledShop): Promise<{ readonly said: () => string; readonly kinds: () => Set<string> }> {
  const ended = new AbortController();
  onTestFinished(() => ended.abort());
  const answer = await fetch(new URL("/api/live", under.hub.url), {
    headers: { authorization: `Bearer ${under.hub.token}`, "schakel-administration": administrationId },
    signal: ended.signal,
  });
  expect(answer.headers.get("content-type")).toContain("text/event-stream");
  let text = "";
  const decoder = new TextDecoder();
  void (async () => {
    for await (const piece of answer.body ?? []) text += decoder.decode(piece as Uint8Array);
  })().catch(() => undefined);
  await until("the stream to open", async () => text.includes("event: open"));
  const kinds = () =>
    new Set(
      [...text.matchAll(/event: change\ndata: (.*)\n/g)].flatMap(([, data = "[]"]) => JSON.parse(data) as string[]),
    );
  return { said: () => text, kinds };
}

test("says what kind of thing changed, to that administration alone, gathered, and nothing of what it is", async () => {
  const coupled = await coupleShop(under);
  const other = await coupleShop(under);
  const [stream, elsewhere] = [await listen(coupled), await listen(other)];
  const before = elsewhere.said();
  await coupled.ring("created", 42, 43, 44, 46);
  await coupled.settled(42);
  await until("the changes", async () => ["orders", "documents", "payments"].every((kind) => stream.kinds().has(kind)));
  expect(stream.said()).not.toMatch(/42|Molen|2026-0/);
  expect(stream.said().split("event: change").length).toBeLessThan(6);
  expect(elsewhere.said()).toBe(before);
  await coupled.api.post("/api/apps/workOrders/activate");
  await until("the app", async () => stream.kinds().has("connections"));
  await coupled.api.post("/api/parties", { name: "Bakkerij De Zeug" });
  await until("the customer", async () => stream.kinds().has("parties"));
  await coupled.api.post("/api/items", { sellersItemIdentifier: "Z", name: "Zaag" });
  await until("the item", async () => stream.kinds().has("items"));
  await fetch(new URL("/api/imports/items", under.hub.url), {
    method: "POST",
    headers: {
      authorization: `Bearer ${under.hub.token}`,
      "schakel-administration": coupled.administrationId,
      "content-type": "text/csv",
    },
    body: "code;naam\nH;Hamer\n",
  });
  await until("the import", async () => stream.kinds().has("imports"));
});

test("does not keep a hub from stopping", async () => {
  const hub = await under.join("server");
  const answer = await fetch(new URL("/api/live", hub.url), {
    headers: { authorization: `Bearer ${hub.token}`, "schakel-administration": await under.store.makeAdministration() },
  });
  const whole = answer.text();
  await hub.stop();
  expect(await whole).toContain("event: open");
});
