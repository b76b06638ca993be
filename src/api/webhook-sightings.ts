import { inAdministration } from "#store/database.ts";
import { sawDelivery, sawPing, type SightingPlace } from "#store/webhook-sightings.ts";
import type { ApiStore } from "./endpoint.ts";

/** A shop in a rush delivers hundreds a minute; that it does is written down once in this time. */
const rememberedMs = 60_000;
const watched = 10_000;

export interface Sightings {
  ping(place: SightingPlace): void;
  delivery(place: SightingPlace, topic: string, sender: string): void;
  /** Waits for what is under way. */
  drain(): Promise<void>;
}

/** Writes down which webhooks of a shop were heard from, beside the request. */
export function webhookSightings({ app }: ApiStore, onError: (error: unknown) => void): Sightings {
  const known = new Map<string, number>();
  const underWay = new Set<Promise<void>>();
  const write = (what: string, place: SightingPlace, work: Parameters<typeof inAdministration<void>>[2]): void => {
    const key = `${what} ${place.connectionId} ${place.webhookId}`;
    const last = known.get(key);
    if (place.webhookId === "" || (last !== undefined && performance.now() - last < rememberedMs)) return;
    if (known.size >= watched) known.clear();
    known.set(key, performance.now());
    const writing = inAdministration(app, place.administrationId, work)
      .catch((error: unknown) => {
        known.delete(key);
        onError(error);
      })
      .finally(() => underWay.delete(writing));
    underWay.add(writing);
  };
  return {
    ping: (place) => write("ping", place, (trx) => sawPing(trx, place)),
    delivery: (place, topic, sender) =>
      write(topic, place, (trx) => sawDelivery(trx, place, topic, sender.slice(0, 200))),
    async drain() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
