import { expect, test } from "vitest";
import { addressesOf, differences, isLimit, limitOf, settingsOf, statusesOf } from "./coupling-settings.ts";

test("what the hub does not state has its default", () => {
  expect(settingsOf({})).toEqual({
    documentKind: "invoice",
    moment: "created",
    statuses: [],
    sending: "none",
    startDate: null,
    issueDate: "orderDay",
    roundingLimit: "0.05",
    vatPolicy: "calculated",
    documentZeroTotals: false,
    noteAboveLines: true,
    noteInternal: true,
    failureMailTo: [],
    keepsContent: false,
  });
});

test("what it states is kept", () => {
  const kept = { documentKind: "deliveryNote", sending: "draft", statuses: ["completed"], noteInternal: false };
  expect(settingsOf(kept)).toMatchObject(kept);
});

test("addresses stand one per line", () => {
  expect(addressesOf([" an@example.be", "", "jan@example.be "])).toEqual(["an@example.be", "jan@example.be"]);
});

test("two versions differ by name", () => {
  const mine = settingsOf({ documentKind: "invoice", statuses: ["a"] });
  expect(differences(mine, settingsOf({ documentKind: "orderSlip", statuses: ["a"] }))).toEqual(["documentKind"]);
  expect(differences(mine, settingsOf({ statuses: ["a", "b"], startDate: "2026-11-03" }))).toEqual([
    "statuses",
    "startDate",
  ]);
  expect(differences(mine, mine)).toEqual([]);
});

test.each([
  ["0", true],
  ["0,05", true],
  ["1.00", true],
  ["1,01", false],
  ["2,00", false],
  ["0,005", false],
  ["", false],
  ["veel", false],
])("%s as a limit: %s", (typed, isRight) => {
  expect(isLimit(typed)).toBe(isRight);
});

test("a limit may be typed with a comma; a status counts once", () => {
  expect(limitOf(" 0,05 ")).toBe("0.05");
  expect(statusesOf(["completed"], "shipped\n\n completed \npicked")).toEqual(["completed", "shipped", "picked"]);
});
