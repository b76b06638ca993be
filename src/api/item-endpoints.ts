import { randomUUIDv7 } from "node:crypto";
import { z } from "zod";
import { inAdministration } from "#store/database.ts";
import { insertItem, listItems } from "#store/items.ts";
import { defineEndpoint } from "./endpoint.ts";
import { RequestRefused } from "./problem.ts";
import { AmountShape } from "./shapes.ts";

const ItemShape = z
  .object({
    id: z.string(),
    sellersItemIdentifier: z.string(),
    name: z.string(),
    countsStock: z.boolean(),
    onHand: AmountShape,
  })
  .meta({ id: "Item" });

export const listItemsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/items",
  summary: "Items of the back office with what is on hand, by code",
  permission: "items.read",
  query: z.object({
    limit: z.coerce.number().int().min(1).max(500).default(100),
    after: z.string().max(200).default(""),
  }),
  answer: z.object({ items: z.array(ItemShape), next: z.string().nullable() }),
  errors: [],
  async handle({ store }, { administrationId, query: { limit, after } }) {
    const items = await inAdministration(store.app, administrationId, (trx) =>
      listItems(trx, administrationId, after, limit),
    );
    return { items, next: items.length < limit ? null : (items.at(-1)?.sellersItemIdentifier ?? null) };
  },
});

export const createItemEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/items",
  summary: "Add an item; invoices move its stock when their line has its code",
  permission: "items.manage",
  body: z.object({
    sellersItemIdentifier: z.string().trim().min(1).max(200),
    name: z.string().trim().min(1).max(500),
    countsStock: z.boolean().default(true),
  }),
  status: 201,
  answer: z.object({ id: z.string() }),
  errors: ["request.conflict"],
  async handle({ store }, { administrationId, body }) {
    const id = randomUUIDv7();
    const isNew = await inAdministration(store.app, administrationId, (trx) =>
      insertItem(trx, administrationId, { id, ...body }),
    );
    if (!isNew) {
      throw new RequestRefused("request.conflict", `There is an item with the code ${body.sellersItemIdentifier}`, [
        { field: "sellersItemIdentifier", message: "is in use" },
      ]);
    }
    return { id };
  },
});
