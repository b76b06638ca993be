import { sql } from "kysely";
import { z } from "zod";
import { salesPriceBy } from "#backoffice/catalogue/own-item.ts";
import { amount, AmountText, divide, equals, isPositive, type Amount } from "#domain/amount.ts";
import { faultsOfItem, ItemContent } from "#domain/item-content.ts";
import { guardPrice, type GuardReason } from "#domain/supplier/price-guard.ts";
import { SalesRule } from "#domain/supplier/sales-price.ts";
import { plain } from "#domain/supplier/supplier-item.ts";
import { unitOf } from "#domain/supplier/units.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { textOf } from "#domain/texts/text.ts";
import { readAdministration } from "#store/administrations.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { readCategory, readProperties, setSalesPrice, writeProperties } from "#store/item-categories.ts";
import {
  deleteItemSupplier,
  linkByCode,
  listItemSuppliers,
  putItemSupplier,
  type ItemSupplier,
} from "#store/item-suppliers.ts";
import { readItem, writeGtins } from "#store/items.ts";
import { supplierItemsWhere } from "#store/supplier-items.ts";
import { changedMeanwhile, standsInTheWay } from "#api/conflict.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { readerOf } from "#api/reader.ts";
import { AmountShape, Instant } from "#api/shapes.ts";
import { CurrencyCode, requireRule, requireSupplier } from "./price-list-endpoints.ts";
import { askOnce, Confirmed } from "./price-question.ts";

const ItemPlace = z.object({ itemId: z.uuid() });
const SupplierOfItem = z.object({ itemId: z.uuid(), partyId: z.uuid() });
const notThere = (): RequestRefused => new RequestRefused("request.not_found", "There is no such item");

const ItemSupplierShape = z
  .object({
    partyId: z.string(),
    supplierName: z.string(),
    suppliersItemIdentifier: z.string(),
    isPreferred: z.boolean(),
    purchasePrice: AmountShape.nullable().meta({ description: "Per `priceQuantity` of `priceUnitCode`" }),
    priceQuantity: AmountShape,
    priceUnitCode: z.string(),
    currency: z.string(),
    cost: AmountShape.nullable().meta({ description: "Per unit we use, with everything that comes on top" }),
    minimum: AmountShape.nullable(),
    multiple: AmountShape.nullable(),
    leadTimeDays: z.int().nullable(),
    pricedAt: Instant.nullable(),
    version: z.int(),
    changedAt: Instant,
    changedBy: z.string(),
    inLists: z
      .array(
        z.object({
          supplierItemId: z.string(),
          priceListId: z.string(),
          cost: AmountShape.nullable(),
          currency: z.string(),
          priceStatus: z.string(),
          pricedAt: Instant,
          isInList: z.boolean(),
        }),
      )
      .meta({ description: "The same article in the supplier's price lists, with what it costs now" }),
  })
  .meta({ id: "ItemSupplier" });

async function suppliersOf(
  trx: Transaction,
  administrationId: string,
  itemId: string,
): Promise<{ items: z.input<typeof ItemSupplierShape>[] }> {
  const suppliers = await listItemSuppliers(trx, administrationId, itemId);
  const listed = await supplierItemsWhere(
    trx,
    administrationId,
    sql`s.item_id = ${itemId}`,
    sql`order by s.priced_at desc, s.id`,
  );
  return {
    items: suppliers.map((supplier) => ({
      ...supplier,
      inLists: listed
        .filter(({ partyId }) => partyId === supplier.partyId)
        .map((item) => ({
          supplierItemId: item.id,
          priceListId: item.priceListId,
          cost: item.cost === null ? null : String(item.cost),
          currency: item.currency,
          priceStatus: item.priceStatus,
          pricedAt: item.pricedAt,
          isInList: item.notInListSince === null,
        })),
    })),
  };
}

const listSuppliersEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/items/:itemId/suppliers",
  summary: "Suppliers of an item: one code each, the preferred one first",
  permission: "items.read",
  params: ItemPlace,
  answer: z.object({ items: z.array(ItemSupplierShape) }),
  errors: ["request.not_found"],
  handle: ({ store }, { administrationId, params }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      if ((await readItem(trx, administrationId, params.itemId)) === null) throw notThere();
      return suppliersOf(trx, administrationId, params.itemId);
    }),
});

const Positive = AmountText.refine(isPositive, textLater("price.list.positive"));

interface GivenPrice {
  readonly suppliersItemIdentifier: string;
  readonly purchasePrice: Amount | null;
  readonly priceQuantity: Amount;
  readonly priceUnitCode: string;
  readonly currency: string;
}

