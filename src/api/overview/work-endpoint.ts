import { z } from "zod";
import { inAdministration } from "#store/database.ts";
import { wakeRecords } from "#store/inbox.ts";
import { listOrders } from "#store/orders.ts";
import { heldBy } from "#store/overview.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { orderOf } from "#api/orders/order-of.ts";
import { Cursor, cursorOf, placeOf } from "#api/orders/order-query.ts";
import { isAllowed } from "#api/permissions.ts";
import { readerOf, todayOf } from "#api/reader.ts";
import { Instant, OrderShape } from "#api/shapes.ts";
import { CauseShape } from "./causes.ts";
import { readCauses } from "./read-causes.ts";
import { readStoppedCatalogues, StoppedCatalogueShape } from "./stopped-catalogues.ts";
import { readToRepay, ToRepayShape } from "./to-repay.ts";

export const getWorkEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/work",
  summary: "What keeps people busy, grouped by cause; with `cause` also the orders that wait for it",
  permission: "orders.read",
  query: z.object({
    cause: z.string().min(1).max(600).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    after: Cursor.optional(),
  }),
  answer: z.object({
    asOf: Instant,
    causes: z.array(CauseShape),
    toRepay: ToRepayShape,
    catalogues: z.array(StoppedCatalogueShape),
    records: z
      .object({ items: z.array(OrderShape), next: z.string().nullable() })
      .nullable()
      .meta({ description: "Only with `cause`; empty when the cause is gone" }),
  }),
  errors: [],
  handle: ({ store, now }, { administrationId, caller, language, query: { cause, limit, after } }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const reader = await readerOf(trx, administrationId, language, now());
      const causes = await readCauses(trx, administrationId, reader);
      const toRepay = await readToRepay(trx, administrationId, reader);
      const maySeeCatalogues = caller.role !== null && isAllowed(caller.role, "connections.read");
      const catalogues = maySeeCatalogues ? await readStoppedCatalogues(trx, administrationId, reader) : [];
      const asOf = reader.now.toString();
      if (cause === undefined) return { asOf, causes, toRepay, catalogues, records: null };
      const page = { after: placeOf(after), limit, today: todayOf(reader) };
      const rows = await listOrders(trx, administrationId, { cause }, page);
      const last = rows.at(-1);
      const next = last === undefined || rows.length < limit ? null : cursorOf(last);
      return { asOf, causes, toRepay, catalogues, records: { items: rows.map((row) => orderOf(row, reader)), next } };
    }),
});

export const retryWorkEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/work/retry",
  summary: "Look again now at every order that waits for one cause",
  permission: "orders.act",
  act: { action: "work.retry", subject: "work", says: ["cause"] },
  body: z.object({ cause: z.string().min(1).max(600) }),
  status: 202,
  answer: z.object({ restarted: z.int() }),
  errors: [],
  async handle({ store, engine }, { administrationId, body: { cause } }) {
    const records = await inAdministration(store.app, administrationId, async (trx) => {
      const held = await heldBy(trx, administrationId, cause);
      for (const [connectionId, rows] of Map.groupBy(held, (row) => row.connectionId)) {
        const ids = rows.map(({ externalId }) => externalId);
        await wakeRecords(trx, administrationId, connectionId, ids);
      }
      return held;
    });
    for (const connectionId of new Set(records.map((row) => row.connectionId)))
      await engine.ring({ administrationId, connectionId });
    return { restarted: records.length };
  },
});
