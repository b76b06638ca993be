import { sql } from "kysely";
import { changeChoices } from "#store/choices.ts";
import { coupleShop, type CoupledShop, type CouplingOptions } from "./coupled-shop.ts";
import type { HubUnderTest } from "./hub-under-test.ts";

/** What the API tells of a first migration. */
export interface SeenMigration {
  readonly state: string;
  readonly isStill: boolean;
  readonly fromDay: string | null;
  readonly offset: number;
  readonly total: number | null;
  readonly isRead: boolean;
  readonly takenIn: number;
  readonly settled: number;
  readonly waiting: number;
  readonly held: number;
  readonly failed: number;
  readonly perMinute: number | null;
  readonly expectedAt: string | null;
  readonly reason: { readonly code: string } | null;
  readonly endedAt: string | null;
}

export const pathOf = ({ couplingId }: CoupledShop) => `/api/couplings/${couplingId}/first-migration`;

export async function progress(coupled: CoupledShop): Promise<SeenMigration> {
  const { migration } = await coupled.api.get<{ migration: SeenMigration | null }>(pathOf(coupled));
  if (migration === null) throw new Error("There is no first migration");
  return migration;
}

/** One turn: what may be taken in now, and a sweep after it. */
export const turn = async (coupled: CoupledShop): Promise<number> =>
  (await coupled.api.post<{ announced: number }>(`/api/connections/${coupled.connectionId}/sweep`)).announced;

/** A shop without webhooks, with this many orders beside the recorded ones, each changed a second after the other. */
export async function oldShop(under: HubUnderTest, more: number, options: CouplingOptions = {}): Promise<CoupledShop> {
  const coupled = await coupleShop(under, { ...options, state: "off" });
  for (let index = 0; index < more; index += 1) {
    const second = Temporal.PlainDateTime.from("2026-11-20T08:00:00").add({ seconds: index });
    const stamp = second.toString({ smallestUnit: "second" });
    coupled.copyOrder(42, 9001 + index, (order) => {
      const dates = { date_created: stamp, date_created_gmt: stamp, date_modified: stamp, date_modified_gmt: stamp };
      Object.assign(order, dates);
    });
  }
  await coupled.setCoupling({ state: "live" });
  return coupled;
}

/** An order placed a moment ago. */
export function placeNow(coupled: CoupledShop, id: number, from = 42): void {
  const stamp = Temporal.Now.plainDateTimeISO("UTC").add({ seconds: 1 }).toString({ smallestUnit: "second" });
  coupled.copyOrder(from, id, (order) => {
    const dates = { date_created: stamp, date_created_gmt: stamp, date_modified: stamp, date_modified_gmt: stamp };
    Object.assign(order, dates, { refunds: [] });
  });
}

/** Orders are taken in, and none is decided upon, until the returned function is called: as when the hub has much to do. */
export async function holdBooking(
  { store }: HubUnderTest,
  { connectionId }: CoupledShop,
): Promise<() => Promise<void>> {
  const [held, released] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  const holding = store.owner.transaction().execute(async (trx) => {
    await changeChoices(trx, connectionId);
    held.resolve(undefined);
    await released.promise;
  });
  await held.promise;
  return async () => {
    released.resolve(undefined);
    await holding;
  };
}

/** Documents per order and kind that are there more than once, as the owner counts them. */
export const doubles = async ({ store }: HubUnderTest, { administrationId }: CoupledShop): Promise<number> =>
  (
    await sql`select from documents where administration_id = ${administrationId} and kind = 'invoice'
      group by source_order_id having count(*) > 1`.execute(store.owner)
  ).rows.length;
