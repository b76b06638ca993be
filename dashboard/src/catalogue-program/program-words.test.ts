import { expect, test } from "vitest";
import { catalogueProgram as en } from "#dashboard/texts/en/catalogue-program.ts";
import { catalogueProgram as fr } from "#dashboard/texts/fr/catalogue-program.ts";
import { catalogueProgram as nl } from "#dashboard/texts/nl/catalogue-program.ts";
import { sayer } from "./program-words.ts";

const plain = (value: number): string => value.toLocaleString("nl-BE");

test("a plural follows the language, and its count is written as people write it", () => {
  const say = { nl: sayer("nl", nl, plain), fr: sayer("fr", fr, plain), en: sayer("en", en, plain) };
  expect([0, 1, 2, 4500].map((count) => say.nl("program.search.found", { count }))).toEqual([
    "0 artikelen",
    "1 artikel",
    "2 artikelen",
    "4.500 artikelen",
  ]);
  expect([0, 1, 2].map((count) => say.fr("program.search.found", { count }))).toEqual([
    "0 article",
    "1 article",
    "2 articles",
  ]);
  expect(say.en("program.search.found", { count: 1 })).toBe("1 item");
});

test("a value is never a pattern", () => {
  const t = sayer("nl", nl, plain);
  expect(t("program.search.none", { typed: "{{typed}} $& <b>" })).toBe(
    "Niets gevonden voor ‘{{typed}} $& <b>’ in de lijsten op dit toestel.",
  );
});
