import { z } from "zod";
import { adopt, linkToItem, ruleOf, salesPriceBy } from "#backoffice/catalogue/own-item.ts";
import { addByHand, changeByHand, doubtsByHand } from "#backoffice/catalogue/price-by-hand.ts";
import { itemPriceStatuses, SupplierItemContent, gtin14, wrongContent } from "#domain/supplier/supplier-item.ts";
import { SalesRule } from "#domain/supplier/sales-price.ts";
import { unitOf } from "#domain/supplier/units.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { textOf } from "#domain/texts/text.ts";
import { readAdministration } from "#store/administrations.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { searchCatalogue, showHits } from "#store/item-search.ts";
import { readItem } from "#store/items.ts";
import { deleteItemSupplier } from "#store/item-suppliers.ts";
import { earlierPrices } from "#store/price-batches.ts";
import { readPriceList, type PriceList } from "#store/price-lists.ts";
import {
  linkSupplierItem,
  listSupplierItems,
  readSupplierItem,
  setSalesRule,
  type SupplierItem,
} from "#store/supplier-items.ts";
import { changedMeanwhile, standsInTheWay } from "#api/conflict.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { readerOf } from "#api/reader.ts";
import { noPriceList, requireRule } from "./price-list-endpoints.ts";
import { askOnce, Confirmed } from "./price-question.ts";
import { CatalogueRowShape, rowOfHit, rowOfItem, SupplierItemShape } from "./supplier-item-shapes.ts";

const Place = z.object({ supplierItemId: z.uuid() });
const notThere = (): RequestRefused => new RequestRefused("request.not_found", "There is no such article");

const yesOrNo = z
  .enum(["true", "false"])
  .transform((word) => word === "true")
  .optional();

const listEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/supplier-items",
  summary:
    "Search own items and articles of suppliers by code, barcode, beginning, words, or with one typo; or, without `search`, the articles of one price list by code",
  permission: "items.read",
  query: z.object({
    search: z.string().max(200).default("").meta({ description: "With a price list: only its articles" }),
    priceListId: z.uuid().optional(),
    notInList: yesOrNo,
    priceStatus: z.enum(itemPriceStatuses).optional(),
    linked: yesOrNo.meta({ description: "Whether it is an own item" }),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    after: z.string().max(200).default("").meta({ description: "`next` of the previous page; not while searching" }),
  }),
  answer: z.object({
    items: z.array(CatalogueRowShape),
    next: z.string().nullable(),
    corrected: z.string().nullable().meta({ description: "What was searched for instead, as there was nothing else" }),
  }),
  errors: ["request.not_found"],
  handle: ({ store }, { administrationId, query: { search, priceListId, limit, after, ...filter } }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      if (search.trim() !== "") {
        const asked = { q: search, limit, priceListId: priceListId ?? null };
        const { hits, corrected } = await searchCatalogue(trx, administrationId, asked);
        const rows = await showHits(trx, administrationId, hits);
        return { items: rows.map((row) => rowOfHit(row)), next: null, corrected };
      }
      if (priceListId === undefined) return { items: [], next: null, corrected: null };
      const list = await readPriceList(trx, administrationId, priceListId);
      if (list === null) throw noPriceList();
      const items = await listSupplierItems(trx, administrationId, priceListId, { after, limit, ...filter });
      const names = { supplierName: list.supplierName, priceListName: list.name };
      return {
        items: items.map((item) => rowOfItem(item, names)),
        next: items.length < limit ? null : (items.at(-1)?.suppliersItemIdentifier ?? null),
        corrected: null,
      };
    }),
});

async function itemAt(
  trx: Transaction,
  administrationId: string,
  id: string,
  lock = false,
): Promise<{ readonly item: SupplierItem; readonly list: PriceList }> {
  const item = await readSupplierItem(trx, administrationId, id, lock);
  const list = item === null ? null : await readPriceList(trx, administrationId, item.priceListId);
  if (item === null || list === null) throw notThere();
  return { item, list };
}

