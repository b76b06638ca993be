import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { mendKinds, mends } from "#domain/error-mends.ts";
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
  fromName: null,
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

const source = `${import.meta.dirname}/../..`;
/** The addresses of the screens of a company, as their routes are written. */
const screens = globSync("screens/*/routes.ts", { cwd: source }).flatMap((file) =>
  [...readFileSync(`${source}/${file}`, "utf8").matchAll(/administrationRoute,\s*path: "([^"]+)"/g)].map(
    ([, path = ""]) => `/a/$administration/${path}`,
  ),
);

test("whatever mends an error is done in a dialog, or leads to a screen that exists", () => {
  expect(screens.length).toBeGreaterThan(20);
  for (const kind of mendKinds)
    for (const changes of [{}, { orderId: "7" }, { couplingId: "c" }])
      expect([
        kind,
        hasHere(action({ kind, what: "exchangeRate" })) || screens.includes(place({ kind, ...changes }).to),
      ]).toEqual([kind, true]);
});

test("each error has something that mends it", () => {
  const used = new Set(Object.values(mends).map((mend) => mend.action));
  expect([...used].filter((kind) => !mendKinds.includes(kind))).toEqual([]);
  // What these two do is of no error: a connection that has no coupling, and what changed after it was sent.
  expect(mendKinds.filter((kind) => !used.has(kind))).toEqual(["openConnection", "viewChanges"]);
});
