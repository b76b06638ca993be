import type { Exchange } from "#connect/http-client.ts";
import { readsOf } from "#connect/reading.ts";
import { HubError } from "#domain/error.ts";
import type { Order } from "#domain/order.ts";
import { readConnection } from "#store/connections.ts";
import { inAdministration } from "#store/database.ts";
import type { EngineOptions } from "./options.ts";
import type { Place } from "./queue.ts";
import { readOrders } from "./read-orders.ts";
import type { Sessions } from "./session.ts";

export interface OrderRead {
  /** Null: the shop has it no more. */
  readonly order: Order | null;
  /** To be kept by whoever acts on it. */
  readonly exchanges: readonly Exchange[];
}

/** Reads an order for a person who waits for the answer: nothing is written, and a shop that is away is no failure of the connection here. */
export const orderReader =
  ({ store }: Pick<EngineOptions, "store">, sessions: Sessions) =>
  async ({ administrationId, connectionId }: Place, orderId: string, signal: AbortSignal): Promise<OrderRead> => {
    const open = await inAdministration(store.app, administrationId, async (trx) => {
      const connection = await readConnection(trx, administrationId, connectionId);
      if (connection === null) throw new HubError("settings.invalid", "There is no such connection");
      return sessions.open(trx, connection, signal);
    });
    const { orders, unreadable, failed } = await readOrders(readsOf(open), [orderId]);
    const [refused] = failed;
    if (refused !== undefined) throw refused.error;
    const [strange] = unreadable;
    if (strange !== undefined) throw new HubError(strange.code, strange.message);
    return { order: orders[0] ?? null, exchanges: open.exchanges };
  };
