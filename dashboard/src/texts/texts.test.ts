import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { first as enFirst } from "./en/first.ts";
import { rest as enRest } from "./en/rest.ts";
import { first as frFirst } from "./fr/first.ts";
import { rest as frRest } from "./fr/rest.ts";
import { first as nlFirst } from "./nl/first.ts";
import { rest as nlRest } from "./nl/rest.ts";
import { catalogueProgram as enProgram } from "./en/catalogue-program.ts";
import { catalogueProgram as frProgram } from "./fr/catalogue-program.ts";
import { catalogueProgram as nlProgram } from "./nl/catalogue-program.ts";

const source = `${import.meta.dirname}/..`;
const catalogues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  nl: { ...nlFirst, ...nlRest, ...nlProgram },
  fr: { ...frFirst, ...frRest, ...frProgram },
  en: { ...enFirst, ...enRest, ...enProgram },
};
const all = (language: string): [string, string][] => Object.entries(catalogues[language] ?? {});
const keys = all("nl").map(([key]) => key);
const files = globSync("**/*.{ts,tsx}", { cwd: source }).filter(
  (file) => !/^texts\/|\.test\.ts$|^api\/(schema|permissions)\.ts$/.test(file),
);
const code = files.map((file) => readFileSync(`${source}/${file}`, "utf8")).join("\n");
const byName = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? "").toSorted(byName);
const baseOf = (key: string) => key.replace(/_(one|other)$/, "").replace(/_NL$/, "");

test("the walk over the source finds what it should find", () => {
  expect(files.length).toBeGreaterThan(50);
  expect(keys.length).toBeGreaterThan(150);
});

describe("keys", () => {
  test("are the same in each language, in each file", () => {
    for (const file of globSync("*.ts", { cwd: `${source}/texts/nl` })) {
      const [nl, fr, en] = ["nl", "fr", "en"].map((language) =>
        [...readFileSync(`${source}/texts/${language}/${file}`, "utf8").matchAll(/^ {2}"?([\w.]+)"?:/gm)].map(
          (match) => match[1],
        ),
      );
      expect([file, fr, en]).toEqual([file, nl, nl]);
    }
  });

  test("stand in one file only, and once", () => {
    const written = globSync("nl/*.ts", { cwd: `${source}/texts` }).flatMap((file) =>
      [...readFileSync(`${source}/texts/${file}`, "utf8").matchAll(/^ {2}"?([\w.]+)"?:/gm)].map(
        (match) => match[1] ?? "",
      ),
    );
    expect(written.filter((key, at) => written.indexOf(key) !== at)).toEqual([]);
    expect(written.toSorted(byName)).toEqual(keys.toSorted(byName));
  });

  test("are all used: written out, or behind a template such as `state.${…}`", () => {
    const families = [...code.matchAll(/t\(\s*`([\w.]+)\$\{/g)].map((match) => match[1] ?? "");
    const isUsed = (key: string): boolean =>
      code.includes(`"${key}"`) || families.some((family) => key.startsWith(family));
    expect(keys.map(baseOf).filter((key) => !isUsed(key))).toEqual([]);
  });

  test("of plurals come in pairs", () => {
    const pairs = keys.filter((key) => /_(one|other)$/.test(key)).map((key) => key.replace(/_(one|other)$/, ""));
    expect(pairs.filter((key) => !keys.includes(`${key}_one`) || !keys.includes(`${key}_other`))).toEqual([]);
  });
});

describe.each(["nl", "fr", "en"])("%s", (language) => {
  test.each(all(language))("%s", (key, text) => {
    expect(placeholders(text)).toEqual(placeholders(catalogues["nl"]?.[key] ?? ""));
    expect(text).toBe(text.trim());
    expect(text).not.toMatch(/!|\bdashboard\b|\bpayload\b|https?:|'[^' ]+'/i);
  });

  test("titles and buttons are no sentences; buttons fit", () => {
    const buttons = all(language).filter(([key, text]) => /[bB]utton/.test(key) && !text.includes("{{"));
    expect(buttons.length).toBeGreaterThan(5);
    const most = language === "fr" ? 40 : 32;
    expect(buttons.filter(([, text]) => text.endsWith(".") || text.length > most)).toEqual([]);
    expect(all(language).filter(([key, text]) => key.endsWith(".title") && /[^…]\.$/.test(text))).toEqual([]);
  });
});

test("Dutch speaks to jij, without apology and without English", () => {
  const wrong =
    /\b(u|uw|sorry|helaas|oeps|succesvol|ongeldig|je kan|settings|sync|mapping|error|order|orders|draft)\b/i;
  expect(all("nl").filter(([, text]) => wrong.test(text))).toEqual([]);
});

/** What people may type, not what they are told. */
const isSynonym = (key: string): boolean => key.startsWith("search.also.");

test("French says vous, spaces its signs, and never puts de or que before a name", () => {
  const familiar = /(?<!\p{L})(tu|ton|ta|tes|nous|désolé|succès|invalide|avoir|TTC|HT)(?!\p{L})/iu;
  const plainSpace = / [:;?!»…]|« |[^\u00a0:][:;?!»](?!\/)|«[^\u00a0]/;
  const elision = /(^|[ (])(de|que|le|la|du|au|pour)\s\{\{(?!time|day|difference|moment|printed|number|email)/i;
  const said = all("fr").filter(([key]) => !isSynonym(key));
  expect(said.filter(([, text]) => familiar.test(text))).toEqual([]);
  expect(all("fr").filter(([, text]) => plainSpace.test(text))).toEqual([]);
  expect(all("fr").filter(([, text]) => elision.test(text))).toEqual([]);
});

test("English does not apologise either", () => {
  expect(
    all("en").filter(([, text]) => /\b(sorry|unfortunately|oops|successfully|invalid|we|our)\b/i.test(text)),
  ).toEqual([]);
});
