import type { Exchange } from "#connect/http-client.ts";
import { HubError } from "#domain/error.ts";
import { bookedOf, decideOrders } from "#flows/shop-orders/book-orders.ts";
import type { Connection } from "#store/connections.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { settleDeliveries } from "#store/deliveries.ts";
import { lockInbox } from "#store/inbox.ts";
import { carryOutOutside, type CarriedOut } from "./carry-out-outside.ts";
import { circuitOf, connectionFailed, connectionWorks } from "./connection-health.ts";
import { countSettled } from "./counts.ts";
import type { EngineOptions } from "./options.ts";
import { choose, deliveriesOf, placeOf, resultsOf, runOf, todayOf, type Plan } from "./order-plan.ts";
import { outsideTarget } from "./outside-target.ts";
import type { OrdersRead } from "./read-orders.ts";
import { settleOrders, type OrderResult } from "./settle-orders.ts";

type Target = NonNullable<Plan["target"]>;

/** How many requests that makes at once, the connector's own limit says. */
const buyersAtOnce = 4;

/** Another job finds out whether it answers again: not long after, this one sees what came of it. */
const afterProbeSeconds = 5;

/** How a connection that is booked in may be asked now: as usual, by one order alone that finds out, or not at all and why. */
export async function accessTo(
  trx: Transaction,
  connection: Connection,
  now: Temporal.Instant,
): Promise<"closed" | "probe" | HubError> {
  const { name, state, stateReason } = connection;
  if (state === "paused") return new HubError("settings.invalid", `${name} is paused`);
  if (state === "reconnect") return new HubError("credentials.expired", stateReason);
  const circuit = await circuitOf(trx, connection, now);
  return circuit === "open" ? new HubError("remote.unavailable", stateReason) : circuit;
}

/**
 * Books orders in an outside package: decided in one transaction, carried out in none, settled in a second one with `more`. Who dies between
 * the two leaves effects that the next one finds.
 */
export async function bookOutside(
  { store, now, counts }: Pick<EngineOptions, "store" | "now" | "counts">,
  p: Plan,
  target: Target,
  orders: OrdersRead,
  ids: readonly string[],
  exchanges: readonly Exchange[],
  signal: AbortSignal,
  more: (trx: Transaction) => Promise<void>,
): Promise<void> {
  const { administration, connection, coupling } = p;
  const { context, toCarryOut, batch } = await inAdministration(store.app, administration.id, async (trx) => {
    const chosen = await choose(trx, p, orders, ids);
    const decided = await decideOrders(chosen.context, chosen.readings);
    const left = new Set(decided.toCarryOut.map((w) => w.reading.order.id));
    const settled = ids.filter((id) => !left.has(id));
    const booked = [...decided.unchanged, ...decided.settled.map(bookedOf)];
    const batch = await settleOrders(trx, runOf(p, now()), chosen.known, resultsOf(orders, settled, booked), exchanges);
    await settleDeliveries(trx, administration.id, deliveriesOf(p, settled));
    return { context: chosen.context, toCarryOut: decided.toCarryOut, batch };
  });
  countSettled(counts, batch);

  const left = toCarryOut.map((w) => w.reading.order.id);
  const { open } = target;
  const today = todayOf(p, now());
  const place = {
    administrationId: administration.id,
    couplingId: coupling.id,
    sourceConnectionId: connection.id,
    today,
  };
  const done: CarriedOut =
    open instanceof HubError
      ? { booked: [], failed: [], blocked: { error: open, externalIds: left } }
      : await carryOutOutside(
          context,
          outsideTarget(store, place, open),
          toCarryOut,
          target.isProbe ? 1 : buyersAtOnce,
          signal,
        );

  const outcome = await inAdministration(store.app, administration.id, async (trx) => {
    const known = new Map((await lockInbox(trx, placeOf(p), left)).map((row) => [row.externalId, row]));
    const nothingElse = { ...orders, absent: [], unreadable: [], failed: [] };
    const results: OrderResult[] = [
      ...resultsOf(nothingElse, left, done.booked),
      ...done.failed.map(({ externalId, error }) => failedIn(target.connection, externalId, error)),
      ...(await waitForTarget(trx, target, done, now())),
    ];
    const answered = open instanceof HubError ? [] : open.exchanges;
    const made = results.length === 0 ? null : await settleOrders(trx, runOf(p, now()), known, results, answered);
    await settleDeliveries(trx, administration.id, deliveriesOf(p, left));
    await more(trx);
    return made;
  });
  if (outcome !== null) countSettled(counts, outcome);
}

/** Writes down how the target is; the orders that wait for it have its moment. */
async function waitForTarget(
  trx: Transaction,
  { connection, open }: Target,
  { booked, blocked }: CarriedOut,
  now: Temporal.Instant,
): Promise<OrderResult[]> {
  if (blocked === null || blocked.externalIds.length === 0) {
    if (booked.length > 0) await connectionWorks(trx, connection, now);
    return [];
  }
  const { error, externalIds } = blocked;
  // What was known before anything was asked says nothing new.
  const retryAt = open === error ? waitOf(connection, now) : await connectionFailed(trx, connection, error, now);
  return externalIds.map((externalId) => ({ ...failedIn(connection, externalId, error), retryAt }));
}

function waitOf({ retryAt, state }: Connection, now: Temporal.Instant): string | null {
  if (retryAt === null || state === "reconnect" || state === "paused") return null;
  const soon = now.add({ seconds: afterProbeSeconds });
  return Temporal.Instant.compare(Temporal.Instant.from(retryAt), soon) > 0 ? retryAt : soon.toString();
}

/** Says in which connection it failed: an order is known by the shop's. */
function failedIn(
  connection: Connection,
  externalId: string,
  error: HubError,
): OrderResult & { readonly kind: "failed" } {
  const { code, message, cause, retryAfterMs, asksPerson } = error;
  const details = { ...error.details, connection: connection.id };
  const more = { details, cause, asksPerson, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  return { kind: "failed", externalId, error: new HubError(code, message, more) };
}
