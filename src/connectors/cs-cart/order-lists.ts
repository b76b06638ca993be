import type { Session } from "#connect/connector.ts";
import { httpDate } from "#connect/http-date.ts";
import type { Input, RawOutput } from "#connect/operations.ts";
import { HubError } from "#domain/error.ts";
import { firstChanged, firstPlaced, nextPlace, readCursor, writeCursor, type Place } from "./cursor.ts";
import { instantOf, toKnownOrder } from "./map.ts";
import { isOrderId, readListed } from "./orders.ts";
import { readPage, type Page } from "./paging.ts";
import { CsOrderHeader } from "./schema.ts";
import type { CsCartSettings } from "./settings.ts";

type Shop = Session<CsCartSettings>;

const seconds = (time: string): number => Math.floor(Temporal.Instant.from(time).epochMilliseconds / 1000);

/** The end of what unix time of 32 bits can say for certain: later than any order. */
const farAway = 4_102_444_800;

/** What a walk asks. A time without a period is ignored, and so is one with the period A. */
function queryOf(place: Place, before: number): Readonly<Record<string, string | number>> {
  if (place.by === "change") return { updated_at_from: place.from, sort_by: "order_id", sort_order: "asc" };
  // 0 counts as left out.
  return { period: "C", time_from: Math.max(1, place.from), time_to: before, sort_by: "date", sort_order: "asc" };
}

const orderPage = (shop: Shop, place: Place, before: number): Promise<Page> =>
  readPage(shop, { entity: "orders", idName: "order_id", query: queryOf(place, before) }, place.step.page);

/** A header of which something cannot be read still names its order, so that nothing is left out. Throws when it names none. */
const headersOf = ({ rows }: Page): CsOrderHeader[] =>
  rows.map((row) => {
    const header = CsOrderHeader.safeParse(row);
    if (header.success && isOrderId(header.data.order_id)) return header.data;
    throw new HubError("remote.protocol_changed", "The shop lists an order without an id that can be read");
  });

/** The shop's own clock, or ours when it does not say what time it is there. */
const clockOf = ({ headers }: Page, { now }: Shop): number =>
  Math.floor((httpDate(headers["date"]) ?? now()).epochMilliseconds / 1000);

/**
 * One page of changed orders. A shop that can be asked by change tells no moment of it, so that what was seen reaches to where the walk began, by
 * its own clock. One that cannot is asked for what was placed: the new ones are read, and of those in the days before only the header is told.
 */
export async function listOrders(shop: Shop, input: Input<"orders.list">): Promise<RawOutput<"orders.list">> {
  const { settings } = shop;
  const since = input.modifiedSince === null ? null : seconds(input.modifiedSince);
  const byChange = settings.filtersByChange && since !== null;
  const place =
    input.cursor !== null
      ? readCursor(input.cursor)
      : byChange
        ? firstChanged(since)
        : firstPlaced(since, Number(settings.rereadDays));
  const page = await orderPage(shop, place, farAway);
  const headers = headersOf(page);
  const clock = clockOf(page, shop);
  const begun = place.begun ?? clock;
  const isNew = ({ timestamp }: CsOrderHeader): boolean =>
    place.by === "change" || timestamp === null || timestamp >= place.newFrom;
  const isOrder = (header: CsOrderHeader): boolean => toKnownOrder(header, settings).phase !== "draft";
  const wanted = headers.filter(isOrder);
  const read = await readListed(
    shop,
    wanted.filter(isNew).map(({ order_id }) => order_id),
  );
  const next = nextPlace({ ...place, begun }, page, headers);
  return {
    ...read,
    listed: wanted.filter((header) => !isNew(header)).map((header) => toKnownOrder(header, settings)),
    next: next === null ? null : writeCursor(next),
    seenUntil: seenUntil(place, headers, begun, clock),
    total: input.cursor === null ? page.total : null,
  };
}

function seenUntil(place: Place, headers: readonly CsOrderHeader[], begun: number, clock: number): string | null {
  if (headers.length === 0) return null;
  if (place.by === "change") return instantOf(begun);
  const last = Math.max(...headers.map(({ timestamp }) => timestamp ?? 0));
  // An order dated in the future must not push the next walk past what is placed until then.
  return last === 0 ? null : instantOf(Math.min(last, clock));
}

/** One page of what the shop knows, by the time an order was placed. It has no trash; those of before they were finished are in no list. */
export async function listKnownOrders(
  shop: Shop,
  { from, before, cursor }: Input<"orders.known">,
): Promise<RawOutput<"orders.known">> {
  const { settings } = shop;
  const place = cursor === null ? firstPlaced(seconds(from), 0) : readCursor(cursor);
  const end = Math.ceil(Temporal.Instant.from(before).epochMilliseconds / 1000);
  const page = await orderPage(shop, place, end);
  const headers = headersOf(page);
  const next = nextPlace(place, page, headers);
  // An end is counted in by the shop, and left out here.
  const isWithin = ({ timestamp }: CsOrderHeader): boolean =>
    timestamp === null || (timestamp >= seconds(from) && timestamp < end);
  return {
    items: headers
      .filter(isWithin)
      .map((header) => toKnownOrder(header, settings))
      .filter(({ phase }) => phase !== "draft"),
    next: next === null ? null : writeCursor(next),
  };
}
