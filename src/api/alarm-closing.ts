import { closeAlarms } from "#store/alarms.ts";
import { inAdministration } from "#store/database.ts";
import type { ApiStore } from "./endpoint.ts";

/** Alarms about the messages of a shop, which a good message proves to be over. */
const kinds = ["deliveryRefused", "webhookBlind"] as const;

const leastMs = 60_000;
/** Another node may have raised one meanwhile. */
const unsureMs = 600_000;

export interface AlarmClosing {
  raised(connectionId: string): void;
  /** A good message came: closes what may be open, beside the request and at most once a minute per connection. */
  over(administrationId: string, connectionId: string): void;
  /** Waits for what is under way. */
  drain(): Promise<void>;
}

export function alarmClosing(
  { app }: ApiStore,
  onError: (error: unknown) => void,
  clock: () => number = () => performance.now(),
): AlarmClosing {
  const connections = new Map<string, { mayBeOpen: boolean; closedAt: number }>();
  const underWay = new Set<Promise<void>>();
  const stateOf = (connectionId: string) => {
    const known = connections.get(connectionId) ?? { mayBeOpen: true, closedAt: Number.NEGATIVE_INFINITY };
    connections.set(connectionId, known);
    return known;
  };
  return {
    raised(connectionId) {
      stateOf(connectionId).mayBeOpen = true;
    },
    over(administrationId, connectionId) {
      const known = stateOf(connectionId);
      const age = clock() - known.closedAt;
      if (age < (known.mayBeOpen ? leastMs : unsureMs)) return;
      known.mayBeOpen = false;
      known.closedAt = clock();
      const closing = inAdministration(app, administrationId, (trx) =>
        closeAlarms(trx, administrationId, kinds, connectionId),
      )
        .catch((error: unknown) => {
          known.mayBeOpen = true;
          onError(error);
        })
        .finally(() => underWay.delete(closing));
      underWay.add(closing);
    },
    async drain() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
