import { expect, test } from "vitest";
import type { Schemas } from "#dashboard/api/client.ts";
import { formatFor } from "#dashboard/words/format.ts";
import { remarkOf } from "./remark.ts";

const format = formatFor({ language: "nl", country: "BE", timeZone: "Europe/Brussels" });
const remark = (details: Schemas["AuditLine"]["details"], name = "") =>
  remarkOf({ details, subject: { kind: "item", id: "1", name } }, format);

test("only what people can read is said, and amounts as they write them", () => {
  expect(remark({ reason: "dubbel", fields: ["wish"], next: 500, version: 3 })).toBe("dubbel · 500");
  expect(remark({ amount: "1350.00" })).toBe("1.350,00");
  expect([remark({ fields: ["name"], reason: "" }), remark(null)]).toEqual(["", ""]);
});

test("what it was about is not said twice", () => {
  expect([remark({ name: "Mollie" }, "Mollie"), remark({ name: "Mollie" }, "Mollie 2")]).toEqual(["", "Mollie"]);
});
