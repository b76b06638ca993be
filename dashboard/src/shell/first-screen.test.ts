import { expect, test } from "vitest";
import { firstScreen } from "./first-screen.ts";

test("somebody who chose nothing begins where his work is", () => {
  expect(firstScreen("usual", "owner")).toBe("/a/$administration");
  expect(firstScreen("usual", "buyer")).toBe("/a/$administration/documents");
});

test("a choice counts; one that is not there yet leads home", () => {
  expect(firstScreen("orders", "owner")).toBe("/a/$administration/orders");
  expect(firstScreen("work", "buyer")).toBe("/a/$administration/work");
  expect(firstScreen("system", "owner")).toBe("/a/$administration");
});
