import { judgeOrders, type Judged, type OwnRecord } from "#domain/completeness.ts";
import type { Gap } from "#domain/completeness-statement.ts";
import { refundKey } from "#flows/shop-orders/booking.ts";
import { ownRecords, shopRead, tracedOrders, underWay } from "#store/completeness.ts";
import type { Transaction } from "#store/database.ts";
import { findEffects } from "#store/effects.ts";
import { placeOf, type Known, type Place } from "./ledger-shop.ts";
import { walkFrom } from "./sweep.ts";

/** Orders of ours in the period that the shop did not list. */
export async function idsOfOurs(trx: Transaction, place: Place, listed: ReadonlySet<string>): Promise<string[]> {
  const own = await ownRecords(trx, placeOf(place), place, []);
  return own.map(({ externalId }) => externalId).filter((id) => !listed.has(id));
}

/** What a look at our own books found. */
export interface Looked {
  readonly judged: readonly Judged[];
  readonly own: ReadonlyMap<string, OwnRecord>;
  readonly creditedRefundIds: ReadonlySet<string>;
}

/** What became, by now, of everything that the shop said at `at`. */
export async function lookAtBooks(trx: Transaction, place: Place, known: Known, at: Temporal.Instant): Promise<Looked> {
  const { administrationId, connectionId } = placeOf(place);
  const ids = [...known.orders.keys(), ...known.gone];
  const rows = await ownRecords(trx, placeOf(place), place, ids);
  const own = new Map(rows.map((row) => [row.externalId, row]));
  const refundIds = [...known.orders.values()].flatMap((order) => order.refundIds);
  const refunds = new Map(refundIds.map((id) => [refundKey(connectionId, id), id]));
  const done = await findEffects(trx, administrationId, [...refunds.keys()]);
  const creditedRefundIds = new Set([...done.keys()].map((key) => refunds.get(key) ?? ""));
  const unknown = ids.filter((id) => !own.has(id));
  const { startDate } = place.coupling.settings;
  const judged = judgeOrders(known.orders, known.gone, {
    at,
    own,
    creditedRefundIds,
    underWay: await underWay(trx, placeOf(place), ids),
    traced: await tracedOrders(trx, placeOf(place), unknown),
    startsAt: walkFrom(typeof startDate === "string" ? startDate : null),
    ...(await shopRead(trx, administrationId, place.coupling.id)),
  });
  return { judged, own, creditedRefundIds };
}

/** A gap that was found first, and what has become of its order. */
export function toldOf({ externalId, gap }: Judged, known: Known, { judged, own }: Looked): Gap {
  const mine = own.get(externalId);
  return {
    orderId: externalId,
    number: known.orders.get(externalId)?.number || mine?.number || externalId,
    missing: gap ?? "neverHeard",
    done: "announced",
    isHealed: judged.some((one) => one.externalId === externalId && one.group !== "unexplained"),
    outcome: mine?.outcome ?? null,
    reasonCode: mine?.reasonCode ?? null,
  };
}
