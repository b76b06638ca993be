import type { paths } from "#dashboard/api/schema.ts";
import { readNumber, shownNumber, type DecimalMark } from "#dashboard/parts/number-input.ts";
import { isNoNumber } from "#dashboard/screens/item/item-values.ts";
import { readPercents, shownPercents } from "#dashboard/screens/price-lists/discounts.ts";
import {
  isRuleUnread,
  noRule,
  ruleOf,
  ruleValuesOf,
  type SalesRule,
  type SalesRuleValues,
} from "#dashboard/screens/price-lists/sales-rule.ts";
import { plainGtin } from "./plain-gtin.ts";
import type { SupplierItem } from "./supplier-item-query.ts";

type Body = paths["/api/supplier-items/{supplierItemId}"]["put"]["requestBody"]["content"]["application/json"];
export type Surcharge = NonNullable<Body["surcharges"]>[number];
export type Metal = NonNullable<Body["metal"]>;
export type Content = Omit<Body, "version" | "salesRule">;

export const surchargeKinds = [
  "recupel",
  "bebat",
  "auvibel",
  "eco",
  "metal",
  "cutting",
  "smallOrder",
  "freight",
  "deposit",
  "other",
] as const satisfies readonly Surcharge["kind"][];

/** What comes on top, as its row of the form holds it. */
export interface SurchargeValues {
  readonly kind: Surcharge["kind"];
  readonly amount: string;
  readonly per: "unit" | "line" | "order";
  readonly quantity: string;
  readonly unitCode: string;
  readonly includedInNet: Surcharge["includedInNet"];
  readonly vatRate: string | null;
}

const numbers = [
  "gross",
  "listedNet",
  "basisQuantity",
  "perOrderUnit",
  "usePerOrder",
  "minimum",
  "multiple",
  "packQuantity",
  "vatRate",
] as const;
type NumberField = (typeof numbers)[number];

const texts = [
  "name",
  "manufacturersItemIdentifier",
  "brandName",
  "gtin",
  "category",
  "discountGroup",
  "basisUnitCode",
  "orderUnitCode",
  "useUnitCode",
] as const;
type TextField = (typeof texts)[number];

/** An article of a supplier as its form holds it: numbers as they are typed. */
export interface SupplierItemValues extends Readonly<Record<NumberField | TextField, string>> {
  readonly discounts: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly isOnRequest: boolean;
  readonly surcharges: readonly SurchargeValues[];
  readonly salesRule: SalesRuleValues;
}

export const emptySurcharge: SurchargeValues = {
  kind: "recupel",
  amount: "",
  per: "unit",
  quantity: "1",
  unitCode: "C62",
  includedInNet: "no",
  vatRate: null,
};

export const emptySupplierItem: SupplierItemValues = {
  name: "",
  manufacturersItemIdentifier: "",
  brandName: "",
  gtin: "",
  category: "",
  discountGroup: "",
  gross: "",
  listedNet: "",
  discounts: "",
  basisQuantity: "1",
  basisUnitCode: "C62",
  orderUnitCode: "C62",
  perOrderUnit: "1",
  useUnitCode: "C62",
  usePerOrder: "1",
  minimum: "",
  multiple: "",
  packQuantity: "",
  vatRate: "",
  validFrom: "",
  validTo: "",
  isOnRequest: false,
  surcharges: [],
  salesRule: noRule,
};

export const surchargesOf = ({ surcharges }: Pick<SupplierItem, "surcharges">): readonly Surcharge[] =>
  surcharges as readonly Surcharge[];
export const metalOf = ({ metal }: Pick<SupplierItem, "metal">): Metal | null => (metal ?? null) as Metal | null;
export const salesRuleOf = (rule: unknown): SalesRule | null => (rule ?? null) as SalesRule | null;

