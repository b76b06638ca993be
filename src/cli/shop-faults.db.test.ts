import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Fault } from "#sandbox/woocommerce/faults.ts";
import { coupleShop, until, type CoupledShop } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});
beforeEach(() => {
  Object.assign(under.world, { ahead: 0, timeoutMs: 30_000, isCutOff: false });
});

const minutes = 60;
const documented = (coupled: CoupledShop, id: number) =>
  until(`order ${id} to be documented`, async () => {
    // Not known yet is a 404.
    const order = await coupled.order(id).catch(() => null);
    return order?.outcome === "documented" && order;
  });

/** What a shop answers that knows the key no longer. */
const refusal = (status: number, code: string) => ({
  status,
  headers: { "Content-Type": "application/json; charset=UTF-8" },
  text: JSON.stringify({ code, message: "Sorry, dit mag niet.", data: { status } }),
});

describe("a shop that does not answer as it should: the order waits, and goes on by itself", () => {
  const onOrders = { match: /\/wc\/v3\/orders/, times: 1000 };
  test.each<[string, Fault | "no network", string]>([
    ["there is no network", "no network", "remote.unavailable"],
    ["it answers 500", { kind: "status", status: 500, ...onOrders }, "remote.unavailable"],
    ["it is being maintained", { kind: "maintenance", ...onOrders }, "remote.unavailable"],
    ["it answers with a web page", { kind: "html", ...onOrders }, "remote.unavailable"],
    ["a firewall stands in front of it", { kind: "shield", status: 403, ...onOrders }, "remote.unavailable"],
    ["it writes a notice into its JSON", { kind: "notice", ...onOrders }, "remote.unavailable"],
    ["its answer is cut off", { kind: "cut", ...onOrders }, "remote.unavailable"],
    ["it hangs", { kind: "hang", ...onOrders }, "remote.unavailable"],
    ["it asks to wait for half a minute", { kind: "limit", retryAfter: 30, ...onOrders }, "remote.rate_limited"],
  ])("%s", async (_name, fault, code) => {
    const coupled = await coupleShop(under);
    // The database already thinks that it is time for the next attempt; the hub waits until its own clock says so.
    Object.assign(under.world, { ahead: -minutes, timeoutMs: 300, isCutOff: fault === "no network" });
    if (fault !== "no network") coupled.shop.fail(fault);
    expect(await coupled.ring("created", 42)).toEqual([200]);
    const waiting = await coupled.settled(42);
    expect(waiting).toMatchObject({ outcome: "waiting", reason: { code }, documents: [] });
    const connection = await coupled.connection();
    expect(connection).toMatchObject({ state: "unreachable", retryAt: waiting.nextAttemptAt });
    const wait = Temporal.Now.instant()
      .subtract({ seconds: minutes })
      .until(Temporal.Instant.from(connection.retryAt ?? ""));
    expect(wait.total("seconds")).toBeGreaterThan(code === "remote.rate_limited" ? 20 : 0);
    expect(wait.total("seconds")).toBeLessThan(code === "remote.rate_limited" ? 31 : 7);

    coupled.shop.heal();
    Object.assign(under.world, { ahead: 0, timeoutMs: 30_000, isCutOff: false });
    expect((await documented(coupled, 42)).story).toEqual(["order.waiting", "document.issued"]);
    expect(await coupled.connection()).toMatchObject({ state: "connected", retryAt: null });
    expect([await coupled.count("documents"), await coupled.alarms()]).toEqual([1, []]);
  });

  test("nothing is asked of it before the time it named", async () => {
    const coupled = await coupleShop(under);
    under.world.ahead = -minutes;
    coupled.shop.fail({ kind: "limit", retryAfter: 30, match: /\/wc\/v3\/orders/ });
    await coupled.ring("created", 42);
    await coupled.settled(42);
    const asked = coupled.shop.requests.length;
    await coupled.ring("created", 43, 44);
    await coupled.api.post(`/api/orders/${coupled.connectionId}/42/retry`);
    // The care timer has several turns meanwhile.
    await sleep(1000);
    expect(coupled.shop.requests.length).toBe(asked);
    under.world.ahead = 0;
    for (const id of [42, 43, 44]) await documented(coupled, id);
  });

  test("the third failure in a row raises an alarm, and the first success closes it", async () => {
    const coupled = await coupleShop(under);
    Object.assign(under.world, { ahead: -10 * minutes, isCutOff: true });
    await coupled.ring("created", 42);
    for (const [failures, ahead] of [-590, -570, -540].entries()) {
      const stories = await until(`failure ${failures + 1}`, async () => {
        const { story } = await coupled.order(42).catch(() => ({ story: [] }));
        return story.length > failures && story;
      });
      expect(stories).toEqual(Array.from({ length: failures + 1 }, () => "order.waiting"));
      expect((await coupled.alarms()).map(({ kind }) => kind)).toEqual(failures < 2 ? [] : ["unreachable"]);
      if (failures < 2) under.world.ahead = ahead;
    }
    Object.assign(under.world, { ahead: 0, isCutOff: false });
    await documented(coupled, 42);
    expect(await coupled.alarms()).toEqual([]);
  });

  test("after 72 hours a person has to look, and a check lets it go on", async () => {
    const coupled = await coupleShop(under);
    Object.assign(under.world, { ahead: -80 * 60 * minutes, isCutOff: true });
    await coupled.ring("created", 42);
    expect(await coupled.settled(42)).toMatchObject({ outcome: "waiting" });
    under.world.ahead = -60 * minutes;
    const held = await until("the hub to give up", async () => {
      const order = await coupled.order(42);
      return order.outcome === "held" && order;
    });
    expect(held).toMatchObject({ reason: { code: "remote.unavailable" }, nextAttemptAt: null });
    Object.assign(under.world, { ahead: 0, isCutOff: false });
    await coupled.api.post(`/api/connections/${coupled.connectionId}/check`);
    await documented(coupled, 42);
  });

  test("an order that was ignored at the start stays ignored, whatever fails meanwhile", async () => {
    const coupled = await coupleShop(under, { offset: 1 });
    await coupled.ring("created", 42);
    const ignored = await coupled.settled(42);
    expect(ignored).toMatchObject({ outcome: "skipped", reason: { code: "rule.offset" } });
    Object.assign(under.world, { ahead: -minutes, isCutOff: true });
    coupled.change(42, (order) => {
      order.status = "completed";
    });
    await coupled.ring("updated", 42);
    const failed = await coupled.settled(42);
    expect(failed).toMatchObject({ outcome: "skipped", reason: ignored.reason });
    Object.assign(under.world, { ahead: 0, isCutOff: false });
    await until("the order to be looked at again", async () => (await coupled.order(42)).nextAttemptAt === null);
    expect(await coupled.order(42)).toMatchObject({ outcome: "skipped", reason: ignored.reason, documents: [] });
    await coupled.api.post(`/api/orders/${coupled.connectionId}/42/retry`);
    await documented(coupled, 42);
  });
});

