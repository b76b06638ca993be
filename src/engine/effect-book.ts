import { setTimeout as sleep } from "node:timers/promises";
import type { Earlier, EffectBook, Ending, Progress } from "#connect/once.ts";
import { inAdministration, isPassingDatabaseError, type Transaction } from "#store/database.ts";
import {
  beginAttempt,
  clearAttempts,
  doubtEffect,
  finishEffect,
  lockKnownEffect,
  lockOutsideEffect,
  loseAttempt,
  refillEffect,
} from "#store/effects.ts";
import type { OutsideEffect } from "#store/effects.ts";
import type { Store } from "#store/store.ts";

interface Place {
  readonly administrationId: string;
  readonly connectionId: string;
}

/**
 * What is written in the transaction in which an effect is known to be done; `sent` is what made it, `isEmptied`: it is not to be kept any more.
 * `made.output` is all the other side answered.
 */
export type Afterwards = (
  trx: Transaction,
  made: { readonly id: string; readonly number: string; readonly output?: unknown },
  sent: unknown,
  isEmptied: boolean,
) => Promise<void>;

const earlierOf = (effect: OutsideEffect): Earlier | null => {
  const { state, secondsSinceFirst, secondsSinceLast, looks, isSentAgain } = effect;
  if (secondsSinceFirst === null || secondsSinceLast === null) return null;
  return { state: state === "unknown" ? "lost" : "sending", secondsSinceFirst, secondsSinceLast, looks, isSentAgain };
};

/** The answer of a write is in our hands: a database that is away for a moment must not make it a lost one. */
const pausesMs = [50, 250, 1_000, 3_000];

/**
 * Effects in the database, one transaction per step. What happened before a copy of the database was put back (`happenedAt`) may have been made
 * by the hub that is gone: of that it is not known, as after a lost answer.
 */
export function effectBook(
  { app, key: master }: Store,
  place: Place,
  afterwards: Afterwards = async () => undefined,
  happenedAt: string | null = null,
): EffectBook {
  const { administrationId, connectionId } = place;
  const within = <T>(work: (trx: Transaction) => Promise<T>) => inAdministration(app, administrationId, work);
  const inHand = new Map<string, unknown>();

  const write = (key: string, attempt: number, ending: Ending) =>
    within(async (trx) => {
      if (ending.kind === "lost") await loseAttempt(trx, administrationId, key, attempt, ending.progress ?? null);
      else if (ending.kind === "refused") await clearAttempts(trx, administrationId, key, attempt);
      else {
        const sent = await finishEffect(trx, master, administrationId, key, ending);
        const isEmptied = sent === null;
        if (sent !== undefined) await afterwards(trx, ending, isEmptied ? inHand.get(key) : sent, isEmptied);
      }
    });

  return {
    async begin({ key, operation, input, mark }, mayBegin) {
      const begun = await within(async (trx) => {
        const named = { key, operation, connectionId };
        let effect = await lockOutsideEffect(trx, administrationId, named);
        const sent = { input, mark };
        const isDoubted =
          happenedAt !== null &&
          effect.state === "intent" &&
          effect.attempt === 0 &&
          (await doubtEffect(trx, master, administrationId, key, happenedAt, sent));
        if (isDoubted) effect = await lockOutsideEffect(trx, administrationId, named);
        const { remoteId, remoteNumber } = effect;
        if (effect.state === "done") return { done: { id: remoteId ?? "", number: remoteNumber, mark: effect.mark } };
        // What it was sent with went with its person: a repeat, or a person who says what is there, has it as it is now.
        if (earlierOf(effect) !== null && effect.input === null) {
          await refillEffect(trx, master, administrationId, key, sent);
          effect = await lockOutsideEffect(trx, administrationId, named);
        }
        const earlier = earlierOf(effect);
        let progress: Progress | null;
        try {
          progress = mayBegin(earlier) ?? null;
        } catch (forbidden) {
          return { forbidden };
        }
        const attempt = await beginAttempt(trx, master, administrationId, key, { ...sent, progress });
        return { attempt: { number: attempt.attempt, earlier, input: attempt.input, mark: attempt.mark } };
      });
      if ("forbidden" in begun) throw begun.forbidden;
      if ("attempt" in begun) inHand.set(key, begun.attempt.input);
      return begun;
    },
    async resume(key, mayBegin) {
      const begun = await within(async (trx) => {
        const effect = await lockKnownEffect(trx, administrationId, key);
        if (effect === null) return null;
        const { remoteId, remoteNumber, mark } = effect;
        if (effect.state === "done") return { done: { id: remoteId ?? "", number: remoteNumber, mark } };
        const earlier = earlierOf(effect);
        if (earlier === null) return null;
        let progress: Progress | null;
        try {
          progress = mayBegin(earlier) ?? null;
        } catch (forbidden) {
          return { forbidden };
        }
        const kept = { input: null, mark, progress };
        const attempt = await beginAttempt(trx, master, administrationId, key, kept);
        return { attempt: { number: attempt.attempt, earlier, input: attempt.input, mark: attempt.mark } };
      });
      if (begun !== null && "forbidden" in begun) throw begun.forbidden;
      return begun;
    },
    async end(key, attempt, ending) {
      for (const pause of [...pausesMs, null]) {
        try {
          return await write(key, attempt, ending);
        } catch (thrown) {
          if (pause === null || !isPassingDatabaseError(thrown)) throw thrown;
          await sleep(pause);
        }
      }
    },
  };
}
