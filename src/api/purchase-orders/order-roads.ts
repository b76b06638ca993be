import { offersFunction } from "#connect/supplier-functions.ts";
import type { Transaction } from "#store/database.ts";
import { readConnection } from "#store/connections.ts";
import { isModuleOn } from "#store/modules.ts";
import { listEntries } from "#store/supplier-entries.ts";
import type { ApiContext } from "#api/endpoint.ts";

/** A way to order electronically: a login at a supplier that is set up for ordering. */
export interface OrderRoad {
  /** Of its entry. */
  readonly id: string;
  /** Its alias. */
  readonly name: string;
  /** Of the supplier's product. */
  readonly system: string;
  readonly connectionId: string;
  /** Whose orders it takes; null: of whichever party is chosen. */
  readonly partyId: string | null;
}

/**
 * The ways to order that this person has: logins of everybody and one's own (requirement A5.2). Only with the app on, and with a login that was
 * filled in, takes orders and is not paused.
 */
export async function orderRoads(
  trx: Transaction,
  { connectors }: Pick<ApiContext, "connectors">,
  administrationId: string,
  userId: string | null,
): Promise<OrderRoad[]> {
  if (!(await isModuleOn(trx, administrationId, "supplierWebshops"))) return [];
  const roads: OrderRoad[] = [];
  for (const entry of await listEntries(trx, administrationId, userId)) {
    const { id, alias: name, connectionId, partyId } = entry;
    const connector = connectors.find((known) => known.id === entry.connector);
    if (entry.function !== "order" || connectionId === null || connector === undefined) continue;
    const login = await readConnection(trx, administrationId, connectionId);
    if (login === null || login.state === "paused" || !offersFunction(connector, "order", login.settings)) continue;
    roads.push({ id, name, system: connector.name, connectionId, partyId });
  }
  return roads;
}

/** A login of another supplier is no way to send this order. */
export const takesOrdersOf = ({ partyId }: OrderRoad, supplierId: string | null): boolean =>
  partyId === null || supplierId === null || partyId === supplierId;
