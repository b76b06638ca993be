import { deliverParcel, type Parcelled } from "#connect/smtp.ts";
import { asHubError } from "#domain/error.ts";
import type { MailRoad, ReadyMail } from "#domain/mail-server.ts";
import { inAdministration, isPassingDatabaseError, type Transaction } from "#store/database.ts";
import { setRefusedServer } from "#store/mail-settings.ts";
import { administrationsWithMail, type OutboxRow } from "#store/outbox.ts";
import { takeTurnOrWait } from "#store/schedule-turns.ts";
import { abandonedMails, claimMail, nextMail } from "#store/outbox-sending.ts";
import {
  mailFailed,
  mailPostponed,
  mailPutBack,
  mailSent,
  mailUnknown,
  serverMissing,
  serverUnreachable,
  signInRefused,
} from "./mail-outcome.ts";
import type { EngineOptions } from "./options.ts";
import type { Queue } from "./queue.ts";

/** Administrations whose mail leaves at the same time from this process; a server that hangs keeps only its own waiting. */
const mostLanes = 25;

export interface MailLanes {
  /** Looks which administrations have mail that is due, and starts with them. */
  look(): Promise<void>;
  /** Starts with one now. */
  ring(administrationId: string): void;
  /** Waits for what is under way; nothing new begins. */
  stop(): Promise<void>;
}

/**
 * Sends what is in the outbox: one mail at a time per administration. At most once: the row becomes `sending`, committed, when the
 * server waits for the message and before its first byte; every worker may get that far, one is let through. Whatever ends without a
 * clear answer after that stays `unknown` for a person.
 */
export function mailLanes(options: EngineOptions, queue: Queue, onError: (error: unknown) => void): MailLanes {
  const { store, mail, now, log } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const running = new Map<string, Promise<void>>();

  const inOwn = <T>(administrationId: string, work: (trx: Transaction) => Promise<T>): Promise<T> =>
    inAdministration(store.app, administrationId, work);

  const run = async (administrationId: string): Promise<void> => {
    await inOwn(administrationId, async (trx) => {
      for (const row of await abandonedMails(trx, administrationId))
        await mailUnknown(trx, administrationId, row, "the hub was stopped while it was sending");
    });
    while (!signal.aborted) {
      const found = await inOwn(administrationId, async (trx) => {
        const row = await nextMail(trx, administrationId);
        return row === null ? null : { row, road: await mail.source.road(trx, administrationId) };
      });
      if (found === null) return;
      await pace(administrationId, found.road.perMinute);
      if (signal.aborted || !(await sendOne(administrationId, found.row, found.road))) return;
    }
  };

  const pace = async (administrationId: string, perMinute: number): Promise<void> => {
    // Of all nodes: the next mail may be another one's.
    const turn = `mail ${administrationId}`;
    while (!signal.aborted) {
      const wait = await takeTurnOrWait(store.hub, turn, 60 / perMinute);
      if (wait === 0) return;
      await pause(wait, signal);
    }
  };

  /** False when the rest has to wait too. */
  const sendOne = async (administrationId: string, row: OutboxRow, road: MailRoad): Promise<boolean> => {
    const { server } = road;
    if (server === null || road.isRefused) {
      const isNew = row.reasonCode === null;
      await inOwn(administrationId, (trx) =>
        server === null
          ? serverMissing(trx, administrationId, isNew)
          : signInRefused(trx, administrationId, row.reasonText, isNew),
      );
      return false;
    }
    const ready = await prepare(administrationId, row);
    if (ready === null) return true;
    let claim: Promise<boolean> | undefined;
    const parcelled = await deliverParcel(server, { ...ready }, mail.rules, {
      signal,
      beforeMessage: () =>
        (claim = inOwn(administrationId, (trx) => claimMail(trx, administrationId, { id: row.id, ...ready }))),
    });
    // A claim that is still being written must not come after what became of it.
    const isClaimed = (await claim?.catch(() => false)) === true;
    log.info({ administrationId, outbox: row.id, outcome: parcelled.kind }, "Mail");
    options.counts?.mail(parcelled.kind);
    return settle(administrationId, row, road, parcelled, isClaimed);
  };

  const prepare = async (administrationId: string, row: OutboxRow): Promise<ReadyMail | null> => {
    try {
      return await inOwn(administrationId, (trx) => mail.source.prepare(trx, administrationId, row, now()));
    } catch (thrown) {
      if (isPassingDatabaseError(thrown)) throw thrown;
      const error = asHubError(thrown);
      if (error.code === "internal.unexpected") onError(thrown);
      const words = error.code === "internal.unexpected" ? "" : error.message;
      await inOwn(administrationId, (trx) => mailFailed(trx, administrationId, row, error.code, words));
      return null;
    }
  };

  const settle = async (
    administrationId: string,
    row: OutboxRow,
    road: MailRoad,
    parcelled: Parcelled,
    isClaimed: boolean,
  ): Promise<boolean> =>
    inOwn(administrationId, async (trx) => {
      switch (parcelled.kind) {
        case "sent":
          await mailSent(trx, administrationId, row, parcelled);
          return true;
        case "unknown":
          await mailUnknown(trx, administrationId, row, parcelled.words);
          return true;
        case "refused":
          await mailFailed(trx, administrationId, row, "document.rejected", parcelled.words);
          return true;
        case "later":
          await mailPostponed(trx, administrationId, row, parcelled.words, now());
          return true;
        case "unreachable":
          await serverUnreachable(trx, administrationId, row, parcelled.words, now());
          return false;
        case "signInRefused":
          await setRefusedServer(trx, administrationId, road.fingerprint);
          await signInRefused(trx, administrationId, parcelled.words, true);
          return false;
        case "stopped":
          if (isClaimed) await mailPutBack(trx, administrationId, row);
          return true;
      }
    });

  const ring = (administrationId: string): void => {
    if (signal.aborted || running.has(administrationId) || running.size >= mostLanes) return;
    const lane = queue
      .ifFree(`mail ${administrationId}`, () => run(administrationId))
      .catch(onError)
      .finally(() => running.delete(administrationId));
    running.set(administrationId, lane);
  };

  return {
    async look() {
      for (const administrationId of await administrationsWithMail(store.hub)) ring(administrationId);
    },
    ring,
    async stop() {
      stopping.abort(new Error("The hub stops"));
      await Promise.all(running.values());
    },
  };
}

/** Ends early when the signal comes. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      done();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
  });
