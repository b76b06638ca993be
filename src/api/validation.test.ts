import { globSync, readFileSync } from "node:fs";
import { parseSync, Visitor } from "oxc-parser";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { AmountText } from "#domain/amount.ts";
import { ItemContent } from "#domain/item-content.ts";
import { PartyContent } from "#domain/party-content.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { catalogues, textLanguages, textNow } from "#domain/texts/text.ts";
import { ShopOrderSettings } from "#flows/shop-orders/settings.ts";
import { NewAdministration } from "./administration-endpoints.ts";
import { DocumentContentShape, linePartsShape } from "./documents/document-shapes.ts";
import { RequestRefused, toProblem, type Problem } from "./problem.ts";
import { refuseUnreadable } from "./request-body.ts";
import { refuseUnsuitable } from "./users/passwords.ts";
import { parseGiven } from "./validation.ts";

function refusal(work: () => unknown): RequestRefused {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof RequestRefused) return thrown;
    throw thrown;
  }
  throw new Error("Nothing was refused");
}

/** What each language says of the first field. */
function saidOf(work: () => unknown): Record<"nl" | "fr" | "en", string> & { readonly detail: string } {
  const refused = refusal(work);
  const problems = textLanguages.map((language): [string, Problem] => [language, toProblem(refused, language)]);
  const said = Object.fromEntries(problems.map(([language, { errors }]) => [language, errors?.[0]?.message ?? ""]));
  return { ...(said as Record<"nl" | "fr" | "en", string>), detail: problems[0]?.[1].detail ?? "" };
}

const line = { itemName: "Helm", price: "1", vatCategory: "S", vatRate: "21" };
const draft = (change: object) => ({ lines: [{ ...line, ...change }] });
const item = { sellersItemIdentifier: "A1", name: "Helm" };
const company = { name: "Naam", country: "BE" };

