import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { capabilitiesPage, place } from "./capabilities.ts";

test("docs/capabilities.md says what the code says (else: npm run capabilities)", async () => {
  const page = await capabilitiesPage();
  expect(readFileSync(place, "utf8")).toBe(page);
  expect(page).toMatch(/\| `orders\.get` +\| recording +\|/);
});
