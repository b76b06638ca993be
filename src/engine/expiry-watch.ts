import { cutoffOf, type RetentionDays } from "#domain/retention.ts";
import { inAdministration, isPassingDatabaseError } from "#store/database.ts";
import {
  dropExpiredPartitions,
  expireBatch,
  expireHubDetails,
  expiryBatch,
  expirySteps,
  type ExpiryStep,
} from "#store/expiry.ts";
import { everyAdministration } from "#store/modules.ts";
import { keepPass, readRetention, type Deleted } from "#store/retention.ts";
import type { Store } from "#store/store.ts";

/** Batches of one table in one pass: what is left waits for the next hour, so that no company keeps another waiting. */
const mostBatches = 500;

export interface ExpiryResult {
  /** Months of the log that were over for everybody. */
  readonly dropped: readonly string[];
  /** Rows per table, of all companies. */
  readonly deleted: Deleted;
}

type Place = Pick<Store, "app" | "hub">;

const add = (sums: Record<string, number>, table: string, count: number): void => {
  if (count > 0) sums[table] = (sums[table] ?? 0) + count;
};

/** Nobody waits for a lock on a busy month: the rows go one by one, and the month an hour later. */
async function dropMonths({ hub }: Place, now: Temporal.Instant): Promise<string[]> {
  return dropExpiredPartitions(hub, now.toString()).catch((error: unknown) => {
    const isBusy = error instanceof Error && "code" in error && error.code === "55P03";
    if (isBusy || isPassingDatabaseError(error)) return [];
    throw error;
  });
}

/**
 * Deletes what is over, in every company, a small transaction at a time; what still has open work stays until that ends. `steps` differs only
 * in a test that forgets one.
 */
export async function expire(
  store: Place,
  now: Temporal.Instant,
  signal: AbortSignal,
  steps: readonly ExpiryStep[] = expirySteps,
): Promise<ExpiryResult> {
  const all: Record<string, number> = {};
  const dropped = await dropMonths(store, now);
  let longestTrace = 0;
  for (const administrationId of await everyAdministration(store.hub)) {
    const { days } = await inAdministration(store.app, administrationId, (trx) => readRetention(trx, administrationId));
    longestTrace = Math.max(longestTrace, days.trace);
    const deleted = await expireOf(store, administrationId, days, now, signal, steps);
    if (Object.keys(deleted).length === 0) continue;
    await inAdministration(store.app, administrationId, (trx) =>
      keepPass(trx, administrationId, { at: now.toString(), deleted }),
    );
    for (const [table, count] of Object.entries(deleted)) add(all, table, count);
  }
  const ofHub = () => expireHubDetails(store.hub, cutoffOf(now, longestTrace));
  add(all, "hub_audit_details", await repeat(ofHub, signal));
  return { dropped, deleted: all };
}

async function expireOf(
  { app }: Place,
  administrationId: string,
  days: RetentionDays,
  now: Temporal.Instant,
  signal: AbortSignal,
  steps: readonly ExpiryStep[],
): Promise<Deleted> {
  const deleted: Record<string, number> = {};
  for (const step of steps) {
    const cutoff = cutoffOf(now, days[step.class]);
    const batch = () =>
      inAdministration(app, administrationId, (trx) => expireBatch(trx, step, administrationId, cutoff));
    add(deleted, step.table, await repeat(batch, signal));
  }
  return deleted;
}

async function repeat(batch: () => Promise<number>, signal: AbortSignal): Promise<number> {
  let sum = 0;
  for (let times = 0; times < mostBatches && !signal.aborted; times += 1) {
    const count = await batch();
    sum += count;
    if (count < expiryBatch) break;
  }
  return sum;
}
