import { amount, text as amountText, type Amount } from "#domain/amount.ts";
import { guardPrice, isNetLikely, type GuardedPrice } from "#domain/supplier/price-guard.ts";
import type { Discount, Surcharge } from "#domain/supplier/price-answer.ts";
import type { PriceListTerms } from "#domain/supplier/price-list-terms.ts";
import {
  plain,
  priceOf,
  withoutTax,
  wrongContent,
  type GroupDiscount,
  type ItemPrice,
  type SupplierItemContent,
} from "#domain/supplier/supplier-item.ts";
import { unitOf } from "#domain/supplier/units.ts";
import type { Staged, StagedReason, StagedRow, StagedState } from "#store/price-import-rows.ts";
import type { SupplierItem } from "#store/supplier-items.ts";

/** All that is needed to say what a staged row makes of an article. */
export interface Reckoning {
  readonly terms: PriceListTerms;
  /** Of the file, else of the list. */
  readonly currency: string;
  readonly units: Readonly<Record<string, string>>;
  readonly groups: ReadonlyMap<string, readonly GroupDiscount[]>;
  /** Names of the supplier's product groups by code. */
  readonly categories: ReadonlyMap<string, string>;
  /** ISO date, in the company's own time zone. */
  readonly today: string;
}

export interface Reckoned {
  readonly state: StagedState;
  readonly reasons: readonly StagedReason[];
  /** Null when nothing is made of it. */
  readonly becomes: { readonly content: SupplierItemContent; readonly price: ItemPrice } | null;
}

const one = amount("1");
const read = (value: string | undefined): Amount | null => (value === undefined ? null : amount(value));
const contributions = ["recupel", "bebat", "auvibel"] as const;

function surchargesOf(
  fields: Staged,
  per: { readonly basis: Amount; readonly unitCode: string },
  exTax: (price: Amount) => Amount,
): Surcharge[] | null {
  const told = [...contributions, "metal" as const].filter((kind) => fields[kind] !== undefined);
  if (told.length === 0) return null;
  return told.flatMap((kind) => {
    const value = amount(fields[kind] ?? "0");
    if (amountText(value) === "0") return [];
    // A contribution is for one piece; a metal surcharge stands beside the price, for as many as that is for.
    const quantity = kind === "metal" ? per.basis : one;
    return [
      {
        kind,
        amount: exTax(value),
        per: { quantity, unitCode: per.unitCode },
        includedInNet: "unknown",
        vatRate: null,
      },
    ];
  });
}

