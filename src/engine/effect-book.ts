import { setTimeout as sleep } from "node:timers/promises";
import type { Earlier, EffectBook, Ending } from "#connect/once.ts";
import { inAdministration, isPassingDatabaseError, type Transaction } from "#store/database.ts";
import { beginAttempt, clearAttempts, finishEffect, lockOutsideEffect, loseAttempt } from "#store/effects.ts";
import type { OutsideEffect } from "#store/effects.ts";
import type { Store } from "#store/store.ts";

interface Place {
  readonly administrationId: string;
  readonly connectionId: string;
}

/** What is written in the transaction in which an effect is known to be done; `sent` is what made it. */
export type Afterwards = (
  trx: Transaction,
  made: { readonly id: string; readonly number: string },
  sent: unknown,
) => Promise<void>;

const earlierOf = ({ state, secondsSinceFirst, secondsSinceLast }: OutsideEffect): Earlier | null =>
  secondsSinceFirst === null || secondsSinceLast === null
    ? null
    : { state: state === "unknown" ? "lost" : "sending", secondsSinceFirst, secondsSinceLast };

/** The answer of a write is in our hands: a database that is away for a moment must not make it a lost one. */
const pausesMs = [50, 250, 1_000, 3_000];

/** Effects in the database, one transaction per step. */
export function effectBook(
  { app, key: master }: Store,
  place: Place,
  afterwards: Afterwards = async () => undefined,
): EffectBook {
  const { administrationId, connectionId } = place;
  const within = <T>(work: (trx: Transaction) => Promise<T>) => inAdministration(app, administrationId, work);

  const write = (key: string, attempt: number, ending: Ending) =>
    within(async (trx) => {
      if (ending.kind === "lost") await loseAttempt(trx, administrationId, key, attempt);
      else if (ending.kind === "refused") await clearAttempts(trx, administrationId, key, attempt);
      else {
        const sent = await finishEffect(trx, master, administrationId, key, ending);
        if (sent !== null) await afterwards(trx, ending, sent);
      }
    });

  return {
    begin: ({ key, operation, input, mark }, mayBegin) =>
      within(async (trx) => {
        const effect = await lockOutsideEffect(trx, administrationId, { key, operation, connectionId });
        const { remoteId, remoteNumber } = effect;
        if (effect.state === "done") return { done: { id: remoteId ?? "", number: remoteNumber, mark: effect.mark } };
        const earlier = earlierOf(effect);
        mayBegin(earlier);
        const begun = await beginAttempt(trx, master, administrationId, key, { input, mark });
        return { attempt: { number: begun.attempt, earlier, input: begun.input, mark: begun.mark } };
      }),
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
