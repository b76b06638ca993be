import type { TextLanguage } from "#domain/texts/text.ts";

type Explained = Readonly<Record<TextLanguage, string>>;

/** What a text may say about its document: the name in the template, and what it stands for. */
export const variables = {
  document: {
    nl: "soort en nummer: factuur 2026-0412",
    fr: "type et numéro : facture 2026-0412",
    en: "kind and number: invoice 2026-0412",
  },
  theDocument: {
    nl: "hetzelfde met lidwoord: de factuur 2026-0412",
    fr: "la même chose avec l'article : la facture 2026-0412",
    en: "the same with its article: the invoice 2026-0412",
  },
  kind: { nl: "soort: factuur", fr: "type : facture", en: "kind: invoice" },
  number: { nl: "nummer", fr: "numéro", en: "number" },
  date: { nl: "datum van het document", fr: "date du document", en: "date of the document" },
  dueDate: { nl: "uiterste dag van betaling", fr: "échéance", en: "day it is due" },
  paidDate: { nl: "dag van de betaling", fr: "jour du paiement", en: "day of the payment" },
  method: {
    nl: "hoe er betaald is: Bancontact",
    fr: "mode de paiement : Bancontact",
    en: "how it was paid: Bancontact",
  },
  amount: {
    nl: "bedrag dat nog open staat, of het totaal als er niets open staat",
    fr: "montant encore ouvert, ou le total si plus rien n'est ouvert",
    en: "amount still open, or the total when nothing is",
  },
  total: { nl: "totaal, btw inbegrepen", fr: "total, TVA comprise", en: "total, VAT included" },
  iban: { nl: "rekening waarop betaald wordt", fr: "compte à créditer", en: "account to pay to" },
  reference: { nl: "mededeling bij de betaling", fr: "communication du paiement", en: "reference to quote" },
  payLink: { nl: "adres van de betaalpagina", fr: "adresse de la page de paiement", en: "address of the payment page" },
  customer: { nl: "naam van de klant", fr: "nom du client", en: "name of the customer" },
  orderNumber: {
    nl: "nummer van de bestelling in de webshop",
    fr: "numéro de la commande dans la boutique",
    en: "number of the order in the webshop",
  },
  shop: { nl: "naam van de webshop", fr: "nom de la boutique", en: "name of the webshop" },
  company: { nl: "naam van je bedrijf", fr: "nom de votre entreprise", en: "name of your company" },
  companyEmail: {
    nl: "e-mailadres van je bedrijf",
    fr: "adresse e-mail de votre entreprise",
    en: "e-mail address of your company",
  },
  companyPhone: { nl: "telefoon van je bedrijf", fr: "téléphone de votre entreprise", en: "phone of your company" },
} as const satisfies Readonly<Record<string, Explained>>;

export type VariableName = keyof typeof variables;
export const variableNames = Object.keys(variables) as VariableName[];