/** The article as the row says it is, over what is known of it. Null: its unit is not known. */
function contentOf(
  { code, fields }: Pick<StagedRow, "code" | "fields">,
  known: SupplierItem | null,
  { terms, currency, units, categories }: Reckoning,
): SupplierItemContent | null {
  const unitCode = fields["unit"] === undefined ? (known?.basisUnitCode ?? "C62") : unitOf(fields["unit"], units);
  if (unitCode === null) return null;
  const rate = read(fields["vatRate"]) ?? known?.vatRate ?? terms.vatRate;
  const exTax = (price: Amount): Amount => (terms.pricesIncludeTax && rate !== null ? withoutTax(price, rate) : price);
  const price = (value: string | undefined): Amount | null => (value === undefined ? null : exTax(amount(value)));
  const basis = read(fields["pBasis"] ?? fields["basis"]) ?? known?.basisQuantity ?? one;
  const [gross, net] = [price(fields["pGross"] ?? fields["gross"]), price(fields["pNet"] ?? fields["net"])];
  const saysPrice = gross !== null || net !== null || fields["onRequest"] !== undefined;
  const told = fields["discounts"] === undefined ? null : (JSON.parse(fields["discounts"]) as Discount[]);
  const surcharges = surchargesOf(fields, { basis, unitCode }, exTax);
  // An order unit is only one with what is in it; a person's own choice stays as long as the price unit does.
  const ownUnits = known !== null && known.basisUnitCode === unitCode ? known : null;
  const orderUnitCode = fields["perOrderUnit"] === undefined ? null : unitOf(fields["orderUnit"] ?? "", units);
  const perOrderUnit = (orderUnitCode === null ? null : read(fields["perOrderUnit"])) ?? ownUnits?.perOrderUnit ?? one;
  const useUnitCode = ownUnits?.useUnitCode ?? unitCode;
  const group = fields["group"] ?? known?.discountGroup ?? "";
  const category = fields["category"];
  return {
    suppliersItemIdentifier: code,
    manufacturersItemIdentifier: fields["maker"] ?? known?.manufacturersItemIdentifier ?? "",
    brandName: fields["brand"] ?? known?.brandName ?? "",
    gtin: fields["gtin"] ?? known?.gtin ?? "",
    name: fields["name"] ?? known?.name ?? "",
    category: category === undefined ? (known?.category ?? "") : (categories.get(category) ?? category),
    discountGroup: group,
    currency: saysPrice || known === null ? (fields["currency"] ?? currency) : known.currency,
    gross: saysPrice ? gross : (known?.gross ?? null),
    listedNet: saysPrice ? net : (known?.listedNet ?? null),
    discounts: told ?? (saysPrice || known === null ? [] : toContent(known).discounts),
    basisQuantity: basis,
    basisUnitCode: unitCode,
    orderUnitCode: orderUnitCode ?? ownUnits?.orderUnitCode ?? unitCode,
    perOrderUnit,
    useUnitCode,
    // Of the unit it is priced in, as many are used as are bought: of the 20 before, where the bundle now holds 10, nothing is left.
    usePerOrder:
      read(fields["usePerOrder"]) ??
      (useUnitCode === unitCode ? perOrderUnit : (ownUnits?.usePerOrder ?? perOrderUnit)),
    minimum: read(fields["minimum"]) ?? known?.minimum ?? null,
    multiple: read(fields["multiple"]) ?? known?.multiple ?? null,
    packQuantity: read(fields["pack"]) ?? known?.packQuantity ?? null,
    surcharges: surcharges ?? (known === null ? [] : [...known.surcharges]),
    metal: known?.metal ?? null,
    vatRate: read(fields["vatRate"]) ?? known?.vatRate ?? null,
    validFrom: fields["validFrom"] ?? known?.validFrom ?? null,
    validTo: saysPrice ? null : (known?.validTo ?? null),
    isOnRequest: saysPrice ? gross === null && net === null : (known?.isOnRequest ?? false),
    isMetalUnknown: fields["metalUnknown"] !== undefined || (known?.isMetalUnknown ?? false),
  };
}

/** What a list or a person said of an article that is kept. Discounts of its group are none of its own. */
export const toContent = (item: SupplierItem): SupplierItemContent => ({
  suppliersItemIdentifier: item.suppliersItemIdentifier,
  manufacturersItemIdentifier: item.manufacturersItemIdentifier,
  brandName: item.brandName,
  gtin: item.gtin,
  name: item.name,
  category: item.category,
  discountGroup: item.discountGroup,
  currency: item.currency,
  gross: item.gross,
  listedNet: item.listedNet,
  discounts: item.netFrom === "articleDiscount" ? item.discounts : [],
  basisQuantity: item.basisQuantity,
  basisUnitCode: item.basisUnitCode,
  orderUnitCode: item.orderUnitCode,
  perOrderUnit: item.perOrderUnit,
  useUnitCode: item.useUnitCode,
  usePerOrder: item.usePerOrder,
  minimum: item.minimum,
  multiple: item.multiple,
  packQuantity: item.packQuantity,
  surcharges: item.surcharges,
  metal: item.metal,
  vatRate: item.vatRate,
  validFrom: item.validFrom,
  validTo: item.validTo,
  isOnRequest: item.isOnRequest,
  isMetalUnknown: item.isMetalUnknown,
});

const number = (value: Amount | null): string => (value === null ? "" : amountText(plain(value)));

/** Everything that makes a difference, as text: two with the same signature are the same article at the same price. Discounts show in the net. */
function signature(content: SupplierItemContent, price: Pick<ItemPrice, "status" | "net" | "cost">): string {
  const {
    suppliersItemIdentifier: _code,
    gross,
    listedNet: _net,
    discounts: _off,
    surcharges,
    metal,
    ...rest
  } = content;
  const said = Object.entries(rest)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => [
      name,
      typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) && !textual.has(name) ? number(amount(value)) : value,
    ]);
  return JSON.stringify([
    said,
    number(gross),
    surcharges.map(({ kind, amount: value, per, includedInNet }) => [
      kind,
      number(value),
      typeof per === "string" ? per : [number(per.quantity), per.unitCode],
      includedInNet,
    ]),
    metal === null ? null : Object.entries(metal).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    price.status,
    number(price.net),
    number(price.cost),
  ]);
}

