import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { clientTypes, typeOf } from "./client-types.ts";
import { clientFiles } from "./generate-client.ts";

test("what the dashboard knows of the API is what the API is (else: npm run client)", async () => {
  const stale = Object.entries(await clientFiles())
    .filter(([name, text]) => readFileSync(new URL(`../dashboard/src/api/${name}`, import.meta.url), "utf8") !== text)
    .map(([name]) => name);
  expect(stale).toEqual([]);
});

test.each([
  [{ type: ["string", "null"] }, "string | null"],
  [{ type: "array", items: { enum: ["a", "b"] } }, '("a" | "b")[]'],
  [{ anyOf: [{ $ref: "#/components/schemas/Order" }, { type: "null" }] }, 'components["schemas"]["Order"] | null'],
  [
    { type: "object", propertyNames: { type: "string" }, additionalProperties: { type: "integer" } },
    "Record<string, number>",
  ],
  [{ type: "array", prefixItems: [{ type: "string" }, { type: "boolean" }] }, "[string, boolean]"],
])("%j is %s", (schema, type) => {
  expect(typeOf(schema)).toBe(type);
});

test("a schema of an unknown form is refused, and a missing one as well", () => {
  expect(() => typeOf({ type: "tuple" })).toThrow("does not know");
  const answer = { 200: { content: { "application/json": { schema: { $ref: "#/components/schemas/Gone" } } } } };
  const paths = { "/api/x": { get: { responses: answer } } };
  expect(() => clientTypes({ paths, components: { schemas: {} } })).toThrow("Problem is mentioned and not declared");
});
