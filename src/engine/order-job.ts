import type { Job } from "pg-boss";
import type { Exchange } from "#connect/http-client.ts";
import { perform } from "#connect/perform.ts";
import { readsOf } from "#connect/reading.ts";
import { asHubError, HubError } from "#domain/error.ts";
import { refundKey } from "#flows/shop-orders/booking.ts";
import { bookOrders } from "#flows/shop-orders/book-orders.ts";
import { ShopOrderSettings } from "#flows/shop-orders/settings.ts";
import { raiseAlarm } from "#store/alarms.ts";
import { readAdministration } from "#store/administrations.ts";
import { liveCouplingOf, type Coupling } from "#store/couplings.ts";
import { readConnection } from "#store/connections.ts";
import { inAdministration, isPassingDatabaseError, type Transaction } from "#store/database.ts";
import { lookedThrough, openRecords, settleDeliveries, type OpenRecord } from "#store/deliveries.ts";
import { findEffects } from "#store/effects.ts";
import { dueRecords, lockInbox } from "#store/inbox.ts";
import { accessTo, bookOutside } from "./book-outside.ts";
import { circuitOf, connectionFailed, connectionWorks } from "./connection-health.ts";
import { countSettled } from "./counts.ts";
import type { EngineOptions } from "./options.ts";
import {
  choose,
  deliveriesOf,
  exchangesOf,
  keepsContentOf,
  placeOf,
  resultsOf,
  runOf,
  todayOf,
  type Plan,
} from "./order-plan.ts";
import { readOrders, readRefunds, type OrdersRead } from "./read-orders.ts";
import type { Sessions } from "./session.ts";
import { settleOrders, type OrderResult, type SettledBatch } from "./settle-orders.ts";
import type { OrderJob, Place, Queue } from "./queue.ts";

/** At most this many orders in one request, one transaction and one job. */
export const batchSize = 100;
/** Of a first migration fewer: what rings meanwhile in this lane waits for the job. */
export const oldAtOnce = 25;

export type OrderJobHandler = (job: Job<OrderJob>, signal: AbortSignal) => Promise<void>;

/**
 * One job: looks at up to a hundred orders of one connection that deliveries, the sweep or a retry asked for. Reads them from the shop,
 * books them in one transaction with the job's completion, and rings again when there are more. Two workers on the same orders take turns
 * on the inbox rows, and the second finds nothing to do.
 */
