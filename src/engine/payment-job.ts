import { newId } from "#store/new-id.ts";
import type { Job } from "pg-boss";
import type { Exchange } from "#connect/http-client.ts";
import { perform } from "#connect/perform.ts";
import { asHubError, remedyFor, HubError } from "#domain/error.ts";
import { isModuleCode } from "#domain/modules.ts";
import { raiseAlarm } from "#store/alarms.ts";
import { readConnection, type Connection } from "#store/connections.ts";
import { inAdministration, isPassingDatabaseError, type Transaction } from "#store/database.ts";
import { openPaymentMessages, refuseDelivery, settleDeliveries, type OpenDelivery } from "#store/deliveries.ts";
import { insertExchanges } from "#store/exchanges.ts";
import { isModuleOn } from "#store/modules.ts";
import { dueAttempts, forgetMessages, keepMessage, postponeAttempt, wasMessageSeen } from "#store/payment-attempts.ts";
import { insertRun } from "#store/runs.ts";
import { circuitOf, connectionFailed, connectionWorks } from "./connection-health.ts";
import type { PaymentOptions } from "./options.ts";
import type { PaymentPlace, Queue } from "./queue.ts";
import type { OpenSession, Sessions } from "./session.ts";
import { settlePayment } from "./settle-payment.ts";
import { hookPath } from "./webhook-watch.ts";

/** At most this many messages and this many payments that are due, in one job. */
const atOnce = 50;

interface Plan {
  readonly connection: Connection;
  readonly open: OpenSession;
  readonly messages: readonly OpenDelivery[];
  readonly due: readonly string[];
}

interface Proved {
  readonly delivery: OpenDelivery;
  readonly messageId: string | null;
}

/** Null when nothing may be done for this connection now: off is off, and what was delivered waits. */
async function planOf(
  trx: Transaction,
  { now }: PaymentOptions,
  sessions: Sessions,
  { administrationId, connectionId }: PaymentPlace,
  signal: AbortSignal,
): Promise<Plan | null> {
  const connection = await readConnection(trx, administrationId, connectionId);
  if (connection === null || connection.state === "paused" || connection.state === "reconnect") return null;
  const isOn = isModuleCode(connection.connector) && (await isModuleOn(trx, administrationId, connection.connector));
  if (!isOn) return null;
  const messages = await openPaymentMessages(trx, administrationId, connectionId, atOnce);
  const due = await dueAttempts(trx, administrationId, connectionId, atOnce);
  if (messages.length + due.length === 0) return null;
  // One request at a time goes out: the first is the probe.
  if ((await circuitOf(trx, connection, now())) === "open") return null;
  return { connection, open: await sessions.open(trx, connection, signal), messages, due };
}

/**
 * One job of a payment provider: proves the messages that can be proved, asks what became of each payment they name and of those that are
 * due, and books it. A message says only where to look; the provider's answer counts. Each payment has a transaction of its own, in which
 * its messages are settled, so a crash anywhere leaves them to be looked at again.
 */
