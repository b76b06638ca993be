import { newId } from "#store/new-id.ts";
import type { Job } from "pg-boss";
import type { Exchange } from "#connect/http-client.ts";
import { asHubError, HubError } from "#domain/error.ts";
import { refundKey, type Booked, type BookingContext, type KnownOrder } from "#flows/shop-orders/booking.ts";
import { bookOrders } from "#flows/shop-orders/book-orders.ts";
import { ShopOrderSettings } from "#flows/shop-orders/settings.ts";
import { raiseAlarm } from "#store/alarms.ts";
import { readAdministration, type Administration } from "#store/administrations.ts";
import { liveCouplingOf, takeOffset, type Coupling } from "#store/couplings.ts";
import { readConnection, type Connection } from "#store/connections.ts";
import { inAdministration, isPassingDatabaseError, type Transaction } from "#store/database.ts";
import { lookedThrough, openRecords, settleDeliveries } from "#store/deliveries.ts";
import { findEffects } from "#store/effects.ts";
import { dueRecords, lockInbox, type InboxRow } from "#store/inbox.ts";
import { holdChoices } from "#store/choices.ts";
import { mappingsOf } from "#store/mappings.ts";
import { isModuleOn } from "#store/modules.ts";
import { connectionFailed, connectionWorks } from "./connection-health.ts";
import type { EngineOptions } from "./options.ts";
import { readOrders, readRefunds, type OrdersRead } from "./read-orders.ts";
import type { OpenSession, Sessions } from "./session.ts";
import { settleOrders, type OrderResult } from "./settle-orders.ts";
import type { OrderJob, Queue } from "./queue.ts";

/** At most this many orders in one request, one transaction and one job. */
export const batchSize = 100;

