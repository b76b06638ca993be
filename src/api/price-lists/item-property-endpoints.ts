import { z } from "zod";
import { salesPriceBy } from "#backoffice/catalogue/own-item.ts";
import { amount } from "#domain/amount.ts";
import { faultsOfItem, ItemContent } from "#domain/item-content.ts";
import { SalesRule } from "#domain/supplier/sales-price.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { textOf } from "#domain/texts/text.ts";
import { readAdministration } from "#store/administrations.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { readCategory, readProperties, setSalesPrice, writeProperties } from "#store/item-categories.ts";
import { listItemSuppliers } from "#store/item-suppliers.ts";
import { readItem, writeGtins } from "#store/items.ts";
import { changedMeanwhile, standsInTheWay } from "#api/conflict.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { readerOf } from "#api/reader.ts";
import { AmountShape } from "#api/shapes.ts";
import { requireRule } from "./price-list-endpoints.ts";

const ItemPlace = z.object({ itemId: z.uuid() });
const notThere = (): RequestRefused => new RequestRefused("request.not_found", "There is no such item");

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

export const itemPropertyEndpoints = [getPropertiesEndpoint, putPropertiesEndpoint, priceEndpoint];
