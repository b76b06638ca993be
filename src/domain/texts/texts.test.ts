import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { alarmKinds } from "#domain/alarm-kinds.ts";
import { gapKinds } from "#domain/completeness.ts";
import { auditActions } from "#domain/audit-actions.ts";
import { remedies, type ErrorCode } from "#domain/error.ts";
import { mends } from "#domain/error-mends.ts";
import { outcomes, skipRules } from "#domain/outcome.ts";
import { causeText, whoText } from "./cause-text.ts";
import { amountText, dayText, momentText } from "./format.ts";
import { catalogues, textLanguageOf, textLanguages, textOf, type StoredKey } from "./text.ts";

const source = `${import.meta.dirname}/../..`;
const files = globSync("**/*.ts", { cwd: source }).filter(
  (file) => !file.endsWith(".test.ts") && !/(^|\/)testing\/|^domain\/texts\/([\w-]+-)?(nl|fr|en)\.ts$/.test(file),
);
const code = files.map((file) => readFileSync(`${source}/${file}`, "utf8")).join("\n");
const migrations = globSync(`${source}/../migrations/*.sql`)
  .map((file) => readFileSync(file, "utf8"))
  .join("\n");
const keys = Object.keys(catalogues.nl) as StoredKey[];
const unique = (found: Iterable<string>) => [...new Set(found)].toSorted();
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, first = ""]) => first);
const startingWith = (family: string) => keys.filter((key) => key.startsWith(family));
const placeholders = (text: string) => unique(matches(text, /\{\{(\w+)\}\}/g));

test("the walk over the source finds what it should find", () => {
  expect(files.length).toBeGreaterThan(100);
  expect(migrations).toContain("insert into alarms");
});

