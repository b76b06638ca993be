import { expect, test } from "vitest";
import { afterEcho } from "./own-echo.ts";

test("one's own value is known when it comes back, once", () => {
  expect(afterEcho(["a", "ab"], "a")).toEqual(["ab"]);
  expect(afterEcho(["ab"], "ab")).toEqual([]);
  expect(afterEcho([], "ab")).toBeNull();
});

test("a value that was overtaken is not waited for", () => {
  expect(afterEcho(["a", "ab", "abc"], "ab")).toEqual(["abc"]);
  expect(afterEcho(["ab", "", "ab"], "ab")).toEqual([]);
});

test("another value is somebody else's: back, a link", () => {
  expect(afterEcho(["a"], "b")).toBeNull();
  expect(afterEcho(["a"], "")).toBeNull();
});
