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

export const documentStatuses = ["draft", "issued", "cancelled"] as const;
export const paymentStates = ["open", "partlyPaid", "overdue", "overpaid", "toRepay", "paid"] as const;

/** What the list of sales can be narrowed by. It lives in the address, so that a colleague sees the same. */
export interface DocumentFilters {
  readonly kind?: SaleKind;
  readonly status?: (typeof documentStatuses)[number];
  readonly payment?: (typeof paymentStates)[number];
  /** A customer, by id. */
  readonly buyer?: string;
  readonly q?: string;
  readonly from?: string;
  readonly to?: string;
}

export const readFilters = (search: Search): DocumentFilters =>
  given({
    kind: oneOf(saleKinds, search["kind"]),
    status: oneOf(documentStatuses, search["status"]),
    payment: oneOf(paymentStates, search["payment"]),
    buyer: idIn(search["buyer"]),
    q: wordsIn(search["q"], 200),
    from: dayIn(search["from"]),
    to: dayIn(search["to"]),
  });

/** As the API takes them: sales only, also when no kind was chosen. */
export const queryOf = ({ kind, buyer, ...filters }: DocumentFilters) => ({
  ...filters,
  kind: kind ?? [...saleKinds],
  ...(buyer !== undefined && { buyerId: buyer }),
});

export const isNarrowed = (filters: DocumentFilters): boolean => Object.keys(filters).length > 0;
