import { z } from "zod";
import { itemPriceStatuses } from "#domain/supplier/supplier-item.ts";
import type { FoundRow } from "#store/item-search.ts";
import type { SupplierItem } from "#store/supplier-items.ts";
import { AmountShape, Instant } from "#api/shapes.ts";

/** What a list of articles shows, of own items and those of suppliers alike. */
export const CatalogueRowShape = z
  .object({
    kind: z.enum(["item", "supplierItem"]).meta({ description: "An own item, or an article of a supplier" }),
    id: z.string(),
    by: z
      .enum(["code", "gtin", "prefix", "words", "list"])
      .meta({ description: "What of it was found; list: it was not searched for" }),
    code: z.string(),
    name: z.string().meta({ description: "Third-party text: escape it wherever it is shown" }),
    manufacturersItemIdentifier: z.string(),
    brandName: z.string(),
    gtins: z.array(z.string()),
    supplierName: z.string(),
    partyId: z.string().nullable(),
    priceListId: z.string().nullable(),
    priceListName: z.string(),
    itemId: z.string().nullable().meta({ description: "The own item it is" }),
    unitCode: z.string(),
    currency: z.string(),
    cost: AmountShape.nullable().meta({ description: "Per unit; null: not known" }),
    salesPrice: AmountShape.nullable(),
    priceStatus: z.enum(itemPriceStatuses),
    isInList: z.boolean().meta({ description: "False: the newest file of the whole list leaves it out" }),
    pricedAt: Instant.nullable(),
  })
  .meta({ id: "CatalogueRow" });

export const rowOfHit = (row: FoundRow): z.input<typeof CatalogueRowShape> => ({
  ...row,
  gtins: [...row.gtins],
  priceStatus: row.priceStatus as SupplierItem["priceStatus"],
});

export const rowOfItem = (
  item: SupplierItem,
  { supplierName, priceListName }: { readonly supplierName: string; readonly priceListName: string },
): z.input<typeof CatalogueRowShape> => ({
  kind: "supplierItem",
  id: item.id,
  by: "list",
  code: item.suppliersItemIdentifier,
  name: item.name,
  manufacturersItemIdentifier: item.manufacturersItemIdentifier,
  brandName: item.brandName,
  gtins: item.gtin === "" ? [] : [item.gtin],
  supplierName,
  partyId: item.partyId,
  priceListId: item.priceListId,
  priceListName,
  itemId: item.itemId,
  unitCode: item.useUnitCode,
  currency: item.currency,
  cost: item.cost === null ? null : String(item.cost),
  salesPrice: null,
  priceStatus: item.priceStatus,
  isInList: item.notInListSince === null,
  pricedAt: item.pricedAt,
});

const Given = AmountShape.nullable();

export const SupplierItemShape = z
  .object({
    id: z.string(),
    priceListId: z.string(),
    priceListName: z.string(),
    partyId: z.string(),
    supplierName: z.string(),
    itemId: z.string().nullable(),
    suppliersItemIdentifier: z.string(),
    manufacturersItemIdentifier: z.string(),
    brandName: z.string(),
    gtin: z.string(),
    name: z.string(),
    category: z.string(),
    discountGroup: z.string(),
    currency: z.string(),
    gross: Given.meta({ description: "List price per basis; null: none" }),
    listedNet: Given.meta({ description: "A net price the supplier gave" }),
    net: Given.meta({ description: "After discounts, per basis, without surcharges" }),
    netFrom: z.string().meta({ description: "The condition that made the net price; empty: there is none" }),
    discounts: z.array(z.object({ kind: z.string(), value: AmountShape, group: z.string(), source: z.string() })),
    basisQuantity: AmountShape,
    basisUnitCode: z.string(),
    orderUnitCode: z.string(),
    perOrderUnit: AmountShape,
    useUnitCode: z.string(),
    usePerOrder: AmountShape,
    minimum: Given,
    multiple: Given,
    packQuantity: Given,
    surcharges: z.array(z.unknown()),
    metal: z.unknown().nullable(),
    vatRate: Given,
    validFrom: z.string().nullable(),
    validTo: z.string().nullable(),
    priceStatus: z.enum(itemPriceStatuses),
    cost: Given.meta({ description: "Per use unit" }),
    costFlags: z.array(z.string()),
    salesRule: z.unknown().nullable().meta({ description: "Its own; null: that of its list" }),
    ruleInForce: z.unknown().nullable(),
    salesPrice: Given.meta({ description: "What the rule in force makes of the cost; null: no rule, or no cost" }),
    priceSource: z.enum(["list", "service", "hand"]),
    pricedAt: Instant,
    notInListSince: Instant.nullable(),
    version: z.int(),
    changedAt: Instant,
    changedBy: z.string(),
    earlier: z.array(
      z.object({
        batchId: z.string(),
        kind: z.enum(["import", "run", "hand"]),
        net: Given,
        currency: z.string(),
        basisQuantity: AmountShape,
        basisUnitCode: z.string(),
        cost: Given,
        priceSource: z.string(),
        pricedAt: Instant,
        replacedAt: Instant,
        replacedBy: z.string(),
        isUndone: z.boolean(),
      }),
    ),
  })
  .meta({ id: "SupplierItem" });
