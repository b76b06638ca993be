import { expect, test } from "vitest";
import { remarkOf } from "./remark.ts";

test("only what people can read is said", () => {
  expect(remarkOf({ reason: "dubbel", fields: ["wish"], next: 500, version: 3 })).toBe("dubbel · 500");
  expect([remarkOf({ fields: ["name"], reason: "" }), remarkOf(null)]).toEqual(["", ""]);
});
