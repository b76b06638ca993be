/** Why a product, a stock or a customer was left as it is: `skip.` by a rule, `stop.` until a person does something. */
export const catalogueReasons = [
  "skip.inactive",
  "skip.type",
  "skip.notCreated",
  "skip.notInShop",
  "skip.removed",
  "stop.noCode",
  "stop.duplicateCode",
  "stop.duplicateInShop",
  "stop.codeChanged",
  "stop.vatClass",
  "stop.shopVatClass",
  "stop.vatRate",
  "stop.priceMode",
  "stop.image",
  "stop.step",
  "stop.notCounted",
  "stop.otherStock",
  "stop.unreadableOrder",
  "stop.noEmail",
  "stop.duplicateEmail",
] as const;
export type CatalogueReason = (typeof catalogueReasons)[number];

export const isCatalogueReason = (code: string): code is CatalogueReason =>
  (catalogueReasons as readonly string[]).includes(code);
