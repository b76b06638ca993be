import { newId } from "#store/new-id.ts";
import { compare, isPositive, text, zero, type Amount } from "#domain/amount.ts";
import { nextLook, paymentRanks, progressOf, type Progress, type ProviderPayment } from "#domain/provider-payment.ts";
import { closeAlarm, raiseAlarm } from "#store/alarms.ts";
import type { Connection } from "#store/connections.ts";
import type { Transaction } from "#store/database.ts";
import { balancesOf, type Balance } from "#store/document-balance.ts";
import { insertEvents } from "#store/events.ts";
import {
  insertAttempt,
  lockAttemptByReference,
  lockAttemptOf,
  updateAttempt,
  type Attempt,
} from "#store/payment-attempts.ts";
import { insertPayments, paymentIdOf } from "#store/payments.ts";
import { countAgainst, insertRestoral, insertReversal, type NewReversal } from "#store/reversals.ts";

/** What a look at a payment came to. `foreign`: another program's payment at the same provider. */
export type Settled = "changed" | "same" | "foreign" | "mismatch";

/** Names a payment at its source, for ever. */
const sourceKeyOf = (connector: string, externalId: string): string => `${connector}:${externalId}`;

/**
 * Books what a provider tells of one payment, in the caller's transaction: the payment up to what is open, what went back, and what a
 * person should know. Told again, late or in another order it changes nothing more. `askedAt`: before the provider was asked.
 */
export async function settlePayment(
  trx: Transaction,
  connection: Connection,
  seen: ProviderPayment,
  askedAt: Temporal.Instant,
  now: Temporal.Instant,
): Promise<Settled> {
  const { administrationId } = connection;
  const attempt = await attemptOf(trx, connection, seen, now);
  if (attempt === null) return "foreign";
  // An answer that was under way while another was written may be the older one.
  const isNewest = attempt.askedAt === null || Temporal.Instant.compare(askedAt, instant(attempt.askedAt)) > 0;
  const progress = progressOf(attempt, seen, isNewest);
  const [document] = await balancesOf(trx, [attempt.documentId]);
  if (document === undefined) throw new Error(`The document of the payment ${seen.id} is gone`);
  const say = (what: Said) => tell(trx, connection, document, seen.id, what);
  const subject = `${connection.id} ${document.number}`;
  if (progress === null) {
    await raiseAlarm(trx, { administrationId, kind: "paymentMismatch", subject, text: mismatchOf(attempt, seen) });
    await save(trx, administrationId, attempt, seen, attempt, now.add({ hours: 24 }), now);
    return "mismatch";
  }

  const sourceKey = sourceKeyOf(connection.connector, seen.id);
  if (progress.received) {
    const id = newId();
    const paidAt = seen.paidAt ?? now.toString();
    const { amount, currency, method } = seen;
    const payment = { id, sourceKey, amount, currency, method: method || connection.connector, transactionId: seen.id };
    const [booked] = await insertPayments(trx, administrationId, [
      { ...payment, paidAt, documentId: attempt.documentId },
    ]);
    if (booked !== undefined) {
      if (progress.isLate) await say({ code: "payment.late", amount, level: "warning" });
      else await say({ code: "payment.received", amount, level: "info" });
      if (isPositive(booked.remainder)) {
        await say({ code: "payment.unallocated", amount: booked.remainder, level: "warning" });
        await raiseAlarm(trx, {
          administrationId,
          kind: "paymentUnallocated",
          subject: `${document.documentId} ${document.number}`,
          text: `${text(booked.remainder)} ${currency} of ${seen.id} is for no document`,
        });
      }
    }
  }
  const against = async (reason: string, amount: Amount): Promise<NewReversal> => {
    const reversesId = await paymentIdOf(trx, administrationId, sourceKey);
    if (reversesId === null) throw new Error(`The payment ${seen.id} went back before it was booked`);
    const times = await countAgainst(trx, administrationId, reversesId);
    const names = { id: newId(), sourceKey: `${sourceKey}:${reason}:${times + 1}`, reversesId };
    const { currency, method } = seen;
    const money = { amount, currency, method: method || connection.connector, transactionId: seen.id };
    return { ...names, ...money, at: now.toString(), reason, enteredBy: "" };
  };
  const came = [
    ["refund", progress.noLongerRefunded],
    ["chargeback", progress.noLongerChargedBack],
  ] as const;
  for (const [reason, amount] of came) {
    if (amount === null) continue;
    await insertRestoral(trx, administrationId, await against(reason, amount));
    await raiseAlarm(trx, {
      administrationId,
      kind: "paymentRestored",
      subject,
      text: `${reason} of ${text(amount)} ${seen.currency} of ${seen.id} was undone`,
    });
  }
  const wentBack = [
    ["refund", progress.newlyRefunded],
    ["chargeback", progress.newlyChargedBack],
  ] as const;
  for (const [reason, amount] of wentBack) {
    if (amount === null) continue;
    const opened = await insertReversal(trx, administrationId, await against(reason, amount));
    if (opened === null) continue;
    if (reason === "refund") await say({ code: "payment.refunded", amount, level: "warning" });
    else await say({ code: "payment.chargedBack", amount, level: "warning" });
    for (const { open, number } of await balancesOf(trx, opened)) {
      if (!isPositive(open)) continue;
      await raiseAlarm(trx, {
        administrationId,
        kind: "paymentReversed",
        subject: `${connection.id} ${number}`,
        text: `${reason} of ${text(amount)} ${seen.currency}; ${text(open)} is open again`,
      });
    }
  }
  const isNews = !isSame(attempt, progress);
  await save(
    trx,
    administrationId,
    attempt,
    seen,
    progress,
    nextLook(progress.state, instant(attempt.createdAt), now),
    now,
  );
  if (progress.received) await closeAlarm(trx, administrationId, "paymentMismatch", subject);
  return isNews ? "changed" : "same";
}

