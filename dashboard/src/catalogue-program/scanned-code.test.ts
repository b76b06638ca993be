import { expect, test } from "vitest";
import { codesToFind, isRight } from "./scanned-code.ts";

test.each([
  ["5413736125469", ["5413736125469"]],
  ["05413736125469", ["5413736125469", "05413736125469"]],
  [" 96385074 ", ["96385074"]],
  // UPC-E 0 425261 4 is UPC-A 042100005264.
  ["04252614", ["4252614", "42100005264", "04252614"]],
  ["(01)05413736125469(10)AB12", ["5413736125469", "010541373612546910ab12"]],
  ["]C10105413736125469", ["5413736125469", "c10105413736125469"]],
  ["0105413736125469\u001d10AB", ["5413736125469", "010541373612546910ab"]],
  ["010541373612546917271231", ["5413736125469", "010541373612546917271231"]],
  ["https://id.gs1.org/01/05413736125469/10/AB?x=1", ["5413736125469", "httpsidgs1org010541373612546910a"]],
  ["170-01105", ["17001105"]],
  ["", []],
  ["\u001d\u001d", []],
])("%j is looked up by %j", (scanned, codes) => {
  expect(codesToFind(scanned)).toEqual(codes);
});

test("sixteen digits that begin with 01 and are no GTIN stay what they are", () => {
  expect(codesToFind("0105413736125460")).toEqual(["0105413736125460"]);
});

test.each(["5413736125469", "96385074", "042100005264", "05413736125469"])("%s has its check digit", (gtin) => {
  expect([isRight(gtin), isRight(`${gtin.slice(0, -1)}${(Number(gtin.at(-1)) + 1) % 10}`)]).toEqual([true, false]);
});
