import { HubError } from "#domain/error.ts";
import type { Budget } from "./budget.ts";
import type { RateAsk, RateRoom } from "./rate-book.ts";

/** Whoever would have to wait longer than this is told so, and does something else meanwhile. */
const longestWaitMs = 120_000;

/** A call under way keeps its place only as long as it is shown to live. */
const renewMs = 1500;

export interface SharedBudget extends Budget {
  /** Gives back what is left; nobody is let in any more. */
  close(): Promise<void>;
}

export interface SharedBudgetOptions {
  /** Asks the book that all nodes keep together. */
  readonly ask: (ask: Omit<RateAsk, "node">) => Promise<RateRoom>;
  /** A monotone clock. */
  readonly elapsedMs: () => number;
  readonly onError: (error: unknown) => void;
  /** Somebody waited this long to be let in. */
  readonly onWait?: (ms: number) => void;
}

interface Waiting {
  readonly since: number;
  readonly go: (leave: () => void) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Budget of one account at a vendor, shared by all nodes: this node holds a slice of what is left, and asks for the next one when it is spent or
 * over. So the book is asked once per slice, and per call only where room is scarce.
 */
export function createSharedBudget({ ask, elapsedMs, onError, onWait }: SharedBudgetOptions): SharedBudget {
  const queue: Waiting[] = [];
  let room: RateRoom | null = null;
  let left = 0;
  let goodUntil = 0;
  let inside = 0;
  let spent = 0;
  let lastAt = 0;
  let told = new Map<string, { left: number; until: number; startedAt: number }>();
  let refused: RateAsk["refused"] = null;
  let asking: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;
  let isClosed = false;

  const wake = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(pump, Math.max(1, ms));
    // What is only to be given back holds no process up.
    if (queue.length === 0) timer.unref();
  };

  const leave = (): void => {
    inside -= 1;
    if (queue.length > 0) pump();
  };

  const admit = (): void => {
    const next = queue.shift();
    if (next === undefined) return;
    const now = elapsedMs();
    inside += 1;
    left -= 1;
    spent += 1;
    lastAt = now;
    onWait?.(now - next.since);
    next.go(leave);
  };

  const refresh = async (): Promise<void> => {
    const askedAt = elapsedMs();
    const report = {
      spent,
      lastAgoMs: spent === 0 ? 0 : Math.max(0, askedAt - lastAt),
      inside,
      wants: !isClosed && (queue.length > 0 || inside > 0),
      told: [...told].map(([name, one]) => ({
        name,
        left: one.left,
        inMs: one.until - askedAt,
        agoMs: askedAt - one.startedAt,
      })),
      refused,
    };
    told = new Map();
    refused = null;
    // Nothing is let in until the book has answered: it would be in no report.
    left = 0;
    try {
      room = await ask(report);
      spent = 0;
      failures = 0;
      left = room.calls;
      goodUntil = askedAt + room.forMs;
      if (room.waitMs > longestWaitMs) turnAway(room.waitMs);
    } catch (error) {
      // Without the database nothing that was fetched could be kept either.
      if (failures === 0) onError(error);
      failures += 1;
      refused ??= report.refused;
      room = null;
    }
  };

  const turnAway = (waitMs: number): void => {
    for (const one of queue.splice(0)) {
      one.fail(
        new HubError("remote.rate_limited", "What may be asked of this connection is used up for now", {
          retryAfterMs: Math.round(waitMs),
        }),
      );
    }
  };

  const askAnew = (): void => {
    asking ??= refresh().finally(() => {
      asking = null;
      if (isClosed) return;
      const now = elapsedMs();
      if (room === null) wake(Math.min(5000, 250 * 2 ** Math.min(failures, 5)));
      else if (room.calls > 0) pump();
      else if (queue.length > 0 || inside > 0) {
        // A refusal or a header that came meanwhile is told with the next question.
        goodUntil = now + (inside > 0 ? Math.min(room.waitMs, renewMs) : room.waitMs);
        wake(goodUntil - now);
      }
    });
  };

  function pump(): void {
    if (asking !== null || isClosed) return;
    const now = elapsedMs();
    const isGood = now < goodUntil;
    while (isGood && queue.length > 0 && left > 0 && inside < (room?.seats ?? 0)) admit();
    const mustWait = isGood && left === 0 && (room?.calls ?? 0) === 0 && refused === null;
    const isFull = isGood && left > 0 && inside >= (room?.seats ?? 0);
    if (queue.length === 0) {
      // To report, and to give back; nothing is held when nothing was granted.
      if (isGood) wake(goodUntil - now);
      else if (inside > 0 || spent > 0 || left > 0 || told.size > 0) askAnew();
    } else if (mustWait || isFull) wake(goodUntil - now);
    else askAnew();
  }

  return {
    enter(signal) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(signal.reason as Error);
          return;
        }
        const stop = () => {
          const at = queue.indexOf(waiting);
          if (at >= 0) queue.splice(at, 1);
          reject(signal.reason as Error);
        };
        const waiting: Waiting = {
          since: elapsedMs(),
          go: (its) => {
            signal.removeEventListener("abort", stop);
            resolve(its);
          },
          fail: (error) => {
            signal.removeEventListener("abort", stop);
            reject(error as Error);
          },
        };
        signal.addEventListener("abort", stop, { once: true });
        queue.push(waiting);
        pump();
      });
    },
    heard({ tells, startedAt }) {
      const now = elapsedMs();
      for (const { name, left: its, inMs } of tells) {
        const known = told.get(name);
        // Answers may come in another order than they were given.
        const least = known === undefined ? its : Math.min(known.left, its);
        told.set(name, {
          left: least,
          until: now + inMs,
          startedAt: Math.min(startedAt, known?.startedAt ?? startedAt),
        });
        left = Math.min(left, Math.max(0, least - inside));
      }
    },
    refused(waitMs) {
      refused = { waitMs: Math.max(waitMs ?? -1, refused?.waitMs ?? -1) };
      if (refused.waitMs === -1) refused = { waitMs: null };
      left = 0;
      askAnew();
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await asking;
      for (const one of queue.splice(0)) one.fail(new Error("The hub stops"));
      if (room !== null) await ask({ spent, lastAgoMs: 0, inside: 0, wants: false, told: [], refused }).catch(onError);
    },
  };
}
