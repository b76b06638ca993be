import { fromKysely, PgBoss, type Job } from "pg-boss";
import type { DatabaseAddress, Transaction } from "#store/database.ts";
import { rolePassword, type MasterKey } from "#store/keys.ts";
import { openLease } from "./lease.ts";

/** A connection of an administration: what can be rung for. */
export interface Place {
  readonly administrationId: string;
  readonly connectionId: string;
}

/** Says only which connection, and which half of its orders, is to be looked at; everything else is read when the job runs. */
export interface OrderJob extends Place {
  readonly lane: Lane;
}

/**
 * The orders of a connection go in two lanes by the last character of their id, so that one is read and calculated while the other is written. An
 * order always has the same lane, so it is never in two jobs at once. The same rule stands in store/inbox.ts and store/deliveries.ts as SQL.
 */
export type Lane = 0 | 1;
export const lanes: readonly Lane[] = [0, 1];
export const laneOf = (externalId: string): Lane =>
  (Array.from(externalId).at(-1)?.codePointAt(0) ?? 0) % 2 === 0 ? 0 : 1;

export interface Queue {
  /**
   * Rings for one lane of a connection: one queued job, and one more while one is active (policy `stately`). Ring only after what is to be looked at
   * was committed: a job that is found queued may have been taken, and have looked, before our commit (traps.md 4.1).
   */
  ring(place: Place, lane: Lane): Promise<void>;
  /** Rings for both lanes. */
  ringAll(place: Place): Promise<void>;
  /** The same inside a transaction, for work that is already visible. */
  ringIn(trx: Transaction, job: OrderJob): Promise<void>;
  /** Completes the job in the caller's transaction. False when another worker took the job over meanwhile. */
  completeIn(trx: Transaction, job: Job<OrderJob>): Promise<boolean>;
  /** Starts taking jobs, `concurrency` at a time in this process. */
  work(concurrency: number, handle: (job: Job<OrderJob>) => Promise<void>): Promise<void>;
  /** Rings for the payments of a connection, in the same way; their messages were committed before. */
  ringPayments(place: PaymentPlace): Promise<void>;
  workPayments(handle: (job: Job<PaymentPlace>) => Promise<void>): Promise<void>;
  /** Runs `work` unless some node runs the same at this moment. */
  ifFree(name: string, work: () => Promise<void>): Promise<void>;
  /** Gives back the jobs whose worker was killed, so that another takes them. Returns how many. */
  reclaim(): Promise<number>;
  /** Takes no more jobs; resolves when those under way have ended. What is rung for still arrives in the queue. */
  stopWork(): Promise<void>;
  stop(): Promise<void>;
}

const name = "orders";
const paymentQueue = "payments";

/** A connection to a payment provider. */
export type PaymentPlace = Pick<OrderJob, "administrationId" | "connectionId">;

export interface QueueOptions {
  readonly address: DatabaseAddress;
  readonly key: MasterKey;
  readonly onError: (error: Error) => void;
  /** How often pg-boss notes which keys are active, so that a job that has to wait hides no other. */
  readonly lookSeconds?: number;
}

