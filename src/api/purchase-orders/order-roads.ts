import { moduleOfConnector } from "#domain/modules.ts";
import type { Transaction } from "#store/database.ts";
import { listConnections } from "#store/connections.ts";
import { isModuleOn } from "#store/modules.ts";
import type { ApiContext } from "#api/endpoint.ts";

/** A way to order electronically: somebody's login at a supplier that takes orders. */
export interface OrderRoad {
  readonly id: string;
  readonly name: string;
  /** Of the supplier's product. */
  readonly system: string;
  readonly connectionId: string;
  /** Whose orders it takes; null: of whichever party is chosen. */
  readonly partyId: string | null;
}

/**
 * The ways to order that an administration has: one place says which, whatever a login is called. Only what the connector offers, is not
 * paused and has its app on.
 */
export async function orderRoads(
  trx: Transaction,
  { connectors }: Pick<ApiContext, "connectors">,
  administrationId: string,
): Promise<OrderRoad[]> {
  const roads: OrderRoad[] = [];
  for (const { id, name, connector: code, state } of await listConnections(trx, administrationId)) {
    const connector = connectors.find((known) => known.id === code);
    if (connector?.operations["purchaseOrders.send"] === undefined || state === "paused") continue;
    const module = moduleOfConnector(code);
    if (module !== null && !(await isModuleOn(trx, administrationId, module))) continue;
    roads.push({ id, name, system: connector.name, connectionId: id, partyId: null });
  }
  return roads;
}
