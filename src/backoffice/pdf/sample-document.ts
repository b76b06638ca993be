import { sellerOf } from "#backoffice/issue-documents.ts";
import { amount, zero } from "#domain/amount.ts";
import { finalStatusOf, type DocumentKind } from "#domain/document-kinds.ts";
import { calculateDraft, type DraftLine } from "#domain/draft.ts";
import type { Language } from "#domain/party.ts";
import { paymentReference } from "#domain/references.ts";
import type { Administration } from "#store/administrations.ts";
import type { StoredDocument } from "#store/documents.ts";

const samples = {
  nl: {
    goods: "Koffiebonen, zak van 1 kg",
    work: "Installatie en uitleg",
    cups: "Kopjes, set van 6",
    buyer: "Bakkerij Peeters BV",
    street: "Kerkstraat 14",
    city: "Brugge",
  },
  fr: {
    goods: "Café en grains, sachet de 1 kg",
    work: "Installation et explication",
    cups: "Tasses, lot de 6",
    buyer: "Boulangerie Lambert SRL",
    street: "Rue de l'Église 14",
    city: "Namur",
  },
  en: {
    goods: "Coffee beans, bag of 1 kg",
    work: "Installation and training",
    cups: "Cups, set of 6",
    buyer: "Bakery Peeters Ltd",
    street: "Kerkstraat 14",
    city: "Bruges",
  },
  de: {
    goods: "Kaffeebohnen, Beutel zu 1 kg",
    work: "Installation und Einweisung",
    cups: "Tassen, 6er-Set",
    buyer: "Bäckerei Peters GmbH",
    street: "Kirchstraße 14",
    city: "Eupen",
  },
} as const satisfies Readonly<Record<Language, Readonly<Record<string, string>>>>;

/** An invented document of this company, to show a house style before it is saved. It is never stored. */
export function sampleDocument(
  administration: Administration,
  kind: DocumentKind,
  language: Language,
  today: Temporal.PlainDate,
): StoredDocument {
  const words = samples[language];
  const line = (itemName: string, code: string, quantity: string, price: string, rate: string): DraftLine => ({
    kind: "item",
    itemId: null,
    sourceLineId: "",
    itemName,
    description: "",
    sellersItemIdentifier: code,
    standardItemIdentifier: "",
    quantity: amount(quantity),
    unitCode: code === "" ? "HUR" : "C62",
    price: amount(price),
    baseQuantity: amount("1"),
    discountPercent: zero,
    vatCategory: "S",
    vatRate: amount(rate),
  });
  const reduced = administration.country === "NL" ? "9" : "6";
  const calculated = calculateDraft({
    pricesIncludeTax: false,
    lines: [
      line(words.goods, "KOF-1000", "12", "14.95", reduced),
      line(words.cups, "KOP-6", "2", "24.50", "21"),
      line(words.work, "", "1.5", "65.00", "21"),
    ],
    allowances: [],
    rounding: zero,
    prepaidAmount: zero,
    vatCountry: administration.country,
    language,
    exemptionReason: "",
  });
  const owes = kind === "invoice" || kind === "paymentRequest";
  const isQuote = kind === "quote" || kind === "salesQuote";
  return {
    ...calculated,
    id: "00000000-0000-7000-8000-000000000000",
    kind,
    status: finalStatusOf(kind),
    number: `${today.year}-0042`,
    issueDate: today.toString(),
    dueDate: owes || isQuote ? today.add({ days: administration.paymentTermDays }).toString() : null,
    taxPointDate: null,
    deliveryDate: null,
    currency: administration.currency,
    exchangeRate: null,
    taxAmountInEuro: null,
    buyer: {
      name: words.buyer,
      contactName: "",
      email: "",
      phone: "",
      language,
      vatIdentifier: "",
      legalRegistrationIdentifier: "",
      address: {
        name: "",
        streetName: words.street,
        additionalStreetName: "",
        cityName: words.city,
        postalZone: "8000",
        countrySubentity: "",
        countryCode: administration.country,
      },
    },
    buyerId: null,
    deliverTo: null,
    language,
    noteAboveLines: "",
    internalNote: "",
    orderReference: "10482",
    buyerReference: "",
    paymentMeansCode: "30",
    sourceOrderId: "",
    precedingDocumentId: null,
    precedingDocument:
      kind === "creditNote"
        ? { number: `${today.year}-0041`, issueDate: today.subtract({ days: 7 }).toString() }
        : null,
    flag: null,
    seller: sellerOf(administration),
    sellerIban: administration.iban,
    paymentReference: owes ? paymentReference(administration.country, "2026000042") : "",
    pricesIncludeTax: false,
    vatOfSource: false,
    paymentTermDays: null,
    enteredAllowances: null,
    terms: "",
    replacesDocumentId: null,
    datedInsteadOf: null,
    couplingId: null,
    connectionId: null,
    version: 1,
    editedAt: null,
    editedBy: null,
    createdAt: today.toZonedDateTime("UTC").toInstant().toString(),
  };
}