/** Opens the queue in its own schema, made and migrated by pg-boss as the app role. */
export async function openQueue({ address, key, onError, lookSeconds = 5 }: QueueOptions): Promise<Queue> {
  const connection = { ...address, user: "schakel_app", password: rolePassword(key, "schakel_app") };
  const lease = await openLease(address, key, onError);
  const boss = new PgBoss({
    ...connection,
    application_name: "schakel queue",
    schema: "pgboss",
    createSchema: false,
    max: 4,
    useListenNotify: true,
    superviseIntervalSeconds: lookSeconds,
    monitorIntervalSeconds: lookSeconds,
    // Keys that were noted as active are passed over; when their job ends that is undone (`forgetKey`), and seen within this time.
    queueCacheIntervalSeconds: 1,
    warningQueueSize: 1_000_000,
    schedule: false,
  });
  boss.on("error", onError);
  await boss.start();
  const options = {
    policy: "stately",
    notify: true,
    retryLimit: 10,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 60,
    heartbeatSeconds: 20,
    deleteAfterSeconds: 3600,
  };
  await boss.createQueue(name, options);
  await boss.createQueue(paymentQueue, options);

  const keyOf = ({ connectionId, lane }: OrderJob): string => `${connectionId} ${lane}`;
  const paymentKeyOf = ({ connectionId }: PaymentPlace): string => connectionId;
  const send = (job: OrderJob, trx?: Transaction) =>
    boss.send(
      name,
      { administrationId: job.administrationId, connectionId: job.connectionId, lane: job.lane },
      { singletonKey: keyOf(job), ...(trx && { db: fromKysely(trx) }) },
    );
  /** A job of this key ended: what rang meanwhile for it need not wait for the next look. */
  const forgetKey = async (queue: string, singletonKey: string): Promise<void> => {
    await boss.getDb().executeSql(
      `update pgboss.queue set singletons_active = array_remove(singletons_active, $2)
         where name = $1 and $2 = any(singletons_active)`,
      [queue, singletonKey],
    );
  };
  /**
   * Workers that look again at once after a job: what rang meanwhile for the same lane had to wait for it, and nobody is
   * told when it ends.
   */
  const work = async <T>(
    queue: string,
    concurrency: number,
    singletonKeyOf: (data: T) => string,
    handle: (job: Job<T>) => Promise<void>,
  ): Promise<void> => {
    const timing = { batchSize: 1, pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 2 };
    for (let worker = 0; worker < concurrency; worker++) {
      const id: string = await boss.work<T>(queue, timing, async ([job]) => {
        try {
          if (job !== undefined) await lease.during(job.id, () => handle(job));
        } finally {
          if (job !== undefined) await forgetKey(queue, singletonKeyOf(job.data)).catch(onError);
          boss.notifyWorker(id);
        }
      });
    }
  };
  /** A job is taken a moment before its lock is held: those are not looked at yet. */
  const activeJobs = async (queue: string): Promise<string[]> => {
    const { rows } = await boss
      .getDb()
      .executeSql(
        "select id from pgboss.job where name = $1 and state = 'active' and started_on < now() - interval '2 seconds'",
        [queue],
      );
    return (rows as { id: string }[]).map((row) => row.id);
  };
  /** What pg-boss noted as active when it looked last; else the lanes that were given back wait for its next look. */
  const forgetActiveKeys = async (queue: string): Promise<void> => {
    await boss.getDb().executeSql(
      `update pgboss.queue set singletons_active =
         (select array_agg(singleton_key) from pgboss.job where name = $1 and state = 'active') where name = $1`,
      [queue],
    );
  };
  return {
    ring: async ({ administrationId, connectionId }, lane) =>
      void (await send({ administrationId, connectionId, lane })),
    async ringAll({ administrationId, connectionId }) {
      for (const lane of lanes) await send({ administrationId, connectionId, lane });
    },
    ringIn: async (trx, job) => void (await send(job, trx)),
    async completeIn(trx, job) {
      const result = await boss.complete(name, [job], null, { db: fromKysely(trx) });
      return "affected" in result && result.affected === 1;
    },
    work: (concurrency, handle) => work<OrderJob>(name, concurrency, keyOf, handle),
    ringPayments: async ({ administrationId, connectionId }) =>
      void (await boss.send(
        paymentQueue,
        { administrationId, connectionId },
        { singletonKey: paymentKeyOf({ administrationId, connectionId }) },
      )),
    workPayments: (handle) => work<PaymentPlace>(paymentQueue, 2, paymentKeyOf, handle),
    ifFree: (what, work) => lease.ifFree(what, work),
    async reclaim() {
      let given = 0;
      for (const queue of [name, paymentQueue]) {
        const abandoned: string[] = [];
        for (const id of await activeJobs(queue)) if (await lease.isAbandoned(id)) abandoned.push(id);
        if (abandoned.length > 0) {
          await boss.fail(queue, abandoned, { message: "its worker ended" });
          await forgetActiveKeys(queue);
        }
        given += abandoned.length;
      }
      return given;
    },
    stopWork: async () => void (await Promise.all([name, paymentQueue].map((queue) => boss.offWork(queue)))),
    async stop() {
      await boss.stop({ graceful: true, timeout: 10_000 });
      await lease.close();
    },
  };
}
