import { amount, zero } from "#domain/amount.ts";
import type { DraftInput, DraftLine } from "#domain/draft.ts";

/** One piece of 10.00 at 21 %, as a person enters it. */
export const lineWith = (fields: Partial<DraftLine> = {}): DraftLine => ({
  kind: "item",
  itemId: null,
  sourceLineId: "",
  itemName: "Fietshelm",
  description: "",
  sellersItemIdentifier: "",
  standardItemIdentifier: "",
  quantity: amount("1"),
  unitCode: "C62",
  price: amount("10.00"),
  baseQuantity: amount("1"),
  discountPercent: zero,
  vatCategory: "S",
  vatRate: amount("21"),
  ...fields,
});

/** A draft without VAT in its prices. */
export const inputWith = (lines: readonly DraftLine[], fields: Partial<DraftInput> = {}): DraftInput => ({
  pricesIncludeTax: false,
  lines,
  allowances: [],
  rounding: zero,
  prepaidAmount: zero,
  vatCountry: "BE",
  language: "nl",
  exemptionReason: "",
  ...fields,
});
