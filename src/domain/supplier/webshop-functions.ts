import type { DocumentKind } from "#domain/document-kinds.ts";

/** What a person sets a supplier up for: a tab of the settings screen each (requirement A2.3). */
export const supplierFunctions = ["basket", "price", "order", "document"] as const;
export type SupplierFunction = (typeof supplierFunctions)[number];

/** Kinds a basket may go into (A4.2), drafts only. */
export const basketTargets = [
  "quote",
  "salesQuote",
  "orderConfirmation",
  "workPreparation",
  "workOrder",
  "deliveryNote",
  "invoice",
  "purchaseOrder",
] as const satisfies readonly DocumentKind[];

export const takesBasket = (kind: DocumentKind): boolean => (basketTargets as readonly DocumentKind[]).includes(kind);

/** A visit to a webshop lasts this long; what comes back within a day after it is put aside and not lost. */
export const visitHours = 8;
export const parkedHours = 24;

/** What a shop may send back. */
export const mostReturnedBytes = 5 * 1024 * 1024;
export const mostReturnedLines = 2000;
