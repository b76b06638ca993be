import { z } from "zod";
import { itemPriceStatuses } from "#domain/supplier/supplier-item.ts";
import type { TextLanguage } from "#domain/texts/text.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { changesKnownUntil, offlineCodes, offlinePage } from "#store/offline-items.ts";
import { listPriceLists, readPriceList } from "#store/price-lists.ts";
import { requireSupplierApp } from "#api/apps/require-app.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { RequestRefused } from "#api/problem.ts";
import { AmountShape, Instant } from "#api/shapes.ts";

/** Items in one page; one of changes looks at so many to find them; codes in one page. */
const pageItems = 2000;
const lookedAt = 20_000;
const pageCodes = 20_000;

const OfflineListShape = z
  .object({
    id: z.string(),
    supplier: z.string(),
    name: z.string(),
    currency: z.string(),
    items: z.int(),
    changedAt: Instant,
  })
  .meta({ id: "OfflinePriceList" });

export const listOfflineListsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/catalogue-program/price-lists",
  summary: "Price lists the catalogue program may keep offline, and how many articles are in each",
  permission: "documents.read",
  answer: z.object({ items: z.array(OfflineListShape) }),
  errors: ["apps.off"],
  handle: ({ store }, { administrationId, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      await requireSupplierApp(trx, administrationId, language);
      const lists = await listPriceLists(trx, administrationId, { archived: false });
      return {
        items: lists.map(({ id, supplierName, name, currency, items, changedAt }) => ({
          ...{ id, supplier: supplierName, name, currency, items, changedAt },
        })),
      };
    }),
});

const ListPlace = z.object({ priceListId: z.uuid() });
const After = z.string().max(200).default("").meta({ description: "`next` of the page before" });

/** One that was archived is no longer to be ordered from. */
async function requireList(
  trx: Transaction,
  administrationId: string,
  priceListId: string,
  language: TextLanguage,
): Promise<void> {
  await requireSupplierApp(trx, administrationId, language);
  const list = await readPriceList(trx, administrationId, priceListId);
  if (list === null || list.isArchived) throw new RequestRefused("request.not_found", "There is no such price list");
}

const OfflineItemShape = z
  .object({
    id: z.string(),
    code: z.string().meta({ description: "Of the supplier; one article per code and list" }),
    manufacturersCode: z.string(),
    brandName: z.string(),
    gtin: z.string().meta({ description: "14 digits, or empty" }),
    name: z.string(),
    category: z.string(),
    orderUnitCode: z.string(),
    gross: AmountShape.nullable(),
    net: AmountShape.nullable(),
    basisQuantity: AmountShape.meta({ description: "What gross and net are for" }),
    basisUnitCode: z.string(),
    minimum: AmountShape.nullable(),
    multiple: AmountShape.nullable(),
    packQuantity: AmountShape.nullable(),
    priceStatus: z.enum(itemPriceStatuses),
    pricedAt: Instant,
    isListed: z.boolean().meta({ description: "False: the newest list of the supplier leaves it out" }),
  })
  .meta({ id: "OfflineItem" });

export const listOfflineItemsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/catalogue-program/price-lists/:priceListId/items",
  summary: "Articles of a price list by code, a page at a time; all of them, or what changed since a moment",
  permission: "documents.read",
  params: ListPlace,
  query: z.object({
    // PostgreSQL knows no year 0.
    since: z.iso
      .datetime()
      .regex(/^[12]/)
      .optional()
      .meta({ description: "`asOf` of the first page of the last walk that was gone through to its end" }),
    after: After,
  }),
  isCompressed: true,
  answer: z.object({
    items: z.array(OfflineItemShape),
    next: z.string().nullable().meta({ description: "Null: this was the last page. A page may be empty before that" }),
    asOf: Instant.meta({ description: "What changes from this moment on is not all in here" }),
  }),
  errors: ["request.not_found", "apps.off"],
  handle: ({ store }, { administrationId, params, query, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const { priceListId } = params;
      await requireList(trx, administrationId, priceListId, language);
      const asOf = await changesKnownUntil(trx);
      const { since = null, after } = query;
      const page = await offlinePage(trx, administrationId, {
        ...{ priceListId, since, after },
        limit: pageItems,
        look: lookedAt,
      });
      return { items: [...page.items], next: page.next, asOf };
    }),
});

export const listOfflineCodesEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/catalogue-program/price-lists/:priceListId/codes",
  summary: "The codes of a price list, a page at a time: what is kept of it and is not among them is gone",
  permission: "documents.read",
  params: ListPlace,
  query: z.object({ after: After }),
  isCompressed: true,
  answer: z.object({ codes: z.array(z.string()), next: z.string().nullable() }),
  errors: ["request.not_found", "apps.off"],
  handle: ({ store }, { administrationId, params, query, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const { priceListId } = params;
      await requireList(trx, administrationId, priceListId, language);
      const { codes, next } = await offlineCodes(trx, administrationId, {
        ...{ priceListId, after: query.after },
        limit: pageCodes,
      });
      return { codes: [...codes], next };
    }),
});
