import { compare, isZero, type Amount, zero } from "#domain/amount.ts";
import { isGtin } from "#domain/item-content.ts";
import type { PriceAnswer, Surcharge, SurchargeKind } from "#domain/supplier/price-answer.ts";
import { unitOf } from "#domain/supplier/units.ts";
import { learntFrom } from "#connect/learnt-units.ts";
import type { XmlElement } from "#einvoice/read-xml.ts";
import { child, decimalAt, fragment, one, textAt } from "./elements.ts";
import type { Cebeo } from "./settings.ts";

/** Cebeo names no currency: it sells in Belgium. */
export const currency = "EUR";

/** Rec 20's "mutually defined": a unit that nobody has explained to us yet. */
export const unknownUnit = "ZZ";

/** Belgian contributions, separate amounts per unit. Sabam is paid on what copies; Auvibel collects it. */
const contributions = [
  ["Ecotax", "eco"],
  ["Recupel", "recupel"],
  ["Sabam", "auvibel"],
] as const satisfies readonly (readonly [string, SurchargeKind])[];

/** An article as it is answered, or as it stands on a line of an order: both have the same elements. */
export interface Article {
  readonly suppliersItemIdentifier: string;
  readonly manufacturersItemIdentifier: string;
  readonly brandName: string;
  readonly gtin: string;
  readonly name: string;
  readonly reelCode: string;
  readonly reelLength: string;
  /** As Cebeo writes it. */
  readonly unit: string;
  /** Rec 20, null when nobody knows it. */
  readonly unitCode: string | null;
  readonly vatRate: Amount | null;
}

export function articleOf({ settings }: Cebeo, item: XmlElement): Article {
  const material = child(item, "Material");
  const unit = textAt(item, "UnitOfMeasure");
  const ean = textAt(material, "EAN");
  return {
    suppliersItemIdentifier: textAt(material, "SupplierItemID"),
    manufacturersItemIdentifier: textAt(material, "Reference"),
    brandName: textAt(material, "BrandName"),
    gtin: isGtin(ean) ? ean.padStart(14, "0") : "",
    name: textAt(material, "Description"),
    reelCode: textAt(material, "ReelCode"),
    reelLength: textAt(material, "ReelLength"),
    unit,
    unitCode: unit === "" ? null : unitOf(unit, learntFrom(settings.learntUnits)),
    vatRate: decimalAt(item, "UnitPrice", "TAV").value,
  };
}

interface Asked {
  readonly quantity: Amount | null;
  readonly unitCode: string;
}

/** The price of an article. Empty is not 0, and a price of 0 is none either: a cost must not drop to nothing because of it. */
export function priceOf(session: Cebeo, item: XmlElement, asked: Asked | null): PriceAnswer {
  const article = articleOf(session, item);
  const unitCode = article.unitCode ?? unknownUnit;
  const read = (name: string) => decimalAt(item, "UnitPrice", name);
  const { value: net, isUnreadable } = read("NetPrice");
  const extras = contributions.map(([name, kind]) => ({ kind, ...read(name) }));
  const isWrong =
    isUnreadable || extras.some((extra) => extra.isUnreadable) || (net !== null && compare(net, zero) < 0);
  const hasPrice = net !== null && !isZero(net);
  const { vatRate } = article;
  const surcharges = extras.flatMap(({ kind, value }): Surcharge[] =>
    value === null || isZero(value)
      ? []
      : [
          {
            kind,
            amount: value,
            per: { quantity: one, unitCode },
            includedInNet: session.settings.contributionsIncluded,
            vatRate,
          },
        ],
  );
  const stock = decimalAt(item, "Stock").value;
  const stockCode = textAt(item, "StockCode");
  const pack = decimalAt(item, "SalesPackQuantity").value;
  const isPromotion = [child(item, "Material"), item].some((at) => textAt(at, "PromotionCode") !== "");
  const { suppliersItemIdentifier, manufacturersItemIdentifier, brandName, gtin, name } = article;
  return {
    ...bareAnswer(session, suppliersItemIdentifier, asked, unitCode),
    ...{ manufacturersItemIdentifier, brandName, gtin, name, surcharges, vatRate },
    status: isWrong ? "error" : hasPrice ? "ok" : "noPrice",
    gross: read("TarifPrice").value,
    net: isWrong || !hasPrice ? null : net,
    packQuantity: pack === null || compare(pack, zero) <= 0 ? null : pack,
    stock: stock === null && stockCode === "" ? null : { quantity: stock, code: stockCode, expectedDate: null },
    priceType: isPromotion ? "promotion" : "net",
    raw: fragment(item),
  };
}

/** Cebeo does not know the code. */
export const unknownArticle = (session: Cebeo, code: string, asked: Asked | null): PriceAnswer =>
  bareAnswer(session, code, asked, "");

function bareAnswer({ now }: Cebeo, code: string, asked: Asked | null, itsUnit: string): PriceAnswer {
  const unitCode = itsUnit || asked?.unitCode || "C62";
  return {
    suppliersItemIdentifier: code,
    manufacturersItemIdentifier: "",
    brandName: "",
    gtin: "",
    name: "",
    status: "unknown",
    asked:
      asked === null || asked.quantity === null
        ? null
        : { quantity: asked.quantity, unitCode: asked.unitCode || unitCode },
    currency,
    gross: null,
    discounts: [],
    net: null,
    // Cebeo's prices are for one unit [inferred].
    basis: { quantity: one, unitCode },
    orderUnitCode: unitCode,
    perOrderUnit: one,
    useUnitCode: unitCode,
    usePerOrder: one,
    tiers: [],
    surcharges: [],
    metal: null,
    vatRate: null,
    minimum: null,
    multiple: null,
    packQuantity: null,
    stock: null,
    validFrom: null,
    validTo: null,
    priceType: null,
    contractNumber: "",
    retrievedAt: now().toString(),
    raw: "",
  };
}
