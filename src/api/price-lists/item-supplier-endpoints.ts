import { sql } from "kysely";
import { z } from "zod";
import { amount, AmountText, divide, equals, isPositive, type Amount } from "#domain/amount.ts";
import { guardPrice, type GuardReason } from "#domain/supplier/price-guard.ts";
import { plain } from "#domain/supplier/supplier-item.ts";
import { unitOf } from "#domain/supplier/units.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import {
  deleteItemSupplier,
  linkByCode,
  listItemSuppliers,
  putItemSupplier,
  type ItemSupplier,
} from "#store/item-suppliers.ts";
import { readItem } from "#store/items.ts";
import { supplierItemsWhere } from "#store/supplier-items.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { AmountShape, Instant } from "#api/shapes.ts";
import { CurrencyCode, requireSupplier } from "./price-list-endpoints.ts";
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

export const itemSupplierEndpoints = [listSuppliersEndpoint, putSupplierEndpoint, deleteSupplierEndpoint];