describe("a text for every code the source uses", () => {
  test("events", () => {
    const written = matches(
      code,
      /\bcode: "((?:document|order|refund|payment|stock|connection|coupling)\.\w+)"/g,
    ).filter((found) => !Object.hasOwn(remedies, found));
    expect(written.length).toBeGreaterThan(4);
    const outcomeEvents = outcomes.filter((outcome) => outcome !== "documented").map((outcome) => `order.${outcome}`);
    const gapEvents = gapKinds.map((kind) => `ledger.${kind}`);
    expect(code).toContain("code: `order.${");
    expect(code).toContain("code: `ledger.${");
    expect(startingWith("event.").toSorted()).toEqual(
      unique([...written, ...outcomeEvents, ...gapEvents].map((found) => `event.${found}`)),
    );
  });

  test("alarms", () => {
    const kinds = Object.keys(alarmKinds);
    const inSql = matches(migrations, /into alarms [^;]*?administration, '(\w+)'/g);
    expect(inSql).not.toEqual([]);
    expect(kinds).toEqual(expect.arrayContaining(inSql));
    expect(
      unique(
        startingWith("alarm.").map((key) =>
          key
            .replace(/_(one|other)$/, "")
            .split(".")
            .slice(0, 2)
            .join("."),
        ),
      ),
    ).toEqual(unique(kinds.map((kind) => `alarm.${kind}`)));
  });

  test("errors: title and body of each", () => {
    const titles = Object.keys(remedies).flatMap((known) => [`error.${known}.title`, `error.${known}.body`]);
    expect(startingWith("error.").filter((key) => /\.(title|body)$/.test(key))).toEqual(expect.arrayContaining(titles));
    expect(startingWith("error.").filter((key) => key.endsWith(".title"))).toHaveLength(Object.keys(remedies).length);
  });

  test.each(textLanguages)("errors in %s: why orders stopped, in words of its own, and who must act", (language) => {
    const codes = Object.keys(remedies) as ErrorCode[];
    const said = (count: number) =>
      codes.map((code) => causeText(code, language, { system: "Bol", count, details: {}, difference: null }));
    for (const count of [1, 2])
      for (const { title, body, brief } of said(count)) {
        expect(title).not.toMatch(/:.*:|\.$|^$/);
        expect(body).toMatch(/\.$/);
        expect(brief).not.toMatch(/:|\.$|^$|\d/);
      }
    for (const part of ["title", "brief"] as const)
      expect(unique(said(2).map((text) => text[part]))).toHaveLength(codes.length);
    for (const code of codes) expect(whoText(mends[code].who, "Bol", language)).not.toBe("");
  });

  test("acts in the audit log", () => {
    expect(startingWith("audit.").toSorted()).toEqual(auditActions.map((action) => `audit.${action}`).toSorted());
  });

  test("skip rules", () => {
    expect(startingWith("rule.")).toEqual(skipRules.map((rule) => rule));
  });

  test("statuses of problems", () => {
    const statuses = matches(readFileSync(`${source}/api/problem.ts`, "utf8"), /": (\d{3}),/g);
    expect(startingWith("problem.")).toEqual(unique(statuses).map((status) => `problem.${status}`));
  });
});

test("no key is left that nothing uses", () => {
  // A family that is looked up by code is compared with its table above.
  const families = /^(event|alarm|problem|audit|operation)\.|^error\..*\.(title|body)$/;
  const unused = keys.filter((key) => !families.test(key) && !code.includes(`"${key.replace(/_(one|other)$/, "")}"`));
  expect(unused).toEqual([]);
  for (const family of ["event", "alarm", "problem", "audit", "operation", "error"])
    expect(code).toContain(`\`${family}.\${`);
});

describe.each(textLanguages)("%s", (language) => {
  test.each(Object.entries(catalogues[language]))("%s", (key, text) => {
    expect(placeholders(text)).toEqual(placeholders(catalogues.nl[key as StoredKey]));
    expect(text).toBe(text.trim());
    expect(text).not.toMatch(/!|\bdashboard\b|\bpayload\b|\bretry\b(?= later)|https?:/i);
    expect(key).toMatch(/^[a-z]+(\.\w+)+$/);
  });

  test("titles and chips are short and have no full stop, bodies are sentences", () => {
    const texts = Object.entries(catalogues[language]);
    const titles = texts.filter(([key]) => key.endsWith(".title") || key.startsWith("problem."));
    expect(titles.filter(([, text]) => text.endsWith(".") || text.length > 70)).toEqual([]);
    expect(texts.filter(([key, text]) => key.endsWith(".body") && !text.endsWith("."))).toEqual([]);
  });

  test("has the same keys", () => expect(Object.keys(catalogues[language])).toEqual(keys));
});

const all = (language: "nl" | "fr" | "en") => Object.entries(catalogues[language]);

test("Dutch speaks to jij, without apology and without English", () => {
  const wrong = /\b(u|uw|sorry|helaas|oeps|succesvol|ongeldig|je kan|status code|error|order|orders|sync|draft)\b/i;
  expect(all("nl").filter(([, text]) => wrong.test(text))).toEqual([]);
});

test("French says vous, spaces its signs, and never puts de or que before a name", () => {
  const familiar = /(?<!\p{L})(tu|ton|ta|tes|nous|désolé|succès|invalide|avoir|TTC)(?!\p{L})/iu;
  const plainSpace = / [:;?!»]|« |[^\u00a0][:;?!»](?!\/)|«[^\u00a0]/;
  const elision = /(^|[ (])(de|que|le|la|du|au|pour)\s\{\{(?!time|day|value|count|difference|expected)/i;
  expect(all("fr").filter(([, text]) => familiar.test(text))).toEqual([]);
  expect(all("fr").filter(([, text]) => plainSpace.test(text))).toEqual([]);
  expect(all("fr").filter(([, text]) => elision.test(text))).toEqual([]);
});

test("English does not apologise either", () => {
  const wrong = /\b(sorry|unfortunately|oops|successfully|invalid|we|our)\b/i;
  expect(all("en").filter(([, text]) => wrong.test(text))).toEqual([]);
});

test("a plural follows the language: zero is plural in Dutch and singular in French", () => {
  expect(textOf("home.needsYou", "nl", { count: 0 })).toBe("0 bestellingen wachten op jou");
  expect(textOf("home.needsYou", "nl", { count: 1 })).toBe("1 bestelling wacht op jou");
  expect(textOf("home.needsYou", "fr", { count: 0 })).toBe("0 commande vous attend");
  expect(textOf("home.needsYou", "fr", { count: 1_000_000 })).toBe("1000000 commandes vous attendent");
  expect(textOf("home.needsYou", "en", { count: 2 })).toBe("2 orders need you");
});

test("a sentence that begins with a record begins with a capital", () => {
  const values = { record: textOf("record.order", "nl", { number: "10482" }), system: "bol" };
  expect(textOf("error.remote.conflict.title", "nl", values)).toBe("Bestelling 10482: intussen gewijzigd in bol");
  expect(textOf("error.capability.missing.title", "nl", { system: "bol" })).toBe("bol kan dit niet");
});

test("a value is text, never a pattern", () => {
  expect(textOf("rule.status", "nl", { value: "$& {{record}} $1" })).toContain("‘$& {{record}} $1’");
});

test("amounts, days and moments are written as people there write them", () => {
  const be = { language: "nl", country: "BE", timeZone: "Europe/Brussels" } as const;
  const now = Temporal.Instant.from("2026-11-03T08:00:00Z");
  expect(amountText("1234567.50", "EUR", be)).toBe("€\u00a01.234.567,50");
  expect(amountText("12345678901234567890.12", "EUR", be)).toBe("€\u00a012.345.678.901.234.567.890,12");
  expect(amountText("0.06", "EUR", be, true)).toBe("€\u00a0+0,06");
  expect(amountText("-0.06", "EUR", { ...be, language: "fr" }, true)).toBe("-0,06\u00a0€");
  expect(amountText("5", "??", { ...be, language: "en" })).toBe("€5.00");
  expect(dayText("2026-11-03", be)).toBe("3 nov 2026");
  expect(momentText("2026-11-03T13:05:00.123456Z", now, be)).toBe("14:05");
  expect(momentText("2026-11-03T23:30:00Z", now, be)).toBe("00:30 op 4 nov 2026");
  expect(momentText("2026-11-04T13:05:00Z", now, { ...be, language: "fr" })).toBe("14:05 le 4 nov. 2026");
});

test("a German reader gets English, nobody in particular Dutch", () => {
  expect(["nl", "fr", "en", "de", null].map((language) => textLanguageOf(language as "nl" | null))).toEqual([
    "nl",
    "fr",
    "en",
    "en",
    "nl",
  ]);
});
