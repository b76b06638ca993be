import { newId } from "#store/new-id.ts";
import { z } from "zod";
import { textLater } from "#domain/texts/text-later.ts";
import { doubtedOrders } from "#engine/begun-documents.ts";
import { keepsContentOf } from "#engine/order-plan.ts";
import { settleByHand } from "#engine/settle-by-hand.ts";
import { couplingOfConnection } from "#store/couplings.ts";
import { inAdministration } from "#store/database.ts";
import { insertEvents } from "#store/events.ts";
import { lockInbox, skipRecord, wakeRecords } from "#store/inbox.ts";
import { countedUpTo, countStates, isKnownOrder, listOrders, orderStates, readOrder } from "#store/orders.ts";
import { defineEndpoint } from "./endpoint.ts";
import { documentLinks } from "./orders/document-links.ts";
import { orderOf } from "./orders/order-of.ts";
import { OrderPage, orderPage } from "./orders/order-page.ts";
import { Cursor, cursorOf, filterOf, OrderQuery, placeOf } from "./orders/order-query.ts";
import { refuseFields, RequestRefused } from "./problem.ts";
import { readerOf, todayOf } from "./reader.ts";
import { OrderShape } from "./shapes.ts";

const OrderCounts = z.record(z.enum([...orderStates, "all"]), z.int()).meta({ id: "OrderCounts" });

export const listOrdersEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/orders",
  summary: "Orders and what became of each, newest first, with how many stand in each state",
  permission: "orders.read",
  query: OrderQuery.extend({ limit: z.coerce.number().int().min(1).max(500).default(100), after: Cursor.optional() }),
  answer: z.object({
    items: z.array(OrderShape),
    next: z.string().nullable(),
    counts: OrderCounts.nullable().meta({
      description: `Orders per state that the other filters leave; ${countedUpTo + 1} means more than ${countedUpTo}. Null on later pages`,
    }),
  }),
  errors: [],
  handle: ({ store, now }, { administrationId, query, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const reader = await readerOf(trx, administrationId, language, now());
      const filter = filterOf(query, reader);
      const { limit } = query;
      const after = placeOf(query.after);
      const rows = await listOrders(trx, administrationId, filter, { after, limit, today: todayOf(reader) });
      const last = rows.at(-1);
      return {
        items: rows.map((row) => orderOf(row, reader)),
        next: last === undefined || rows.length < limit ? null : cursorOf(last),
        counts: after === undefined ? await countStates(trx, administrationId, filter) : null,
      };
    }),
});

const OrderPlace = z.object({ connectionId: z.uuid(), orderId: z.string().min(1).max(200) });

const unknownOrder = (orderId: string) => new RequestRefused("request.not_found", `Order ${orderId} is not known`);

export const getOrderEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/orders/:connectionId/:orderId",
  summary: "One order: outcome and reason, amounts beside each other, documents and its story",
  permission: "orders.read",
  params: OrderPlace,
  query: OrderQuery.omit({ connectionId: true }),
  answer: OrderPage,
  errors: ["request.not_found"],
  handle: ({ store, connectorById, now }, { administrationId, language, query, params: { connectionId, orderId } }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const reader = await readerOf(trx, administrationId, language, now());
      const place = { connectionId, externalId: orderId };
      const row = await readOrder(trx, administrationId, place, todayOf(reader));
      if (row === null) throw unknownOrder(orderId);
      const linkTo = await documentLinks(trx, administrationId, connectorById);
      return orderPage(trx, administrationId, row, filterOf(query, reader), reader, linkTo);
    }),
});

export const retryOrderEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/orders/:connectionId/:orderId/retry",
  summary: "Look at this order again now, with today's settings and mappings; undoes a skip",
  permission: "orders.act",
  act: { action: "order.retry", subject: "order" },
  params: OrderPlace,
  status: 202,
  answer: z.object({}),
  errors: ["request.not_found"],
  async handle({ store, engine }, { administrationId, params: { connectionId, orderId } }) {
    await inAdministration(store.app, administrationId, async (trx) => {
      if (!(await isKnownOrder(trx, administrationId, { connectionId, externalId: orderId })))
        throw unknownOrder(orderId);
      await wakeRecords(trx, administrationId, connectionId, [orderId]);
    });
    await engine.ring({ administrationId, connectionId });
    return {};
  },
});

