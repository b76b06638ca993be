import { z } from "zod";
import { amount, equals, isZero, type Amount } from "./amount.ts";
import type { Language } from "./party.ts";

/** VAT categories, UNCL5305 as EN 16931 uses them (e-invoicing.md section 5). */
export const vatCategories = ["S", "Z", "E", "AE", "K", "G", "O"] as const;
export const VatCategory = z.enum(vatCategories);
export type VatCategory = z.infer<typeof VatCategory>;

interface Rate {
  readonly country: string;
  readonly code: "standard" | "reduced" | "second-reduced" | "super-reduced" | "parking" | "zero";
  readonly rate: Amount;
  /** First and last day (inclusive) on which VAT becomes due at this rate. Null = still in force. */
  readonly validFrom: string;
  readonly validTo: string | null;
}

const rate = (
  country: string,
  code: Rate["code"],
  percent: string,
  validFrom: string,
  validTo: string | null = null,
): Rate => ({
  country,
  code,
  rate: amount(percent),
  validFrom,
  validTo,
});

/**
 * Rates as dated data, chosen by the day VAT becomes due (vat.md section 1; LU, FR and DE lines are from memory there).
 * Start dates before 2000 are those of the current system; they only have to lie before any order we read.
 */
export const vatRates: readonly Rate[] = [
  rate("BE", "standard", "21", "1996-01-01"),
  rate("BE", "parking", "12", "1992-04-01"),
  rate("BE", "reduced", "6", "1992-04-01"),
  rate("BE", "zero", "0", "1971-01-01"),
  rate("NL", "standard", "19", "2001-01-01", "2012-09-30"),
  rate("NL", "standard", "21", "2012-10-01"),
  rate("NL", "reduced", "6", "1986-10-01", "2018-12-31"),
  rate("NL", "reduced", "9", "2019-01-01"),
  rate("NL", "zero", "0", "1969-01-01"),
  rate("LU", "standard", "17", "2015-01-01", "2022-12-31"),
  rate("LU", "standard", "16", "2023-01-01", "2023-12-31"),
  rate("LU", "standard", "17", "2024-01-01"),
  rate("LU", "parking", "14", "2015-01-01", "2022-12-31"),
  rate("LU", "parking", "13", "2023-01-01", "2023-12-31"),
  rate("LU", "parking", "14", "2024-01-01"),
  rate("LU", "reduced", "8", "2015-01-01", "2022-12-31"),
  rate("LU", "reduced", "7", "2023-01-01", "2023-12-31"),
  rate("LU", "reduced", "8", "2024-01-01"),
  rate("LU", "super-reduced", "3", "1993-01-01"),
  rate("FR", "standard", "20", "2014-01-01"),
  rate("FR", "second-reduced", "10", "2014-01-01"),
  rate("FR", "reduced", "5.5", "1982-07-01"),
  rate("FR", "super-reduced", "2.1", "1986-01-01"),
  rate("DE", "standard", "19", "2007-01-01", "2020-06-30"),
  rate("DE", "standard", "16", "2020-07-01", "2020-12-31"),
  rate("DE", "standard", "19", "2021-01-01"),
  rate("DE", "reduced", "7", "1983-07-01", "2020-06-30"),
  rate("DE", "reduced", "5", "2020-07-01", "2020-12-31"),
  rate("DE", "reduced", "7", "2021-01-01"),
];

/** Rates of a country on a day (YYYY-MM-DD). Empty for countries we hold no table for. */
export const ratesOn = (country: string, day: string): readonly Rate[] =>
  vatRates.filter((r) => r.country === country && r.validFrom <= day && (r.validTo === null || day <= r.validTo));

/**
 * True when this rate exists in that country on that day, or when we have no table for the country. The shop's rate
 * wins for orders already charged (vat.md section 2): false is a warning on the order, never a reason to change it.
 */
export function isKnownRate(country: string, percent: Amount, day: string): boolean {
  const known = ratesOn(country, day);
  return known.length === 0 || known.some((r) => equals(r.rate, percent));
}

/** A rate the shop charged: 0 % is zero-rated (Z), anything else standard (S, which covers the reduced rates too). */
export const categoryOfRate = (percent: Amount): VatCategory => (isZero(percent) ? "Z" : "S");

/** Member states by the prefix of their VAT numbers; Greece is EL there and GR in addresses, Northern Ireland XI. */
const unionCountries = new Set(
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" "),
);

/** Country codes are ISO 3166-1 alpha-2; EL is accepted for Greece. */
export const isUnionCountry = (country: string): boolean => unionCountries.has(country === "EL" ? "GR" : country);

/** Why a category bears no VAT, as the invoice must say it (e-invoicing.md section 5). */
export const exemptionReasons: Readonly<
  Partial<
    Record<VatCategory, { readonly code: string | null; readonly nl: string; readonly fr: string; readonly en: string }>
  >
> = {
  AE: { code: "VATEX-EU-AE", nl: "Btw verlegd", fr: "Autoliquidation", en: "Reverse charge" },
  K: {
    code: "VATEX-EU-IC",
    nl: "Vrijgestelde intracommunautaire levering, art. 39bis W.Btw",
    fr: "Livraison intracommunautaire exemptée, art. 39bis C.TVA",
    en: "Exempt intra-Community supply, art. 138 Directive 2006/112/EC",
  },
  G: {
    code: "VATEX-EU-G",
    nl: "Uitvoer, art. 39 W.Btw",
    fr: "Exportation, art. 39 C.TVA",
    en: "Export outside the EU",
  },
  E: { code: null, nl: "Vrijgesteld van btw", fr: "Exonéré de TVA", en: "Exempt from VAT" },
  O: { code: "VATEX-EU-O", nl: "Niet onderworpen aan btw", fr: "Non soumis à la TVA", en: "Not subject to VAT" },
};

/** The reason as a document in this language states it; `reason` replaces the usual words. S and Z state none. */
export function exemptionOf(
  category: VatCategory,
  language: Language,
  reason = "",
): { readonly exemptionReasonCode: string | null; readonly exemptionReason: string | null } {
  const known = exemptionReasons[category];
  if (known === undefined) return { exemptionReasonCode: null, exemptionReason: null };
  const usual = known[language === "de" ? "en" : language];
  return { exemptionReasonCode: known.code, exemptionReason: reason.trim() || usual };
}
