import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { examples, pageWith } from "./partner-exchange/page-examples.ts";
import { folder, page, vectorFiles } from "./partner-exchange-vectors.ts";

test("fixtures/partner-exchange is what the code makes (else: npm run vectors)", () => {
  const files = vectorFiles();
  expect(readdirSync(folder).toSorted()).toEqual([...Object.keys(files), "README.md"].toSorted());
  for (const [name, text] of Object.entries(files))
    expect(readFileSync(new URL(name, folder), "utf8"), name).toBe(text);
});

test("the examples of docs/partner-exchange.md are what the code makes (else: npm run vectors)", () => {
  const text = readFileSync(page, "utf8");
  expect(pageWith(text, examples())).toBe(text);
});

test("an example without a place in the page, and a place without an example, is told", () => {
  expect(() => pageWith("nothing", { one: "x" })).toThrow("without a place");
  expect(() => pageWith("<!-- example: two -->\n<!-- end -->", {})).toThrow("not there: two");
});
