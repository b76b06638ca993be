import { expect, test } from "vitest";
import { httpDate } from "./http-date.ts";

// The example of RFC 9110 section 5.6.7, in this century.
test.each(["Sun, 06 Nov 2094 08:49:37 GMT", " Saturday, 06-Nov-94 08:49:37 GMT ", "Sat Nov  6 08:49:37 2094"])(
  "%s",
  (written) => expect(httpDate(written)?.toString()).toBe("2094-11-06T08:49:37Z"),
);

test.each([
  undefined,
  "",
  "7",
  "2026-11-22T09:00:00Z",
  "Sun, 31 Feb 2026 08:49:37 GMT",
  "Sun, 06 Foo 2026 08:49:37 GMT",
  "Sun, 06 Nov 2026 08:49:37 +0100",
])("%s is no HTTP date", (written) => expect(httpDate(written)).toBeNull());
