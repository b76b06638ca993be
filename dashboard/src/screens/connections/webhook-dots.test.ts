import { expect, test } from "vitest";
import type { ShopSetup } from "./connection-state.ts";
import { dotOf, stepsDone, stepsOf, stepToShow, unownedPings } from "./webhook-dots.ts";

const topic = (changes: Partial<ShopSetup["topics"][number]> = {}): ShopSetup["topics"][number] => ({
  topic: "order.created",
  label: { nl: "Bestelling aangemaakt", en: "Order created" },
  pingVerifiedAt: null,
  deliveryVerifiedAt: null,
  isVerified: false,
  ...changes,
});
const at = "2026-11-22T02:40:58Z";
const ping = (webhookId: string) => ({ webhookId, at });
const dots = (topics: ShopSetup["topics"], pings: ShopSetup["pings"]) => {
  const setup = { topics, pings };
  return [...topics.map((one) => dotOf(one, setup)), unownedPings(setup).length];
};

test("nothing was heard yet", () => {
  expect(dots([topic(), topic()], [])).toEqual(["waiting", "waiting", 0]);
});

test("one test call for two webhooks proves neither; two prove both", () => {
  expect(dots([topic(), topic()], [ping("1")])).toEqual(["waiting", "waiting", 1]);
  expect(dots([topic(), topic()], [ping("1"), ping("2")])).toEqual(["pinged", "pinged", 0]);
});

test("green only after a test call and a real message of the same webhook", () => {
  const delivered = topic({ deliveryVerifiedAt: at });
  const verified = topic({ deliveryVerifiedAt: at, pingVerifiedAt: at, isVerified: true });
  expect(dots([delivered, verified], [])).toEqual(["delivered", "verified", 0]);
  // The one that is left is the one the test call is of.
  expect(dots([verified, topic()], [ping("2")])).toEqual(["verified", "pinged", 0]);
});

const setup = (changes: Partial<ShopSetup>): ShopSetup =>
  ({ deliveryUrl: "https://hub.example/hooks/x", topics: [topic()], pings: [], test: null, ...changes }) as ShopSetup;
const line = (state: "ok" | "missing") => ({ what: "orders" as const, state, title: "", text: "" });

test("somebody goes on where he was", () => {
  const verified = [topic({ isVerified: true })];
  expect(stepToShow(stepsDone(false, undefined))).toBe("access");
  expect(stepToShow(stepsDone(true, setup({})))).toBe("webhooks");
  expect(stepToShow(stepsDone(true, setup({ topics: verified })))).toBe("check");
  expect(
    stepsDone(true, setup({ topics: verified, test: { at, lines: [line("ok"), line("missing")], rights: [] } })).check,
  ).toBe(false);
  expect(stepsDone(true, setup({ topics: verified, test: { at, lines: [line("ok")], rights: [] } }))).toEqual({
    access: true,
    webhooks: true,
    check: true,
  });
});

test("the first order proves the webhooks: the one it did not call had its test call", () => {
  const verified = topic({ deliveryVerifiedAt: at, pingVerifiedAt: at, isVerified: true });
  const isDone = (topics: ShopSetup["topics"], pings: ShopSetup["pings"]) =>
    stepsDone(true, setup({ topics, pings })).webhooks;
  expect(isDone([verified, topic()], [ping("2")])).toBe(true);
  expect(isDone([verified, topic()], [])).toBe(false);
  expect(isDone([topic(), topic()], [ping("1"), ping("2")])).toBe(false);
});

test("a hub that shops cannot reach has nothing to wait for", () => {
  expect(stepsDone(true, setup({ deliveryUrl: null })).webhooks).toBe(true);
});

test("a system that rings no bell has no webhooks to set up", () => {
  expect(stepsOf({ webhooks: "byHand" })).toEqual(["access", "webhooks", "check"]);
  const steps = stepsOf({ webhooks: "none" });
  expect(steps).toEqual(["access", "check"]);
  expect(stepToShow(stepsDone(true, undefined), steps)).toBe("check");
});
