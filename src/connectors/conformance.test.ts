import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { conformanceChecks } from "./conformance.ts";
import { fixturesOf } from "./recordings.ts";
import { connectorById, registry } from "./registry.ts";
import { webhookChecks } from "./webhook-conformance.ts";

const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

test("every folder is registered under its own name, and every registered connector has a folder", () => {
  expect(Object.keys(registry).toSorted()).toEqual(folders.toSorted());
  for (const [id, connector] of Object.entries(registry)) expect(connector.id).toBe(id);
  expect(folders.length).toBeGreaterThan(0);
});

test("an unknown connector is a wrong setting", () => {
  for (const id of ["nothing", "constructor", "__proto__"]) {
    expect(() => connectorById(id)).toThrow(expect.objectContaining({ code: "settings.invalid" }));
  }
});

test("there are connectors with a webhook", () => {
  expect(Object.values(registry).some(({ webhook }) => webhook !== undefined)).toBe(true);
});

describe.each(Object.values(registry).map((connector) => [connector.id, connector] as const))("%s", (id, connector) => {
  const subject = { connector, fixtures: fixturesOf(id) };
  const checks = [...conformanceChecks(subject), ...webhookChecks(subject)];

  test.each(checks)("$name", async ({ run }) => {
    await expect(Promise.try(run)).resolves.toBeUndefined();
  });
});
