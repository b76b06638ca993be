import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import type { TestStore } from "#store/testing/database.ts";

/** A clock that stands still until nothing is left to be done, and then jumps to what comes next. */
export interface Lapse {
  /** Milliseconds since 1970. */
  now(): number;
  /** For a stand-in: resolves when the clock is so far. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** Jumps so far, whoever is being asked: nobody is any more when who asked was killed. */
  jump(ms: number): Promise<void>;
  /** Jumps from one thing to the next until `isOver`, and until nobody waits on it any more. Throws after so many jumps. */
  run(isOver: () => Promise<boolean>, mostJumps: number): Promise<void>;
}

const second = 1000;

/**
 * For orders on their way to a supplier: what is written down of when things happened grows older, as if the time had gone by, which the hub finds
 * the same. It does not jump while anybody is being asked: that would seem to have been left behind.
 */
export function timeLapse({ owner }: TestStore): Lapse {
  let ahead = 0;
  const waiting = new Map<() => void, number>();
  const now = (): number => Temporal.Now.instant().epochMilliseconds + ahead;

  const quiet = async (): Promise<boolean> => {
    const { rows } = await sql<{ busy: boolean }>`select
      exists (select from purchase_sendings where next_at <= now() and state in ('queued', 'sending', 'unknown'))
      or exists (select from effects where state = 'intent' and first_attempt_at is not null) as busy`.execute(owner);
    return rows[0]?.busy === false;
  };
  /** Milliseconds to the next thing; null: there is none. */
  const toNext = async (): Promise<number | null> => {
    const { rows } = await sql<{ ms: number | null }>`
      select (extract(epoch from min(next_at) - clock_timestamp()) * 1000)::float8 as ms from purchase_sendings
      where state in ('queued', 'sending', 'unknown')`.execute(owner);
    const times = [...waiting.values()].map((at) => at - now());
    const due = rows[0]?.ms ?? null;
    if (due !== null) times.push(due);
    return times.length === 0 ? null : Math.max(0, Math.min(...times));
  };
  const jump = async (ms: number): Promise<void> => {
    const by = sql`make_interval(secs => ${ms / second})`;
    await sql`update effects set first_attempt_at = first_attempt_at - ${by}, last_attempt_at = last_attempt_at - ${by} where state <> 'done'`.execute(
      owner,
    );
    await sql`update purchase_sendings set next_at = next_at - ${by}, requested_at = requested_at - ${by} where next_at is not null`.execute(
      owner,
    );
    ahead += ms;
    for (const [wake, at] of waiting) if (at <= now()) wake();
  };

  return {
    now,
    jump,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        const wake = () => {
          waiting.delete(wake);
          resolve();
        };
        waiting.set(wake, now() + ms);
        signal.addEventListener("abort", wake, { once: true });
      }),
    async run(isOver, mostJumps) {
      for (let jumps = 0; ;) {
        await sleep(20);
        if (!(await quiet())) continue;
        if (waiting.size === 0 && (await isOver())) return;
        const ms = await toNext();
        if (ms === null) throw new Error("Nothing is left to come, and it is not over");
        jumps += 1;
        if (jumps > mostJumps) throw new Error(`It is not over after ${mostJumps} jumps`);
        await jump(ms + 1);
      }
    },
  };
}
