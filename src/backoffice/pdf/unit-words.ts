import type { Language } from "#domain/party.ts";

/** One word, or the word for one and for several. */
type UnitWord = string | readonly [one: string, several: string];

/** Units as buyers read them, by their code of UN/ECE Recommendation 20 or 21. Signs are the same in every language. */
const signs: Readonly<Record<string, string>> = {
  KGM: "kg",
  GRM: "g",
  TNE: "t",
  LTR: "l",
  MLT: "ml",
  MTR: "m",
  CMT: "cm",
  MMT: "mm",
  KMT: "km",
  MTK: "m²",
  MTQ: "m³",
  MIN: "min",
  KWH: "kWh",
  P1: "%",
};

const unitWords: Readonly<Record<Language, Readonly<Record<string, UnitWord>>>> = {
  nl: {
    C62: ["stuk", "stuks"],
    SET: ["set", "sets"],
    PR: ["paar", "paar"],
    DZN: "dozijn",
    XPK: ["pak", "pakken"],
    XBX: ["doos", "dozen"],
    XPX: ["pallet", "pallets"],
    XRO: ["rol", "rollen"],
    HUR: "uur",
    DAY: ["dag", "dagen"],
    WEE: ["week", "weken"],
    MON: ["maand", "maanden"],
    ANN: "jaar",
    LS: "forfait",
  },
  fr: {
    C62: ["pièce", "pièces"],
    SET: ["set", "sets"],
    PR: ["paire", "paires"],
    DZN: ["douzaine", "douzaines"],
    XPK: ["paquet", "paquets"],
    XBX: ["boîte", "boîtes"],
    XPX: ["palette", "palettes"],
    XRO: ["rouleau", "rouleaux"],
    HUR: ["heure", "heures"],
    DAY: ["jour", "jours"],
    WEE: ["semaine", "semaines"],
    MON: "mois",
    ANN: ["an", "ans"],
    LS: "forfait",
  },
  en: {
    C62: ["piece", "pieces"],
    SET: ["set", "sets"],
    PR: ["pair", "pairs"],
    DZN: "dozen",
    XPK: ["pack", "packs"],
    XBX: ["box", "boxes"],
    XPX: ["pallet", "pallets"],
    XRO: ["roll", "rolls"],
    HUR: ["hour", "hours"],
    DAY: ["day", "days"],
    WEE: ["week", "weeks"],
    MON: ["month", "months"],
    ANN: ["year", "years"],
    LS: "lump sum",
  },
  de: {
    C62: "Stück",
    SET: ["Set", "Sets"],
    PR: "Paar",
    DZN: "Dutzend",
    XPK: ["Paket", "Pakete"],
    XBX: ["Karton", "Kartons"],
    XPX: ["Palette", "Paletten"],
    XRO: ["Rolle", "Rollen"],
    HUR: ["Stunde", "Stunden"],
    DAY: ["Tag", "Tage"],
    WEE: ["Woche", "Wochen"],
    MON: ["Monat", "Monate"],
    ANN: ["Jahr", "Jahre"],
    LS: "pauschal",
  },
};

/** Codes that mean the same to a buyer. */
const sameAs: Readonly<Record<string, string>> = { H87: "C62", EA: "C62", XPP: "C62", XCT: "XBX", E48: "C62" };

/** The word for a unit beside its quantity; nothing for a code we have no word for: it is no text for people. */
export function unitWord(code: string, quantity: string, language: Language): string {
  const plain = sameAs[code] ?? code;
  const word = signs[plain] ?? unitWords[language][plain] ?? "";
  if (typeof word === "string") return word;
  // Decimal text: 1 and 1.00 are one; French counts up to two as one, German and Dutch do not.
  return new Intl.PluralRules(language).select(Number(quantity)) === "one" ? word[0] : word[1];
}

/** Every unit that has a word, with it for one and for several; pieces first. */
export const unitNames = (
  language: Language,
): { readonly code: string; readonly one: string; readonly several: string }[] =>
  [...Object.entries(unitWords[language]), ...Object.entries(signs)].map(([code, word]) =>
    typeof word === "string" ? { code, one: word, several: word } : { code, one: word[0], several: word[1] },
  );

const codeByWord = new Map(
  (Object.keys(unitWords) as Language[]).flatMap((language) =>
    unitNames(language).flatMap(({ code, one, several }) =>
      [code, one, several].map((word) => [word.toLowerCase(), code] as const),
    ),
  ),
);

/** Signs and short forms that other programs write. */
const shortForms: Readonly<Record<string, string>> = {
  st: "C62",
  stk: "C62",
  pce: "C62",
  pcs: "C62",
  pc: "C62",
  u: "HUR",
  h: "HUR",
  m2: "MTK",
  m3: "MTQ",
  lm: "MTR",
};

/** The code for a unit as a file writes it: its code, or its word in one of our languages. Null when it is neither. */
export function unitCodeOf(written: string): string | null {
  const word = written.trim().toLowerCase().replace(/\.$/, "");
  const code = codeByWord.get(word) ?? shortForms[word];
  if (code !== undefined) return code;
  return Object.hasOwn(sameAs, written.toUpperCase()) ? written.toUpperCase() : null;
}