interface Plan {
  readonly administration: Administration;
  readonly connection: Connection;
  readonly coupling: Coupling;
  /** An error when the connection's own settings or secrets do not fit. */
  readonly open: OpenSession | HubError;
  readonly orderIds: readonly string[];
  /** Open deliveries by order, as they stood before the orders were fetched: only these are settled. */
  readonly deliveryIds: ReadonlyMap<string, readonly string[]>;
  readonly startedAt: string;
}

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
      if (connection.retryAt !== null && Temporal.Instant.compare(now(), Temporal.Instant.from(connection.retryAt)) < 0)
        return null;
      const records = await openRecords(trx, administrationId, connectionId, lane, batchSize);
      const due = await dueRecords(trx, administrationId, connectionId, lane, batchSize);
      const orderIds = [...new Set([...records.map((record) => record.externalId), ...due])].slice(0, batchSize);
      if (orderIds.length === 0) return null;
      return {
        administration,
        connection,
        coupling,
        open: await sessions.open(trx, connection, signal).catch(asHubError),
        orderIds,
        deliveryIds: new Map(records.map((record) => [record.externalId, record.deliveryIds])),
        startedAt: now().toString(),
      };
    });

  const read = async (p: Plan): Promise<OrdersRead> => {
    if (p.open instanceof HubError) throw p.open;
    const orders = await readOrders(p.open, p.orderIds);
    const refundIds = orders.orders.flatMap((order) => order.refundIds);
    // Only invoices are credited.
    if (refundIds.length === 0 || ShopOrderSettings.safeParse(p.coupling.settings).data?.documentKind !== "invoice")
      return orders;
    const keys = refundIds.map((id) => refundKey(p.connection.id, id));
    const credited = await inAdministration(store.app, p.administration.id, (trx) =>
      findEffects(trx, p.administration.id, keys),
    );
    return readRefunds(p.open, orders, (id) => credited.has(refundKey(p.connection.id, id)));
  };

  /** Books these orders in one transaction and one run; `more` is what else belongs in it. */
  const book = (
    p: Plan,
    orders: OrdersRead,
    ids: readonly string[],
    exchanges: readonly Exchange[],
    more: (trx: Transaction) => Promise<void>,
  ): Promise<void> =>
    inAdministration(store.app, p.administration.id, async (trx) => {
      // What a person chose while the orders were fetched counts: read here, and nobody chooses until this commits.
      await holdChoices(trx, p.connection.id);
      const coupling = await liveCouplingOf(trx, p.administration.id, p.connection.id);
      if (coupling === null) throw new HubError("remote.conflict", "The coupling was switched off meanwhile");
      const settings = parseSettings(coupling);
      const mappings = await mappingsOf(trx, p.administration.id, p.connection.id);
      const known = new Map((await lockInbox(trx, placeOf(p), ids)).map((row) => [row.externalId, row]));
      const today = now().toZonedDateTimeISO(p.administration.timeZone).toPlainDate().toString();
      const context: BookingContext = {
        couplingId: coupling.id,
        connectionId: p.connection.id,
        settings,
        mappings,
        seller: { country: p.administration.country, language: p.administration.language },
        mayUseForeignLanguages: await isModuleOn(trx, p.administration.id, "foreignLanguageCustomers"),
        takeOffset: (wanted) =>
          coupling.offsetLeft === 0 ? Promise.resolve(0) : takeOffset(trx, p.administration.id, coupling.id, wanted),
      };
      const readings = orders.orders
        .filter((order) => ids.includes(order.id))
        .map((order) => ({
          reading: { order, refunds: orders.refunds.get(order.id) ?? [] },
          known: knownOf(order.id, known.get(order.id)),
        }));
      const booked = await bookOrders(context, options.builtInTarget(trx, p.administration, today), readings);
      const results = resultsOf(orders, ids, booked);
      await settleOrders(trx, runOf(p), known, results, exchanges);
      await settleDeliveries(trx, p.administration.id, deliveriesOf(p, ids));
      await more(trx);
    });

  /** One order that cannot be booked: the reason stays with it, and its neighbours have been booked. */
  const settleFailure = (p: Plan, id: string, error: HubError): Promise<void> =>
    inAdministration(store.app, p.administration.id, async (trx) => {
      const known = new Map((await lockInbox(trx, placeOf(p), [id])).map((row) => [row.externalId, row]));
      log.warn({ connection: p.connection.id, order: id, code: error.code }, error.message);
      await settleOrders(trx, runOf(p), known, [{ kind: "failed", externalId: id, error }], []);
      if (error.code === "settings.invalid") await tellSettings(trx, p, error);
      await settleDeliveries(trx, p.administration.id, deliveriesOf(p, [id]));
    });

  /** After a batch failed: each order in a transaction of its own, what the shop answered with the first. */
  const bookOneByOne = async (p: Plan, orders: OrdersRead): Promise<void> => {
    for (const [index, id] of p.orderIds.entries()) {
      try {
        await book(p, orders, [id], index === 0 ? exchangesOf(p) : [], async () => undefined);
      } catch (thrown) {
        if (mustRunAgain(thrown)) throw thrown;
        await settleFailure(p, id, asHubError(thrown));
      }
    }
  };

  /** Every transaction is a run of its own. */
  const runOf = (p: Plan) => ({
    ...placeOf(p),
    runId: newId(),
    couplingId: p.coupling.id,
    startedAt: p.startedAt,
    now: now(),
  });

  const finish = (p: Plan, job: Job<OrderJob>) => async (trx: Transaction) => {
    await connectionWorks(trx, p.connection, now());
    // Otherwise too few were waiting to fill a batch: whoever came meanwhile has rung.
    if (p.orderIds.length === batchSize || deliveriesOf(p, p.orderIds).length >= lookedThrough)
      await queue.ringIn(trx, job.data);
    if (!(await queue.completeIn(trx, job))) throw new HubError("remote.conflict", "Another worker took this job over");
  };

  return async (job, signal) => {
    const p = await plan(job.data, signal);
    if (p === null) return;
    let orders: OrdersRead;
    try {
      orders = await read(p);
    } catch (thrown) {
      const error = asHubError(thrown);
      if (signal.aborted) throw error;
      await inAdministration(store.app, p.administration.id, async (trx) => {
        const known = new Map((await lockInbox(trx, placeOf(p), p.orderIds)).map((row) => [row.externalId, row]));
        const retryAt = await connectionFailed(trx, p.connection, error, now());
        const results = p.orderIds.map((externalId): OrderResult => ({ kind: "failed", externalId, error, retryAt }));
        await settleOrders(trx, runOf(p), known, results, exchangesOf(p));
        await settleDeliveries(trx, p.administration.id, deliveriesOf(p, p.orderIds));
      });
      log.warn({ connection: p.connection.id, orders: p.orderIds.length, code: error.code }, error.message);
      return;
    }
    try {
      await book(p, orders, p.orderIds, exchangesOf(p), finish(p, job));
    } catch (thrown) {
      if (mustRunAgain(thrown)) throw thrown;
      log.warn(
        { connection: p.connection.id, orders: p.orderIds.length },
        `A batch is tried one by one: ${asHubError(thrown).message}`,
      );
      await bookOneByOne(p, orders);
      await inAdministration(store.app, p.administration.id, finish(p, job));
    }
  };
}

