import { describe, expect, test } from "vitest";
import { documentKindCodes } from "#domain/document-kinds.ts";
import { languages } from "#domain/party.ts";
import { defaultTexts, situations, textParts } from "./default-texts.ts";
import { fillTemplate, templateFault } from "./template.ts";
import { variableNames, variables } from "./variables.ts";

describe("a template", () => {
  test("is filled in, and a variable without a value can be asked for", () => {
    const template = "{{ company }}{% if orderNumber %}, bestelling {{ orderNumber }}{% endif %}";
    expect(fillTemplate(template, { company: "De Molen", orderNumber: "42" })).toBe("De Molen, bestelling 42");
    expect(fillTemplate(template, { company: "De Molen", orderNumber: null })).toBe("De Molen");
  });

  test("says text, never markup, and a value is no template", () => {
    const values = { company: "<b>{{ customer }}</b> & {% if %}" };
    expect(fillTemplate("{{ company }}", values)).toBe("<b>{{ customer }}</b> & {% if %}");
  });

  test.each([
    ["a loop over a thousand million", "{% for i in (1..1000000000) %}x{% endfor %}"],
    ["loops in loops", "{% for i in (1..9000) %}{% for j in (1..9000) %}{% endfor %}{% endfor %}"],
    [
      "a text that grows",
      "{% assign s = company %}{% for i in (1..40) %}{% assign s = s | append: s %}{% endfor %}{{ s }}",
    ],
    ["a text of more than 20,000 characters", "{% for i in (1..5000) %}{{ company }}{% endfor %}"],
    ["a template of more than 20,000 characters", "x".repeat(20_001)],
  ])("%s is refused, and ends", (_name, template) => {
    expect(templateFault(template, variableNames)).toEqual({ code: "tooMuch", what: "" });
  });

  test.each([
    ["{{ custmer }}", "custmer"],
    ["{% if payed %}x{% endif %}", "payed"],
    ["{{ customer.constructor }}", "customer.constructor"],
    ["{{ __proto__ }}", "__proto__"],
  ])("%s: an unknown variable is named", (template, what) => {
    expect(templateFault(template, variableNames)).toEqual({ code: "unknownVariable", what });
  });

  test.each([
    "{{ company ",
    "{% if company %}",
    "{% include '/etc/passwd' %}",
    "{% render 'x' %}",
    "{% layout 'x' %}",
    "{% capture x %}{% endcapture %}",
    "{{ company | nosuch }}",
    "{{ company | base64_encode }}",
  ])("%s cannot be read", (template) => {
    expect(templateFault(template, variableNames)).toMatchObject({ code: "unreadable" });
  });

  test("one that breaks when it is filled in is a setting, not a bug", () => {
    expect(() => fillTemplate("{{ nobody }}", {})).toThrow(
      expect.objectContaining({ code: "settings.invalid" }) as Error,
    );
  });
});

describe("the built-in texts", () => {
  const all = documentKindCodes.flatMap((kind) =>
    situations.flatMap((situation) =>
      languages.flatMap((language) =>
        ["BE", "NL"].map((country) => ({
          kind,
          situation,
          language,
          country,
          texts: defaultTexts(kind, situation, language, country),
        })),
      ),
    ),
  );

  test("can all be filled in, with and without values", () => {
    const faults = all.flatMap(({ texts }) =>
      textParts.map((part) => templateFault(texts[part], variableNames)).filter((fault) => fault !== null),
    );
    expect(all.length).toBeGreaterThan(200);
    expect(faults).toEqual([]);
  });

  test("speak politely, and French spaces its signs", () => {
    const said = (of: string) =>
      all.filter(({ language }) => language === of).flatMap(({ texts }) => textParts.map((part) => texts[part]));
    expect(said("nl").filter((text) => /\b(je|jij|jouw|sorry|helaas)\b|!/i.test(text))).toEqual([]);
    expect(said("fr").filter((text) => /(?<!\p{L})(tu|ton|ta|tes)(?!\p{L})|!| [:;?](?=\s|$)/iu.test(text))).toEqual([]);
    expect(said("de").filter((text) => /\b(du|dein|dir)\b|!/i.test(text))).toEqual([]);
  });

  test("ask for money only when something is open", () => {
    const values = {
      ...Object.fromEntries(variableNames.map((name) => [name, null])),
      amount: "€ 12,10",
      iban: "BE68 5390 0754 7034",
    };
    const caption = (situation: "paid" | "toPay", kind: "invoice" | "creditNote" = "invoice") =>
      fillTemplate(defaultTexts(kind, situation, "nl", "BE").caption, values);
    expect(caption("toPay")).toBe("Te betalen: € 12,10, op BE68 5390 0754 7034.");
    expect(caption("paid")).toBe("Betaald. U hoeft niets meer te betalen.");
    expect(caption("toPay", "creditNote")).not.toMatch(/BE68|Te betalen:/);
  });

  test("every variable is explained in three languages", () => {
    for (const name of variableNames)
      expect(Object.values(variables[name]).every((text) => text.length > 3)).toBe(true);
  });
});
