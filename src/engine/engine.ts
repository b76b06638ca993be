import { newId } from "#store/new-id.ts";
import { hostname } from "node:os";
import { asHubError } from "#domain/error.ts";
import { alarmWatch } from "./alarm-watch.ts";
import { connectionsWithWork } from "#store/connections.ts";
import { liveCouplings } from "#store/couplings.ts";
import { noLicensing } from "#store/licence-code.ts";
import { beat, ensurePartitions, forgetNode } from "#store/nodes.ts";
import { paymentConnectionsWithWork } from "#store/payment-attempts.ts";
import { importLanes } from "./import-lanes.ts";
import { createIntake, type Intake } from "./intake.ts";
import { watchLicences } from "./licence-watch.ts";
import { mailLanes } from "./mail-lanes.ts";
import type { EngineOptions } from "./options.ts";
import { orderJobHandler } from "./order-job.ts";
import { paymentJobHandler } from "./payment-job.ts";
import { openQueue, type Place, type Queue } from "./queue.ts";
import { createSessions } from "./session.ts";
import { paymentDesk, type PaymentDesk } from "./start-payment.ts";
import { sweepConnection } from "./sweep.ts";
import { connectionCare, type ConnectionCare } from "./webhook-watch.ts";

export interface Engine {
  readonly intake: Intake;
  readonly care: ConnectionCare;
  readonly payments: PaymentDesk;
  ring(place: Place): Promise<void>;
  /** One sweep of a connection now; how many orders it announced. */
  sweep(place: Place): Promise<number>;
  /** Mail of this administration was queued: it leaves now where this node sends mail, else when another looks. */
  ringMail(administrationId: string): void;
  /** An import of this administration was set going: it goes on now where this node works, else when another looks. */
  ringImports(administrationId: string): void;
  /** One look for alarms now, as the timer does. */
  lookForAlarms(): Promise<void>;
  stop(): Promise<void>;
}

export type NodeRole = "all" | "server" | "worker";

/** Workers of one process take this many jobs at once; more gained nothing on two cores (traps.md 5.2). */
const jobsAtOnce = 2;

/** Starts what keeps the flows alive: the queue, its workers, and the timers. A `server` takes in and answers, a `worker` books. */
export async function startEngine(options: EngineOptions, role: NodeRole): Promise<Engine> {
  const { store, log, timing } = options;
  const queue: Queue = await openQueue({
    address: store.address,
    key: store.key,
    onError: (error) => log.warn({ error: error.message }, "The queue reported an error"),
  });
  const intake = createIntake(store, queue);
  const sessions = createSessions(options);
  const care = connectionCare(options, sessions);
  const stopping = new AbortController();
  const node = { id: newId(), role, host: hostname(), pid: process.pid };
  const jobs = new Set<Promise<void>>();
  const timers: NodeJS.Timeout[] = [];

  const tell = (what: string) => (thrown: unknown) => {
    const { code, message } = asHubError(thrown);
    if (!stopping.signal.aborted) log.warn({ code }, `${what}: ${message}`);
  };
  /** Never two of the same at once in this process; a failure is told, and the next turn tries again. */
  const every = (seconds: number, what: string, work: () => Promise<void>): void => {
    let isRunning = false;
    const turn = () => {
      if (isRunning || stopping.signal.aborted) return;
      isRunning = true;
      const job = work()
        .catch(tell(what))
        .finally(() => {
          isRunning = false;
          jobs.delete(job);
        });
      jobs.add(job);
    };
    timers.push(setInterval(turn, seconds * 1000));
  };

  const sweep = (place: Place) => sweepConnection(options, sessions, intake, place, stopping.signal);
  const sweptAt = new Map<string, number>();
  const track = (what: string, work: Promise<void>): void => {
    const job = work.catch(tell(what)).finally(() => jobs.delete(job));
    jobs.add(job);
  };
  /** Each shop apart: one that hangs, or has a long history, keeps no other waiting. */
  const sweepAll = async (): Promise<void> => {
    for (const coupling of await liveCouplings(store.hub)) {
      const polls = options.publicUrl === null || coupling.pollingOnly;
      const seconds = polls ? timing.pollSeconds : timing.sweepSeconds;
      const last = sweptAt.get(coupling.connectionId);
      if (last !== undefined && performance.now() - last < seconds * 1000) continue;
      sweptAt.set(coupling.connectionId, performance.now());
      const lookAfter = async () => {
        // First the webhooks, then the sweep: what was lost while one was off is found at once.
        if (!polls) await care.watch(coupling, stopping.signal).catch(tell("Webhook watch"));
        await sweep(coupling);
      };
      track("Sweep", queue.ifFree(`sweep ${coupling.connectionId}`, lookAfter));
    }
  };

  const mail = mailLanes(options, queue, tell("Mail"));
  const imports = importLanes(options, queue, tell("Import"));

  await ensurePartitions(store.hub);
  await beat(store.hub, node);
  const alarms = alarmWatch(options, queue, (administrationId) => mail.ring(administrationId));
  every(30, "Heartbeat", () => beat(store.hub, node));
  if (role !== "server") {
    const handle = orderJobHandler(options, queue, sessions);
    await queue.work(jobsAtOnce, (job) => handle(job, stopping.signal));
    const handlePayments = paymentJobHandler(options, queue, sessions);
    await queue.workPayments((job) => handlePayments(job, stopping.signal));
    const lookAround = async () => {
      await queue.reclaim();
      for (const work of await connectionsWithWork(store.hub, timing.leftBehindSeconds)) await queue.ringAll(work);
      for (const work of await paymentConnectionsWithWork(store.hub, timing.leftBehindSeconds))
        await queue.ringPayments(work);
    };
    await watchLicences(store, options.licensing ?? noLicensing, options.now());
    await lookAround();
    every(timing.careSeconds, "Care", lookAround);
    await mail.look();
    every(timing.careSeconds, "Mail", () => mail.look());
    every(timing.careSeconds, "Import", () => imports.look());
    every(3600, "Partitions", () => ensurePartitions(store.hub));
    every(3600, "Licences", () => watchLicences(store, options.licensing ?? noLicensing, options.now()));
    every(Math.min(timing.pollSeconds, timing.sweepSeconds), "Sweep", sweepAll);
    every(timing.alarmSeconds, "Alarms", () => alarms.look());
  }

  return {
    intake,
    care,
    payments: paymentDesk(options, queue, sessions),
    ring: (place) => queue.ringAll(place),
    sweep,
    ringMail: (administrationId) => role !== "server" && mail.ring(administrationId),
    ringImports: (administrationId) => role !== "server" && imports.ring(administrationId),
    lookForAlarms: () => alarms.look(),
    async stop() {
      for (const timer of timers) clearInterval(timer);
      // Before the queue: it holds the locks by which other nodes know that a mail is being sent.
      await mail.stop();
      await imports.stop();
      await intake.drain();
      await queue.stop();
      stopping.abort(new Error("The hub stops"));
      await Promise.all(jobs);
      await forgetNode(store.hub, node.id).catch(tell("Node"));
    },
  };
}
