import type { RefusalReason, WarningCode } from "#connect/punchout/reading.ts";
import type { ReadRemark } from "#einvoice/supplier-document-ubl.ts";
import { textOf, type TextKey, type TextLanguage } from "#domain/texts/text.ts";
import type { BasketRemark } from "#store/supplier-baskets.ts";

const reasons = {
  lineZero: "basket.reason.lineZero",
  noKeyNorDescription: "basket.reason.noKeyNorDescription",
  quantity: "basket.reason.quantity",
  price: "basket.reason.price",
  priceBasis: "basket.reason.priceBasis",
  currency: "basket.reason.currency",
  fieldTwice: "basket.reason.fieldTwice",
  keyTooLong: "basket.reason.keyTooLong",
  fieldNotUnderstood: "basket.reason.fieldNotUnderstood",
  decimalComma: "basket.reason.decimalComma",
  priceUnitUnreadable: "basket.reason.priceUnitUnreadable",
  priceToBeAsked: "basket.reason.priceToBeAsked",
  unitUnknown: "basket.reason.unitUnknown",
  currencyAssumed: "basket.reason.currencyAssumed",
  mixedCurrencies: "basket.reason.mixedCurrencies",
  serviceNotOnChargeList: "basket.reason.serviceNotOnChargeList",
  setWithParts: "basket.reason.setWithParts",
  textCut: "basket.reason.textCut",
  headerContribution: "basket.reason.headerContribution",
  contributionInPrice: "basket.reason.contributionInPrice",
  unexplainedDifference: "basket.reason.unexplainedDifference",
  totalNotChecked: "basket.reason.totalNotChecked",
  charsetUnknown: "basket.reason.charset",
  charsetRepaired: "basket.reason.charset",
  itemOutForItemIn: "basket.reason.shopsOwnWay",
  buyersPartId: "basket.reason.shopsOwnWay",
  documentDiscount: "basket.reason.documentDiscount",
  lineNotAccepted: "basket.reason.lineNotAccepted",
  lineAmountDiffers: "basket.reason.lineAmountDiffers",
  quantityOfOrder: "basket.reason.quantityOfOrder",
  goneFromCatalogue: "basket.reason.goneFromCatalogue",
} as const satisfies Record<
  Exclude<RefusalReason | WarningCode, "nothingReturned"> | ReadRemark["reason"] | "goneFromCatalogue",
  TextKey
>;

const isReason = (reason: string): reason is keyof typeof reasons => Object.hasOwn(reasons, reason);

/** What a person should know of a basket as it came, the number of its line in front. */
export function remarkText({ line, reason }: BasketRemark, language: TextLanguage): string {
  const said = isReason(reason) ? textOf(reasons[reason], language) : reason;
  return line === "" ? said : textOf("basket.remark.line", language, { line, reason: said });
}
