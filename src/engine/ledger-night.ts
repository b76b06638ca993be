import { readAdministration } from "#store/administrations.ts";
import { shopRead } from "#store/completeness.ts";
import { liveCouplings, type LiveCoupling } from "#store/couplings.ts";
import { inAdministration } from "#store/database.ts";
import { takeTurns } from "#store/schedule-turns.ts";
import type { Store } from "#store/store.ts";
import type { LedgerPeriod } from "./ledger-shop.ts";

/** Refunds deleted in a shop change no time of their order: only a look at all of them finds that. */
const daysBack = 35;

const hour = 3600;
/** Local hours in which few people buy and shops answer quickly. */
const isNight = (hourOfDay: number): boolean => hourOfDay >= 1 && hourOfDay < 6;

/** The last weeks, and the open month, which is what people look at. */
export function periodsOf(today: Temporal.PlainDate): { readonly from: string; readonly to: string }[] {
  const to = today.toString();
  return [
    { from: today.subtract({ days: daysBack - 1 }).toString(), to },
    { from: today.with({ day: 1 }).toString(), to: today.with({ day: today.daysInMonth }).toString() },
  ];
}

/**
 * Whose turn it is: each live coupling once a night, of all nodes together. A hub that is switched off at night looks when it is on. One
 * whose shop was never read to the end is left alone.
 */
export async function lookAtNight(
  store: Pick<Store, "app" | "hub">,
  now: Temporal.Instant,
  drawUp: (period: LedgerPeriod) => Promise<unknown>,
): Promise<(() => Promise<void>)[]> {
  const due: (() => Promise<void>)[] = [];
  for (const coupling of await liveCouplings(store.hub)) {
    const local = await localTime(store, coupling, now);
    if (local === null) continue;
    const seconds = isNight(local.hour) ? 18 * hour : 30 * hour;
    const turns = await takeTurns(store.hub, [`completeness ${coupling.couplingId}`], seconds);
    if (turns.length === 0) continue;
    due.push(async () => {
      for (const days of periodsOf(local.toPlainDate())) await drawUp({ ...coupling, ...days, askedBy: "schedule" });
    });
  }
  return due;
}

const localTime = (
  store: Pick<Store, "app">,
  { administrationId, couplingId }: LiveCoupling,
  now: Temporal.Instant,
): Promise<Temporal.ZonedDateTime | null> =>
  inAdministration(store.app, administrationId, async (trx) => {
    const administration = await readAdministration(trx, administrationId);
    const isReady = administration !== null && (await shopRead(trx, administrationId, couplingId)).isSwept;
    return isReady ? now.toZonedDateTimeISO(administration.timeZone) : null;
  });
