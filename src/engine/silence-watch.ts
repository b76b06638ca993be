import { judgeSilence, weeksLookedAt } from "#domain/silence.ts";
import type { AlarmFacts } from "#domain/alarm-kinds.ts";
import type { Administration } from "#store/administrations.ts";
import type { Transaction } from "#store/database.ts";
import { listeningCouplings, ordersPerHour } from "#store/listening.ts";

/** No silence is told sooner, so nothing needs counting before. */
const leastMinutes = 15;

type Found = ReadonlyMap<string, { readonly text: string; readonly facts: AlarmFacts }>;

interface Judged {
  readonly silentSince: string;
  readonly tellAt: Temporal.Instant;
  readonly facts: AlarmFacts;
}

/**
 * Which couplings are silent for longer than is normal for them, by subject of their alarm. The past is counted once per silence and remembered by
 * this process: nothing in it changes what a silence that lasts is judged by. A busy shop, which is never quiet for long, is hardly ever counted.
 */
export function silenceWatch(): (trx: Transaction, of: Administration, now: Temporal.Instant) => Promise<Found> {
  const judged = new Map<string, Judged>();
  return async (trx, { id: administrationId, timeZone, country }, now) => {
    const found = new Map<string, { text: string; facts: AlarmFacts }>();
    for (const coupling of await listeningCouplings(trx, administrationId, now.toString())) {
      const { couplingId, connectionId, connectionState, lastOrder } = coupling;
      // A shop that cannot be reached has an alarm of its own; one that a person paused is meant to be silent.
      if (connectionState !== "connected" && connectionState !== "unchecked") continue;
      const since = Temporal.Instant.from(coupling.since);
      const last = lastOrder === null ? null : Temporal.Instant.from(lastOrder);
      const begun = last === null || Temporal.Instant.compare(last, since) < 0 ? since : last;
      if (now.since(begun).total("minutes") < leastMinutes) continue;
      let own = judged.get(couplingId);
      if (own?.silentSince !== begun.toString()) {
        const from = begun.subtract({ hours: 24 * 7 * weeksLookedAt }).toString();
        const counts = await ordersPerHour(trx, administrationId, connectionId, from);
        const { silentSince, tellAt, usualGap } = judgeSilence({
          counts,
          since,
          lastOrder: last,
          timeZone,
          country,
          now,
        });
        const usual = usualGap === null ? {} : { usualMs: usualGap.total("milliseconds") };
        own = { silentSince: begun.toString(), tellAt, facts: { silentSince: silentSince.toString(), ...usual } };
        judged.set(couplingId, own);
      }
      if (Temporal.Instant.compare(now, own.tellAt) >= 0)
        found.set(`${connectionId} ${couplingId}`, { text: "", facts: own.facts });
    }
    return found;
  };
}
