import { expect, test } from "vitest";
import { givenFormat } from "./given-format.ts";

const format = {
  kind: "csv",
  encoding: "windows-1252",
  separator: ";",
  headerLine: 3,
  version: null,
  priceQuantityField: null,
  currency: "",
  saysTaxIncluded: true,
} as const;

test("what was chosen before is said again with every change", () => {
  expect(givenFormat(format, { encoding: "utf-8" })).toMatchObject({
    encoding: "utf-8",
    separator: ";",
    headerLine: 3,
  });
  expect(givenFormat(format)).toMatchObject({ separator: ";", headerLine: 3 });
});

test("with another separator the heads are looked for anew, and of another kind everything is", () => {
  expect(givenFormat(format, { separator: "\t" })).not.toHaveProperty("headerLine");
  expect(givenFormat(format, { kind: "datanorm" })).toEqual({
    kind: "datanorm",
    encoding: "windows-1252",
    currency: "",
  });
});