export const skipOrderEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/orders/:connectionId/:orderId/skip",
  summary: "Leave this order alone, whatever the shop says of it later; only a retry undoes it",
  permission: "orders.act",
  act: { action: "order.skip", subject: "order", says: ["reason"] },
  params: OrderPlace,
  body: z.object({ reason: z.string().trim().min(1).max(500) }),
  answer: OrderShape,
  errors: ["request.not_found", "request.conflict"],
  handle: (
    { store, now },
    { administrationId, language, caller, params: { connectionId, orderId }, body: { reason } },
  ) =>
    inAdministration(store.app, administrationId, async (trx) => {
      if (!(await isKnownOrder(trx, administrationId, { connectionId, externalId: orderId })))
        throw unknownOrder(orderId);
      const place = { administrationId, connectionId, kind: "order" } as const;
      // Whoever books it now goes first.
      const [locked] = await lockInbox(trx, place, [orderId]);
      if (locked?.outcome === "documented")
        throw new RequestRefused("request.conflict", `Order ${orderId} has its document already`);
      const reader = await readerOf(trx, administrationId, language, now());
      const there = (await couplingOfConnection(trx, administrationId, connectionId))?.targetConnectionId ?? null;
      if (there !== null && (await doubtedOrders(trx, administrationId, connectionId, [orderId])).has(orderId))
        throw refuseFields(
          [{ field: "reason", message: textLater("skip.begun", { system: reader.systemOf(there) }) }],
          "request.conflict",
        );
      await skipRecord(trx, place, orderId, { who: caller.name, reason });
      const event = { level: "info", code: "order.skipped" } as const;
      const data = { code: "rule.user", text: reason, who: caller.name };
      await insertEvents(trx, [
        { ...event, id: newId(), administrationId, connectionId, externalId: orderId, runId: null, data },
      ]);
      const row = await readOrder(trx, administrationId, { connectionId, externalId: orderId }, todayOf(reader));
      if (row === null) throw unknownOrder(orderId);
      return orderOf(row, reader);
    }),
});

export const settleOutcomeEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/orders/:connectionId/:orderId/outcome",
  summary: "Say what a person found of a document whose answer was lost: it is there, or it may be sent again",
  permission: "orders.act",
  act: { action: "order.outcome", subject: "order", says: ["isThere", "number"] },
  params: OrderPlace,
  body: z.discriminatedUnion("isThere", [
    z.object({ isThere: z.literal(false) }),
    z.object({
      isThere: z.literal(true),
      number: z.string().trim().min(1).max(100).meta({ description: "As the other package shows it" }),
      id: z.string().trim().max(100).default("").meta({ description: "Its id there, when that is another one" }),
    }),
  ]),
  answer: z.object({}),
  errors: ["request.not_found", "request.conflict"],
  async handle(
    { store, engine, now },
    { administrationId, language, caller, params: { connectionId, orderId }, body },
  ) {
    await inAdministration(store.app, administrationId, async (trx) => {
      const reader = await readerOf(trx, administrationId, language, now());
      const row = await readOrder(trx, administrationId, { connectionId, externalId: orderId }, todayOf(reader));
      if (row === null) throw unknownOrder(orderId);
      const coupling = await couplingOfConnection(trx, administrationId, connectionId);
      const effect = row.reasonCode === "remote.outcome_unknown" ? row.reasonDetails["effect"] : undefined;
      const keepsContent = coupling !== null && keepsContentOf(coupling);
      const place = {
        administrationId,
        couplingId: coupling?.id ?? "",
        sourceConnectionId: connectionId,
        keepsContent,
      };
      const found = body.isThere ? { ...body, id: body.id === "" ? body.number : body.id } : body;
      const isSettled =
        effect !== undefined && coupling !== null && (await settleByHand(trx, store.key, place, effect, found));
      if (!isSettled) throw new RequestRefused("request.conflict", `Nothing of order ${orderId} is uncertain any more`);
      const said = body.isThere
        ? ({ code: "order.foundThere", data: { who: caller.name, value: body.number } } as const)
        : ({ code: "order.notThere", data: { who: caller.name } } as const);
      const event = { id: newId(), administrationId, connectionId, externalId: orderId, runId: null };
      await insertEvents(trx, [{ ...event, level: "info", ...said }]);
      await wakeRecords(trx, administrationId, connectionId, [orderId]);
    });
    await engine.ring({ administrationId, connectionId });
    return {};
  },
});
