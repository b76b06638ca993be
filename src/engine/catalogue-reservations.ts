import type { Output } from "#connect/operations.ts";
import { equals, type Amount } from "#domain/amount.ts";
import type { KnownOrder, Order } from "#domain/order.ts";
import { bookedLagSeconds, isReserving, reservedIn } from "#flows/catalogue/stock.ts";
import { orderStates, ordersCoupled, unbookedOrders, type BookedIn } from "#store/reserving-orders.ts";
import type { Bench, KnownOrders } from "./catalogue-bench.ts";

export interface Reservations {
  /** Per code, what was ordered in the shop and may be missing from what the source said at `observedAt`. */
  readonly reserved: ReadonlyMap<string, Amount>;
  /** Codes of which something was booked only just: counted off, and perhaps twice. */
  readonly toLookAgain: ReadonlySet<string>;
  /** There is an order besides that cannot be read: of any code some may have been sold with it. */
  readonly hasUnreadable: boolean;
}

const none: Reservations = { reserved: new Map(), toLookAgain: new Set(), hasUnreadable: false };

/** Longer ago than this the hub has heard of every order, by webhook or sweep, or the shop's sweep is in trouble, which has an alarm of its own. */
const unheardMinutes = 60;

const mostAtOnce = 100;

/**
 * Orders of the shop that are not in the source's stock yet (C7). The hub's own list says which were not booked; the shop says what they hold
 * now, and which it took since that nobody heard of. Asked after the source was: what was ordered in between is counted, never missed. An
 * order that was read in this run is read again only when the shop says that it changed.
 */
export async function reservationsOf(bench: Bench, observedAt: string): Promise<Reservations> {
  const { administrationId } = bench.place;
  const { sourceConnectionId: booksId, targetConnectionId: shopId } = bench.coupling;
  const where: BookedIn = { administrationId, shopId, booksId };
  const coupled = await bench.within((trx) => ordersCoupled(trx, where));
  if (coupled === null || !bench.offers("target", "orders.get")) return none;
  const lag = Temporal.Instant.from(observedAt).subtract({ seconds: bookedLagSeconds }).toString();
  const waiting = await bench.within((trx) => unbookedOrders(trx, where, lag));
  const heard = bench.options.now().subtract({ minutes: unheardMinutes }).toString();
  const begun = [coupled.sweptUntil ?? heard, heard].toSorted()[0] ?? heard;
  // A shop that cannot be asked what changed is asked for all of them each time.
  const orders = (bench.offers("target", "orders.list") ? bench.known.orders : undefined) ?? newOrders(begun);
  bench.known.orders = orders;
  await readChanged(bench, orders);
  const missing = waiting.flatMap(({ externalId: id }) => (orders.byId.has(id) ? [] : [id]));
  for (let from = 0; from < missing.length; from += mostAtOnce)
    keep(orders, await bench.ask("target", "orders.get", { ids: missing.slice(from, from + mostAtOnce) }));
  // Last: what was booked meanwhile still counts, for the source spoke before that.
  const ids = [...orders.byId.keys(), ...orders.unreadable];
  const states = await bench.within((trx) => orderStates(trx, where, ids));
  const mayBeMissing = (id: string): boolean => isReserving(states.get(id), observedAt);
  const reserving = [...orders.byId.values()].filter(({ id }) => mayBeMissing(id));
  const booked = reserving.filter(({ id }) => states.get(id)?.outcome === "documented");
  return {
    reserved: reservedIn(reserving),
    toLookAgain: new Set(reservedIn(booked).keys()),
    hasUnreadable: [...orders.unreadable].some(mayBeMissing),
  };
}

const newOrders = (since: string): KnownOrders => ({ byId: new Map(), unreadable: new Set(), since });

/** An order is as it was read last, or cannot be read now. */
function keep(
  { byId, unreadable }: KnownOrders,
  read: { readonly items: readonly Order[]; readonly unreadable: readonly { readonly id: string }[] },
): void {
  for (const order of read.items) {
    byId.set(order.id, order);
    unreadable.delete(order.id);
  }
  for (const { id } of read.unreadable) {
    byId.delete(id);
    unreadable.add(id);
  }
}

/** Of an order that was read the header says something else now. */
function isOther({ id, phase, status, total, modifiedAt }: KnownOrder, { byId, unreadable }: KnownOrders): boolean {
  const known = byId.get(id);
  if (known === undefined) return unreadable.has(id);
  return (
    known.phase !== phase ||
    known.status !== status ||
    (total !== null && !equals(known.total, total)) ||
    (modifiedAt !== null && known.modifiedAt !== modifiedAt)
  );
}

/** From when on is asked follows the shop's own clock, and waits while it does not say what time it is there. */
async function readChanged(bench: Bench, orders: KnownOrders): Promise<void> {
  if (!bench.offers("target", "orders.list")) return;
  let cursor: string | null = null;
  let seenUntil = orders.since;
  do {
    const page: Output<"orders.list"> = await bench.ask("target", "orders.list", {
      modifiedSince: orders.since,
      cursor,
    });
    keep(orders, page);
    const again = (page.listed ?? []).flatMap((one) => (isOther(one, orders) ? [one.id] : []));
    for (let from = 0; from < again.length; from += mostAtOnce)
      keep(orders, await bench.ask("target", "orders.get", { ids: again.slice(from, from + mostAtOnce) }));
    if (page.seenUntil !== null && page.seenUntil > (seenUntil ?? "")) seenUntil = page.seenUntil;
    cursor = page.next;
  } while (cursor !== null);
  orders.since = seenUntil;
}