const isSameAmount = (a: string | null, b: Amount | null): boolean =>
  a === null || b === null ? a === null && b === null : equals(amount(a), b);

const isSamePrice = (there: ItemSupplier, given: GivenPrice): boolean =>
  isSameAmount(there.purchasePrice, given.purchasePrice) &&
  isSameAmount(there.priceQuantity, given.priceQuantity) &&
  (["suppliersItemIdentifier", "priceUnitCode", "currency"] as const).every((field) => there[field] === given[field]);

/** What a price that was typed over another one should be looked at for; that there is none any more is what was meant. */
const doubtsOf = (there: ItemSupplier, given: GivenPrice, cost: Amount | null): readonly GuardReason[] =>
  there.purchasePrice === null || given.purchasePrice === null
    ? []
    : guardPrice(
        {
          cost: there.cost === null ? null : amount(there.cost),
          basis: amount(there.priceQuantity),
          unitCode: there.priceUnitCode,
          currency: there.currency,
        },
        { cost, basis: given.priceQuantity, unitCode: given.priceUnitCode, currency: given.currency },
      ).reasons.filter((reason) => reason !== "noPrice");

const putSupplierEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/items/:itemId/suppliers/:partyId",
  summary:
    "Add a supplier to an item with its code there, or change it. Articles of its price lists with this code are the item from then on",
  permission: "items.manage",
  act: { action: "item.supplier", subject: "item", says: ["suppliersItemIdentifier", "isPreferred"] },
  params: SupplierOfItem,
  body: z.object({
    suppliersItemIdentifier: z.string().trim().min(1).max(200),
    isPreferred: z.boolean().default(false),
    purchasePrice: Positive.nullable().default(null),
    priceQuantity: Positive.prefault("1"),
    priceUnitCode: z.string().max(3).default("C62"),
    currency: CurrencyCode.default("EUR"),
    minimum: Positive.nullable().default(null),
    multiple: Positive.nullable().default(null),
    leadTimeDays: z.int().min(0).max(1000).nullable().default(null),
    confirmed: Confirmed,
  }),
  answer: z.object({ items: z.array(ItemSupplierShape) }),
  errors: ["request.not_found", "request.conflict"],
  handle: ({ store }, { administrationId, params, body, caller, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const item = await readItem(trx, administrationId, params.itemId, true);
      if (item === null) throw notThere();
      await requireSupplier(trx, administrationId, params.partyId, "partyId");
      if (unitOf(body.priceUnitCode, {}) === null)
        throw refuseFields([{ field: "priceUnitCode", message: textLater("given.unitCode") }]);
      const there = (await listItemSuppliers(trx, administrationId, params.itemId)).find(
        ({ partyId }) => partyId === params.partyId,
      );
      const { confirmed, ...given } = body;
      // A price per a unit that is not the item's own says nothing about what one of it costs.
      const isOwnUnit = given.priceUnitCode === item.unitCode;
      const typed =
        given.purchasePrice === null || !isOwnUnit ? null : plain(divide(given.purchasePrice, given.priceQuantity));
      // A cost with what comes on top stays as long as all it was made of does.
      const isSame = there !== undefined && isSamePrice(there, given);
      const cost = isSame ? (there.cost === null ? typed : amount(there.cost)) : typed;
      if (there !== undefined && !isSame) askOnce(doubtsOf(there, given, cost), { confirmed, language });
      await putItemSupplier(trx, administrationId, params, { ...given, cost }, caller.name);
      await linkByCode(trx, administrationId, { ...params, code: body.suppliersItemIdentifier, by: caller.name });
      return suppliersOf(trx, administrationId, params.itemId);
    }),
});

const deleteSupplierEndpoint = defineEndpoint({
  method: "DELETE",
  path: "/api/items/:itemId/suppliers/:partyId",
  summary: "Take a supplier off an item; its articles in price lists are no longer the item",
  permission: "items.manage",
  act: { action: "item.supplierDelete", subject: "item" },
  params: SupplierOfItem,
  answer: z.object({ items: z.array(ItemSupplierShape) }),
  errors: ["request.not_found"],
  handle: ({ store }, { administrationId, params, caller }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      if (!(await deleteItemSupplier(trx, administrationId, params.itemId, params.partyId))) throw notThere();
      await linkByCode(trx, administrationId, { ...params, code: "", by: caller.name });
      return suppliersOf(trx, administrationId, params.itemId);
    }),
});

