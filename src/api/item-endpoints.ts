import { newId } from "#store/new-id.ts";
import { z } from "zod";
import { unitNames } from "#backoffice/pdf/unit-words.ts";
import { faultsOfItem, ItemContent } from "#domain/item-content.ts";
import { textOf } from "#domain/texts/text.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { deleteItem, insertItem, isItemCodeTaken, listItems, readItem, updateItem, usesOfItem } from "#store/items.ts";
import { changedMeanwhile, standsInTheWay } from "./conflict.ts";
import { defineEndpoint } from "./endpoint.ts";
import { refuseFields, RequestRefused } from "./problem.ts";
import { readerOf, type Reader } from "./reader.ts";
import { AmountShape, Instant } from "./shapes.ts";

const ItemShape = z
  .object({
    id: z.string(),
    sellersItemIdentifier: z.string(),
    name: z.string(),
    unitCode: z.string(),
    salesPrice: AmountShape.nullable().meta({ description: "Without VAT, for one unit; null: not filled in" }),
    vatRate: AmountShape.nullable(),
    gtins: z.array(z.string()),
    countsStock: z.boolean(),
    onHand: AmountShape,
    isArchived: z.boolean(),
  })
  .meta({ id: "Item" });

const ItemPageShape = ItemShape.extend({
  version: z.int().meta({ description: "Send it back when saving" }),
  changedAt: Instant,
  changedBy: z.string().meta({ description: "Empty: the hub itself" }),
  createdAt: Instant,
  mayDelete: z.boolean().meta({ description: "False: something refers to it; it can be archived" }),
}).meta({ id: "ItemPage" });

const ItemPlace = z.object({ itemId: z.uuid() });

const notThere = (): RequestRefused => new RequestRefused("request.not_found", "There is no such item");

async function itemPage(
  trx: Transaction,
  administrationId: string,
  id: string,
): Promise<z.input<typeof ItemPageShape>> {
  const item = await readItem(trx, administrationId, id);
  if (item === null) throw notThere();
  return { ...item, gtins: [...item.gtins], mayDelete: (await usesOfItem(trx, administrationId, id)) === null };
}

function requireRight(item: ItemContent, { language }: Pick<Reader, "language">): void {
  const faults = faultsOfItem(item);
  if (faults.length > 0)
    throw refuseFields(faults.map(({ field, text }) => ({ field, message: textOf(text, language) })));
}

export const listItemsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/items",
  summary: "Items of the back office with what is on hand, by code",
  permission: "items.read",
  query: z.object({
    q: z.string().max(200).default("").meta({ description: "Words of the code or name, or a whole barcode" }),
    archived: z.enum(["true", "false"]).default("false").meta({ description: "Archived ones only" }),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    after: z.string().max(200).default(""),
  }),
  answer: z.object({ items: z.array(ItemShape), next: z.string().nullable() }),
  errors: [],
  async handle({ store }, { administrationId, query: { limit, after, q, archived } }) {
    const items = await inAdministration(store.app, administrationId, (trx) =>
      listItems(trx, administrationId, { after, limit, q, archived: archived === "true" }),
    );
    return {
      items: items.map((item) => ({ ...item, gtins: [...item.gtins] })),
      next: items.length < limit ? null : (items.at(-1)?.sellersItemIdentifier ?? null),
    };
  },
});

export const getItemEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/items/:itemId",
  summary: "One item, with what is on hand and who changed it last",
  permission: "items.read",
  params: ItemPlace,
  answer: ItemPageShape,
  errors: ["request.not_found"],
  handle: ({ store }, { administrationId, params }) =>
    inAdministration(store.app, administrationId, (trx) => itemPage(trx, administrationId, params.itemId)),
});

const codeTaken = (code: string, language: Reader["language"]): RequestRefused =>
  new RequestRefused("request.conflict", `There is an item with the code ${code}`, [
    { field: "sellersItemIdentifier", message: textOf("item.code", language) },
  ]);

export const createItemEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/items",
  summary: "Add an item; invoices move its stock when their line has its code",
  permission: "items.manage",
  act: { action: "item.add", subject: "item", isTold: true },
  body: ItemContent,
  status: 201,
  answer: z.object({ id: z.string() }),
  errors: ["request.conflict"],
  async handle({ store }, { administrationId, body, caller, language, tell }) {
    const id = newId();
    requireRight(body, { language });
    tell({ id });
    return inAdministration(store.app, administrationId, async (trx) => {
      if (!(await insertItem(trx, administrationId, { id, ...body }, caller.name)))
        throw codeTaken(body.sellersItemIdentifier, language);
      return { id };
    });
  },
});

export const putItemEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/items/:itemId",
  summary: "Save an item, unless somebody else did since it was read. Documents keep what they say",
  permission: "items.manage",
  act: { action: "item.save", subject: "item", says: ["version"] },
  params: ItemPlace,
  body: ItemContent.extend({ version: z.int().min(1), isArchived: z.boolean().default(false) }),
  answer: ItemPageShape,
  errors: ["request.not_found", "request.conflict"],
  async handle({ store, now }, { administrationId, params: { itemId }, body, caller, language }) {
    const { version, isArchived, ...item } = body;
    requireRight(item, { language });
    return inAdministration(store.app, administrationId, async (trx) => {
      const before = await readItem(trx, administrationId, itemId, true);
      if (before === null) throw notThere();
      if (await isItemCodeTaken(trx, administrationId, item.sellersItemIdentifier, itemId))
        throw codeTaken(item.sellersItemIdentifier, language);
      if (!(await updateItem(trx, administrationId, itemId, item, { version, by: caller.name, isArchived })))
        throw changedMeanwhile(before, await readerOf(trx, administrationId, language, now()));
      return itemPage(trx, administrationId, itemId);
    });
  },
});

export const deleteItemEndpoint = defineEndpoint({
  method: "DELETE",
  path: "/api/items/:itemId",
  summary: "Delete an item that nothing refers to",
  permission: "items.manage",
  act: { action: "item.delete", subject: "item" },
  params: ItemPlace,
  answer: z.object({ id: z.string() }),
  errors: ["request.not_found", "request.conflict"],
  handle: ({ store }, { administrationId, params: { itemId }, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      if ((await readItem(trx, administrationId, itemId, true)) === null) throw notThere();
      const uses = await usesOfItem(trx, administrationId, itemId);
      const reasons = { documents: "item.usedDocuments", stock: "item.usedStock" } as const;
      if (uses !== null) throw standsInTheWay("", textOf(reasons[uses], language));
      await deleteItem(trx, administrationId, itemId);
      return { id: itemId };
    }),
});

export const listUnitsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/units",
  summary:
    "Units an item or line may be counted in, in the asked language; other codes of UN/ECE Recommendation 20 work too",
  permission: "items.read",
  answer: z.object({ items: z.array(z.object({ code: z.string(), one: z.string(), several: z.string() })) }),
  errors: [],
  handle: async (_, { language }) => ({ items: unitNames(language) }),
});
