import { expect, test } from "vitest";
import { offers } from "#connect/connector.ts";
import { payConnectors } from "#domain/pay-ways.ts";
import { modules } from "#domain/modules.ts";
import { registry } from "./registry.ts";

test("what the pay page offers is what the registry has, and each can be started, asked and switched on", () => {
  const payments = Object.values(registry).filter(({ kind }) => kind === "payments");
  expect(payments.map(({ id }) => id).toSorted()).toEqual(Object.keys(payConnectors).toSorted());
  for (const connector of payments) {
    expect(offers(connector, "payments.create") && offers(connector, "payments.get")).toBe(true);
    expect(modules).toHaveProperty([connector.id]);
  }
});
