/** Transient failures are tried for this long before a person is asked (design.md section 6 rule 8). */
export const retryHours = 72;

/**
 * When to try again after the n-th failure (from 1): 5 s doubling to an hour, with up to a quarter of jitter so that what failed together does not
 * return together. `wishMs` is what the other side asked for.
 */
export function nextAttempt(
  now: Temporal.Instant,
  failures: number,
  wishMs: number | undefined,
  random: () => number = Math.random,
): Temporal.Instant {
  const backoffMs = Math.min(5_000 * 2 ** Math.min(failures - 1, 12), 3_600_000);
  const wait = Math.max(wishMs ?? 0, Math.round(backoffMs * (1 + random() / 4)));
  return now.add({ milliseconds: wait });
}

/** Have the hours of trying by itself gone by since the first failure? */
export const isOutOfTime = (now: Temporal.Instant, firstFailedAt: string | null): boolean =>
  firstFailedAt !== null &&
  Temporal.Instant.compare(now, Temporal.Instant.from(firstFailedAt).add({ hours: retryHours })) > 0;
