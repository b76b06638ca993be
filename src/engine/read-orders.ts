import type { Reads } from "#connect/reading.ts";
import { asHubError, remedyFor, type ErrorCode, type HubError } from "#domain/error.ts";
import type { Order, Refund } from "#domain/order.ts";

/** What the source said of each order that was asked for. */
export interface OrdersRead {
  readonly orders: readonly Order[];
  /** By order id; only orders that have refunds not credited yet. */
  readonly refunds: ReadonlyMap<string, readonly Refund[]>;
  readonly unreadable: readonly {
    readonly id: string;
    readonly code: ErrorCode;
    readonly message: string;
    readonly says?: string | undefined;
  }[];
  /** Proven absent at the source. */
  readonly absent: readonly string[];
  /** A failure of reading that concerns these orders and not their neighbours. */
  readonly failed: readonly { readonly id: string; readonly error: HubError }[];
}

/** To be waited for, reconnected or configured: every other order would fail the same way. Anything else is about what was asked. */
const isOfConnection = ({ code }: HubError): boolean => ["retry", "reconnect", "configure"].includes(remedyFor(code));

const nothing: OrdersRead = { orders: [], refunds: new Map(), unreadable: [], absent: [], failed: [] };

/**
 * Does the shop answer at all? Asked only after a request failed that may have failed because of one order in it: one that the shop
 * itself cannot show, or too much at once.
 */
async function isShopAlive(shop: Reads): Promise<boolean> {
  try {
    await shop.read("orders.list", { modifiedSince: shop.now().toString(), cursor: null });
    return true;
  } catch {
    return false;
  }
}

/**
 * Reads up to a hundred orders at once. When that fails while the shop lives, the half is asked for, and the half of that, so that one order never
 * stops its neighbours; an order that fails alone has failed alone. Throws what concerns the whole connection: unreachable, rate
 * limited, credentials.
 */
export async function readOrders(shop: Reads, ids: readonly string[], isKnownAlive = false): Promise<OrdersRead> {
  try {
    const { items, unreadable } = await shop.read("orders.get", { ids: [...ids] });
    const answered = new Set([...items.map((order) => order.id), ...unreadable.map((entry) => entry.id)]);
    return { ...nothing, orders: items, unreadable, absent: ids.filter((id) => !answered.has(id)) };
  } catch (thrown) {
    const error = asHubError(thrown);
    const mayBeOneOrder = error.code === "remote.unavailable" && (isKnownAlive || (await isShopAlive(shop)));
    if (isOfConnection(error) && !mayBeOneOrder) throw error;
    if (ids.length === 1) return { ...nothing, failed: [{ id: ids[0] ?? "", error }] };
    const middle = Math.ceil(ids.length / 2);
    const first = await readOrders(shop, ids.slice(0, middle), mayBeOneOrder);
    const second = await readOrders(shop, ids.slice(middle), mayBeOneOrder);
    return {
      ...nothing,
      orders: [...first.orders, ...second.orders],
      unreadable: [...first.unreadable, ...second.unreadable],
      absent: [...first.absent, ...second.absent],
      failed: [...first.failed, ...second.failed],
    };
  }
}

/**
 * Reads the refunds of orders that have some not credited yet; `withCredited`: those that were as well. One request per order. What fails
 * concerns that order only, unless the connection is gone.
 */
export async function readRefunds(
  shop: Reads,
  read: OrdersRead,
  isCredited: (refundId: string) => boolean,
  withCredited = false,
): Promise<OrdersRead> {
  const refunds = new Map<string, readonly Refund[]>();
  const failed = [...read.failed];
  const failedIds = new Set<string>();
  for (const order of read.orders) {
    if (order.refundIds.every(isCredited)) continue;
    try {
      const { items } = await shop.read("refunds.list", { orderId: order.id });
      refunds.set(
        order.id,
        items.filter((refund) => withCredited || !isCredited(refund.id)),
      );
    } catch (thrown) {
      const error = asHubError(thrown);
      const mayBeThisOrder = error.code === "remote.unavailable" && (await isShopAlive(shop));
      if (isOfConnection(error) && !mayBeThisOrder) throw error;
      failed.push({ id: order.id, error });
      failedIds.add(order.id);
    }
  }
  return { ...read, refunds, failed, orders: read.orders.filter((order) => !failedIds.has(order.id)) };
}
