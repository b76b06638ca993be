import { dayIn, given, idIn, oneOf, wordsIn, type Search } from "#dashboard/parts/search-values.ts";

/** What is sold, in the order in which a sale goes. */
export const saleKinds = [
  "quote",
  "salesQuote",
  "orderConfirmation",
  "orderSlip",
  "workPreparation",
  "workOrder",
  "deliveryNote",
  "paymentRequest",
  "tillReceipt",
  "invoice",
  "creditNote",
] as const;
export type SaleKind = (typeof saleKinds)[number];

/** What is bought, in the order in which that goes. */
export const purchaseKinds = ["requestForQuotation", "purchaseOrder", "purchaseReceipt", "purchaseDocument"] as const;
export type PurchaseKind = (typeof purchaseKinds)[number];

export const listedKinds = [...saleKinds, ...purchaseKinds] as const;
export type ListedKind = (typeof listedKinds)[number];

export const isPurchaseKind = (kind: string): kind is PurchaseKind => purchaseKinds.some((known) => known === kind);

/** Kinds that nobody sends by finalising them: an order leaves by an act of its own, what came in and what it cost stay here. */
export const staysHere = (kind: string): boolean =>
  ["purchaseOrder", "purchaseReceipt", "purchaseDocument"].includes(kind);

export const documentStatuses = ["draft", "placed", "confirmed", "received", "closed", "issued", "cancelled"] as const;
export const paymentStates = ["open", "partlyPaid", "overdue", "overpaid", "toRepay", "paid"] as const;

/** The two lists of documents: what is sold, and what is bought. */
export interface DocumentBook {
  readonly side: "sale" | "purchase";
  readonly to: "/a/$administration/documents" | "/a/$administration/purchasing";
  readonly menu: "menu.documents" | "menu.purchasing";
  readonly kinds: readonly ListedKind[];
}
export const saleBook: DocumentBook = {
  side: "sale",
  to: "/a/$administration/documents",
  menu: "menu.documents",
  kinds: saleKinds,
};
export const purchaseBook: DocumentBook = {
  side: "purchase",
  to: "/a/$administration/purchasing",
  menu: "menu.purchasing",
  kinds: purchaseKinds,
};
export const bookOf = (kind: string): DocumentBook => (isPurchaseKind(kind) ? purchaseBook : saleBook);

/** What a list of documents can be narrowed by. It lives in the address, so that a colleague sees the same. */
export interface DocumentFilters {
  readonly kind?: ListedKind;
  readonly status?: (typeof documentStatuses)[number];
  readonly payment?: (typeof paymentStates)[number];
  /** A customer, or of what is bought a supplier, by id. */
  readonly buyer?: string;
  readonly q?: string;
  readonly from?: string;
  readonly to?: string;
}

export const readFilters = (search: Search): DocumentFilters =>
  given({
    kind: oneOf(listedKinds, search["kind"]),
    status: oneOf(documentStatuses, search["status"]),
    payment: oneOf(paymentStates, search["payment"]),
    buyer: idIn(search["buyer"]),
    q: wordsIn(search["q"], 200),
    from: dayIn(search["from"]),
    to: dayIn(search["to"]),
  });

/** As the API takes them: only what is in that list, also when no kind was chosen. */
export const queryOf = ({ kind, buyer, ...filters }: DocumentFilters, kinds: readonly ListedKind[] = saleKinds) => ({
  ...filters,
  kind: kind ?? [...kinds],
  ...(buyer !== undefined && { buyerId: buyer }),
});

export const isNarrowed = (filters: DocumentFilters): boolean => Object.keys(filters).length > 0;
