import type { AnyConnector } from "#connect/connector.ts";
import { askRoom, emptyBook, type RateBook, type RateLedger, type RateRoom } from "#connect/rate-book.ts";
import type { Database } from "#store/database.ts";
import { changeRateBook } from "#store/rate-books.ts";

/** Whole seconds by which the hub was made to live in another time than its machine: in tests, and where a year is played in minutes. */
export const aheadMs = (now: () => Temporal.Instant): number =>
  Math.round(now().since(Temporal.Now.instant()).total("seconds")) * 1000;

/** The book in the database, by its clock: what one node is granted, all others know before it is used. */
export const rateLedger = (hub: Database, now: () => Temporal.Instant): RateLedger => ({
  ask: (key, limit, ask) =>
    changeRateBook<RateBook, RateRoom>(hub, key, emptyBook, (book, at) => {
      const { book: after, room } = askRoom(book, limit, ask, at + aheadMs(now));
      return { book: after, result: room };
    }),
});

/** Under which name the room of a connection is kept: its own, its own at one address, or that of all who use the product from this hub. */
export function rateKeyOf(
  { id, rateLimit }: Pick<AnyConnector, "id" | "rateLimit">,
  connectionId: string,
  host: string,
): string {
  if (rateLimit.per === "app") return `app ${id}`;
  return rateLimit.per === "address" ? `connection ${connectionId} at ${host}` : `connection ${connectionId}`;
}

/** All names under which the room of a connection is kept. */
export function rateKeysOf(connector: AnyConnector, connectionId: string, settings: Record<string, unknown>): string[] {
  const addresses = [connector.baseUrl(settings), ...(connector.otherUrls?.(settings) ?? [])];
  return [...new Set(addresses.map(({ host }) => rateKeyOf(connector, connectionId, host)))];
}