/** `06` is not `6` in these. */
const textual: ReadonlySet<string> = new Set([
  "manufacturersItemIdentifier",
  "brandName",
  "gtin",
  "name",
  "category",
  "discountGroup",
]);

const guarded = (
  item: Pick<SupplierItemContent, "basisQuantity" | "basisUnitCode" | "currency">,
  cost: Amount | null,
): GuardedPrice => ({
  cost,
  basis: item.basisQuantity,
  unitCode: item.basisUnitCode,
  currency: item.currency,
});

/** What a price that replaces another one should be looked at for. That a discount became known is no leap, whatever it takes off. */
export function doubts(known: SupplierItem, content: SupplierItemContent, price: ItemPrice): StagedReason[] {
  if (known.cost === null) return [];
  const isFirstNet = known.priceStatus === "noNet" && price.status === "ok";
  const { reasons } = guardPrice(guarded(known, isFirstNet ? null : known.cost), guarded(content, price.cost));
  return [...reasons, ...(known.priceStatus === "ok" && price.status === "noNet" ? (["noNet"] as const) : [])];
}

/** A first net price beside a list price: later ones are compared with it. */
export const isForAnother = ({ gross, listedNet }: SupplierItemContent, known: SupplierItem | null): boolean =>
  gross !== null && listedNet !== null && (known?.listedNet ?? null) === null && !isNetLikely(gross, listedNet);

/** A price of next month is not what the article costs today; whether it may be is for a person. */
const isLater = (
  validFrom: string | undefined,
  { cost }: ItemPrice,
  known: SupplierItem | null,
  today: string,
): boolean =>
  validFrom !== undefined && validFrom > today && cost !== null && number(cost) !== number(known?.cost ?? null);

/** The price is that of the list; an article keeps the price it has when a file says none. */
export function reckon(
  row: Pick<StagedRow, "code" | "fields">,
  known: SupplierItem | null,
  given: Reckoning,
): Reckoned {
  const { fields } = row;
  if (fields["gone"] !== undefined)
    return known === null
      ? { state: "unchanged", reasons: [], becomes: null }
      : { state: known.notInListSince === null ? "gone" : "unchanged", reasons: [], becomes: null };
  if (known === null && fields["hasArticle"] === undefined)
    return { state: "wrong", reasons: ["noArticle"], becomes: null };
  const content = contentOf(row, known, given);
  if (content === null) return { state: "wrong", reasons: ["unknownUnit"], becomes: null };
  const groups = given.groups.get(content.discountGroup) ?? [];
  const price = priceOf(content, groups, given.terms, given.today);
  const becomes = { content, price };
  const odd: StagedReason[] = [
    ...(isForAnother(content, known) ? ["netFar" as const] : []),
    ...(isLater(fields["validFrom"], price, known, given.today) ? ["later" as const] : []),
    ...(wrongContent(content) === null ? [] : ["content" as const]),
    ...(fields["isIncreased"] === undefined ? [] : ["increase" as const]),
    // A list is in one currency.
    ...(content.currency === given.currency ? [] : ["currency" as const]),
  ];
  if (known === null) return { state: odd.length > 0 ? "suspicious" : "new", reasons: odd, becomes };
  const isSame =
    known.notInListSince === null &&
    signature(toContent(known), { status: known.priceStatus, net: known.net, cost: known.cost }) ===
      signature(content, price);
  if (isSame) return { state: "unchanged", reasons: [], becomes: null };
  const reasons = [...new Set([...doubts(known, content, price), ...odd])];
  return { state: reasons.length > 0 ? "suspicious" : "changed", reasons, becomes };
}

/** An article whose discount group changed, priced anew. Null: it makes no difference to it. */
export function repriced(item: SupplierItem, given: Reckoning): ItemPrice | null {
  const price = priceOf(toContent(item), given.groups.get(item.discountGroup) ?? [], given.terms, given.today);
  return price.status === item.priceStatus &&
    number(price.net) === number(item.net) &&
    number(price.cost) === number(item.cost)
    ? null
    : price;
}
