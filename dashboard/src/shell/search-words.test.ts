import { expect, test } from "vitest";
import { fits } from "./search-words.ts";

test("the beginning of any word will do, in any order, without accents", () => {
  expect(fits("bet", "Betalingen", "afletteren, afpunten")).toBe(true);
  expect(fits("AFLET", "Betalingen", "afletteren, afpunten")).toBe(true);
  expect(fits("reglage", "Réglages")).toBe(true);
  expect(fits("offerte nieuwe", "Nieuwe offerte")).toBe(true);
});

test("what stands in the middle of a word, or is only half there, does not fit", () => {
  expect(fits("taling", "Betalingen")).toBe(false);
  expect(fits("nieuwe factuur", "Nieuwe offerte")).toBe(false);
});

test("nothing typed fits everything", () => {
  expect(fits("", "Betalingen")).toBe(true);
});

test("a hyphen is no letter, on either side", () => {
  expect([fits("back-up", "Beheer", "servers, back-up"), fits("e-mail", "E-mail"), fits("-", "Beheer")]).toEqual([
    true,
    true,
    true,
  ]);
});
