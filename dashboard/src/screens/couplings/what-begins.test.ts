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
  expect(whatBegins(settings, 0)).toEqual([
    { text: "kind", kind: "invoice" },
    { text: "moment", moment: "paid" },
    { text: "sending", sending: "automatic" },
    { text: "from", date: "2026-11-03" },
  ]);
});

test("a whole history and skipped orders are named", () => {
  const settings = settingsOf({ moment: "statuses", statuses: ["completed"], startDate: null });
  expect(whatBegins(settings, 3).slice(1)).toEqual([
    { text: "statuses", statuses: ["completed"] },
    { text: "sending", sending: "none" },
    { text: "everything" },
    { text: "offset", count: 3 },
  ]);
});
