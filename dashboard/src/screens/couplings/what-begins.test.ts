import { expect, test } from "vitest";
import { settingsOf } from "./coupling-settings.ts";
import { whatBegins } from "./what-begins.ts";

test("everything that begins is said, and nothing that does not", () => {
  const settings = settingsOf({
    documentKind: "invoice",
    moment: "paid",
    sending: "automatic",
    startDate: "2026-11-03",
  });
  expect(whatBegins(settings, 0, null)).toEqual([
    { text: "kind", kind: "invoice" },
    { text: "moment", moment: "paid" },
    { text: "sending", sending: "automatic" },
    { text: "from", date: "2026-11-03" },
  ]);
});

test("a whole history and skipped orders are named", () => {
  const settings = settingsOf({ moment: "statuses", statuses: ["completed"], startDate: null });
  expect(whatBegins(settings, 3, null).slice(1)).toEqual([
    { text: "statuses", statuses: ["completed"] },
    { text: "sending", sending: "none" },
    { text: "everything" },
    { text: "offset", count: 3 },
  ]);
});

test("what becomes of older orders is said where there will be some, the first time", () => {
  const says = (startDate: string | null, firstOn: string | null) =>
    whatBegins(settingsOf({ startDate }), 0, firstOn).some(({ text }) => text === "old");
  expect([says(null, "2026-11-22"), says("2026-11-22", "2026-11-22")]).toEqual([true, true]);
  expect([says("2026-11-23", "2026-11-22"), says(null, null)]).toEqual([false, false]);
});