export function paymentJobHandler(options: PaymentOptions, queue: Queue, sessions: Sessions) {
  const { store, now, log, publicUrl } = options;
  const within = <T>(place: PaymentPlace, work: (trx: Transaction) => Promise<T>) =>
    inAdministration(store.app, place.administrationId, work);

  /** What is genuine; the forged is put aside with an alarm, what was seen before is done. */
  const prove = async ({ connection, open, messages }: Plan): Promise<Proved[]> => {
    const { administrationId } = connection;
    const proof = open.connector.webhook?.prove;
    if (proof === undefined) return messages.map((delivery) => ({ delivery, messageId: null }));
    if (publicUrl === null)
      throw new HubError("settings.invalid", "Without a public address nothing can have been delivered");
    const deliverTo = new URL(hookPath(connection.hookKey), publicUrl);
    const genuine: Proved[] = [];
    for (const delivery of messages) {
      const arrivedAt = Temporal.Instant.from(delivery.receivedAt);
      const { verdict, messageId } = await proof(open.session, delivery, { deliverTo, arrivedAt, memory: open.memory });
      await inAdministration(store.app, administrationId, async (trx) => {
        if (verdict === "forged") {
          await refuseDelivery(trx, administrationId, delivery.id);
          await raiseAlarm(trx, {
            administrationId,
            kind: "callbackRefused",
            subject: connection.id,
            text: "the signature of a callback is not genuine",
          });
        } else if (messageId !== null && (await wasMessageSeen(trx, administrationId, connection.id, messageId))) {
          await settleDeliveries(trx, administrationId, [delivery.id]);
        } else genuine.push({ delivery, messageId });
      });
    }
    return genuine;
  };

  const lookAt = async (plan: Plan, externalId: string, proved: readonly Proved[]): Promise<void> => {
    const { connection, open } = plan;
    const { administrationId } = connection;
    const askedAt = now();
    const saidBefore = open.exchanges.length;
    const seen = await perform(open.connector, open.session, "payments.get", { id: externalId });
    await inAdministration(store.app, administrationId, async (trx) => {
      if (seen === null)
        await postponeAttempt(trx, administrationId, connection.id, externalId, now().add({ hours: 24 }).toString());
      else if ((await settlePayment(trx, connection, seen, askedAt, now())) !== "same")
        await keepAnswers(trx, connection, open.exchanges.slice(saidBefore), askedAt);
      for (const { messageId } of proved)
        if (messageId !== null) await keepMessage(trx, administrationId, connection.id, messageId);
      await settleDeliveries(
        trx,
        administrationId,
        proved.map(({ delivery }) => delivery.id),
      );
    });
  };

  /** One payment whose answer cannot be used: told, and its neighbours go on. */
  const putAside = (plan: Plan, externalId: string, proved: readonly Proved[], error: HubError): Promise<void> =>
    inAdministration(store.app, plan.connection.administrationId, async (trx) => {
      const { administrationId, id } = plan.connection;
      log.warn({ connection: id, payment: externalId, code: error.code }, error.message);
      const subject = `${id} ${externalId}`;
      await raiseAlarm(trx, { administrationId, kind: "paymentUnreadable", subject, text: error.message });
      await postponeAttempt(trx, administrationId, id, externalId, now().add({ hours: 6 }).toString());
      await settleDeliveries(
        trx,
        administrationId,
        proved.map(({ delivery }) => delivery.id),
      );
    });

  return async (job: Job<PaymentPlace>, signal: AbortSignal): Promise<void> => {
    const place = job.data;
    const plan = await within(place, (trx) => planOf(trx, options, sessions, place, signal));
    if (plan === null) return;
    const { connection } = plan;
    try {
      const byPayment = Map.groupBy(await prove(plan), ({ delivery }) => delivery.externalId);
      for (const externalId of new Set([...byPayment.keys(), ...plan.due])) {
        signal.throwIfAborted();
        const proved = byPayment.get(externalId) ?? [];
        await lookAt(plan, externalId, proved).catch((thrown: unknown) => {
          const error = asHubError(thrown);
          const isOfThisOne = remedyFor(error.code) === "report" || remedyFor(error.code) === "correct";
          if (!isOfThisOne || signal.aborted || isPassingDatabaseError(thrown)) throw thrown;
          return putAside(plan, externalId, proved, error);
        });
      }
      await within(place, async (trx) => {
        await connectionWorks(trx, connection, now());
        await forgetMessages(trx, place.administrationId, connection.id);
      });
    } catch (thrown) {
      const error = asHubError(thrown);
      if (signal.aborted || error.code === "internal.unexpected") throw error;
      await within(place, (trx) => connectionFailed(trx, connection, error, now()));
      log.warn({ connection: connection.id, code: error.code }, error.message);
      return;
    }
    if (plan.messages.length === atOnce || plan.due.length === atOnce) await queue.ringPayments(place);
  };
}

/** What the provider answered, as it came, when something followed from it. */
async function keepAnswers(
  trx: Transaction,
  { id: connectionId, administrationId }: Connection,
  exchanges: readonly Exchange[],
  startedAt: Temporal.Instant,
): Promise<void> {
  const runId = newId();
  const run = { id: runId, administrationId, couplingId: null, connectionId, flow: "payments" };
  await insertRun(trx, { ...run, startedAt: startedAt.toString(), counts: { payments: 1 } });
  const place = { administrationId, connectionId, runId };
  await insertExchanges(
    trx,
    exchanges.map((exchange) => ({ ...exchange, ...place, id: newId() })),
  );
}
