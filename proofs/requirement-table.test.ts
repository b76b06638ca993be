import { expect, test } from "vitest";
import { requirementsOf, tableFaults } from "./requirement-table.ts";

const self = "proofs/requirement-table.test.ts";
const whole = `| line | where |
| --- | --- |
| C1.1 | \`${self}\`: "what is named must be there" |
| C1.2 | \`catalogue.followed\` at \`/a/{company}/catalogue-couplings\` |
| C2.1 | \`npm run bench -- erp --json\` |
`;
const wanted = requirementsOf({ C1: 2, C2: 1 });

test("every requirement has a line", () => {
  expect(wanted).toEqual(["C1.1", "C1.2", "C2.1"]);
  expect(tableFaults(whole, wanted)).toEqual([]);
  expect(tableFaults(whole, [...wanted, "C2.2"])).toEqual(["C2.2 has no line"]);
});

test("a requirement may be a number alone", () => {
  expect(tableFaults(whole.replace("| C2.1 |", "| D1 |"), ["C1.1", "D1"])).toEqual([]);
});

test("what is named must be there", () => {
  const faults = (from: string, to: string) => tableFaults(whole.replace(from, to), wanted);
  expect(faults("what is named", "what was " + "named")).toEqual([
    `C1.1: ${self} has "what was ${"named"} must be there"`,
    "C1.1: names neither a test nor a screen",
  ]);
  expect(faults("requirement-table.test", "no-such")).toContain("C1.1: there is no proofs/no-such.ts");
  expect(faults("catalogue.followed", "catalogue.nothing")).toContain("C1.2: catalogue.nothing is no screen");
  expect(faults("`npm run bench -- erp --json`", "by hand")).toEqual(["C2.1: names neither a test nor a screen"]);
});
