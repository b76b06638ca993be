import { perform } from "#connect/perform.ts";
import { asHubError, remedyFor, type ErrorCode, type HubError } from "#domain/error.ts";
import type { Order, Refund } from "#domain/order.ts";
import type { OpenSession } from "./session.ts";

/** What the source said of each order that was asked for. */
export interface OrdersRead {
  readonly orders: readonly Order[];
  /** By order id; only orders that have refunds not credited yet. */
  readonly refunds: ReadonlyMap<string, readonly Refund[]>;
  readonly unreadable: readonly { readonly id: string; readonly code: ErrorCode; readonly message: string }[];
  /** Proven absent at the source. */
  readonly absent: readonly string[];
  /** A failure of reading that concerns these orders and not their neighbours. */
  readonly failed: readonly { readonly id: string; readonly error: HubError }[];
}

/** To be waited for, reconnected or configured: every other order would fail the same way. Anything else is about what was asked. */
const isOfConnection = ({ code }: HubError): boolean => ["retry", "reconnect", "configure"].includes(remedyFor(code));

/**
 * Reads up to a hundred orders at once. When an answer does not fit, each is read alone, so that one strange order never stops its neighbours.
 * Throws what concerns the whole connection: unreachable, rate limited, credentials.
 */
export async function readOrders(
  open: Pick<OpenSession, "connector" | "session">,
  ids: readonly string[],
): Promise<OrdersRead> {
  try {
    const { items, unreadable } = await perform(open.connector, open.session, "orders.get", { ids: [...ids] });
    const answered = new Set([...items.map((order) => order.id), ...unreadable.map((entry) => entry.id)]);
    return { orders: items, unreadable, absent: ids.filter((id) => !answered.has(id)), refunds: new Map(), failed: [] };
  } catch (error) {
    const hubError = asHubError(error);
    if (isOfConnection(hubError)) throw hubError;
    if (ids.length === 1)
      return {
        orders: [],
        unreadable: [],
        absent: [],
        refunds: new Map(),
        failed: [{ id: ids[0] ?? "", error: hubError }],
      };
    const parts: OrdersRead[] = [];
    for (const id of ids) parts.push(await readOrders(open, [id]));
    return {
      orders: parts.flatMap((part) => part.orders),
      unreadable: parts.flatMap((part) => part.unreadable),
      absent: parts.flatMap((part) => part.absent),
      refunds: new Map(),
      failed: parts.flatMap((part) => part.failed),
    };
  }
}

/** Reads the refunds of orders that have some; one request per order. What fails concerns that order only, unless the connection is gone. */
export async function readRefunds(
  { connector, session }: Pick<OpenSession, "connector" | "session">,
  read: OrdersRead,
  isCredited: (refundId: string) => boolean,
): Promise<OrdersRead> {
  const refunds = new Map<string, readonly Refund[]>();
  const failed = [...read.failed];
  const failedIds = new Set<string>();
  for (const order of read.orders) {
    if (order.refundIds.every(isCredited)) continue;
    try {
      const { items } = await perform(connector, session, "refunds.list", { orderId: order.id });
      refunds.set(
        order.id,
        items.filter((refund) => !isCredited(refund.id)),
      );
    } catch (error) {
      const hubError = asHubError(error);
      if (isOfConnection(hubError)) throw hubError;
      failed.push({ id: order.id, error: hubError });
      failedIds.add(order.id);
    }
  }
  return { ...read, refunds, failed, orders: read.orders.filter((order) => !failedIds.has(order.id)) };
}
