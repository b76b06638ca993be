import { expect, test } from "vitest";
import { directionsFor, includes, rolesOf, toggled } from "./directions.ts";

test.each([
  { weBuy: true, theyBuy: false },
  { weBuy: false, theyBuy: true },
  { weBuy: true, theyBuy: true },
  { weBuy: false, theyBuy: false },
])("who orders from whom is read back from what goes: %o", (roles) => {
  expect(rolesOf(directionsFor(roles))).toEqual(roles);
});

test("what one side sends the other takes", () => {
  const turned = directionsFor({ weBuy: true, theyBuy: false }).map(({ docType, way }) => ({
    docType,
    way: way === "in" ? "out" : "in",
  }));
  const theirs = directionsFor({ weBuy: false, theyBuy: true });
  expect(turned.toSorted(byName)).toEqual([...theirs].toSorted(byName));
});

const byName = (a: { docType: string; way: string }, b: { docType: string; way: string }): number =>
  `${a.docType} ${a.way}` < `${b.docType} ${b.way}` ? -1 : 1;

test("one is switched off and on again without touching the others", () => {
  const all = directionsFor({ weBuy: true, theyBuy: true });
  const despatch = { docType: "despatch", way: "in" } as const;
  const without = toggled(all, despatch);
  expect(without).toHaveLength(all.length - 1);
  expect(includes(without, "despatch", "in")).toBe(false);
  expect(includes(without, "despatch", "out")).toBe(true);
  expect(toggled(without, despatch)).toHaveLength(all.length);
});
