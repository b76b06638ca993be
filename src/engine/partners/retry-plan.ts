/** Seconds until a partner that did not answer is asked again: contract b2b-exchange.md 7.4. After these every hour. */
const waits = [5, 30, 120, 600] as const;
const hour = 3600;

/** When to try again after the n-th attempt (from 1), with up to a quarter more, so that what failed together does not come back together. */
export function retryAt(
  now: Temporal.Instant,
  attempts: number,
  wishMs: number | null,
  random: () => number = Math.random,
): Temporal.Instant {
  const seconds = waits[Math.max(attempts, 1) - 1] ?? hour;
  return now.add({ milliseconds: Math.max(wishMs ?? 0, Math.round(seconds * 1000 * (1 + random() / 4))) });
}
