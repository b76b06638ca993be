import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { Webhook } from "#sandbox/woocommerce/webhooks.ts";
import { coupleShop, type CoupledShop } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

const quarantined = async ({ administrationId }: CoupledShop) => {
  const { rows } = await sql<{ reason: string; body: Buffer }>`
    select reason, body from deliveries where administration_id = ${administrationId} and state = 'quarantined' order by received_at`.execute(
    under.store.owner,
  );
  return rows;
};

describe("a delivery that is not the shop's own is answered well, kept apart, and told", () => {
  test.each([
    ["signed with another secret", { secret: "another-secret-of-another-shop" }, "the signature is missing or wrong"],
    [
      "from a copy of the shop that kept its secret",
      { source: "https://staging.example.be/" },
      "it comes from another address than this shop's (a copy of the shop?)",
    ],
  ])("%s", async (_name, target, reason) => {
    const coupled = await coupleShop(under);
    for (const topic of ["order.created", "order.updated"]) {
      const sent = await coupled.shop.deliver(target).fire(topic, 42);
      expect(sent.map(({ status }) => status)).toEqual([200]);
    }
    const kept = await quarantined(coupled);
    expect(kept.map((delivery) => delivery.reason)).toEqual([reason, reason]);
    expect(JSON.parse(kept[0]?.body.toString() ?? "")).toMatchObject({ id: 42 });
    expect(await coupled.alarms()).toEqual([{ kind: "deliveryRefused", text: reason, occurrences: 2 }]);
    // It rang for nothing; the shop's own doorbell does.
    expect(await coupled.count("inbox")).toBe(0);
    await coupled.ring("updated", 43);
    expect(await coupled.settled(43)).toMatchObject({ outcome: "documented" });
    expect(await coupled.count("documents")).toBe(1);
  });

  test("without any signature, and with the signature of another body", async () => {
    const coupled = await coupleShop(under);
    const [own] = await coupled.shop.deliver().fire("order.updated", 42);
    const body = own?.body.replace('"id":42', '"id":43') ?? "";
    const { "X-WC-Webhook-Signature": signature = "", ...unsigned } = own?.headers ?? {};
    for (const headers of [unsigned, { ...unsigned, "X-WC-Webhook-Signature": signature }]) {
      const answer = await fetch(own?.url ?? "", { method: "POST", headers: { ...headers }, body });
      expect(answer.status).toBe(200);
    }
    await coupled.settled(42);
    expect((await quarantined(coupled)).length).toBe(2);
    expect(await coupled.count("documents")).toBe(1);
  });
});

test("the hook of another shop takes nothing of this one", async () => {
  const [coupled, other] = [await coupleShop(under), await coupleShop(under)];
  const url = other.shop.webhooks.find((hook) => hook.recordedUrl === undefined)?.delivery_url ?? "";
  const sent = await coupled.shop.deliver({ url }).fire("order.updated", 42);
  expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await quarantined(other)).length).toBe(sent.length);
  expect([await coupled.count("inbox"), await other.count("inbox")]).toEqual([0, 0]);
});

test("a shop whose webhooks lost their rights is told of: every event would be lost", async () => {
  const coupled = await coupleShop(under);
  coupled.shop.ownerRights(false);
  expect(await coupled.ring("updated", 42)).toEqual([200]);
  expect(await coupled.alarms()).toMatchObject([{ kind: "webhookBlind", occurrences: 1 }]);
  expect(await coupled.count("inbox")).toBe(0);
});

describe("webhooks at the shop", () => {
  const watch = ({ administrationId, connectionId }: CoupledShop) =>
    under.hub.engine.care.watch({ administrationId, connectionId }, new AbortController().signal);
  const ours = ({ shop }: CoupledShop): Webhook[] => shop.webhooks.filter((hook) => hook.recordedUrl === undefined);

  test("are registered once for each topic, however often it is asked", async () => {
    const coupled = await coupleShop(under);
    await coupled.api.post(`/api/connections/${coupled.connectionId}/webhooks`);
    expect(ours(coupled).map(({ topic, status }) => `${topic} ${status}`)).toEqual([
      "order.created active",
      "order.updated active",
      "order.deleted active",
      "order.restored active",
    ]);
    expect((await coupled.connection()).webhooks.length).toBe(4);
  });

  test("that are well are left alone", async () => {
    const coupled = await coupleShop(under);
    const before = structuredClone(ours(coupled));
    expect(await watch(coupled)).toBe(false);
    expect([ours(coupled), await coupled.alarms()]).toEqual([before, []]);
  });

  test("that were switched off are switched on again, with an alarm", async () => {
    const coupled = await coupleShop(under);
    for (const hook of ours(coupled)) if (hook.topic === "order.updated") hook.status = "disabled";
    expect(await watch(coupled)).toBe(true);
    expect(ours(coupled).map(({ status }) => status)).toEqual(["active", "active", "active", "active"]);
    expect(await coupled.alarms()).toEqual([
      { kind: "webhookDisabled", text: "order.updated was switched off by the shop", occurrences: 1 },
    ]);
    await coupled.ring("updated", 42);
    expect(await coupled.settled(42)).toMatchObject({ outcome: "documented" });
  });

  test("that were removed are made anew, each once, and are verified", async () => {
    const coupled = await coupleShop(under);
    const all = coupled.shop.webhooks as Webhook[];
    for (const hook of ours(coupled)) all.splice(all.indexOf(hook), 1);
    expect(await watch(coupled)).toBe(true);
    expect(
      ours(coupled)
        .map(({ topic }) => topic)
        .toSorted(),
    ).toEqual(["order.created", "order.deleted", "order.restored", "order.updated"]);
    expect((await coupled.connection()).webhooks).toMatchObject([
      { topic: "order.created", active: true },
      { topic: "order.deleted", active: true },
      { topic: "order.restored", active: true },
      { topic: "order.updated", active: true },
    ]);
    await coupled.ring("created", 42);
    expect(await coupled.settled(42)).toMatchObject({ outcome: "documented" });
    expect(await watch(coupled)).toBe(false);
  });
});
