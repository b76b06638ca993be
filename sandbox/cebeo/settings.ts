/** What nobody outside Cebeo knows, or what may differ: each is a setting. May be changed at any time and holds at once. */
export interface Settings {
  /** Elements stand in the order of the contract's tables, as an XSD sequence wants. */
  strictOrder: boolean;
  /** `xsi:noNamespaceSchemaLocation` has to be there. */
  wantsSchemaHint: boolean;
  /** `CustomerOrderID` and `CustomerOrderLineID` have to be there: the contract says "send always". */
  wantsCustomerIds: boolean;
  /** More articles in one `Article/Get` are refused. */
  batchLimit: number | null;
  /** `Order/Create` adds its lines to the open order of the login and places nothing. */
  createFillsBasket: boolean;
  /** Whether the answer to `Order/Create` names Cebeo's number. */
  createText: "ok" | "number";
  /** An order is confirmed as soon as it is placed, so that it cannot be removed. */
  confirmsAtOnce: boolean;
  /** Who finds an order by its number. */
  ordersSeenBy: "login" | "customer";
  postalCodes: "belgian" | "any";
  /** An ordered quantity that is no multiple of `SalesPackQuantity`. */
  packQuantity: "refused" | "taken" | "roundedUp";
  /** The codes `DeliveryOption` may have; `null`: any text. */
  deliveryOptions: readonly string[] | null;
  /** Of a login that is refused. */
  loginCode: 1 | 2 | 3;
  /** So many wrong passwords in a row lock a login until `accounts.unlock`. */
  lockAfter: number | null;
  /** The answer when an order is not there: no `Order` at all, or one without `Detail`. */
  noOrder: "no order" | "empty order";
  noHits: "empty list" | "no list";
  /** How the articles of `Article/Get` stand in the answer. */
  itemOrder: "asked" | "reversed";
  /** Where `PromotionCode` stands: both have been seen. */
  promotionCode: "material" | "item";
  /** What `UnitPrice` of an order line holds. */
  orderPrices: "net" | "all";
  /** `2,1050`; with dots for thousands, `1.234,5000`; or against the contract, `2.1050`. */
  numbers: "comma" | "thousands" | "point";
  /** How a date that is not there is written. */
  noDate: "absent" | "zeros" | "without year";
  /** Other prices for some of the articles; 0: their own. */
  priceSeed: number;
  /** No limit is known. */
  limit: { readonly requests: number; readonly seconds: number; readonly status: number } | null;
  /** A longer request is a page of a 413. */
  requestBytes: number;
}

export const defaults: Readonly<Settings> = {
  strictOrder: true,
  wantsSchemaHint: true,
  wantsCustomerIds: true,
  batchLimit: null,
  createFillsBasket: false,
  createText: "ok",
  confirmsAtOnce: false,
  ordersSeenBy: "login",
  postalCodes: "belgian",
  packQuantity: "refused",
  deliveryOptions: null,
  loginCode: 1,
  lockAfter: 10,
  noOrder: "no order",
  noHits: "empty list",
  itemOrder: "asked",
  promotionCode: "material",
  orderPrices: "net",
  numbers: "comma",
  noDate: "absent",
  priceSeed: 0,
  limit: null,
  requestBytes: 10_000_000,
};