/** Those of the article itself: of a group they stand with the group, and a general one with the list. */
const ownDiscounts = ({ netFrom, discounts }: Pick<SupplierItem, "netFrom" | "discounts">) =>
  netFrom === "articleDiscount" ? discounts : [];

export function valuesOf(item: SupplierItem, mark: DecimalMark): SupplierItemValues {
  const shown = (value: string | null, atLeast = 0): string =>
    value === null ? "" : shownNumber(value, mark, atLeast);
  const typed = Object.fromEntries(
    numbers.map((field) => [field, shown(item[field], field === "gross" || field === "listedNet" ? 2 : 0)]),
  ) as Record<NumberField, string>;
  const said = Object.fromEntries(texts.map((field) => [field, item[field]])) as Record<TextField, string>;
  return {
    ...typed,
    ...said,
    gtin: plainGtin(item.gtin),
    discounts: shownPercents(ownDiscounts(item), mark) ?? "",
    validFrom: item.validFrom ?? "",
    validTo: item.validTo ?? "",
    isOnRequest: item.priceStatus === "onRequest",
    surcharges: surchargesOf(item).map(({ kind, amount, per, includedInNet, vatRate = null }) => ({
      kind,
      amount: shown(amount, 2),
      includedInNet,
      vatRate,
      ...(typeof per === "string"
        ? { per, quantity: "1", unitCode: "C62" }
        : { per: "unit" as const, quantity: shown(per.quantity), unitCode: per.unitCode }),
    })),
    salesRule: ruleValuesOf(salesRuleOf(item.salesRule), mark),
  };
}

/** Something is filled in that is no number: the form says so, and is not sent. */
export const isUnread = (values: SupplierItemValues): boolean =>
  numbers.some((field) => isNoNumber(values[field])) ||
  readPercents(values.discounts, ",") === null ||
  values.surcharges.some(({ amount, quantity }) => readNumber(amount) === null || readNumber(quantity) === null) ||
  isRuleUnread(values.salesRule);

/** As the hub takes it. What a form cannot hold (metal, discounts that are no percents) stays as it was. */
export function contentOf(values: SupplierItemValues, mark: DecimalMark, item: SupplierItem | null): Content {
  // The zeros a price is shown with are none of its value.
  const read = (text: string): string | null => {
    const number = readNumber(text, mark);
    return number === null ? null : shownNumber(number, ".");
  };
  const isHeld = item === null || shownPercents(ownDiscounts(item), mark) !== null;
  const discounts = isHeld ? (readPercents(values.discounts, mark) ?? []) : ownDiscounts(item);
  const said = Object.fromEntries(texts.map((field) => [field, values[field]])) as Record<TextField, string>;
  return {
    ...said,
    gross: read(values.gross),
    listedNet: read(values.listedNet),
    discounts: discounts.map((discount) => ({ group: "", source: "hand", ...discount })) as NonNullable<
      Content["discounts"]
    >,
    basisQuantity: read(values.basisQuantity) ?? "1",
    perOrderUnit: read(values.perOrderUnit) ?? "1",
    usePerOrder: read(values.usePerOrder) ?? "1",
    minimum: read(values.minimum),
    multiple: read(values.multiple),
    packQuantity: read(values.packQuantity),
    vatRate: read(values.vatRate),
    validFrom: values.validFrom === "" ? null : values.validFrom,
    validTo: values.validTo === "" ? null : values.validTo,
    isOnRequest: values.isOnRequest,
    surcharges: values.surcharges.map(({ kind, amount, per, quantity, unitCode, includedInNet, vatRate }) => ({
      kind,
      amount: read(amount) ?? "0",
      per: per === "unit" ? { quantity: read(quantity) ?? "1", unitCode } : per,
      includedInNet,
      vatRate,
    })),
    metal: item === null ? null : metalOf(item),
  };
}

export const ruleIn = (values: SupplierItemValues, mark: DecimalMark): SalesRule | null =>
  ruleOf(values.salesRule, mark);