describe("a shop that refuses: the order is held until a person acted", () => {
  test.each([
    ["the key was withdrawn", refusal(401, "woocommerce_rest_cannot_view"), "credentials.expired"],
    ["its user lost the right", refusal(403, "woocommerce_rest_cannot_view"), "credentials.insufficient"],
    ["the plug-in is off", refusal(404, "rest_no_route"), "settings.invalid"],
  ])("%s", async (_name, answer, code) => {
    let isRefused = false;
    const intercept = async (_method: string, path: string) =>
      isRefused && path.startsWith("/wp-json/wc/v3/orders") ? answer : undefined;
    const coupled = await coupleShop(under, { shop: { intercept } });
    isRefused = true;
    await coupled.ring("created", 42);
    expect(await coupled.settled(42)).toMatchObject({ outcome: "held", reason: { code }, nextAttemptAt: null });
    const connection = await coupled.connection();
    expect(connection).toMatchObject({ state: "reconnect", retryAt: null });
    expect(await coupled.alarms()).toEqual([{ kind: "credentials", text: connection.stateReason, occurrences: 1 }]);
    // Checking while nothing was mended says what is wrong and resumes nothing.
    await expect(coupled.api.post(`/api/connections/${coupled.connectionId}/check`)).rejects.toThrow(code);
    expect(await coupled.order(42)).toMatchObject({ outcome: "held" });

    isRefused = false;
    await coupled.api.post(`/api/connections/${coupled.connectionId}/check`);
    expect((await documented(coupled, 42)).story).toEqual(["order.held", "document.issued"]);
    expect(await coupled.connection()).toMatchObject({ state: "connected", stateReason: "" });
    expect(await coupled.alarms()).toEqual([]);
  });
});

