import { z } from "zod";
import type { Session } from "#connect/connector.ts";
import type { Input, RawOutput } from "#connect/operations.ts";
import { storable } from "#connect/storable.ts";
import { HubError } from "#domain/error.ts";
import { Order } from "#domain/order.ts";
import { textNow } from "#domain/texts/text.ts";
import { at } from "./address.ts";
import { saysAbsent } from "./errors.ts";
import { mappingFault, refundOf, toOrder } from "./map.ts";
import { CsOrder } from "./schema.ts";
import type { CsCartSettings, Settings } from "./settings.ts";

type Shop = Session<CsCartSettings>;
type Read = Pick<RawOutput<"orders.get">, "items" | "unreadable">;
export type Unreadable = Read["unreadable"][number];
type RawOrder = z.input<typeof Order>;

/** Order ids are whole numbers; another text is nobody's id. */
export const isOrderId = (id: string): boolean => /^\d{1,18}$/.test(id);

/** One order, or why it cannot be read: it never takes its neighbours with it. */
function readOrder(id: string, raw: unknown, settings: Settings): RawOrder | Unreadable {
  const vendor = CsOrder.safeParse(raw);
  if (!vendor.success) return unexpected(id, vendor.error);
  // A cache that mixes up addresses: never take one order for another.
  if (id !== vendor.data.order_id)
    return {
      id,
      code: "remote.protocol_changed",
      message: `The shop answered with order ${vendor.data.order_id} instead of ${id}`,
    };
  try {
    const mapped = toOrder(vendor.data, settings);
    const order = Order.safeParse(mapped);
    return order.success ? mapped : unexpected(id, order.error);
  } catch (thrown) {
    const { code, message, details } = mappingFault(thrown);
    return {
      id,
      code: code === "document.invalid" ? code : "remote.protocol_changed",
      message: `Order ${id}: ${message}`,
      says: details["says"],
    };
  }
}

function unexpected(id: string, error: z.ZodError): Unreadable {
  const issue = error.issues[0];
  const where = issue === undefined ? "" : ` (${issue.path.join(".")}: ${textNow(issue.message, "en")})`;
  return {
    id,
    code: "remote.protocol_changed",
    message: storable(`Order ${id} has a form that is not expected${where}`),
  };
}

/** Null: it is not there, by the API's own word. */
async function fetchOrder({ http, settings }: Shop, id: string): Promise<RawOrder | Unreadable | null> {
  const raw = await http.jsonOrNull(
    { method: "GET", ...at(settings, `orders/${id}`) },
    z.record(z.string(), z.unknown()),
    saysAbsent,
  );
  return raw === null ? null : readOrder(id, raw, settings);
}

/** Several orders by id, one request each: a list does not say what is in them. */
export async function getOrders(shop: Shop, { ids }: Input<"orders.get">): Promise<RawOutput<"orders.get">> {
  const read: Read = { items: [], unreadable: [] };
  for (const id of new Set(ids)) {
    if (!isOrderId(id)) continue;
    shop.signal.throwIfAborted();
    sort(await fetchOrder(shop, id), read);
  }
  return read;
}

function sort(order: RawOrder | Unreadable | null, { items, unreadable }: Read): void {
  if (order === null) return;
  if ("message" in order) unreadable.push(order);
  else items.push(order);
}

/** Fewer failures than this are of the orders themselves; as many say that the shop is not well. */
const mostFailures = 3;

/** The orders of a page of a list. One that the shop itself stumbles over is told as unreadable, so that it never stops the others. */
export async function readListed(shop: Shop, ids: readonly string[]): Promise<Read> {
  const read: Read = { items: [], unreadable: [] };
  let failures = 0;
  for (const id of ids) {
    shop.signal.throwIfAborted();
    try {
      sort(await fetchOrder(shop, id), read);
    } catch (thrown) {
      const isOfOrder = thrown instanceof HubError && thrown.code === "remote.unavailable";
      failures += 1;
      if (!isOfOrder || ids.length === 1 || failures >= Math.min(mostFailures, ids.length)) throw thrown;
      read.unreadable.push({ id, code: "remote.protocol_changed", message: `The shop cannot show order ${id}` });
    }
  }
  return read;
}

/** What is given back of one order: all of it when it is cancelled, nothing else is known here. */
export async function listRefunds(shop: Shop, { orderId }: Input<"refunds.list">): Promise<RawOutput<"refunds.list">> {
  if (!isOrderId(orderId)) throw new HubError("document.invalid", `${orderId} is not the id of a CS-Cart order`);
  const order = await fetchOrder(shop, orderId);
  if (order === null) throw new HubError("document.invalid", `The shop does not have order ${orderId}`);
  if ("message" in order) throw new HubError(order.code, order.message);
  const today = shop.now().toZonedDateTimeISO(shop.settings.timeZone).toPlainDate().toString();
  const refund = refundOf(order, today);
  return { items: refund === null ? [] : [refund] };
}
