import { expect, test } from "vitest";
import { countOf } from "./vitest-run.ts";

const report = (...statuses: readonly string[]): string =>
  JSON.stringify({
    numPassedTests: statuses.filter((status) => status === "passed").length,
    numFailedTests: statuses.filter((status) => status === "failed").length,
    testResults: [
      {
        message: "",
        assertionResults: statuses.map((status) => ({ status, fullName: `it ${status}`, failureMessages: ["so"] })),
      },
    ],
  });

test.each([
  ["all passed", report("passed", "passed"), 0, 2, 0],
  ["one failed", report("passed", "failed"), 1, 1, 1],
  ["an error outside of every test", report("passed"), 1, 1, 1],
  ["nothing ran", report("skipped"), 0, 0, 1],
  ["a file that does not load", report(), 1, 0, 1],
  ["no report", null, 0, 0, 1],
])("%s", (_, text, code, passed, failed) => {
  expect(countOf(text, code, "Unhandled Rejection")).toMatchObject({ passed, failed });
});
