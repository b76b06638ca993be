import { expect, test } from "vitest";
import type { Cause } from "#dashboard/api/client.ts";
import { hasHere, leadsElsewhere, placeOf } from "./remedies.ts";

type Action = NonNullable<Cause["action"]>;
const action = (changes: Partial<Action>): Action => ({
  kind: "openOrders",
  label: "",
  connectionId: "shop",
  couplingId: null,
  orderId: null,
  what: null,
  fromValue: null,
  ...changes,
});
const place = (changes: Partial<Action>) => placeOf({ key: "k" }, action(changes), "1");

test("each remedy leads to where it can be done", () => {
  expect(place({ kind: "reconnect" })).toMatchObject({ params: { connection: "shop" } });
  expect(place({ kind: "openCoupling", couplingId: "c" })).toMatchObject({ params: { coupling: "c" } });
  expect(place({ kind: "openCoupling" })).toMatchObject({ params: { connection: "shop" } });
  expect(place({ kind: "compareAmounts", orderId: "7" })).toMatchObject({
    params: { order: "7" },
    search: { cause: "k" },
  });
  expect(place({ kind: "compareAmounts" })).toMatchObject({ to: "/a/$administration/orders", search: { cause: "k" } });
});

test("a choice is made on the spot when it is known which", () => {
  expect(hasHere(action({ kind: "chooseMapping", what: "exchangeRate" }))).toBe(true);
  expect(hasHere(action({ kind: "chooseMapping" }))).toBe(false);
});

test("the page of an order has no button that leads to itself", () => {
  expect([leadsElsewhere(null), leadsElsewhere(action({ kind: "compareAmounts" }))]).toEqual([false, false]);
  expect(leadsElsewhere(action({ kind: "reconnect" }))).toBe(true);
});
