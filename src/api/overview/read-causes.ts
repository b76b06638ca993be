import { openAlarms } from "#store/alarms.ts";
import { listConnections } from "#store/connections.ts";
import { listCouplings } from "#store/couplings.ts";
import type { Transaction } from "#store/database.ts";
import { causesOf } from "#store/overview.ts";
import { readOrder } from "#store/orders.ts";
import { todayOf, type Reader } from "#api/reader.ts";
import { causeOf, reconnectCauses, type Cause } from "./causes.ts";

/** Everything that keeps a person busy, or the one cause with this key. */
export async function readCauses(
  trx: Transaction,
  administrationId: string,
  reader: Reader,
  key?: string,
): Promise<Cause[]> {
  const stopped = await causesOf(trx, administrationId, key);
  const connections = await listConnections(trx, administrationId);
  const alarms = await openAlarms(trx, administrationId);
  const idle = reconnectCauses(stopped, connections, alarms, reader.now).filter(
    (row) => key === undefined || row.key === key,
  );
  const couplings = await listCouplings(trx, administrationId);
  const causes: Cause[] = [];
  for (const row of [...stopped, ...idle]) {
    const place = { connectionId: row.connectionId, externalId: row.orderId };
    const only = row.count === 1 ? await readOrder(trx, administrationId, place, todayOf(reader)) : null;
    const coupling = couplings.find(({ sourceConnectionId }) => sourceConnectionId === row.connectionId);
    causes.push(causeOf(row, only, coupling?.id ?? null, reader));
  }
  return causes;
}
