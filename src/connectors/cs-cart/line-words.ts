import { languages, type Language } from "#domain/party.ts";

/** Names of lines for which the shop has none, in the language of the order. */
export interface Words {
  readonly shipping: string;
  readonly surcharge: string;
  readonly discount: string;
  readonly certificate: string;
}

const words: Readonly<Record<Language, Words>> = {
  nl: { shipping: "Verzendkosten", surcharge: "Betaalkosten", discount: "Korting", certificate: "Cadeaubon" },
  fr: { shipping: "Frais de port", surcharge: "Frais de paiement", discount: "Remise", certificate: "Chèque-cadeau" },
  en: { shipping: "Shipping", surcharge: "Payment surcharge", discount: "Discount", certificate: "Gift certificate" },
  de: { shipping: "Versandkosten", surcharge: "Zahlungsgebühr", discount: "Rabatt", certificate: "Geschenkgutschein" },
};

/** Null when the shop names another one, or none. */
export const languageOf = (code: string): Language | null =>
  languages.find((language) => language === code.trim().slice(0, 2).toLowerCase()) ?? null;

export const wordsIn = (code: string): Words => words[languageOf(code) ?? "nl"];
