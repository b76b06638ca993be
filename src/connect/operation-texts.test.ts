import { expect, test } from "vitest";
import { catalogues } from "#domain/texts/text.ts";
import { operationNames } from "./operations.ts";

test("every operation has a name for people, and no name is left over", () => {
  const named = Object.keys(catalogues.nl).filter((key) => key.startsWith("operation."));
  expect(named.toSorted()).toEqual(operationNames.map((name) => `operation.${name}`).toSorted());
});
