import { expect, test } from "vitest";
import { chosenCount, choicesOf, withChoice } from "./column-choices.ts";

const columns = [
  { position: 0, header: "Naam", samples: ["De Molen"], field: "name" },
  { position: 1, header: "Mail", samples: ["info@demolen.example"], field: "email" },
  { position: 2, header: "Klasse", samples: ["A"], field: null },
];

test("a field stands for one column", () => {
  const choices = withChoice(choicesOf(columns), 2, "name");
  expect(choices).toEqual([
    { position: 0, field: null },
    { position: 1, field: "email" },
    { position: 2, field: "name" },
  ]);
  expect(chosenCount(choices)).toBe(2);
});

test("not taking a column over touches no other", () => {
  const choices = withChoice(withChoice(choicesOf(columns), 0, null), 1, null);
  expect(choices.map(({ field }) => field)).toEqual([null, null, null]);
});
