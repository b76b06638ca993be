import { newId } from "#store/new-id.ts";
import { z } from "zod";
import type { AnyConnector } from "#connect/connector.ts";
import { readConnection } from "#store/connections.ts";
import { inAdministration } from "#store/database.ts";
import { eventsOf, insertEvents } from "#store/events.ts";
import { isKnownOrder } from "#store/orders.ts";
import { readDeliveries, readExchanges } from "#store/order-trace.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { RequestRefused } from "#api/problem.ts";
import { Instant } from "#api/shapes.ts";

/** Shown of one message; the rest of a longer one is cut off. */
const shown = 512 * 1024;

export const getOrderMessagesEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/orders/:connectionId/:orderId/messages",
  summary: "What came in and what the shop answered about one order, secrets masked; that somebody looked is noted",
  permission: "log.read",
  params: z.object({ connectionId: z.uuid(), orderId: z.string().min(1).max(200) }),
  answer: z.object({
    deliveries: z.array(
      z.object({
        id: z.string(),
        receivedAt: Instant,
        topic: z.string().meta({
          description:
            "`sweep`: our own check found it, `migration`: it was taken in as an old order; there is no message",
        }),
        state: z.string(),
        headers: z.record(z.string(), z.string()),
        body: z.string(),
      }),
    ),
    exchanges: z.array(
      z.object({
        id: z.string(),
        at: Instant,
        method: z.string(),
        url: z.string(),
        status: z.int().nullable(),
        elapsedMs: z.int(),
        answer: z.string().meta({ description: "Of an answer about several orders only this one" }),
      }),
    ),
  }),
  errors: ["request.not_found"],
  handle: ({ store, connectorById }, { administrationId, caller, params: { connectionId, orderId: externalId } }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const place = { administrationId, connectionId, externalId };
      const connection = await readConnection(trx, administrationId, connectionId);
      if (connection === null || !(await isKnownOrder(trx, administrationId, place)))
        throw new RequestRefused("request.not_found", `Order ${externalId} is not known`);
      const events = await eventsOf(trx, administrationId, connectionId, externalId);
      const runIds = [...new Set(events.flatMap(({ runId }) => runId ?? []))].slice(-20);
      const mask = masking(connectorById(connection.connector));
      const deliveries = (await readDeliveries(trx, place)).map(({ body, headers, ...delivery }) => ({
        ...delivery,
        headers: { ...headers },
        body: mask(body.toString("utf8")).slice(0, shown),
      }));
      const exchanges = (await readExchanges(trx, administrationId, runIds)).map(
        ({ runId: _, answer, ...exchange }) => ({
          ...exchange,
          answer: mask(onlyOf(answer, externalId)).slice(0, shown),
        }),
      );
      const seen = { level: "info", code: "order.messagesRead", data: { who: caller.name } } as const;
      await insertEvents(trx, [{ ...seen, ...place, id: newId(), runId: null }]);
      return { deliveries, exchanges };
    }),
});

/** As answers are masked when they are kept; what a shop sends by itself is kept as it came. */
function masking({ secretFields = [] }: AnyConnector): (text: string) => string {
  if (secretFields.length === 0) return (text) => text;
  const pattern = new RegExp(`("(?:${secretFields.join("|")})"\\s*:\\s*")(?:[^"\\\\]|\\\\.)*`, "g");
  return (text) => text.replaceAll(pattern, "$1•••");
}

/** A hundred orders are asked for at once; the others are none of this page's business. */
function onlyOf(answer: string, externalId: string): string {
  try {
    const read: unknown = JSON.parse(answer);
    if (!Array.isArray(read)) return answer;
    const own = read.filter(
      (one: unknown) => typeof one === "object" && one !== null && "id" in one && String(one.id) === externalId,
    );
    return JSON.stringify(own, null, 2);
  } catch {
    return answer;
  }
}
