import { expect, test } from "vitest";
import { buttonsFor } from "./order-buttons.ts";

const reason = (code: string) => ({ code, text: "", message: "", details: {} });

test.each([
  ["waiting", "remote.unavailable", ["tryNow", "skip"]],
  ["failed", "internal.unexpected", ["process", "skip"]],
  ["held", "document.totals_mismatch", ["process", "skip"]],
  ["held", "mapping.missing", ["skip"]],
  ["held", "credentials.expired", ["skip"]],
  ["skipped", "rule.user", ["unskip"]],
  ["skipped", "rule.status", []],
  ["documented", "", []],
  [null, "", []],
] as const)("%s for %s", (outcome, code, buttons) => {
  expect(buttonsFor({ outcome, reason: code === "" ? null : reason(code) })).toEqual(buttons);
});
