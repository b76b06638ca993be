import { randomUUID } from "node:crypto";
import { z } from "zod";
import { isSalesRuleRight, PriceListTerms } from "#domain/supplier/price-list-terms.ts";
import type { SalesRule } from "#domain/supplier/sales-price.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { readParty } from "#store/party-book.ts";
import {
  insertPriceList,
  isListNameTaken,
  listPriceLists,
  readPriceList,
  updatePriceList,
  type PriceList,
} from "#store/price-lists.ts";
import { changedMeanwhile, standsInTheWay } from "#api/conflict.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { readerOf } from "#api/reader.ts";
import { Instant } from "#api/shapes.ts";

export const CurrencyCode = z.string().regex(/^[A-Z]{3}$/);

export const PriceListShape = z
  .object({
    id: z.string(),
    partyId: z.string(),
    supplierName: z.string(),
    name: z.string(),
    currency: z.string(),
    terms: z.record(z.string(), z.unknown()).meta({ description: "How its prices are to be read" }),
    version: z.int().meta({ description: "Send it back when saving" }),
    changedAt: Instant,
    changedBy: z.string(),
    isArchived: z.boolean(),
  })
  .meta({ id: "PriceList" });

const ListedShape = PriceListShape.extend({
  items: z.int(),
  notInList: z.int().meta({ description: "Articles the newest file of the whole list leaves out" }),
  withoutNet: z.int().meta({ description: "Articles with a list price and no discount that is known" }),
}).meta({ id: "ListedPriceList" });

export const ListPlace = z.object({ priceListId: z.uuid() });

export const noPriceList = (): RequestRefused => new RequestRefused("request.not_found", "There is no such price list");

const shown = ({ fileMap: _, terms, ...list }: PriceList): z.input<typeof PriceListShape> => ({
  ...list,
  terms: { ...terms },
});

/** A sales rule that gives something away is refused. */
export function requireRule(rule: SalesRule | null, field: string): void {
  if (rule !== null && !isSalesRuleRight(rule))
    throw refuseFields([{ field, message: textLater("price.list.salesRule") }]);
}

function requireTerms(terms: PriceListTerms): void {
  if (terms.pricesIncludeTax && terms.vatRate === null)
    throw refuseFields([{ field: "terms.vatRate", message: textLater("price.list.vatRate") }]);
  requireRule(terms.salesRule, "terms.salesRule");
}

/** Refuses when there is no contact with this id. */
export async function requireSupplier(
  trx: Transaction,
  administrationId: string,
  partyId: string,
  field: string,
): Promise<void> {
  if ((await readParty(trx, administrationId, partyId)) === null)
    throw refuseFields([{ field, message: textLater("price.list.supplier") }]);
}

const nameTaken = (language: TextLanguage): RequestRefused =>
  standsInTheWay("name", textOf("price.list.name", language));

const listEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/price-lists",
  summary: "Price lists of suppliers, with how many articles are in each",
  permission: "items.read",
  query: z.object({ partyId: z.uuid().optional(), archived: z.enum(["true", "false"]).default("false") }),
  answer: z.object({ items: z.array(ListedShape) }),
  errors: [],
  async handle({ store }, { administrationId, query: { partyId, archived } }) {
    const lists = await inAdministration(store.app, administrationId, (trx) =>
      listPriceLists(trx, administrationId, { partyId, archived: archived === "true" }),
    );
    return {
      items: lists.map(({ items, notInList, withoutNet, ...list }) => ({
        ...shown(list),
        items,
        notInList,
        withoutNet,
      })),
    };
  },
});

const getEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/price-lists/:priceListId",
  summary: "One price list",
  permission: "items.read",
  params: ListPlace,
  answer: PriceListShape,
  errors: ["request.not_found"],
  async handle({ store }, { administrationId, params }) {
    const list = await inAdministration(store.app, administrationId, (trx) =>
      readPriceList(trx, administrationId, params.priceListId),
    );
    if (list === null) throw noPriceList();
    return shown(list);
  },
});

const Name = z.string().trim().min(1).max(200);

const createEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/price-lists",
  summary: "Make a price list of a supplier",
  permission: "items.manage",
  act: { action: "priceList.add", subject: "priceList", isTold: true, says: ["partyId"] },
  body: z.object({
    partyId: z.uuid(),
    name: Name,
    currency: CurrencyCode.default("EUR"),
    terms: PriceListTerms.prefault({}),
  }),
  status: 201,
  answer: PriceListShape,
  errors: ["request.conflict"],
  handle: ({ store }, { administrationId, body, caller, language, tell }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const id = randomUUID();
      requireTerms(body.terms);
      await requireSupplier(trx, administrationId, body.partyId, "partyId");
      if (await isListNameTaken(trx, administrationId, { ...body, exceptId: id })) throw nameTaken(language);
      tell({ id });
      await insertPriceList(trx, administrationId, { id, ...body }, caller.name);
      const made = await readPriceList(trx, administrationId, id);
      if (made === null) throw noPriceList();
      return shown(made);
    }),
});

const putEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/price-lists/:priceListId",
  summary: "Save a price list, or archive it. Prices that were read before stay as they were read",
  permission: "items.manage",
  act: { action: "priceList.save", subject: "priceList", says: ["version", "isArchived"] },
  params: ListPlace,
  body: z.object({
    name: Name,
    currency: CurrencyCode,
    terms: PriceListTerms,
    isArchived: z.boolean().default(false),
    version: z.int().min(1),
  }),
  answer: PriceListShape,
  errors: ["request.not_found", "request.conflict"],
  handle: ({ store, now }, { administrationId, params: { priceListId }, body, caller, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const before = await readPriceList(trx, administrationId, priceListId, true);
      if (before === null) throw noPriceList();
      requireTerms(body.terms);
      const place = { partyId: before.partyId, name: body.name, exceptId: priceListId };
      if (await isListNameTaken(trx, administrationId, place)) throw nameTaken(language);
      if (!(await updatePriceList(trx, administrationId, priceListId, body, caller.name)))
        throw changedMeanwhile(before, await readerOf(trx, administrationId, language, now()));
      const after = await readPriceList(trx, administrationId, priceListId);
      if (after === null) throw noPriceList();
      return shown(after);
    }),
});

export const priceListEndpoints = [listEndpoint, getEndpoint, createEndpoint, putEndpoint];
