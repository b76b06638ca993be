import { newId } from "#store/new-id.ts";
import { once } from "#connect/once.ts";
import { perform } from "#connect/perform.ts";
import { compare, isPositive, text, zero, type Amount } from "#domain/amount.ts";
import { nameOfKind } from "#domain/document-kinds.ts";
import { asHubError, HubError, remedyFor } from "#domain/error.ts";
import type { Language } from "#domain/party.ts";
import { isOver, isUnderWay, type ProviderPayment } from "#domain/provider-payment.ts";
import { raiseAlarm } from "#store/alarms.ts";
import { readAdministration } from "#store/administrations.ts";
import { readConnection, type Connection } from "#store/connections.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { balancesOf, lockForPayment } from "#store/document-balance.ts";
import {
  attemptsOf,
  claimAttempt,
  endAttempt,
  insertAttempt,
  lookSoon,
  referenceOf,
  type Attempt,
} from "#store/payment-attempts.ts";
import { connectionFailed } from "./connection-health.ts";
import { effectBook } from "./effect-book.ts";
import type { PaymentOptions } from "./options.ts";
import type { Queue } from "./queue.ts";
import type { OpenSession, Sessions } from "./session.ts";
import { settlePayment } from "./settle-payment.ts";
import { hookPath } from "./webhook-watch.ts";

export interface PayRequest {
  readonly administrationId: string;
  readonly documentId: string;
  readonly connectionId: string;
  readonly returnUrl: URL;
  readonly language: Language;
}

/** `started`: go there and pay. `underWay`: the customer did, and the provider has not said what came of it. `busy`: another tab is asking. */
export type PayStart =
  { readonly kind: "started"; readonly checkoutUrl: string } | { readonly kind: "nothingDue" | "underWay" | "busy" };

export interface PaymentDesk {
  /** A checkout for what is open now: the one that stands, or a new one. Throws the HubError that kept it from being made. */
  start(request: PayRequest, signal: AbortSignal): Promise<PayStart>;
  /** Asks the provider about what may still be paid on this document, at most every few seconds. */
  lookSoon(place: { readonly administrationId: string; readonly documentId: string }): Promise<void>;
}

/** Mollie keeps an idempotency key for an hour; after most of it, what was never heard of is given up and made anew. */
const repeatableMinutes = 45;
const claimSeconds = 45;
/** A page that is about to end is not handed to a customer. */
const leastLeftSeconds = 60;
const looksApartSeconds = 4;

type Choice =
  | PayStart
  | {
      readonly kind: "make";
      readonly attempt: Attempt;
      readonly others: readonly Attempt[];
      readonly description: string;
    };

