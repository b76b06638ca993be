import { expect, test } from "vitest";
import { faultsBeside, faultsOf } from "./field-faults.ts";

const refused = (errors: { field: string; message: string }[]) =>
  Object.assign(new Error("no"), { problem: { status: 400, code: "request.invalid", errors } });

test("each field has its own sentence, the first that was said of it", () => {
  const error = refused([
    { field: "settings.shopUrl", message: "one" },
    { field: "settings.shopUrl", message: "two" },
    { field: "connector", message: "off" },
  ]);
  expect(faultsOf(error)).toEqual({ "settings.shopUrl": "one", connector: "off" });
  expect(faultsBeside(faultsOf(error), ["settings.shopUrl"])).toEqual([["connector", "off"]]);
});

test("a refusal without fields, and an error that is none, say nothing of a field", () => {
  expect(faultsOf(refused([]))).toEqual({});
  expect(faultsOf(new TypeError("away"))).toEqual({});
});
