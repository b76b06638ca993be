import { z } from "zod";
import { textLater } from "#domain/texts/text-later.ts";
import { textOf } from "#domain/texts/text.ts";
import { listBulkOrders } from "#store/bulk-action-orders.ts";
import {
  countBulk,
  firstOfBulk,
  insertBulkAction,
  listBulkActions,
  listByFilter,
  readBulkAction,
  setBulkState,
  type BulkAction,
} from "#store/bulk-actions.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { newId } from "#store/new-id.ts";
import { readOrder, type OrderFilter } from "#store/orders.ts";
import { standsInTheWay } from "#api/conflict.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { orderOf } from "#api/orders/order-of.ts";
import { filterOf, OrderQuery } from "#api/orders/order-query.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { readerOf, todayOf, type Reader } from "#api/reader.ts";
import { OrderShape } from "#api/shapes.ts";
import { bulkActionOf, BulkActionShape, bulkOrderOf, BulkOrderShape, effectsOf, secondsFor } from "./bulk-shapes.ts";

const Act = z.enum(["retry", "again", "skip"]);
const Filter = OrderQuery.omit({ outcome: true });

/** Never everything by mistake: without anything that narrows it, it is refused. */
function narrowed(filter: z.output<typeof Filter>, reader: Reader): OrderFilter {
  const isEmpty = Object.values(filter).every((value) => value === undefined || value === "");
  if (isEmpty) throw refuseFields([{ field: "filter", message: textLater("given.filter") }]);
  return filterOf(filter, reader);
}

export async function bulkAt(trx: Transaction, administrationId: string, id: string): Promise<BulkAction> {
  const action = await readBulkAction(trx, administrationId, id);
  if (action === null) throw new RequestRefused("request.not_found", "There is no such bulk action");
  return action;
}

const previewBulkEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/bulk-actions/preview",
  summary: "What would be told to the orders a filter means: how many, the first ten, how long, and what else happens",
  permission: "orders.act",
  act: null,
  body: z.object({ act: Act, filter: Filter }),
  answer: z.object({
    count: z.int().meta({ description: "Orders it applies to; named again when it is carried out" }),
    others: z.int().meta({ description: "Orders of the filter it does not apply to" }),
    first: z.array(OrderShape),
    seconds: z.int().meta({ description: "How long it takes, about" }),
    effects: z.array(z.string()),
  }),
  errors: [],
  handle: ({ store, now }, { administrationId, body: { act, filter: given }, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const reader = await readerOf(trx, administrationId, language, now());
      const filter = narrowed(given, reader);
      const counted = await countBulk(trx, administrationId, act, filter);
      const first = await firstOfBulk(trx, administrationId, act, filter, 10);
      const rows = [];
      for (const place of first) rows.push(await readOrder(trx, administrationId, place, todayOf(reader)));
      return {
        count: counted.applies,
        others: counted.found - counted.applies,
        first: rows.flatMap((row) => (row === null ? [] : [orderOf(row, reader)])),
        seconds: secondsFor(act, counted.applies),
        effects: effectsOf(act, counted).map((key) => textOf(key, language)),
      };
    }),
});

const startBulkEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/bulk-actions",
  summary: "Tell the orders a filter means to be tried again, processed again or left alone, in the background",
  permission: "orders.act",
  act: { action: "order.bulk", subject: "order", isTold: true, says: ["act", "filter", "count", "reason"] },
  body: z.object({
    act: Act,
    filter: Filter,
    count: z
      .int()
      .min(1)
      .meta({ description: "As the preview said: when there are more or fewer by now, it is refused" }),
    reason: z.string().trim().max(500).default("").meta({ description: "Why they are left alone; needed to skip" }),
  }),
  status: 202,
  answer: BulkActionShape,
  errors: ["request.conflict"],
  async handle({ store, engine, now }, { administrationId, body, language, caller, tell }) {
    const { act, count, reason } = body;
    if (act === "skip" && reason === "") throw refuseFields([{ field: "reason", message: textLater("given.needed") }]);
    const id = newId();
    tell({ id });
    const answer = await inAdministration(store.app, administrationId, async (trx) => {
      const reader = await readerOf(trx, administrationId, language, now());
      const filter = narrowed(body.filter, reader);
      const asked = { filter: body.filter };
      await insertBulkAction(trx, administrationId, { id, act, reason, asked, requestedBy: caller.name });
      const listed = await listByFilter(trx, administrationId, { id, act }, filter);
      if (listed !== count)
        throw standsInTheWay("count", textOf("bulk.counted", language, { count: listed, expected: count }));
      return bulkActionOf(await bulkAt(trx, administrationId, id));
    });
    engine.ringBulk(administrationId);
    return answer;
  },
});

const listBulkEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/bulk-actions",
  summary: "What many orders at once were told to do, the newest first",
  permission: "orders.act",
  answer: z.object({ items: z.array(BulkActionShape) }),
  errors: [],
  handle: ({ store }, { administrationId }) =>
    inAdministration(store.app, administrationId, async (trx) => ({
      items: (await listBulkActions(trx, administrationId, 20)).map(bulkActionOf),
    })),
});

const BulkPlace = z.object({ actionId: z.uuid() });

const getBulkEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/bulk-actions/:actionId",
  summary: "One of them: how far it is, and what became of the orders compared with before",
  permission: "orders.act",
  params: BulkPlace,
  answer: BulkActionShape,
  errors: ["request.not_found"],
  handle: ({ store }, { administrationId, params }) =>
    inAdministration(store.app, administrationId, async (trx) =>
      bulkActionOf(await bulkAt(trx, administrationId, params.actionId)),
    ),
});

const listBulkOrdersEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/bulk-actions/:actionId/orders",
  summary: "Its orders as they were and as they are; those that changed first",
  permission: "orders.act",
  params: BulkPlace,
  query: z.object({
    after: z.coerce.number().int().min(0).default(0).meta({ description: "`next` of the previous page" }),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({ items: z.array(BulkOrderShape), next: z.int().nullable() }),
  errors: ["request.not_found"],
  handle: ({ store }, { administrationId, params, query: { after, limit } }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const { id } = await bulkAt(trx, administrationId, params.actionId);
      const rows = await listBulkOrders(trx, administrationId, id, { from: after, limit });
      return { items: rows.map(bulkOrderOf), next: rows.length < limit ? null : after + rows.length };
    }),
});

const stopBulkEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/bulk-actions/:actionId/stop",
  summary: "Tell no more orders; those that were told go on",
  permission: "orders.act",
  act: { action: "order.bulkStop", subject: "order" },
  params: BulkPlace,
  status: 202,
  answer: BulkActionShape,
  errors: ["request.not_found"],
  handle: ({ store }, { administrationId, params }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const { id } = await bulkAt(trx, administrationId, params.actionId);
      await setBulkState(trx, administrationId, id, { state: "stopped" });
      return bulkActionOf(await bulkAt(trx, administrationId, id));
    }),
});

export const bulkEndpoints = [
  previewBulkEndpoint,
  startBulkEndpoint,
  listBulkEndpoint,
  getBulkEndpoint,
  listBulkOrdersEndpoint,
  stopBulkEndpoint,
] as const;
