import { z } from "zod";
import type { Session } from "#connect/connector.ts";
import type { Input, RawOutput } from "#connect/operations.ts";
import { HubError } from "#domain/error.ts";
import { nextPage, readCursor, type Place } from "./cursor.ts";
import { instant, phaseOf } from "./map.ts";
import { pageSize } from "./pages.ts";
import { WooKnownOrder } from "./schema.ts";
import type { WooCommerceSettings } from "./settings.ts";

/** Only top-level names count; `refunds` comes with ids, reasons and totals, never with lines. */
const fields = [
  "id",
  "number",
  "status",
  "currency",
  "total",
  "date_created",
  "date_created_gmt",
  "date_modified",
  "date_modified_gmt",
  "refunds",
].join(",");

/** `any` leaves out the trash, and no list shows both. */
const walks = ["any", "trash"] as const;
type Walk = (typeof walks)[number];

const gmt = (time: string): string =>
  Temporal.Instant.from(time).toString({ smallestUnit: "second", roundingMode: "floor" }).replace(/Z$/, "");

/** The test of the shop is strict, on whole seconds. */
const begin = (from: string): Place => ({
  after: gmt(Temporal.Instant.from(from).subtract({ seconds: 1 }).toString()),
  page: 1,
});

function placeOf(cursor: string): { readonly walk: Walk; readonly at: Place } {
  const [name = "", ...place] = cursor.split(":");
  const walk = walks.find((one) => one === name);
  if (walk === undefined) throw new HubError("internal.unexpected", `${cursor} is not a cursor of WooCommerce`);
  return { walk, at: readCursor(place.join(":")) };
}

/**
 * One page of what the shop knows, by the time an order was placed: unlike pages by number, that loses nothing when orders are
 * thrown away meanwhile. First those in use, then those in the trash. Orders deleted for good are in no list.
 */
export async function listKnownOrders(
  { http, settings }: Session<WooCommerceSettings>,
  { from, before, cursor }: Input<"orders.known">,
): Promise<RawOutput<"orders.known">> {
  const { walk, at } = cursor === null ? { walk: walks[0], at: begin(from) } : placeOf(cursor);
  const page = await http.json(
    {
      method: "GET",
      path: "wc/v3/orders",
      query: {
        ...(at.after === null ? {} : { after: at.after }),
        before: gmt(before),
        dates_are_gmt: true,
        orderby: "date",
        order: "asc",
        status: walk,
        per_page: pageSize,
        page: at.page,
        _fields: fields,
      },
    },
    z.array(WooKnownOrder),
  );
  const isFull = page.length === pageSize;
  const next = isFull
    ? `${walk}:${nextPage(
        at,
        page.map((order) => order.date_created_gmt),
      )}`
    : walk === "any"
      ? `trash:${begin(from).after ?? ""}|1`
      : null;
  const { timeZone } = settings;
  return {
    items: page
      // A cart on its way to the desk: recent shops leave it out themselves.
      .filter(({ status }) => phaseOf(status) !== "draft")
      .map((order) => ({
        id: order.id,
        number: order.number,
        phase: phaseOf(order.status),
        status: order.status,
        placedAt: instant(order.date_created_gmt, order.date_created, timeZone),
        modifiedAt: instant(order.date_modified_gmt, order.date_modified, timeZone),
        currency: order.currency,
        total: order.total,
        refundIds: order.refunds.map((refund) => refund.id),
      })),
    next,
  };
}
