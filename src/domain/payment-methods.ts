import type { Language } from "./party.ts";

/** How a person says money moved that no provider or shop told of. Kept as this code; words are for screens and papers. */
export const handMethods = ["bankTransfer", "cash", "card", "other"] as const;
export type HandMethod = (typeof handMethods)[number];

/** What the cash book is about. */
export const cash: HandMethod = "cash";

/** How shops, payment providers and people call a way to pay, in words; what is not here has no words. */
const names: readonly (readonly [RegExp, Readonly<Record<Language, string>>])[] = (
  [
    [/bancontact|mistercash/, "Bancontact"],
    [/payconiq/, "Payconiq"],
    [/ideal/, "iDEAL"],
    [/paypal/, "PayPal"],
    [/klarna/, "Klarna"],
    [/apple.?pay/, "Apple Pay"],
    [/google.?pay/, "Google Pay"],
    [/kbc/, "KBC/CBC"],
    [/belfius/, "Belfius"],
    [/riverty|in3|billie/, "Riverty"],
    [
      /credit.?card|creditcard|stripe/,
      { nl: "kredietkaart", fr: "carte de crédit", en: "credit card", de: "Kreditkarte" },
    ],
    [/bacs|bank.?transfer/, { nl: "overschrijving", fr: "virement", en: "bank transfer", de: "Überweisung" }],
    [/^cash$/, { nl: "contant geld", fr: "espèces", en: "cash", de: "Bargeld" }],
    [/^card$/, { nl: "kaart", fr: "carte", en: "card", de: "Karte" }],
  ] as const
).map(([pattern, name]) => [pattern, typeof name === "string" ? { nl: name, fr: name, en: name, de: name } : name]);

/** As it stands in the middle of a sentence: "betaald met contant geld"; null when there are no words for it. */
export const methodName = (method: string, language: Language): string | null =>
  names.find(([pattern]) => pattern.test(method.toLowerCase()))?.[1][language] ?? null;
