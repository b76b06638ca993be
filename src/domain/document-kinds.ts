/** What issuing a document does to stock: `out` lowers the actual stock, `in` raises it, `none` leaves it. */
export type StockEffect = "out" | "in" | "none";

interface Kind {
  readonly side: "sale" | "purchase";
  /** Stable code of the number series and of the file names. */
  readonly series: string;
  /** The kinds it may be converted to; lines keep where they came from. */
  readonly convertsTo: readonly string[];
  readonly stock: StockEffect;
  /** False: it exists only issued (a till receipt). */
  readonly mayBeDraft: boolean;
  readonly mayGoOverPeppol: boolean;
  /** Names as glossary.md 4.2 fixes them; `nlNL` where the Netherlands has another word. */
  readonly names: {
    readonly nl: string;
    readonly nlNL?: string;
    readonly fr: string;
    readonly en: string;
    readonly de: string;
  };
}

/**
 * Every document kind, as data. Only the invoice, the credit note and the till receipt touch the actual stock (B5.7, B5.9);
 * purchase receipts add to it.
 */
export const documentKinds = {
  quote: {
    side: "sale",
    series: "quote",
    convertsTo: [
      "orderConfirmation",
      "orderSlip",
      "workPreparation",
      "deliveryNote",
      "invoice",
      "purchaseOrder",
      "requestForQuotation",
    ],
    stock: "none",
    mayBeDraft: true,
    mayGoOverPeppol: false,
    names: { nl: "offerte", fr: "devis", en: "quote", de: "Angebot" },
  },
  salesQuote: {
    side: "sale",
    series: "sales-quote",
    convertsTo: [
      "orderConfirmation",
      "orderSlip",
      "workPreparation",
      "deliveryNote",
      "invoice",
      "purchaseOrder",
      "requestForQuotation",
    ],
    stock: "none",
    mayBeDraft: true,
    mayGoOverPeppol: false,
    names: { nl: "verkoopofferte", fr: "offre de vente", en: "sales quote", de: "Verkaufsangebot" },
  },
  orderConfirmation: {
    side: "sale",
    series: "order-confirmation",
    convertsTo: ["orderSlip", "workPreparation", "deliveryNote", "invoice", "purchaseOrder", "requestForQuotation"],
    stock: "none",
    mayBeDraft: true,
    mayGoOverPeppol: false,
    names: {
      nl: "orderbevestiging",
      fr: "confirmation de commande",
      en: "order confirmation",
      de: "Auftragsbestätigung",
    },
  },
  orderSlip: {
    side: "sale",
    series: "order-slip",
    convertsTo: ["workPreparation", "workOrder", "deliveryNote", "invoice", "purchaseOrder", "requestForQuotation"],
    stock: "none",
    mayBeDraft: true,
    mayGoOverPeppol: false,
    names: { nl: "bestelbon", nlNL: "verkooporder", fr: "bon de commande", en: "sales order", de: "Kundenauftrag" },
  },
  deliveryNote: {
    side: "sale",
    series: "delivery-note",
    convertsTo: ["invoice"],
    stock: "none",
    mayBeDraft: true,
    mayGoOverPeppol: false,
    names: { nl: "leveringsbon", nlNL: "pakbon", fr: "bon de livraison", en: "delivery note", de: "Lieferschein" },
  },
  workPreparation: {
    side: "sale",
    series: "work-preparation",
    convertsTo: ["workOrder", "deliveryNote", "invoice", "purchaseOrder", "requestForQuotation"],
    stock: "none",
    mayBeDraft: true,
    mayGoOverPeppol: false,
    names: { nl: "werkvoorbereiding", fr: "préparation de chantier", en: "job preparation", de: "Arbeitsvorbereitung" },
  },
  workOrder: {
    side: "sale",
    series: "work-order",
    convertsTo: ["deliveryNote", "invoice", "purchaseOrder"],
    stock: "none",
    mayBeDraft: true,
    mayGoOverPeppol: false,
    names: { nl: "werkbon", fr: "bon de travail", en: "work order", de: "Arbeitsschein" },
  },
  invoice: {
    side: "sale",
    series: "invoice",
    convertsTo: ["creditNote"],
    stock: "out",
    mayBeDraft: true,
    mayGoOverPeppol: true,
    names: { nl: "factuur", fr: "facture", en: "invoice", de: "Rechnung" },
  },
  creditNote: {
    side: "sale",
    series: "credit-note",
    convertsTo: [],
    stock: "in",
    mayBeDraft: true,
    mayGoOverPeppol: true,
    names: { nl: "creditnota", fr: "note de crédit", en: "credit note", de: "Gutschrift" },
  },
  purchaseOrder: {
    side: "purchase",
    series: "purchase-order",
    convertsTo: ["purchaseReceipt", "purchaseDocument"],
    stock: "none",
    mayBeDraft: true,
    mayGoOverPeppol: false,
    names: { nl: "inkooporder", fr: "commande fournisseur", en: "purchase order", de: "Bestellung" },
  },
  requestForQuotation: {
    side: "purchase",
    series: "request-for-quotation",
    convertsTo: ["purchaseOrder"],
    stock: "none",
    mayBeDraft: true,
    mayGoOverPeppol: false,
    names: { nl: "offerteaanvraag", fr: "demande de prix", en: "request for quotation", de: "Preisanfrage" },
  },
  purchaseReceipt: {
    side: "purchase",
    series: "purchase-receipt",
    convertsTo: ["purchaseDocument"],
    stock: "in",
    mayBeDraft: true,
    mayGoOverPeppol: false,
    names: { nl: "ontvangstbon", fr: "bon de réception", en: "goods receipt", de: "Wareneingang" },
  },
  purchaseDocument: {
    side: "purchase",
    series: "purchase-document",
    convertsTo: [],
    stock: "none",
    mayBeDraft: true,
    mayGoOverPeppol: false,
    names: {
      nl: "aankoopdocument",
      nlNL: "inkoopdocument",
      fr: "document d'achat",
      en: "purchase document",
      de: "Einkaufsbeleg",
    },
  },
  purchaseSlip: {
    side: "purchase",
    series: "purchase-slip",
    convertsTo: [],
    stock: "in",
    mayBeDraft: true,
    mayGoOverPeppol: false,
    names: { nl: "aankoopborderel", fr: "bordereau d'achat", en: "purchase slip", de: "Ankaufsbeleg" },
  },
  tillReceipt: {
    side: "sale",
    series: "till-receipt",
    convertsTo: ["invoice"],
    stock: "out",
    mayBeDraft: false,
    mayGoOverPeppol: false,
    names: { nl: "kassabon", fr: "ticket de caisse", en: "receipt", de: "Kassenbon" },
  },
  paymentRequest: {
    side: "sale",
    series: "payment-request",
    convertsTo: ["invoice"],
    stock: "none",
    mayBeDraft: true,
    mayGoOverPeppol: false,
    names: { nl: "betalingsverzoek", fr: "demande de paiement", en: "payment request", de: "Zahlungsaufforderung" },
  },
} as const satisfies Record<string, Kind>;

