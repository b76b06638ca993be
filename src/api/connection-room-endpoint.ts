import { z } from "zod";
import { emptyBook, viewOf, type RateBook, type RateView } from "#connect/rate-book.ts";
import { aheadMs, rateKeysOf } from "#engine/rate-ledger.ts";
import { backlogOf } from "#store/backlog.ts";
import { inAdministration } from "#store/database.ts";
import { readRateBooks } from "#store/rate-books.ts";
import { ConnectionPlace, requireConnection } from "./connection-endpoints.ts";
import { defineEndpoint } from "./endpoint.ts";

const Moment = z.string().nullable();

/** Of an account with room at several addresses: what can be counted on wherever is called. */
function tightestOf(views: readonly RateView[]): RateView {
  const [first, ...rest] = views;
  if (first === undefined) throw new Error("A connection has no address");
  return rest.reduce<RateView>(
    (tightest, one) => ({
      left: tightest.left === null || (one.left !== null && one.left < tightest.left) ? one.left : tightest.left,
      windows: tightest.windows.map((window, index) => ({
        ...window,
        left: Math.min(window.left, one.windows[index]?.left ?? window.left),
      })),
      pausedUntil:
        tightest.pausedUntil === null ? one.pausedUntil : Math.max(tightest.pausedUntil, one.pausedUntil ?? 0),
      part: Math.min(tightest.part, one.part),
      told: [...tightest.told, ...one.told],
    }),
    first,
  );
}

export const getConnectionRoomEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/connections/:connectionId/room",
  summary: "How much may still be asked of the other system now, and when what waits will be through",
  permission: "connections.read",
  params: ConnectionPlace,
  answer: z.object({
    /** Null: it states no limit. */
    left: z.int().nullable(),
    atOnce: z.int(),
    windows: z.array(z.object({ requests: z.int(), seconds: z.int(), left: z.int() })),
    /** What its answers told: so many until then. */
    told: z.array(z.object({ left: z.int(), until: z.string() })),
    /** It asked to wait until then. */
    pausedUntil: Moment,
    /** Part of what is allowed that is used, in percent: less than 100 after it was too much. */
    usedPercent: z.int(),
    backlog: z.int(),
    /** When the backlog will be through at the pace of the last minutes; null when nothing waits, or there is no pace to go by. */
    expectedAt: Moment,
  }),
  errors: ["request.not_found", "apps.off"],
  async handle(context, call) {
    const connection = await requireConnection(context, call);
    const connector = context.connectorById(connection.connector);
    const keys = rateKeysOf(connector, connection.id, connector.settings.parse(connection.settings));
    const now = context.now();
    const books = await readRateBooks<RateBook>(context.store.hub, keys);
    // The book goes by the clock of the database, as near as this process knows it.
    const at = Date.now() + aheadMs(context.now);
    const view = tightestOf(keys.map((key) => viewOf(books.get(key) ?? emptyBook, connector.rateLimit, at)));
    const backlog = await inAdministration(context.store.app, call.administrationId, (trx) =>
      backlogOf(trx, call.administrationId, connection.id),
    );
    const moment = (ms: number) => Temporal.Instant.fromEpochMilliseconds(Math.round(ms)).toString();
    const starts = [now.epochMilliseconds, view.pausedUntil ?? 0];
    if (connection.retryAt !== null) starts.push(Temporal.Instant.from(connection.retryAt).epochMilliseconds);
    const { orders, perMinute } = backlog;
    return {
      left: view.left === null ? null : Math.floor(view.left),
      atOnce: connector.rateLimit.concurrency,
      windows: view.windows.map((window) => ({ ...window, left: Math.floor(window.left) })),
      told: view.told.map(({ left, until }) => ({ left: Math.max(0, left), until: moment(until) })),
      pausedUntil: view.pausedUntil === null ? null : moment(view.pausedUntil),
      usedPercent: Math.round(view.part * 100),
      backlog: orders,
      expectedAt:
        orders === 0 || perMinute === null ? null : moment(Math.max(...starts) + (orders / perMinute) * 60_000),
    };
  },
});
