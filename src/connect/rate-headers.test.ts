import { expect, test } from "vitest";
import { tellsOf } from "./rate-headers.ts";

const now = Temporal.Instant.from("2026-11-22T12:00:00Z");
const seconds = String(now.epochMilliseconds / 1000 + 40);
const limit = { headers: [{ remaining: "X-RateLimit-Minutely-Remaining", reset: "X-RateLimit-Minutely-Reset" }] };

test.each([
  ["seconds from now", { "x-ratelimit-remaining": "7", "x-ratelimit-reset": "40" }],
  ["a moment in seconds", { "x-ratelimit-remaining": "7", "x-ratelimit-reset": seconds }],
  ["a moment in milliseconds", { "x-ratelimit-remaining": "7", "x-ratelimit-reset": `${seconds}000` }],
  ["an HTTP date", { "x-ratelimit-remaining": "7", "x-ratelimit-reset": "Sun, 22 Nov 2026 12:00:40 GMT" }],
])("the reset may be %s", (_form, headers) => {
  expect(tellsOf(headers, {}, now)).toEqual([{ name: "x-ratelimit-remaining", left: 7, inMs: 40_000 }]);
});

test("a vendor's own headers count beside the usual ones, each window by itself", () => {
  const headers = {
    "x-ratelimit-remaining": "4000",
    "x-ratelimit-reset": "3600",
    "x-ratelimit-minutely-remaining": "0",
    "x-ratelimit-minutely-reset": "12",
  };
  expect(tellsOf(headers, limit, now)).toEqual([
    { name: "x-ratelimit-remaining", left: 4000, inMs: 3_600_000 },
    { name: "x-ratelimit-minutely-remaining", left: 0, inMs: 12_000 },
  ]);
});

test.each([
  [{ "x-ratelimit-remaining": "7" }],
  [{ "x-ratelimit-remaining": "many", "x-ratelimit-reset": "40" }],
  [{ "x-ratelimit-remaining": "7", "x-ratelimit-reset": "soon" }],
  [{ "x-ratelimit-remaining": "7", "x-ratelimit-reset": "Sun, 22 Nov 2026 11:59:00 GMT" }],
])("what says nothing of the time to come is left aside: %j", (headers) => {
  expect(tellsOf(headers, {}, now)).toEqual([]);
});