/** Not the fault of an order: another worker has the job, or the database went away for a moment. The queue brings the job back. */
const mustRunAgain = (thrown: unknown): boolean =>
  isPassingDatabaseError(thrown) || asHubError(thrown).code === "remote.conflict";

function parseSettings(coupling: Coupling): ShopOrderSettings {
  const settings = ShopOrderSettings.safeParse(coupling.settings);
  if (settings.success) return settings.data;
  throw new HubError(
    "settings.invalid",
    `The settings of a coupling do not fit: ${settings.error.issues[0]?.path.join(".") ?? ""}`,
  );
}

/** Every order of the coupling is held by it: one alarm, until the settings are saved again. */
const tellSettings = (trx: Transaction, { coupling, connection }: Plan, error: HubError): Promise<void> =>
  raiseAlarm(trx, {
    administrationId: connection.administrationId,
    kind: "couplingSettings",
    subject: `${connection.id} ${coupling.id}`,
    text: error.message,
  });

const exchangesOf = (p: Plan) => (p.open instanceof HubError ? [] : p.open.exchanges);

const placeOf = (p: Plan) =>
  ({ administrationId: p.administration.id, connectionId: p.connection.id, kind: "order" }) as const;

const deliveriesOf = (p: Plan, ids: readonly string[]): string[] => ids.flatMap((id) => p.deliveryIds.get(id) ?? []);

const knownOf = (externalId: string, row: InboxRow | undefined): KnownOrder => ({
  externalId,
  outcome: row?.outcome ?? null,
  reasonCode: row?.reasonCode ?? null,
  fingerprint: row?.fingerprint ?? "",
  documentedFingerprint: row?.documentedFingerprint ?? "",
  sourceModifiedAt: row?.sourceModifiedAt ?? null,
});

/** Everything that was asked for gets a result: nothing is silent. */
function resultsOf(orders: OrdersRead, ids: readonly string[], booked: readonly Booked[]): OrderResult[] {
  const wanted = new Set(ids);
  return [
    ...booked.map((b): OrderResult =>
      b.kind === "unchanged"
        ? { kind: "unchanged", externalId: b.externalId }
        : { kind: "booked", externalId: b.order.id, booked: b },
    ),
    ...orders.absent.filter((id) => wanted.has(id)).map((externalId): OrderResult => ({ kind: "absent", externalId })),
    ...orders.unreadable
      .filter(({ id }) => wanted.has(id))
      .map(({ id, code, message }): OrderResult => ({
        kind: "failed",
        externalId: id,
        error: new HubError(code, message),
      })),
    ...orders.failed
      .filter(({ id }) => wanted.has(id))
      .map(({ id, error }): OrderResult => ({ kind: "failed", externalId: id, error })),
  ];
}
