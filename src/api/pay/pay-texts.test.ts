import { expect, test } from "vitest";
import { payConnectors } from "#domain/pay-ways.ts";
import { payTexts } from "./pay-texts.ts";

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = ""]) => name).toSorted();

test.each(["fr", "en", "de"] as const)("%s has every text, with the same values", (language) => {
  expect(Object.keys(payTexts[language])).toEqual(Object.keys(payTexts.nl));
  for (const [key, text] of Object.entries(payTexts.nl))
    expect({ key, values: placeholders(payTexts[language][key as keyof typeof payTexts.nl]) }).toEqual({
      key,
      values: placeholders(text),
    });
});

test("every provider has a button", () => {
  for (const connector of Object.keys(payConnectors))
    for (const part of ["with", "how"]) expect(payTexts.nl).toHaveProperty([`${part}_${connector}`]);
});

test("the customer is u, vous, you, Sie; nothing shouts or apologises", () => {
  const wrong = {
    nl: /\b(je|jij|jouw|sorry|helaas|order|error)\b|!/i,
    fr: /(?<!\p{L})(tu|ton|ta|tes|désolé)(?!\p{L})|!| [:;?]/iu,
    en: /\b(sorry|unfortunately|invalid)\b|!/i,
    de: /\b(du|dein|leider)\b|!/i,
  };
  for (const language of ["nl", "fr", "en", "de"] as const)
    expect(Object.values(payTexts[language]).filter((text) => wrong[language].test(text))).toEqual([]);
});