async function page(
  trx: Transaction,
  administrationId: string,
  id: string,
): Promise<z.input<typeof SupplierItemShape>> {
  const { item, list } = await itemAt(trx, administrationId, id);
  const { isOnRequest: _on, isMetalUnknown: _metal, ...plain } = item;
  const rule = ruleOf(item, list);
  const price = salesPriceBy(rule, item.cost);
  return {
    ...(plain as unknown as z.input<typeof SupplierItemShape>),
    priceListName: list.name,
    supplierName: list.supplierName,
    ruleInForce: rule,
    salesPrice: price === null ? null : String(price),
    earlier: await earlierPrices(trx, administrationId, id, 20),
  };
}

const getEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/supplier-items/:supplierItemId",
  summary: "One article of a supplier, with what it costs and cost before",
  permission: "items.read",
  params: Place,
  answer: SupplierItemShape,
  errors: ["request.not_found"],
  handle: ({ store }, { administrationId, params }) =>
    inAdministration(store.app, administrationId, (trx) => page(trx, administrationId, params.supplierItemId)),
});

/** What a person fills in; the rest follows. Currency: that of the list. */
const Given = SupplierItemContent.omit({ currency: true, isMetalUnknown: true });

/** Units nobody knows, units that do not go into each other like that, and barcodes that are wrong are refused. */
function requireRight({
  gtin,
  ...content
}: z.output<typeof Given>): Omit<SupplierItemContent, "currency" | "isMetalUnknown"> {
  for (const field of ["basisUnitCode", "orderUnitCode", "useUnitCode"] as const)
    if (unitOf(content[field], {}) === null) throw refuseFields([{ field, message: textLater("given.unitCode") }]);
  const wrong = wrongContent(content);
  if (wrong !== null) throw refuseFields([{ field: wrong, message: textLater("price.list.content") }]);
  const whole = gtin.trim() === "" ? "" : gtin14(gtin);
  if (gtin.trim() !== "" && whole === "") throw refuseFields([{ field: "gtin", message: textLater("item.gtin") }]);
  return { ...content, gtin: whole };
}

const addEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/supplier-items",
  summary: "Add an article to a price list by hand",
  permission: "items.manage",
  act: { action: "supplierItem.add", subject: "supplierItem", isTold: true, says: ["priceListId"] },
  body: Given.extend({ priceListId: z.uuid(), confirmed: Confirmed }),
  status: 201,
  answer: SupplierItemShape,
  errors: ["request.conflict"],
  handle: ({ store, now }, { administrationId, body: { priceListId, confirmed, ...body }, caller, tell, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const list = await readPriceList(trx, administrationId, priceListId);
      if (list === null) throw refuseFields([{ field: "priceListId", message: textLater("price.list.noItem") }]);
      const content = { ...requireRight(body), currency: list.currency, isMetalUnknown: false };
      const given = { list, now: now() };
      askOnce(await doubtsByHand(trx, administrationId, null, content, given), { confirmed, language });
      const id = await addByHand(trx, administrationId, content, { ...given, by: caller.name });
      if (id === null) throw standsInTheWay("suppliersItemIdentifier", textOf("item.code", language));
      tell({ id });
      return page(trx, administrationId, id);
    }),
});

const putEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/supplier-items/:supplierItemId",
  summary:
    "Change an article by hand, unless somebody else did since it was read. Its earlier price is kept, and it can be undone",
  permission: "items.manage",
  act: { action: "supplierItem.save", subject: "supplierItem", says: ["version"] },
  params: Place,
  body: Given.omit({ suppliersItemIdentifier: true }).extend({
    salesRule: SalesRule.nullable().default(null),
    version: z.int().min(1),
    confirmed: Confirmed,
  }),
  answer: SupplierItemShape,
  errors: ["request.not_found", "request.conflict"],
  handle: ({ store, now }, { administrationId, params, body, caller, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const { version, salesRule, confirmed, ...given } = body;
      const { item, list } = await itemAt(trx, administrationId, params.supplierItemId, true);
      requireRule(salesRule, "salesRule");
      const code = item.suppliersItemIdentifier;
      const content = requireRight({ ...given, suppliersItemIdentifier: code });
      if (item.version !== version)
        throw changedMeanwhile(item, await readerOf(trx, administrationId, language, now()));
      const { currency, isMetalUnknown } = item;
      // Who says what the metal costs, knows it.
      const isStillUnknown =
        isMetalUnknown && content.metal === null && content.surcharges.every(({ kind }) => kind !== "metal");
      const whole = { ...content, currency, isMetalUnknown: isStillUnknown };
      const said = { list, by: caller.name, now: now() };
      askOnce(await doubtsByHand(trx, administrationId, item, whole, said), { confirmed, language });
      await changeByHand(trx, administrationId, item, whole, said);
      await setSalesRule(trx, administrationId, item.id, salesRule);
      return page(trx, administrationId, item.id);
    }),
});

const linkEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/supplier-items/:supplierItemId/item",
  summary: "Say which own item an article is; null: none. The item gets the supplier with this code",
  permission: "items.manage",
  act: { action: "supplierItem.link", subject: "supplierItem", says: ["itemId"] },
  params: Place,
  body: z.object({ itemId: z.uuid().nullable(), version: z.int().min(1) }),
  answer: SupplierItemShape,
  errors: ["request.not_found", "request.conflict"],
  handle: ({ store, now }, { administrationId, params, body, caller, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const { item } = await itemAt(trx, administrationId, params.supplierItemId, true);
      if (item.version !== body.version)
        throw changedMeanwhile(item, await readerOf(trx, administrationId, language, now()));
      if (body.itemId === null) {
        if (item.itemId !== null) await deleteItemSupplier(trx, administrationId, item.itemId, item.partyId);
        await linkSupplierItem(trx, administrationId, item.id, {
          itemId: null,
          version: body.version,
          by: caller.name,
        });
        return page(trx, administrationId, item.id);
      }
      const own = await readItem(trx, administrationId, body.itemId, true);
      if (own === null) throw refuseFields([{ field: "itemId", message: textLater("price.list.noItem") }]);
      const place = { itemId: own.id, unitCode: own.unitCode, by: caller.name };
      const code = await linkToItem(trx, administrationId, item, place);
      if (code !== null) throw standsInTheWay("itemId", textOf("price.list.taken", language, { code }));
      return page(trx, administrationId, item.id);
    }),
});

const adoptEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/supplier-items/:supplierItemId/item",
  summary: "Make an own item of an article, with its supplier, barcode and the sales price its rule makes",
  permission: "items.manage",
  act: { action: "supplierItem.adopt", subject: "supplierItem", says: ["sellersItemIdentifier"] },
  params: Place,
  body: z.object({ sellersItemIdentifier: z.string().trim().min(1).max(200) }),
  status: 201,
  answer: z.object({ id: z.string().meta({ description: "Of the own item" }) }),
  errors: ["request.not_found", "request.conflict"],
  handle: ({ store }, { administrationId, params, body, caller, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const { item, list } = await itemAt(trx, administrationId, params.supplierItemId, true);
      if (item.itemId !== null) throw standsInTheWay("", textOf("price.list.linked", language));
      const { currency = "EUR" } = (await readAdministration(trx, administrationId)) ?? {};
      const made = { code: body.sellersItemIdentifier, list, currency, by: caller.name };
      const id = await adopt(trx, administrationId, item, made);
      if (id === null) throw standsInTheWay("sellersItemIdentifier", textOf("item.code", language));
      return { id };
    }),
});

export const supplierItemEndpoints = [listEndpoint, getEndpoint, addEndpoint, putEndpoint, linkEndpoint, adoptEndpoint];
