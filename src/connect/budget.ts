import type { RateLimit } from "./connector.ts";

/** Room to call one connection: at most `concurrency` at once, and the declared windows. */
export interface Budget {
  /** Waits for room; the returned function gives the place back. Rejects when the signal aborts. */
  enter(signal: AbortSignal): Promise<() => void>;
  /** What an answer told about the room that is left; `startedAt` of its request, on the clock of this budget. */
  heard(answer: { readonly tells: readonly Tells[]; readonly startedAt: number }): void;
  /** It was asked to wait, this long when that was said. */
  refused(waitMs: number | null): void;
}

/** So many calls are left, for so long; `name` of the header that says so. */
export interface Tells {
  readonly name: string;
  readonly left: number;
  readonly inMs: number;
}

/**
 * Budget of one process. Windows slide; a waiting call sleeps until the oldest one in the full window has left it.
 * `elapsedMs` is a monotone clock, so that a changed wall clock neither blocks nor floods a shop.
 */
export function createBudget(limit: RateLimit, elapsedMs: () => number): Budget {
  const calls: number[] = [];
  const longest = Math.max(0, ...limit.windows.map((window) => window.seconds * 1000));
  const waiting: (() => void)[] = [];
  let inside = 0;

  const waitForPlace = async (signal: AbortSignal): Promise<void> => {
    while (inside >= limit.concurrency) {
      await new Promise<void>((resolve, reject) => {
        const go = () => {
          signal.removeEventListener("abort", stop);
          resolve();
        };
        const stop = () => {
          // Else a place that comes free is offered to somebody who has gone, and to nobody after that.
          waiting.splice(waiting.indexOf(go), 1);
          reject(signal.reason as Error);
        };
        signal.addEventListener("abort", stop, { once: true });
        waiting.push(go);
      });
    }
  };
  const roomAfterMs = (now: number): number => {
    while (calls.length > 0 && (calls[0] ?? 0) <= now - longest) calls.shift();
    return Math.max(
      0,
      ...limit.windows.map(({ requests, seconds }) => {
        const inWindow = calls.filter((at) => at > now - seconds * 1000);
        const oldest = inWindow[inWindow.length - requests];
        return inWindow.length < requests || oldest === undefined ? 0 : oldest + seconds * 1000 - now;
      }),
    );
  };

  return {
    async enter(signal) {
      signal.throwIfAborted();
      await waitForPlace(signal);
      inside += 1;
      const leave = () => {
        inside -= 1;
        waiting.shift()?.();
      };
      try {
        for (let wait = roomAfterMs(elapsedMs()); wait > 0; wait = roomAfterMs(elapsedMs())) {
          await sleep(wait, signal);
        }
      } catch (error) {
        leave();
        throw error;
      }
      if (longest > 0) calls.push(elapsedMs());
      return leave;
    },
    // One process by itself keeps to what is declared.
    heard: () => undefined,
    refused: () => undefined,
  };
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    signal.addEventListener("abort", stop, { once: true });
  });
}
