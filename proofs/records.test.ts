import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { faultsFound, triedByNewcomer } from "./back-office/hand-records.ts";
import { bulletsIn, recordOf, somethingWritten } from "./records.ts";

const read = (name: string): Promise<string> => readFile(new URL(`../docs/proofs/${name}.md`, import.meta.url), "utf8");

test("a record ends where the next line's begins", () => {
  expect(recordOf("## Line 1\n\nfirst\n\n## Line 10\n\n- tenth\n", "10").trim()).toBe("- tenth");
  expect(recordOf("## Line 1\n\nfirst\n\n## Line 10\n", "1").trim()).toBe("first");
  expect(recordOf("## Line 10\n\ntenth", "1")).toBe("");
});

test("a bullet over two lines is one, and one that stands there twice counts once", () => {
  expect(bulletsIn("- one\n  goes on\n- two\n- two\n-\n")).toEqual(["one goes on", "two"]);
});

describe("faults found by looking", () => {
  test("are recorded for every group of screens", async () => {
    const record = recordOf(await read("back-office"), "4c");
    expect(faultsFound.byHand(record)).toBeNull();
    expect(faultsFound.byHand(faultsFound.emptied(record))).toBe('"### Orders" has 0 bullets of at least 3');
    expect(faultsFound.byHand(record.replace("### Settings", "### Other"))).toContain('"### Settings" has 0');
    expect(faultsFound.byHand("")).toContain("### Entrance");
  });
});

describe("the newcomer", () => {
  const five = (bullet: (index: number) => string): string => Array.from({ length: 5 }, (_, i) => bullet(i)).join("\n");
  const whole = `On 2026-11-22, by somebody new.

### Goals

${five((i) => `- _Ik wil factuur ${i} nog eens sturen_ – found in 20 s`)}

### Hesitations and changes

${five((i) => `- Looked for the button ${i} in the menu – it stands there now`)}
`;

  test("has a date, goals in Dutch, hesitations and what was changed", () => {
    expect(triedByNewcomer.byHand(whole)).toBeNull();
    expect(triedByNewcomer.byHand(triedByNewcomer.emptied(whole))).toContain('"### Hesitations and changes" has 0');
  });

  test.each([
    ["no date", whole.replace("2026-11-22", "Sunday"), "no date"],
    [
      "a goal in English",
      whole.replace("Ik wil factuur 1 nog eens sturen", "Send invoice 1 again"),
      "the goal in Dutch",
    ],
    ["a goal without an end", whole.replace("sturen_ – found in 20 s", "sturen_"), "the goal in Dutch"],
    ["four goals", whole.replace("_Ik wil factuur 1 ", "_Ik wil factuur 0 "), "has 4 bullets"],
    ["a change that is none", whole.replace(" – it stands there now", ""), "what was changed"],
    ["nothing", "", "no date"],
  ])("%s is said", (_, record, problem) => {
    expect(triedByNewcomer.byHand(record)).toContain(problem);
  });
});

test("a record in free words is not empty", async () => {
  const record = recordOf(await read("ground"), "7h");
  expect(somethingWritten.byHand(record)).toBeNull();
  expect(somethingWritten.byHand(somethingWritten.emptied(record))).not.toBeNull();
});
