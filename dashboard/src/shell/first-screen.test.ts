import { expect, test } from "vitest";
import { firstScreen } from "./first-screen.ts";

test("somebody who chose nothing begins where his work is", () => {
  expect(firstScreen("usual", "owner", false)).toBe("/a/$administration");
  expect(firstScreen("usual", "buyer", false)).toBe("/a/$administration/documents");
});

test("a choice counts; one that is not there yet leads home", () => {
  expect(firstScreen("orders", "owner", false)).toBe("/a/$administration/orders");
  expect(firstScreen("work", "buyer", false)).toBe("/a/$administration/work");
  expect(firstScreen("system", "owner", false)).toBe("/a/$administration");
});

test("who runs the hub may begin there; nobody else", () => {
  expect(firstScreen("system", "owner", true)).toBe("/system/nodes");
  expect(firstScreen("usual", "owner", true)).toBe("/a/$administration");
});
