import { perform } from "#connect/perform.ts";
import { asHubError, HubError } from "#domain/error.ts";
import type { KnownOrder } from "#domain/order.ts";
import { readAdministration } from "#store/administrations.ts";
import { readConnection, type Connection } from "#store/connections.ts";
import { readCoupling, type Coupling } from "#store/couplings.ts";
import type { Transaction } from "#store/database.ts";
import { circuitOf } from "./connection-health.ts";
import type { OpenSession, Sessions } from "./session.ts";

export interface LedgerPeriod {
  readonly administrationId: string;
  readonly couplingId: string;
  /** Local days of the administration, both counted in. */
  readonly from: string;
  readonly to: string;
  /** `schedule`, or the name of who asks. */
  readonly askedBy: string;
}

const idsAtOnce = 100;

export interface Place {
  readonly coupling: Coupling;
  readonly connection: Connection;
  readonly open: OpenSession | HubError;
  /** Instants: from, and before. */
  readonly from: string;
  readonly before: string;
}

/** What the shop says it has of the period, and which of our orders it proves to have no more. */
export interface Known {
  readonly orders: ReadonlyMap<string, KnownOrder>;
  readonly gone: ReadonlySet<string>;
}

/** It failed before, and nobody calls it before it is tried again. */
export const stillWaiting = new HubError(
  "remote.unavailable",
  "The shop did not answer before; it is tried again later",
);

/** Null: there is no such coupling, or it is off. */
export async function openPlace(
  trx: Transaction,
  sessions: Sessions,
  { administrationId, couplingId, from, to }: LedgerPeriod,
  at: Temporal.Instant,
  signal: AbortSignal,
): Promise<Place | null> {
  const coupling = await readCoupling(trx, administrationId, couplingId);
  const administration = await readAdministration(trx, administrationId);
  if (coupling === null || administration === null || coupling.state !== "live") return null;
  const connection = await readConnection(trx, administrationId, coupling.sourceConnectionId);
  if (connection === null || connection.state === "paused") return null;
  const begin = (day: Temporal.PlainDate) => day.toZonedDateTime(administration.timeZone).toInstant().toString();
  const isOpen = (await circuitOf(trx, connection, at)) === "open";
  return {
    coupling,
    connection,
    open: isOpen ? stillWaiting : await sessions.open(trx, connection, signal).catch(asHubError),
    from: begin(Temporal.PlainDate.from(from)),
    before: begin(Temporal.PlainDate.from(to).add({ days: 1 })),
  };
}

/** Everything in its lists; of what we have and it does not list it is asked one by one, because only that proves that it is gone. */
export async function askShop(
  { open, from, before }: Place,
  oursBeside: (listed: ReadonlySet<string>) => Promise<string[]>,
  signal: AbortSignal,
): Promise<Known> {
  if (open instanceof HubError) throw open;
  const { connector, session } = open;
  const orders = new Map<string, KnownOrder>();
  for (let cursor: string | null = null, more = true; more;) {
    signal.throwIfAborted();
    const page: Awaited<ReturnType<typeof perform<"orders.known">>> = await perform(
      connector,
      session,
      "orders.known",
      { from, before, cursor },
    );
    for (const order of page.items) orders.set(order.id, order);
    cursor = page.next;
    more = cursor !== null;
  }
  const gone = new Set<string>();
  const beside = await oursBeside(new Set(orders.keys()));
  for (let start = 0; start < beside.length; start += idsAtOnce) {
    const ids = beside.slice(start, start + idsAtOnce);
    const { items, unreadable } = await perform(connector, session, "orders.get", { ids });
    const there = new Set([...items, ...unreadable].map(({ id }) => id));
    for (const id of ids) if (!there.has(id)) gone.add(id);
    for (const order of items) {
      // Elsewhere in time by now, or never finished: the shop has it, of another period.
      if (isWithin(order.placedAt, from, before)) orders.set(order.id, order);
    }
    // Nobody can read it: its own outcome says so, and it still is an order of the shop.
    for (const { id } of unreadable) orders.set(id, unread(id));
  }
  return { orders, gone };
}

const isWithin = (at: string, from: string, before: string): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(at), Temporal.Instant.from(from)) >= 0 &&
  Temporal.Instant.compare(Temporal.Instant.from(at), Temporal.Instant.from(before)) < 0;

const unread = (id: string): KnownOrder => ({
  id,
  number: "",
  phase: "unknown",
  status: "",
  refundIds: [],
  placedAt: null,
  modifiedAt: null,
  currency: null,
  total: null,
});

export const placeOf = ({ coupling, connection }: Place) => ({
  administrationId: coupling.administrationId,
  connectionId: connection.id,
});
