import { describe, expect, test } from "vitest";
import { entryFaults } from "#connect/connector.ts";
import { HubError } from "#domain/error.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { textLanguages } from "#domain/texts/text.ts";
import { refuseFields, toProblem } from "./problem.ts";

const saidIn = (thrown: unknown) => textLanguages.map((language) => toProblem(thrown, language).errors?.[0]);

describe("what is wrong with a connection is said in the language of the request", () => {
  test.each(entryFaults)("%s", (entry) => {
    const said = saidIn(new HubError("settings.invalid", "For developers", { details: { entry, value: "x.example" } }));
    expect(new Set(said.map((error) => error?.message)).size).toBe(textLanguages.length);
    expect(JSON.stringify(said)).not.toMatch(/\{\{|For developers/);
    expect(said.map((error) => error?.field)).toEqual(["", "", ""]);
  });
});

test("a failure that names a field says what is wrong with it in the language of the request", () => {
  const details = { field: "format", says: textLater("given.formatParts") };
  const thrown = new HubError("settings.invalid", "For developers", { details });
  expect(saidIn(thrown)).toEqual([
    { field: "format", message: "Zet er een jaar in ({yyyy} of {yy}) en een nummer ({nnnn})" },
    { field: "format", message: "Mettez-y une année ({yyyy} ou {yy}) et un numéro ({nnnn})" },
    { field: "format", message: "needs a year ({yyyy} or {yy}) and a number ({nnnn})" },
  ]);
});

test("the detail stays English, and the code and the fields stay the same", () => {
  const thrown = refuseFields([{ field: "days", message: textLater("given.most", { limit: 365 }) }]);
  expect(toProblem(thrown, "nl")).toMatchObject({
    code: "request.invalid",
    detail: "days: expected 365 or less",
    errors: [{ field: "days", message: "Hoogstens 365" }],
  });
});

test("what has no words of its own says nothing of a field", () => {
  expect(toProblem(new HubError("remote.unavailable", "For developers"), "nl").errors).toBeUndefined();
});