const PropertiesShape = z
  .object({
    brandName: z.string(),
    manufacturersItemIdentifier: z.string(),
    gtins: z.array(z.string()),
    categoryId: z.string().nullable(),
    salesRule: z.unknown().nullable(),
    ruleInForce: z.unknown().nullable().meta({ description: "Its own, else that of its category" }),
    cost: AmountShape.nullable().meta({
      description: "At the preferred supplier, per unit; null: not known, or in another currency",
    }),
    salesPrice: AmountShape.nullable(),
    proposedPrice: AmountShape.nullable().meta({ description: "What the rule makes of the cost" }),
    version: z.int(),
  })
  .meta({ id: "ItemProperties" });

async function propertiesOf(
  trx: Transaction,
  administrationId: string,
  itemId: string,
): Promise<z.input<typeof PropertiesShape>> {
  const item = await readItem(trx, administrationId, itemId);
  const properties = await readProperties(trx, administrationId, itemId);
  if (item === null || properties === null) throw notThere();
  const preferred = (await listItemSuppliers(trx, administrationId, itemId)).find(({ isPreferred }) => isPreferred);
  const { currency = "EUR" } = (await readAdministration(trx, administrationId)) ?? {};
  // What is asked in other money is no cost of ours before somebody says the rate.
  const cost = preferred?.currency === currency ? preferred.cost : null;
  const price = salesPriceBy(properties.ruleInForce, cost === null ? null : amount(cost));
  return {
    ...properties,
    gtins: [...item.gtins],
    cost,
    salesPrice: item.salesPrice,
    proposedPrice: price === null ? null : String(price),
  };
}

const getPropertiesEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/items/:itemId/properties",
  summary: "Manufacturer, brand, barcodes and category of an item, and how its sales price is made",
  permission: "items.read",
  params: ItemPlace,
  answer: PropertiesShape,
  errors: ["request.not_found"],
  handle: ({ store }, { administrationId, params }) =>
    inAdministration(store.app, administrationId, (trx) => propertiesOf(trx, administrationId, params.itemId)),
});

const putPropertiesEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/items/:itemId/properties",
  summary:
    "Save manufacturer, brand, barcodes, category and sales rule of an item, unless somebody else saved it since",
  permission: "items.manage",
  act: { action: "item.properties", subject: "item", says: ["version"] },
  params: ItemPlace,
  body: z.object({
    brandName: z.string().trim().max(200).default(""),
    manufacturersItemIdentifier: z.string().trim().max(200).default(""),
    gtins: ItemContent.shape.gtins,
    categoryId: z.uuid().nullable().default(null),
    salesRule: SalesRule.nullable().default(null),
    version: z.int().min(1),
  }),
  answer: PropertiesShape,
  errors: ["request.not_found", "request.conflict"],
  handle: ({ store, now }, { administrationId, params: { itemId }, body, caller, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const before = await readItem(trx, administrationId, itemId, true);
      if (before === null) throw notThere();
      const faults = faultsOfItem(body);
      if (faults.length > 0)
        throw refuseFields(faults.map(({ field, text }) => ({ field, message: textOf(text, language) })));
      requireRule(body.salesRule, "salesRule");
      if (body.categoryId !== null && (await readCategory(trx, administrationId, body.categoryId)) === null)
        throw refuseFields([{ field: "categoryId", message: textLater("price.list.category") }]);
      if (!(await writeProperties(trx, administrationId, itemId, body, caller.name)))
        throw changedMeanwhile(before, await readerOf(trx, administrationId, language, now()));
      await writeGtins(trx, administrationId, itemId, body.gtins);
      return propertiesOf(trx, administrationId, itemId);
    }),
});

const priceEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/items/:itemId/sales-price",
  summary: "Make the sales price of an item by its margin or factor, from what its preferred supplier asks now",
  permission: "items.manage",
  act: { action: "item.pricing", subject: "item" },
  params: ItemPlace,
  answer: PropertiesShape,
  errors: ["request.not_found", "request.conflict"],
  handle: ({ store }, { administrationId, params: { itemId }, caller, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      if ((await readItem(trx, administrationId, itemId, true)) === null) throw notThere();
      const { cost, ruleInForce, proposedPrice } = await propertiesOf(trx, administrationId, itemId);
      if (ruleInForce === null) throw standsInTheWay("", textOf("price.list.noRule", language));
      if (cost === null || proposedPrice === null) throw standsInTheWay("", textOf("price.list.noCost", language));
      await setSalesPrice(trx, administrationId, itemId, { salesPrice: proposedPrice, by: caller.name });
      return propertiesOf(trx, administrationId, itemId);
    }),
});

export const itemTabEndpoints = [
  listSuppliersEndpoint,
  putSupplierEndpoint,
  deleteSupplierEndpoint,
  getPropertiesEndpoint,
  putPropertiesEndpoint,
  priceEndpoint,
];
