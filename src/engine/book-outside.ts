import type { Exchange } from "#connect/http-client.ts";
import { readsOf } from "#connect/reading.ts";
import { documentKey } from "#domain/document-order.ts";
import { HubError } from "#domain/error.ts";
import { bookedOf, decideOrders } from "#flows/shop-orders/book-orders.ts";
import type { Work } from "#flows/shop-orders/booking.ts";
import { itemCodesOf } from "#flows/shop-orders/codes.ts";
import type { MappingEntry } from "#flows/shop-orders/settings.ts";
import { holdChoices } from "#store/choices.ts";
import type { Connection } from "#store/connections.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { settleDeliveries } from "#store/deliveries.ts";
import { lockInbox, wakeRecords } from "#store/inbox.ts";
import { mappingsOf } from "#store/mappings.ts";
import { begunDocuments, findBegun } from "./begun-documents.ts";
import { carryOutOutside, type CarriedOut } from "./carry-out-outside.ts";
import { circuitOf, connectionFailed, connectionWorks } from "./connection-health.ts";
import { countSettled } from "./counts.ts";
import type { Queue } from "./queue.ts";
import { itemsThere } from "./items-there.ts";
import type { EngineOptions } from "./options.ts";
import { choose, deliveriesOf, keepsContentOf, placeOf, resultsOf, runOf, todayOf, type Plan } from "./order-plan.ts";
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
  { ifFree }: Pick<Queue, "ifFree">,
  p: Plan,
  target: Target,
  orders: OrdersRead,
  ids: readonly string[],
  exchanges: readonly Exchange[],
  signal: AbortSignal,
  more: (trx: Transaction) => Promise<void>,
): Promise<void> {
  const { administration, connection, coupling } = p;
  const { context, toCarryOut, begun, gone, batch } = await inAdministration(
    store.app,
    administration.id,
    async (trx) => {
      const chosen = await choose(trx, p, orders, ids);
      const decided = await decideOrders(chosen.context, chosen.readings);
      const open = ids.filter((id) => chosen.known.get(id)?.outcome !== "documented");
      const begun = await begunDocuments(trx, administration.id, coupling.id, open);
      // Of what may be there already it is found out first, also when nothing is wanted of the order any more.
      const doubted = decided.settled.filter((w) => begun.has(w.reading.order.id));
      const gone = orders.absent.filter((id) => begun.has(id));
      const toCarryOut = [...decided.toCarryOut, ...doubted];
      const left = new Set([...toCarryOut.map((w) => w.reading.order.id), ...gone]);
      const settled = ids.filter((id) => !left.has(id));
      const certain = decided.settled.filter((w) => !doubted.includes(w));
      const booked = [...decided.unchanged, ...certain.map(bookedOf)];
      const batch = await settleOrders(
        trx,
        runOf(p, now()),
        chosen.known,
        resultsOf(orders, settled, booked),
        exchanges,
      );
      await settleDeliveries(trx, administration.id, deliveriesOf(p, settled), keepsContentOf(p.coupling));
      return { context: chosen.context, toCarryOut, begun, gone, batch };
    },
  );
  countSettled(counts, batch);

  const left = [...toCarryOut.map((w) => w.reading.order.id), ...gone];
  const decisions = new Map(toCarryOut.map((w) => [w.reading.order.id, w.decision]));
  /** What was begun under the very key that is wanted is found out by making it. */
  const doubtsOf = (id: string): readonly string[] => {
    const decision = decisions.get(id);
    const wanted = decision?.kind === "document" ? documentKey(coupling.id, id, decision.draft.kind, 1) : null;
    return (begun.get(id) ?? []).filter((key) => key !== wanted);
  };
  const { open } = target;
  const today = todayOf(p, now());
  const place = {
    administrationId: administration.id,
    couplingId: coupling.id,
    sourceConnectionId: connection.id,
    today,
    mappings: context.mappings,
    keepsContent: keepsContentOf(coupling),
  };
  const done: CarriedOut =
    open instanceof HubError
      ? { booked: [], gone: [], failed: [], blocked: { error: open, externalIds: left } }
      : await carryOutOutside(
          context,
          outsideTarget(
            store,
            place,
            open,
            itemsThere(readsOf(open), expectedItems(toCarryOut, context.mappings)),
            ifFree,
          ),
          toCarryOut,
          { gone, find: (id) => findBegun(store, place, open, doubtsOf(id)) },
          target.isProbe ? 1 : buyersAtOnce,
          signal,
        );

  const outcome = await inAdministration(store.app, administration.id, async (trx) => {
    // As in the first one: what is chosen meanwhile waits, and what was chosen since is seen.
    await holdChoices(trx, connection.id);
    const known = new Map((await lockInbox(trx, placeOf(p), left)).map((row) => [row.externalId, row]));
    const nothingElse = { ...orders, absent: [], unreadable: [], failed: [] };
    const results: OrderResult[] = [
      ...resultsOf(nothingElse, left, done.booked),
      ...done.gone.map((one): OrderResult => ({ kind: "absent", ...one })),
      ...done.failed.map(({ externalId, error }) => failedIn(target.connection, externalId, error)),
      ...(await waitForTarget(trx, target, done, now())),
    ];
    const answered = open instanceof HubError ? [] : open.exchanges;
    const made = results.length === 0 ? null : await settleOrders(trx, runOf(p, now()), known, results, answered);
    await wakeChosen(trx, p, context.mappings, results);
    await settleDeliveries(trx, administration.id, deliveriesOf(p, left), keepsContentOf(p.coupling));
    await more(trx);
    return made;
  });
  if (outcome !== null) countSettled(counts, outcome);
}

/** A choice that was made while orders were carried out found none of them waiting for it yet: those are looked at again. */
async function wakeChosen(
  trx: Transaction,
  { administration, connection }: Plan,
  before: readonly MappingEntry[],
  results: readonly OrderResult[],
): Promise<void> {
  const waiting = results.flatMap((result) =>
    result.kind === "booked" && result.booked.waitsFor.length > 0 ? [result.externalId] : [],
  );
  if (waiting.length === 0) return;
  const textOf = (all: readonly MappingEntry[]) =>
    JSON.stringify(all.map((one) => JSON.stringify([one.what, one.fromValue, one.toValue])).toSorted());
  const now = await mappingsOf(trx, administration.id, connection.id);
  if (textOf(now) !== textOf(before)) await wakeRecords(trx, administration.id, connection.id, waiting);
}

/** Of every order of the job, so that they are asked for together. */
const expectedItems = (work: readonly Work[], mappings: readonly MappingEntry[]): string[] =>
  itemCodesOf(
    work.flatMap(({ decision, reading: { order } }) =>
      decision.kind === "document" ? [{ draft: decision.draft, pricesIncludeTax: order.pricesIncludeTax }] : [],
    ),
    mappings,
  );

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

/** Says in which connection it failed: an order is known by the shop's, where one that is not right is mended. */
function failedIn(
  connection: Connection,
  externalId: string,
  error: HubError,
): OrderResult & { readonly kind: "failed" } {
  const { code, message, cause, retryAfterMs, asksPerson } = error;
  const details = code === "document.invalid" ? error.details : { ...error.details, connection: connection.id };
  const more = { details, cause, asksPerson, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  return { kind: "failed", externalId, error: new HubError(code, message, more) };
}
