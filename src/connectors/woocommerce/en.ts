import type { Labels } from "./nl.ts";

export const en: Labels = {
  shopUrl: "Shop address",
  restPrefix: "Address of the REST interface",
  keysInQuery: "Send the keys in the address",
  timeZone: "Time zone of the shop",
  vatIdentifierKeys: "Fields that hold the customer’s VAT number",
  payOnDeliveryMethods: "Payment methods paid at the door",
  sourceUrl: "Address the shop calls itself",
  pricesIncludeTax: "Product prices include VAT",
  managesStock: "Let the shop keep stock of products of which it keeps none",
  consumerKey: "Consumer key (starts with ck_)",
  consumerSecret: "Consumer secret (starts with cs_)",
};
