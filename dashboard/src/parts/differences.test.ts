import { expect, test } from "vitest";
import { differencesOf } from "./differences.ts";

test("only what differs is named", () => {
  expect(differencesOf({ Naam: "De Molen nv", Plaats: "Gent" }, { Naam: "De Molen bv", Plaats: "Gent" })).toEqual([
    { name: "Naam", theirs: "De Molen nv", mine: "De Molen bv" },
  ]);
  expect(differencesOf({}, { Naam: "", Plaats: "Gent" })).toEqual([{ name: "Plaats", theirs: "", mine: "Gent" }]);
});