export type DocumentKind = keyof typeof documentKinds;
export const documentKindCodes = Object.keys(documentKinds) as [DocumentKind, ...DocumentKind[]];

/**
 * Lifecycles of documents: `purchase` is that of a purchase order, `sale` that of all others (a receipt of goods is final or it is not). What
 * was sent, paid, credited or delivered are sums and channels, never a status.
 */
export const documentTransitions = {
  sale: { draft: ["issued"], issued: ["cancelled"], cancelled: [] },
  purchase: {
    draft: ["placed"],
    placed: ["confirmed", "received", "closed"],
    confirmed: ["received", "closed"],
    received: ["closed"],
    closed: [],
  },
} as const;

export type DocumentStatus =
  keyof (typeof documentTransitions)["sale"] | keyof (typeof documentTransitions)["purchase"];

/** What a draft of this kind becomes when it is made final. */
export const finalStatusOf = (kind: DocumentKind): "issued" | "placed" =>
  kind === "purchaseOrder" ? "placed" : "issued";

/** True for what we buy: we are the buyer, and the party it is made with is the seller. */
export const isPurchase = (kind: DocumentKind): boolean => documentKinds[kind].side === "purchase";

/** Kinds a person may start, edit and convert to. A purchase slip, of a private person, is not made yet. */
export const isEnteredKind = (kind: DocumentKind): boolean => documentKinds[kind].mayBeDraft && kind !== "purchaseSlip";

/** Name of a kind as people of that language and country read it, in lower case. */
export function nameOfKind(kind: DocumentKind, language: "nl" | "fr" | "en" | "de", country: string): string {
  const names: Kind["names"] = documentKinds[kind].names;
  return language === "nl" && country === "NL" ? (names.nlNL ?? names.nl) : names[language];
}