describe("one order never stops its neighbours", () => {
  /** A batch of a hundred: everything rings while the coupling is off. */
  const together = async (coupled: CoupledShop, ids: readonly number[]) => {
    await coupled.ring("updated", ...ids);
    await coupled.setCoupling({ state: "live" });
    await coupled.settled(ids[0] ?? 0);
  };

  test("that cannot be read; mended in the shop it is booked like any other", async () => {
    const coupled = await coupleShop(under, { state: "off" });
    const ids = Array.from({ length: 100 }, (_, index) => 9001 + index);
    for (const id of ids) coupled.copyOrder(42, id);
    const strange = coupled.shop.orders.get(9050);
    coupled.change(9050, (order) => {
      order["line_items"] = "none";
    });
    await together(coupled, ids);
    expect(await coupled.order(9050)).toMatchObject({
      outcome: "failed",
      reason: { code: "remote.protocol_changed" },
      documents: [],
    });
    expect(await coupled.count("documents")).toBe(99);
    coupled.change(9050, (order) => {
      order["line_items"] = strange?.["line_items"];
    });
    await coupled.ring("updated", 9050);
    expect(await coupled.settled(9050)).toMatchObject({ outcome: "documented" });
  });

  test("when the whole list comes in a strange form once", async () => {
    const coupled = await coupleShop(under, { state: "off" });
    coupled.shop.fail({ kind: "shape", match: /include/ });
    await together(coupled, [42, 43, 44]);
    for (const id of [42, 43, 44]) expect(await coupled.order(id)).toMatchObject({ outcome: "documented" });
    expect(await coupled.connection()).toMatchObject({ state: "connected" });
  });

  test.each([
    ["a NUL", "Bel aan\0bij de buren"],
    ["half a character", "Bel aan \ud83d"],
  ])("whose text holds %s, which no database keeps", async (_name, note) => {
    const coupled = await coupleShop(under, { state: "off" });
    coupled.change(44, (order) => {
      order["customer_note"] = note;
      order["billing"] = { ...(order["billing"] as object), company: note };
    });
    await together(coupled, [42, 44, 46]);
    for (const id of [42, 44, 46])
      expect((await coupled.order(id)).documents.map(({ kind }) => kind)).toEqual(["invoice"]);
  });

  test.each([
    ["whose refunds are gone when they are asked for", refusal(404, "woocommerce_rest_shop_order_invalid_id"), "held"],
    ["whose refunds come in a strange form", { ...refusal(200, ""), text: '[{"id": 56}]' }, "failed"],
  ])("%s", async (_name, answer, outcome) => {
    const intercept = async (_method: string, path: string) =>
      path.endsWith("/orders/55/refunds") ? answer : undefined;
    const coupled = await coupleShop(under, { state: "off", shop: { intercept } });
    await together(coupled, [55, 42, 57]);
    expect(await coupled.order(55)).toMatchObject({ outcome, documents: [] });
    expect(await coupled.order(42)).toMatchObject({ outcome: "documented" });
    expect((await coupled.order(57)).documents.map(({ kind }) => kind)).toEqual(["invoice", "creditNote"]);
    expect(await coupled.connection()).toMatchObject({ state: "connected" });
  });
});
