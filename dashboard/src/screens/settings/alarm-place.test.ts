import { expect, test } from "vitest";
import { alarmKinds } from "#domain/alarm-kinds.ts";
import { placeOf } from "./alarm-place.ts";

test("an alarm leads to where its cause is mended", () => {
  const shop = "0192f0c0-0000-7000-8000-000000000000";
  expect(placeOf({ kind: "unreachable", subject: shop }, "1")).toMatchObject({ params: { connection: shop } });
  expect(placeOf({ kind: "deliveryRefused", subject: `${shop} 7` }, "1")).toMatchObject({
    params: { connection: shop },
  });
  const key = `mapping.missing~${shop}~paymentMethod~cash on delivery`;
  expect(placeOf({ kind: "ordersStopped", subject: `${shop} ${key}` }, "1")).toMatchObject({ search: { cause: key } });
  expect(placeOf({ kind: "diskFilling", subject: "hub" }, "1")).toEqual({ to: "/system/nodes" });
  expect(placeOf({ kind: "of a later version", subject: "" }, "1")).toBeNull();
});

test("each kind has a place", () => {
  for (const kind of Object.keys(alarmKinds))
    expect([kind, placeOf({ kind, subject: "x" }, "1")]).not.toEqual([kind, null]);
});