export function orderJobHandler(options: EngineOptions, queue: Queue, sessions: Sessions): OrderJobHandler {
  const { store, now, log } = options;

  const plan = (job: OrderJob, signal: AbortSignal): Promise<Plan | null> =>
    inAdministration(store.app, job.administrationId, async (trx) => {
      const { administrationId, connectionId, lane } = job;
      const connection = await readConnection(trx, administrationId, connectionId);
      const administration = await readAdministration(trx, administrationId);
      const coupling = await liveCouplingOf(trx, administrationId, connectionId);
      // Off is off: deliveries stay as they are until the coupling is live again.
      if (connection === null || administration === null || coupling === null || connection.state === "paused")
        return null;
      const records = await openRecords(trx, administrationId, connectionId, lane, batchSize);
      const due = await dueRecords(trx, administrationId, connectionId, lane, batchSize);
      const idsOf = (found: readonly OpenRecord[]) => found.map(({ externalId }) => externalId);
      const old = idsOf(records.filter(({ isOld }) => isOld));
      const others = [...idsOf(records.filter(({ isOld }) => !isOld)), ...due];
      const orderIds = [...new Set([...others, ...old.slice(0, oldAtOnce)])].slice(0, batchSize);
      if (orderIds.length === 0) return null;
      const circuit = await circuitOf(trx, connection, now());
      if (circuit === "open") return null;
      const target = await openTarget(trx, coupling, signal);
      return {
        administration,
        connection,
        coupling,
        target,
        open: await sessions.open(trx, connection, signal).catch(asHubError),
        orderIds,
        deliveryIds: new Map(records.map((record) => [record.externalId, record.deliveryIds])),
        hasMore: orderIds.length === batchSize || old.length > oldAtOnce,
        startedAt: now().toString(),
        isProbe: circuit === "probe",
      };
    });

  const openTarget = async (trx: Transaction, coupling: Coupling, signal: AbortSignal): Promise<Plan["target"]> => {
    const { administrationId, targetConnectionId } = coupling;
    if (targetConnectionId === null) return null;
    const connection = await readConnection(trx, administrationId, targetConnectionId);
    if (connection === null) throw new HubError("settings.invalid", "The connection that is booked in is gone");
    const access = await accessTo(trx, connection, now());
    const isProbe = access === "probe";
    if (access instanceof HubError) return { connection, isProbe, open: access };
    return { connection, isProbe, open: await sessions.open(trx, connection, signal).catch(asHubError) };
  };

  /** One light request; only when it is answered, this and everything else goes on. */
  const probe = async ({ connection, open }: Plan, place: Place): Promise<void> => {
    if (open instanceof HubError) throw open;
    const since = { modifiedSince: now().toString(), cursor: null };
    await perform(open.connector, open.session, "orders.list", since);
    await inAdministration(store.app, place.administrationId, (trx) => connectionWorks(trx, connection, now()));
    await queue.ringAll(place);
  };

  const read = async (p: Plan): Promise<OrdersRead> => {
    if (p.open instanceof HubError) throw p.open;
    const shop = readsOf(p.open);
    const orders = await readOrders(shop, p.orderIds);
    const refundIds = orders.orders.flatMap((order) => order.refundIds);
    const isOutside = p.coupling.targetConnectionId !== null;
    // Here only invoices are credited; of what stands elsewhere a person is told.
    const isCredited = ShopOrderSettings.safeParse(p.coupling.settings).data?.documentKind === "invoice" || isOutside;
    if (refundIds.length === 0 || !isCredited) return orders;
    const keys = refundIds.map((id) => refundKey(p.connection.id, id));
    const credited = await inAdministration(store.app, p.administration.id, (trx) =>
      findEffects(trx, p.administration.id, keys),
    );
    const isDone = (id: string) => credited.has(refundKey(p.connection.id, id));
    return readRefunds(shop, orders, isDone, !keepsContentOf(p.coupling));
  };

  const count = (settled: SettledBatch): void => countSettled(options.counts, settled);

  /** Books these orders, built in: in one transaction and one run; `more` is what else belongs in it. */
  const book = (
    p: Plan,
    orders: OrdersRead,
    ids: readonly string[],
    exchanges: readonly Exchange[],
    signal: AbortSignal,
    more: (trx: Transaction) => Promise<void>,
  ): Promise<void> => {
    if (p.target !== null) return bookOutside(options, queue, p, p.target, orders, ids, exchanges, signal, more);
    return inAdministration(store.app, p.administration.id, async (trx) => {
      const { context, known, readings } = await choose(trx, p, orders, ids);
      const builtIn = options.builtInTarget(trx, p.administration, todayOf(p, now()));
      const booked = await bookOrders(context, builtIn, readings);
      const settled = await settleOrders(trx, runOf(p, now()), known, resultsOf(orders, ids, booked), exchanges);
      await settleDeliveries(trx, p.administration.id, deliveriesOf(p, ids), keepsContentOf(p.coupling));
      await more(trx);
      return settled;
    }).then(count);
  };

  /** One order that cannot be booked: the reason stays with it, and its neighbours have been booked. */
  const settleFailure = (p: Plan, id: string, error: HubError): Promise<void> =>
    inAdministration(store.app, p.administration.id, async (trx) => {
      const known = new Map((await lockInbox(trx, placeOf(p), [id])).map((row) => [row.externalId, row]));
      log.warn({ connection: p.connection.id, order: id, code: error.code }, error.message);
      const settled = await settleOrders(trx, runOf(p, now()), known, [{ kind: "failed", externalId: id, error }], []);
      if (error.code === "settings.invalid") await tellSettings(trx, p, error);
      await settleDeliveries(trx, p.administration.id, deliveriesOf(p, [id]), keepsContentOf(p.coupling));
      return settled;
    }).then(count);

  /** After a batch failed: each order in a transaction of its own, what the shop answered with the first. */
  const bookOneByOne = async (p: Plan, orders: OrdersRead, signal: AbortSignal): Promise<void> => {
    for (const [index, id] of p.orderIds.entries()) {
      try {
        await book(p, orders, [id], index === 0 ? exchangesOf(p) : [], signal, async () => undefined);
      } catch (thrown) {
        if (signal.aborted || mustRunAgain(thrown)) throw thrown;
        await settleFailure(p, id, asHubError(thrown));
      }
    }
  };

  const finish = (p: Plan, job: Job<OrderJob>) => async (trx: Transaction) => {
    await connectionWorks(trx, p.connection, now());
    // Otherwise too few were waiting to fill a batch: whoever came meanwhile has rung.
    if (p.hasMore || deliveriesOf(p, p.orderIds).length >= lookedThrough) await queue.ringIn(trx, job.data);
    if (!(await queue.completeIn(trx, job))) throw new HubError("remote.conflict", "Another worker took this job over");
  };

  return async (job, signal) => {
    const p = await plan(job.data, signal);
    if (p === null) return;
    let orders: OrdersRead;
    try {
      if (p.isProbe) await probe(p, job.data);
      orders = await read(p);
    } catch (thrown) {
      const error = asHubError(thrown);
      if (signal.aborted) throw error;
      await inAdministration(store.app, p.administration.id, async (trx) => {
        const known = new Map((await lockInbox(trx, placeOf(p), p.orderIds)).map((row) => [row.externalId, row]));
        const retryAt = await connectionFailed(trx, p.connection, error, now());
        const results = p.orderIds.map((externalId): OrderResult => ({ kind: "failed", externalId, error, retryAt }));
        const settled = await settleOrders(trx, runOf(p, now()), known, results, exchangesOf(p));
        await settleDeliveries(trx, p.administration.id, deliveriesOf(p, p.orderIds), keepsContentOf(p.coupling));
        return settled;
      }).then(count);
      log.warn({ connection: p.connection.id, orders: p.orderIds.length, code: error.code }, error.message);
      return;
    }
    try {
      await book(p, orders, p.orderIds, exchangesOf(p), signal, finish(p, job));
    } catch (thrown) {
      if (signal.aborted || mustRunAgain(thrown)) throw thrown;
      log.warn(
        { connection: p.connection.id, orders: p.orderIds.length },
        `A batch is tried one by one: ${asHubError(thrown).message}`,
      );
      await bookOneByOne(p, orders, signal);
      await inAdministration(store.app, p.administration.id, finish(p, job));
    }
  };
}

/** Not the fault of an order: another worker has the job, or the database went away for a moment. The queue brings the job back. */
const mustRunAgain = (thrown: unknown): boolean =>
  isPassingDatabaseError(thrown) || asHubError(thrown).code === "remote.conflict";

/** Every order of the coupling is held by it: one alarm, until the settings are saved again. */
const tellSettings = (trx: Transaction, { coupling, connection }: Plan, error: HubError): Promise<void> =>
  raiseAlarm(trx, {
    administrationId: connection.administrationId,
    kind: "couplingSettings",
    subject: `${connection.id} ${coupling.id}`,
    text: error.message,
  });
