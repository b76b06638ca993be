import { randomUUIDv7 } from "node:crypto";
import { z } from "zod";
import { inAdministration } from "#store/database.ts";
import { readDocuments } from "#store/documents.ts";
import { eventsOf, insertEvents } from "#store/events.ts";
import { listOrders, lockInbox, skipRecord, wakeRecords, type OrderRow } from "#store/inbox.ts";
import { defineEndpoint } from "./endpoint.ts";
import { RequestRefused } from "./problem.ts";
import { eventMessage, reasonMessage } from "./messages.ts";
import { readerOf, type Reader } from "./reader.ts";
import { documentOf, DocumentShape, Instant, OrderShape, OutcomeShape } from "./shapes.ts";

const orderOf = (row: OrderRow, reader: Reader): z.input<typeof OrderShape> => ({
  connectionId: row.connectionId,
  orderId: row.externalId,
  number: row.number,
  status: row.status,
  outcome: row.outcome,
  reason:
    row.reasonCode === null
      ? null
      : {
          code: row.reasonCode,
          text: row.reasonText,
          message: reasonMessage(row, reader),
          details: { ...row.reasonDetails },
        },
  currency: row.currency,
  total: row.total,
  tieOut: row.tieOut as z.input<typeof OrderShape>["tieOut"],
  placedAt: row.placedAt,
  heardAt: row.heardAt,
  decidedAt: row.decidedAt,
  changedAfterIssueAt: row.driftedAt,
  nextAttemptAt: row.nextAttemptAt,
});

/** Exactly as PostgreSQL wrote it: what merely looks like a date would reach the database. */
const isInstant = (text: string): boolean => {
  try {
    Temporal.Instant.from(text);
    return /^[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/.test(text);
  } catch {
    return false;
  }
};

const Cursor = z
  .string()
  .max(300, "is not a cursor this API gave")
  .refine((text) => /^[^~]+~.+$/s.test(text) && isInstant(text.split("~")[0] ?? ""), "is not a cursor this API gave")
  .meta({ description: "`next` of the previous page" });

export const listOrdersEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/orders",
  summary: "Orders and what became of each, newest first",
  permission: "orders.read",
  query: z.object({
    outcome: OutcomeShape.optional(),
    connectionId: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    after: Cursor.optional(),
  }),
  answer: z.object({ items: z.array(OrderShape), next: z.string().nullable() }),
  errors: [],
  async handle({ store, now }, { administrationId, query, language }) {
    const [heardAt = "", externalId = ""] = query.after?.split(/~(.*)/s) ?? [];
    const { rows, reader } = await inAdministration(store.app, administrationId, async (trx) => ({
      rows: await listOrders(trx, administrationId, {
        outcome: query.outcome,
        connectionId: query.connectionId,
        limit: query.limit,
        after: query.after === undefined ? undefined : { heardAt, externalId },
      }),
      reader: await readerOf(trx, administrationId, language, now()),
    }));
    const last = rows.at(-1);
    return {
      items: rows.map((row) => orderOf(row, reader)),
      next: last === undefined || rows.length < query.limit ? null : `${last.heardAt}~${last.externalId}`,
    };
  },
});

const OrderPlace = z.object({ connectionId: z.uuid(), orderId: z.string().min(1).max(200) });

export const getOrderEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/orders/:connectionId/:orderId",
  summary: "One order: outcome and reason, tie-out, documents and its story",
  permission: "orders.read",
  params: OrderPlace,
  answer: z.object({
    order: OrderShape,
    documents: z.array(DocumentShape),
    events: z.array(
      z.object({
        at: Instant,
        level: z.enum(["info", "warning", "error"]),
        code: z.string(),
        message: z.string(),
        data: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
  errors: ["request.not_found"],
  handle: ({ store, now }, { administrationId, language, params: { connectionId, orderId } }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const [row] = await listOrders(trx, administrationId, { connectionId, externalId: orderId, limit: 1 });
      if (row === undefined) throw new RequestRefused("request.not_found", `Order ${orderId} is not known`);
      const documents = await readDocuments(trx, administrationId, {
        connectionId,
        sourceOrderIds: [orderId],
        limit: 100,
      });
      const events = await eventsOf(trx, administrationId, connectionId, orderId);
      const reader = await readerOf(trx, administrationId, language, now());
      return {
        order: orderOf(row, reader),
        documents: documents.toReversed().map(documentOf),
        events: events.map((event) => ({
          ...event,
          level: event.level as "info",
          message: eventMessage(event, row, reader),
          data: { ...event.data },
        })),
      };
    }),
});

export const retryOrderEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/orders/:connectionId/:orderId/retry",
  summary: "Look at this order again now, with today's settings and mappings; undoes a skip",
  permission: "orders.act",
  params: OrderPlace,
  status: 202,
  answer: z.object({}),
  errors: ["request.not_found"],
  async handle({ store, engine }, { administrationId, params: { connectionId, orderId } }) {
    await inAdministration(store.app, administrationId, async (trx) => {
      const [row] = await listOrders(trx, administrationId, { connectionId, externalId: orderId, limit: 1 });
      if (row === undefined) throw new RequestRefused("request.not_found", `Order ${orderId} is not known`);
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
  params: OrderPlace,
  body: z.object({ reason: z.string().trim().min(1).max(500) }),
  answer: OrderShape,
  errors: ["request.not_found", "request.conflict"],
  handle: (
    { store, now },
    { administrationId, language, token, params: { connectionId, orderId }, body: { reason } },
  ) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const find = () => listOrders(trx, administrationId, { connectionId, externalId: orderId, limit: 1 });
      if ((await find()).length === 0) throw new RequestRefused("request.not_found", `Order ${orderId} is not known`);
      const place = { administrationId, connectionId, kind: "order" } as const;
      // Whoever books it now goes first.
      const [locked] = await lockInbox(trx, place, [orderId]);
      if (locked?.outcome === "documented")
        throw new RequestRefused("request.conflict", `Order ${orderId} has its document already`);
      await skipRecord(trx, place, orderId, { who: token.name, reason });
      const event = { level: "info", code: "order.skipped" } as const;
      const data = { code: "rule.user", text: reason, who: token.name };
      await insertEvents(trx, [
        { ...event, id: randomUUIDv7(), administrationId, connectionId, externalId: orderId, runId: null, data },
      ]);
      const [row] = await find();
      if (row === undefined) throw new Error("The order is gone");
      return orderOf(row, await readerOf(trx, administrationId, language, now()));
    }),
});