describe("what is wrong is said in the language of the caller", () => {
  test.each<[what: string, schema: z.ZodType, given: unknown, nl: string]>([
    ["nothing", z.string(), undefined, "Vul dit in"],
    ["no choice", z.enum(["a", "b"]), undefined, "Vul dit in"],
    ["no text", z.string(), 7, "Hier hoort tekst"],
    ["no number", z.number(), "7", "Hier hoort een getal"],
    ["no whole number", z.int(), 7.5, "Hier hoort een geheel getal"],
    ["neither true nor false", z.boolean(), "ja", "Hier hoort ja of nee (true of false)"],
    ["no list", z.array(z.string()), "a", "Hier hoort een lijst"],
    ["no object", z.object({}), [], "Hier hoort een object"],
    ["no record", z.record(z.string(), z.string()), "a", "Hier hoort een object"],
    ["another kind", z.date(), "a", "Dit heeft niet de juiste vorm"],
    ["none of both", z.union([z.string(), z.number()]), true, "Dit heeft niet de juiste vorm"],
    ["empty", z.string().min(1), "", "Mag niet leeg zijn"],
    ["short", z.string().min(12), "a", "Minstens 12 tekens"],
    ["long", z.string().max(10_000), "a".repeat(10_001), "Hoogstens 10.000 tekens"],
    ["too few", z.array(z.string()).min(2), [], "Minstens 2 in deze lijst"],
    ["too many", z.array(z.string()).max(2), ["", "", ""], "Hoogstens 2 in deze lijst"],
    ["low", z.int().min(2000), 1999, "Minstens 2000"],
    ["high", z.int().max(365), 400, "Hoogstens 365"],
    ["at the edge below", z.number().gt(0), 0, "Meer dan 0"],
    ["at the edge above", z.number().lt(1.5), 2, "Minder dan 1,5"],
    ["between steps", z.number().multipleOf(5), 7, "Kies een veelvoud van 5"],
    ["no id", z.uuid(), "42", "Hier hoort een id (een UUID)"],
    ["no web address", z.url(), "shop", "Geef een webadres zoals https://shop.example.be"],
    ["no e-mail address", z.email(), "geen", "Geef een e-mailadres zoals naam@voorbeeld.be"],
    ["no day", z.iso.date(), "morgen", "Kies een datum zoals 2026-11-21"],
    ["another format", z.string().regex(/^a/), "b", "Dit heeft niet de juiste vorm"],
    ["no choice of these", z.enum(["created", "paid", "statuses"]), "later", "Kies created, paid of statuses"],
    ["strange fields", z.strictObject({}), { a: 1, b: 2 }, "Deze velden kent Schakel niet: a, b"],
    ["refused without a word", z.string().refine(() => false), "a", "Dit heeft niet de juiste vorm"],
    ["no amount", AmountText, "1,5", "Hier hoort een getal zoals 12.50"],
    [
      "an item's price",
      ItemContent,
      { ...item, salesPrice: "-1" },
      "Geef een bedrag van 0 of meer, met hoogstens 6 cijfers na de komma",
    ],
    ["an item's rate", ItemContent, { ...item, vatRate: "101" }, "Kies een percentage van 0 tot 100"],
    [
      "an item's unit",
      ItemContent,
      { ...item, unitCode: "stuk" },
      "Geef een eenheidscode zoals C62 (stuk) of HUR (uur)",
    ],
    ["a barcode twice", ItemContent, { ...item, gtins: ["1", "1"] }, "Hier staat iets twee keer"],
    [
      "a contact's country",
      PartyContent,
      { name: "An", addresses: { postal: { countryCode: "be" } } },
      "Geef een landcode van twee hoofdletters, zoals BE",
    ],
    [
      "a company's country",
      NewAdministration,
      { ...company, country: "be" },
      "Geef een landcode van twee hoofdletters, zoals BE",
    ],
    [
      "its time zone",
      NewAdministration,
      { ...company, timeZone: "Europe/Gent" },
      "Kies een tijdzone zoals Europe/Brussels",
    ],
    [
      "its VAT number",
      NewAdministration,
      { ...company, vatIdentifier: "BE0202239950" },
      "Dit btw-nummer klopt niet: kijk de cijfers na",
    ],
    ["its address", NewAdministration, { ...company, email: "info@" }, "Geef een e-mailadres zoals naam@voorbeeld.be"],
    [
      "an unbelievable price",
      DocumentContentShape,
      draft({ price: "1000000000" }),
      "Hoogstens 9 cijfers voor de komma",
    ],
    [
      "a price in small parts",
      DocumentContentShape,
      draft({ price: "0.123456789" }),
      "Hoogstens 8 cijfers na de komma",
    ],
    [
      "a price below zero",
      DocumentContentShape,
      draft({ price: "-1" }),
      "Een prijs is niet negatief: bij een retour is het aantal negatief",
    ],
    ["priced per nothing", DocumentContentShape, draft({ baseQuantity: "0" }), "Meer dan 0"],
    [
      "priced per ten, with VAT",
      DocumentContentShape,
      { pricesIncludeTax: true, ...draft({ baseQuantity: "10" }) },
      "Is 1 als de prijzen incl. btw zijn",
    ],
    ["no VAT category", DocumentContentShape, draft({ vatCategory: undefined }), "Vul dit in"],
    ["taxed at nothing", DocumentContentShape, draft({ vatRate: "0" }), "Btw-categorie S heeft een tarief boven 0"],
    ["exempt at a rate", DocumentContentShape, draft({ vatCategory: "E" }), "Btw-categorie E heeft het tarief 0"],
    [
      "a discount of two kinds",
      DocumentContentShape,
      { allowances: [{ percent: "1", amount: "1" }] },
      "Geef een percentage of een bedrag, niet allebei",
    ],
    ["a discount below zero", DocumentContentShape, { allowances: [{ amount: "-1" }] }, "Mag niet negatief zijn"],
    ["much rounding", DocumentContentShape, { rounding: "2" }, "Kies een bedrag van -1 tot 1"],
    ["a day of no year", DocumentContentShape, { dueDate: "0026-01-01" }, "Kies een datum zoals 2026-11-21"],
    [
      "a line twice",
      linePartsShape,
      [1, 1].map((position) => ({ position, quantity: "1" })),
      "Een regel staat er twee keer in",
    ],
    ["a coupling's rounding", ShopOrderSettings, { roundingLimit: "2" }, "Kies een bedrag van 0 tot 1"],
  ])("%s", (_what, schema, given, nl) => {
    const said = saidOf(() => parseGiven(schema, given));
    expect(said.nl).toBe(nl);
    expect(new Set([said.nl, said.fr, said.en]).size).toBe(3);
    expect(`${said.nl} ${said.fr} ${said.en}`).not.toMatch(/\{\{|undefined|\["/);
    expect(said.detail.endsWith(said.en)).toBe(true);
  });

  test.each<[string, () => void, string]>([
    [
      "a short password",
      () => refuseUnsuitable("kort", "an@example.be"),
      "Kies 10 tot 128 tekens, en niet je e-mailadres",
    ],
    ["NUL", () => refuseUnreadable({ name: "a\0" }), "Hier staat een teken dat niet bewaard kan worden"],
    ["half a character", () => refuseUnreadable({ name: "\ud800" }), "Hier staat een half teken: typ het opnieuw"],
  ])("%s", (_what, work, nl) => {
    const said = saidOf(work);
    expect(said.nl).toBe(nl);
    expect(new Set([said.nl, said.fr, said.en]).size).toBe(3);
  });
});

test("every text of what was entered differs in each language, and takes its values", () => {
  const keys = Object.keys(catalogues.nl).filter((key) => key.startsWith("given."));
  expect(keys.length).toBeGreaterThan(50);
  for (const key of keys as "given.most"[]) {
    const names = [...catalogues.nl[key].matchAll(/\{\{(\w+)\}\}/g)].map(([, name = ""]) => name);
    const values = Object.fromEntries(names.map((name) => [name, "7"])) as { limit: string };
    const said = textLanguages.map((language) => textNow(textLater(key, values), language));
    expect(new Set(said).size, key).toBe(textLanguages.length);
    expect(said.join(" "), key).not.toMatch(/\{\{|undefined/);
    for (const text of said) expect(text.split("7").length - 1, `${key}: ${text}`).toBeGreaterThanOrEqual(names.length);
  }
});

test("numbers and alternatives are written as the language has them", () => {
  const limit = textLater("given.most", { limit: 999_999_999 });
  expect(textNow(limit, "nl")).toBe("Hoogstens 999.999.999");
  expect(textNow(limit, "en")).toBe("expected 999,999,999 or less");
  const choice = textLater("given.oneOf", { values: ["a", "b", "c"] });
  expect(textLanguages.map((language) => textNow(choice, language))).toEqual([
    "Kies a, b of c",
    "Choisissez a, b ou c",
    "expected a, b or c",
  ]);
});

test.each(["Anneke", "", '["', '["given.most"]', '["no.such.text",{}]', "[1,2]", '["toString",{}]'])(
  "%s is said as it is",
  (text) => expect(textNow(text, "nl")).toBe(text),
);

/** Where a schema takes what is wrong, by the place of that argument. */
const messageAt: Readonly<Record<string, number>> = {
  refine: 1,
  regex: 1,
  min: 1,
  max: 1,
  length: 1,
  gt: 1,
  lt: 1,
  startsWith: 1,
  union: 1,
  enum: 1,
  email: 0,
  url: 0,
  uuid: 0,
  int: 0,
  positive: 0,
  nonempty: 0,
};

interface Part {
  readonly type: string;
  readonly value?: unknown;
  readonly start: number;
  readonly end: number;
}

const isWords = ({ type, value }: Part): boolean =>
  type === "TemplateLiteral" || (type === "Literal" && typeof value === "string");

/** Messages in a language of their own: what a schema or a refusal says in plain words. */
function plainWords(text: string): string[] {
  const found: string[] = [];
  const { program } = parseSync("schemas.ts", text);
  const take = (node: Part): void => void found.push(text.slice(node.start, node.end));
  new Visitor({
    CallExpression({ callee, arguments: given }) {
      if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return;
      const place = messageAt[callee.property.name];
      const message = place === undefined ? undefined : given[place];
      if (message !== undefined && isWords(message)) take(message);
    },
    Property({ key, value }) {
      const name = key.type === "Identifier" ? key.name : "";
      if ((name === "message" || name === "error") && isWords(value)) take(value);
    },
  }).visit(program);
  return found;
}

describe("no schema or refusal says a sentence in one language only", () => {
  test.each([
    ['z.string().regex(/a/, "expected an a")', ['"expected an a"']],
    ["z.string().refine(isGood, `expected ${what}`)", ["`expected ${what}`"]],
    ['z.string().min(1, "may not be empty")', ['"may not be empty"']],
    ['z.string().max(1, { error: "too long" })', ['"too long"']],
    ['context.addIssue({ code: "custom", message: "is needed", input })', ['"is needed"']],
    ['z.union([z.email(), z.literal("")], "expected an e-mail address")', ['"expected an e-mail address"']],
    ['refuseFields([{ field: "to", message: "is needed" }])', ['"is needed"']],
    ['z.string().refine(isGood, textLater("given.form"))', []],
    ["Math.max(1, 2)", []],
  ])("%s", (text, found) => expect(plainWords(text)).toEqual(found));

  const source = `${import.meta.dirname}/..`;
  const files = globSync(["api/**/*.ts", "domain/**/*.ts", "flows/**/*.ts", "connectors/*/settings.ts"], {
    cwd: source,
  }).filter((file) => !file.endsWith(".test.ts") && !file.includes("/testing/") && !file.startsWith("domain/texts/"));

  test("the files are read", () => expect(files.length).toBeGreaterThan(100));

  test("in any of them", () => {
    const wrong = files.flatMap((file) =>
      plainWords(readFileSync(`${source}/${file}`, "utf8")).map((words) => `${file}: ${words}`),
    );
    expect(wrong).toEqual([]);
  });
});