const instant = (given: string): Temporal.Instant => Temporal.Instant.from(given);

const isSame = (attempt: Attempt, progress: Progress): boolean =>
  attempt.externalId !== null &&
  attempt.state === progress.state &&
  compare(attempt.refunded, progress.refunded) === 0 &&
  compare(attempt.chargedBack, progress.chargedBack) === 0;

const mismatchOf = (attempt: Attempt, seen: ProviderPayment): string =>
  `${seen.id} is of ${text(seen.amount)} ${seen.currency}; ${text(attempt.amount)} ${attempt.currency} was asked for`;

/**
 * The attempt this payment belongs to, locked. By the provider's id; else by our reference: then the answer to our create was lost. A second
 * payment under one reference is kept as an attempt of its own, so that its money is seen as well.
 */
async function attemptOf(
  trx: Transaction,
  connection: Connection,
  seen: ProviderPayment,
  now: Temporal.Instant,
): Promise<Attempt | null> {
  const { administrationId, id: connectionId } = connection;
  const known = await lockAttemptOf(trx, administrationId, connectionId, seen.id);
  if (known !== null) return known;
  const meant = await lockAttemptByReference(trx, administrationId, connectionId, seen.reference);
  // Somebody else may have written it down while we waited for the lock.
  if (meant === null || meant.externalId === seen.id) return meant;
  if (meant.externalId === null) return meant;
  const { documentId, amount, currency } = meant;
  const sibling = { id: newId(), documentId, connectionId, amount, currency, externalId: seen.id };
  await insertAttempt(trx, administrationId, { ...sibling, claimedUntil: null, createdAt: now.toString() });
  const checkout = { checkoutUrl: "", expiresAt: null, claimedUntil: null, askedAt: null };
  return { ...sibling, ...checkout, state: "starting", refunded: zero, chargedBack: zero, createdAt: now.toString() };
}

const save = (
  trx: Transaction,
  administrationId: string,
  attempt: Attempt,
  seen: ProviderPayment,
  { state, refunded, chargedBack }: Pick<Progress, "state" | "refunded" | "chargedBack">,
  next: Temporal.Instant | null,
  now: Temporal.Instant,
): Promise<void> =>
  updateAttempt(trx, administrationId, attempt.id, {
    externalId: seen.id,
    // The provider knows it, so it is no longer starting.
    state: paymentRanks[state] === 0 ? "open" : state,
    refunded,
    chargedBack,
    checkoutUrl: seen.checkoutUrl ?? attempt.checkoutUrl,
    expiresAt: seen.expiresAt ?? attempt.expiresAt,
    claimedUntil: null,
    askedAt: now.toString(),
    nextLookAt: next?.toString() ?? null,
  });

interface Said {
  readonly code:
    "payment.received" | "payment.late" | "payment.unallocated" | "payment.refunded" | "payment.chargedBack";
  readonly amount: Amount;
  readonly level: "info" | "warning";
}

/** In the story of the payment; that of an order reads the payments themselves. */
async function tell(
  trx: Transaction,
  connection: Connection,
  { documentId, kind, number, currency }: Balance,
  paymentId: string,
  { code, amount, level }: Said,
): Promise<void> {
  await insertEvents(trx, [
    {
      id: newId(),
      administrationId: connection.administrationId,
      runId: null,
      connectionId: connection.id,
      externalId: paymentId,
      level,
      code,
      data: { id: documentId, kind, number, amount: text(amount), currency, provider: connection.name },
    },
  ]);
}