export function paymentDesk(options: PaymentOptions, queue: Queue, sessions: Sessions): PaymentDesk {
  const { store, now, log, publicUrl } = options;
  const within = <T>(administrationId: string, work: (trx: Transaction) => Promise<T>) =>
    inAdministration(store.app, administrationId, work);

  /** What to do for this document, decided alone: whoever else starts a payment on it waits for the lock. */
  const choose = async (trx: Transaction, request: PayRequest): Promise<Choice> => {
    const { administrationId, documentId, connectionId, language } = request;
    await lockForPayment(trx, administrationId, [documentId]);
    const [document] = await balancesOf(trx, [documentId]);
    if (document === undefined || document.status !== "issued" || !isPositive(document.open))
      return { kind: "nothingDue" };
    const live = (await attemptsOf(trx, administrationId, documentId)).filter(
      (one) => !isOver(one.state) && one.state !== "paid",
    );
    if (live.some((one) => isUnderWay(one.state))) return { kind: "underWay" };
    const { open, currency } = document;
    const same = live.find((one) => one.connectionId === connectionId && compare(one.amount, open) === 0);
    if (same?.state === "open" && hasTimeLeft(same)) return { kind: "started", checkoutUrl: same.checkoutUrl };
    const at = now();
    const claimedUntil = at.add({ seconds: claimSeconds }).toString();
    const administration = await readAdministration(trx, administrationId);
    const name = nameOfKind(document.kind, language, administration?.country ?? "BE");
    const description = `${name.charAt(0).toLocaleUpperCase(language)}${name.slice(1)} ${document.number}`.slice(
      0,
      140,
    );
    const others = live.filter((one) => one.externalId !== null && one !== same);
    if (same?.state === "starting" && isRepeatable(same)) {
      if (same.claimedUntil !== null && isLater(same.claimedUntil, at)) return { kind: "busy" };
      await claimAttempt(trx, administrationId, same.id, claimedUntil);
      return { kind: "make", attempt: same, others, description };
    }
    const attempt = newAttempt(documentId, connectionId, open, currency, claimedUntil, at);
    await insertAttempt(trx, administrationId, attempt);
    return {
      kind: "make",
      attempt,
      others: same?.state === "open" ? [...others, same] : others,
      description,
    };
  };

  const isLater = (moment: string, at: Temporal.Instant): boolean =>
    Temporal.Instant.compare(Temporal.Instant.from(moment), at) > 0;
  const hasTimeLeft = ({ checkoutUrl, expiresAt }: Attempt): boolean =>
    checkoutUrl !== "" && (expiresAt === null || isLater(expiresAt, now().add({ seconds: leastLeftSeconds })));
  const isRepeatable = ({ createdAt }: Attempt): boolean =>
    isLater(createdAt, now().subtract({ minutes: repeatableMinutes }));

  const openSession = (request: PayRequest, signal: AbortSignal): Promise<OpenSession> =>
    within(request.administrationId, async (trx) => {
      const connection = await readConnection(trx, request.administrationId, request.connectionId);
      if (connection === null) throw new HubError("settings.invalid", "The connection is gone");
      return sessions.open(trx, connection, signal);
    });

  const settle = (connection: Connection, seen: ProviderPayment, askedAt: Temporal.Instant) =>
    within(connection.administrationId, (trx) => settlePayment(trx, connection, seen, askedAt, now()));

  /** Takes back checkouts of another amount or provider. One that cannot be taken back stays watched: paid as well, it is told as such. */
  const cancelOthers = async (request: PayRequest, others: readonly Attempt[], signal: AbortSignal): Promise<void> => {
    for (const { connectionId, externalId } of others) {
      if (externalId === null) continue;
      try {
        const { connector, connection, session } = await openSession({ ...request, connectionId }, signal);
        if (connector.operations["payments.cancel"] === undefined) continue;
        const askedAt = now();
        await settle(connection, await perform(connector, session, "payments.cancel", { id: externalId }), askedAt);
      } catch (thrown) {
        const { code, message } = asHubError(thrown);
        log.warn(
          { connection: connectionId, payment: externalId, code },
          `A payment could not be taken back: ${message}`,
        );
      }
    }
  };

  const make = async (
    request: PayRequest,
    { attempt, description }: Extract<Choice, { kind: "make" }>,
    open: OpenSession,
  ): Promise<ProviderPayment> => {
    const { connector, connection, session } = open;
    const reference = referenceOf(attempt.id);
    const hookUrl =
      publicUrl === null || connection.pollingOnly ? null : new URL(hookPath(connection.hookKey), publicUrl).href;
    const { amount, currency } = attempt;
    const { language, returnUrl } = request;
    const input = { amount, currency, reference, description, language, returnUrl: returnUrl.href, hookUrl };
    const book = effectBook(store, { administrationId: request.administrationId, connectionId: connection.id });
    const operation = "payments.create";
    const { id, output } = await once(book, open, { key: reference, operation, input, mark: "" });
    // Made before, and what it answered was not written down: it is asked what it is now.
    const made = output ?? (await perform(connector, session, "payments.get", { id }));
    if (made === null)
      throw new HubError("remote.protocol_changed", `${connection.name} made a payment and has it no more`);
    if (compare(made.amount, amount) !== 0 || made.currency !== currency) {
      const difference = `${text(made.amount)} ${made.currency} instead of ${text(amount)} ${currency}`;
      throw new HubError("remote.protocol_changed", `${connection.name} made a payment of ${difference}`);
    }
    return { ...made, reference };
  };

  /** What the seller has to know of it; the customer is only told that it did not work. */
  const failed = (request: PayRequest, attempt: Attempt, connection: Connection, error: HubError): Promise<void> =>
    within(request.administrationId, async (trx) => {
      const { administrationId } = request;
      const [document] = await balancesOf(trx, [request.documentId]);
      const remedy = remedyFor(error.code);
      if (remedy === "correct" || remedy === "report") {
        await endAttempt(trx, administrationId, attempt.id, "failed");
        const subject = `${connection.id} ${document?.number ?? ""}`;
        await raiseAlarm(trx, { administrationId, kind: "paymentRefused", subject, text: error.message });
      } else {
        await claimAttempt(trx, administrationId, attempt.id, null);
        await connectionFailed(trx, connection, error, now());
      }
    });

  return {
    async start(request, signal) {
      const choice = await within(request.administrationId, (trx) => choose(trx, request));
      if (choice.kind !== "make") return choice;
      const opened = await openSession(request, signal);
      try {
        await cancelOthers(request, choice.others, signal);
        const [document] = await within(request.administrationId, (trx) => balancesOf(trx, [request.documentId]));
        // Taking back may have shown that it was paid meanwhile.
        if (choice.others.length > 0 && compare(document?.open ?? choice.attempt.amount, choice.attempt.amount) !== 0) {
          await within(request.administrationId, (trx) =>
            endAttempt(trx, request.administrationId, choice.attempt.id, "canceled"),
          );
          return { kind: "underWay" };
        }
        const askedAt = now();
        const made = await make(request, choice, opened);
        await settle(opened.connection, made, askedAt);
        if (made.checkoutUrl !== null) return { kind: "started", checkoutUrl: made.checkoutUrl };
        return { kind: "underWay" };
      } catch (thrown) {
        const error = asHubError(thrown);
        await failed(request, choice.attempt, opened.connection, error);
        throw error;
      }
    },

    async lookSoon({ administrationId, documentId }) {
      const since = now().subtract({ seconds: looksApartSeconds }).toString();
      const connections = await within(administrationId, (trx) => lookSoon(trx, administrationId, documentId, since));
      for (const connectionId of connections) await queue.ringPayments({ administrationId, connectionId });
    },
  };
}

function newAttempt(
  documentId: string,
  connectionId: string,
  amount: Amount,
  currency: string,
  claimedUntil: string,
  at: Temporal.Instant,
): Attempt {
  const nothingYet = { externalId: null, state: "starting", checkoutUrl: "", expiresAt: null, askedAt: null } as const;
  const money = { amount, currency, refunded: zero, chargedBack: zero };
  return {
    ...nothingYet,
    ...money,
    id: newId(),
    documentId,
    connectionId,
    claimedUntil,
    createdAt: at.toString(),
  };
}
