import { expect, test } from "vitest";
import { faultOfFormat, readSequence } from "./series-example.ts";

test.each([
  ["{yyyy}-{nnnn}", null],
  ["F{yy}/{nnnnn}", null],
  ["{nnnn}", "year"],
  ["{yyyy}-{nnn}", "digits"],
  ["{yyyy}-{n}", "digits"],
  ["{yyyy}-{nnnn}€", "signs"],
  ["{jjjj}-{nnnn}", "signs"],
  [" {yyyy}-{nnnn}", "signs"],
  [`${"A".repeat(40)}{yyyy}{nnnn}`, "signs"],
])("%s", (format, fault) => expect(faultOfFormat(format)).toBe(fault));

test("a number to go on with is whole and at least 1", () => {
  expect([readSequence("115"), readSequence(" 7 "), readSequence("0"), readSequence("1,5"), readSequence("")]).toEqual([
    115,
    7,
    null,
    null,
    null,
  ]);
});
