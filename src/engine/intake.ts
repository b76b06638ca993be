import type { Store } from "#store/store.ts";
import { noCounts, type Counts } from "./counts.ts";
import {
  insertDeliveries,
  paymentTopic,
  quarantineDelivery,
  type NewDelivery,
  type Quarantined,
} from "#store/deliveries.ts";
import { laneOf, type OrderJob, type PaymentPlace, type Queue } from "./queue.ts";

export interface Intake {
  /** Resolves when the delivery is committed and its connection rung for; only then may the sender be told so. */
  accept(delivery: NewDelivery): Promise<void>;
  quarantine(delivery: Quarantined): Promise<void>;
  /** Waits for what is under way. */
  drain(): Promise<void>;
}

interface Waiting {
  readonly delivery: NewDelivery;
  readonly done: () => void;
  readonly failed: (error: Error) => void;
}

const flushesAtOnce = 2;
const largestFlush = 500;

/**
 * Deliveries that arrive together share a commit: one goes out at once when nothing is under way, and what gathers meanwhile goes with the next.
 * First the deliveries are committed, then their connections are rung for (traps.md 4.1); a crash between is healed by the care timer.
 */
export function createIntake(store: Store, queue: Queue, counts: Counts = noCounts): Intake {
  let waiting: Waiting[] = [];
  const underWay = new Set<Promise<void>>();

  const flush = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      await insertDeliveries(
        store.hub,
        batch.map((entry) => entry.delivery),
      );
      for (const { delivery } of batch) counts.delivery(delivery.state);
      const rings = new Map<string, OrderJob>();
      const payments = new Map<string, PaymentPlace>();
      for (const { delivery } of batch) {
        if (delivery.state !== "received") continue;
        if (delivery.topic === paymentTopic) {
          payments.set(delivery.connectionId, delivery);
          continue;
        }
        const lane = laneOf(delivery.externalId);
        rings.set(`${delivery.connectionId} ${lane}`, { ...delivery, lane });
      }
      for (const key of [...rings.keys()].toSorted()) {
        const job = rings.get(key);
        if (job !== undefined) await queue.ring(job, job.lane);
      }
      for (const place of payments.values()) await queue.ringPayments(place);
      for (const entry of batch) entry.done();
    } catch (error) {
      for (const entry of batch) entry.failed(error instanceof Error ? error : new Error(String(error)));
    }
  };

  const next = (): void => {
    while (waiting.length > 0 && underWay.size < flushesAtOnce) {
      const batch = waiting.slice(0, largestFlush);
      waiting = waiting.slice(largestFlush);
      const running = flush(batch).finally(() => {
        underWay.delete(running);
        next();
      });
      underWay.add(running);
    }
  };

  return {
    accept: (delivery) =>
      new Promise((resolve, reject) => {
        waiting.push({ delivery, done: resolve, failed: reject });
        next();
      }),
    quarantine(delivery) {
      counts.delivery("quarantined");
      return quarantineDelivery(store.hub, delivery);
    },
    async drain() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
