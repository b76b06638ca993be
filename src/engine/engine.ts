// Over 300 lines because it starts and stops everything that runs, in one order.
import { newId } from "#store/new-id.ts";
import { hostname } from "node:os";
import type { Statement } from "#domain/completeness-statement.ts";
import { asHubError } from "#domain/error.ts";
import { alarmWatch } from "./alarm-watch.ts";
import { connectionsWithWork } from "#store/connections.ts";
import { liveCouplings, type LiveCoupling } from "#store/couplings.ts";
import { noLicensing } from "#store/licence-code.ts";
import { beat, ensurePartitions, forgetNode } from "#store/nodes.ts";
import { paymentConnectionsWithWork } from "#store/payment-attempts.ts";
import { runningMigrations } from "#store/first-migrations.ts";
import { forgetRateBooks } from "#store/rate-books.ts";
import { forgetTurns, takeTurns } from "#store/schedule-turns.ts";
import { noCounts } from "./counts.ts";
import { drawUpStatement } from "./ledger.ts";
import { lookAtNight } from "./ledger-night.ts";
import type { LedgerPeriod } from "./ledger-shop.ts";
import { imageServer, type ServedImage } from "./catalogue-images.ts";
import { choicesReader, type CatalogueChoices } from "./catalogue-choices.ts";
import { catalogueLanes } from "./catalogue-lanes.ts";
import type { BenchPlace } from "./catalogue-bench.ts";
import { companyWork } from "./company-work.ts";
import { takeInOldOrders } from "./first-migration.ts";
import { watchAudit } from "./audit-watch.ts";
import { expire } from "./expiry-watch.ts";
import { exchangeDesk, type AnswerExchange } from "./partners/answer-exchange.ts";
import type { Outcome } from "#connect/hub-exchange/ask-partner.ts";
import type { Invitation } from "#connect/hub-exchange/invites.ts";
import { lookAtInvitation, type AskedLook } from "./partners/partner-client.ts";
import { relationKey } from "./relation-delivery.ts";
import type { RelationPlace } from "#store/relations.ts";
import { createIntake, type Intake } from "./intake.ts";
import { countJobs } from "./job-count.ts";
import { watchLicences } from "./licence-watch.ts";
import { mailLanes } from "./mail-lanes.ts";
import type { EngineOptions } from "./options.ts";
import { orderReader, type OrderRead } from "./order-now.ts";
import { orderJobHandler } from "./order-job.ts";
import { paymentJobHandler } from "./payment-job.ts";
import { priceRunKey, type PriceRunPlace } from "./price-run.ts";
import { openQueue, type Place, type Queue } from "./queue.ts";
import { createSessions } from "./session.ts";
import { paymentDesk, type PaymentDesk } from "./start-payment.ts";
import { supplierDesk, type SupplierDesk } from "./supplier-desk.ts";
import { sweepConnection } from "./sweep.ts";
import { connectionCare, type ConnectionCare } from "./webhook-watch.ts";

export interface Engine {
  readonly intake: Intake;
  readonly care: ConnectionCare;
  readonly payments: PaymentDesk;
  readonly suppliers: SupplierDesk;
  /** One order as its shop has it now, asked in this call. Throws the HubError that says why it could not be read. */
  readOrderNow(place: Place, orderId: string, signal: AbortSignal): Promise<OrderRead>;
  ring(place: Place): Promise<void>;
  /** One sweep of a connection now, after what may be taken in of its old orders; how many orders were announced. */
  sweep(place: Place): Promise<number>;
  /** Draws up a statement of completeness now; null when the coupling is off or gone, or its books are being looked at already. */
  drawUp(period: LedgerPeriod): Promise<Statement | null>;
  /** Mail of this administration was queued: it leaves now where this node sends mail, else when another looks. */
  ringMail(administrationId: string): void;
  /** An import of this administration was set going: it goes on now where this node works, else when another looks. */
  ringImports(administrationId: string): void;
  /** The same of files of prices, and of prices that are put back. */
  ringPrices(administrationId: string): void;
  /** The same for a dry run that was asked for. */
  ringDryRuns(administrationId: string): void;
  /** The same for what many orders at once are told to do. */
  ringBulk(administrationId: string): void;
  /** The same for an order that is to go to its supplier. */
  ringSendings(administrationId: string): void;
  /** The same for what is to be told, sent or fetched over a relation with a partner. */
  ringRelation(place: RelationPlace): void;
  /** Answers a request of a partner's hub. */
  readonly answerExchange: AnswerExchange;
  /** Asks an inviter's hub who invites; `isLocal`: a company of this hub does. */
  lookAtInvitation(asked: AskedLook): Promise<Outcome<Invitation>>;
  /** The same for a run over a supplier's prices. */
  ringPriceRun(place: PriceRunPlace): void;
  /** A run of a catalogue was begun or started: it goes on now where this node works, else when another looks. */
  ringCatalogue(place: BenchPlace): void;
  /** What can be chosen between for a coupling of a catalogue, asked in this call; null when it or a connection of it is gone. */
  catalogueChoices(place: BenchPlace, signal: AbortSignal): Promise<CatalogueChoices | null>;
  /** The picture behind an address that a shop was given; null when it is none, or was one too long ago. */
  image(token: string, signal: AbortSignal): Promise<ServedImage | null>;
  /** True from the moment it was told to stop. */
  isDraining(): boolean;
  /**
   * Hands over: takes no more work, finishes what is under way or gives it back after some seconds, and says so to the other nodes. What is
   * delivered here is still taken in, for them.
   */
  drain(): Promise<void>;
  /** One look for alarms now, as the timer does. */
  lookForAlarms(): Promise<void>;
  stop(): Promise<void>;
}

export type NodeRole = "all" | "server" | "worker";

/** Workers of one process take this many jobs at once; more gained nothing on two cores (traps.md 5.2). */
const jobsAtOnce = 2;

const heartbeatSeconds = 10;

/** How long a job may take to finish once the node was told to stop; after that it is given back. */
const finishMs = 10_000;

/** Starts what keeps the flows alive: the queue, its workers, and the timers. A `server` takes in and answers, a `worker` books. */
export async function startEngine(options: EngineOptions, role: NodeRole): Promise<Engine> {
  const { store, log, timing } = options;
  const queue: Queue = await openQueue({
    address: store.address,
    key: store.key,
    onError: (error) => log.warn({ error: error.message }, "The queue reported an error"),
  });
  const intake = createIntake(store, queue, options.counts);
  const nodeId = newId();
  const sessions = createSessions(options, nodeId);
  const care = connectionCare(options, sessions);
  const stopping = new AbortController();
  const node = { id: nodeId, role, host: hostname(), pid: process.pid, version: options.version ?? "" };
  const jobCount = countJobs();
  const { counts = noCounts } = options;
  const runJob = (kind: "orders" | "payments", work: () => Promise<void>): Promise<void> =>
    jobCount.during(async () => {
      const startedAt = performance.now();
      const end = (outcome: "done" | "failed") => counts.job(kind, outcome, (performance.now() - startedAt) / 1000);
      await work().catch((error: unknown) => {
        end("failed");
        throw error;
      });
      end("done");
    });
  let isDraining = false;
  const jobs = new Set<Promise<unknown>>();
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

  /** One node at a time per shop, or each would read the same page. */
  const takeIn = async (place: Place): Promise<number> => {
    let announced = 0;
    await queue.ifFree(`migration ${place.connectionId}`, async () => {
      announced = await takeInOldOrders(options, sessions, queue, place, stopping.signal);
    });
    return announced;
  };
  const sweep = async (place: Place): Promise<number> =>
    (await takeIn(place)) + (await sweepConnection(options, sessions, intake, place, stopping.signal));
  const drawUp = async (period: LedgerPeriod): Promise<Statement | null> => {
    let statement: Statement | null = null;
    const work = queue.ifFree(`ledger ${period.couplingId}`, async () => {
      statement = await drawUpStatement(options, sessions, intake, period, stopping.signal);
    });
    track("Completeness", work);
    await work;
    return statement;
  };
  const track = (what: string, work: Promise<unknown>): void => {
    const job = work.catch(tell(what)).finally(() => jobs.delete(job));
    jobs.add(job);
  };
  /** Each shop apart: one that hangs, or has a long history, keeps no other waiting. */
  const sweepAll = async (): Promise<void> => {
    const couplings = await liveCouplings(store.hub);
    const isPolled = (coupling: LiveCoupling) => options.publicUrl === null || coupling.pollingOnly;
    const turnOf = ({ connectionId }: LiveCoupling) => `sweep ${connectionId}`;
    const turns = async (polls: boolean, seconds: number) => {
      const names = couplings.filter((coupling) => isPolled(coupling) === polls).map(turnOf);
      return takeTurns(store.hub, names, seconds);
    };
    const due = new Set([...(await turns(true, timing.pollSeconds)), ...(await turns(false, timing.sweepSeconds))]);
    for (const coupling of couplings) {
      if (!due.has(turnOf(coupling))) continue;
      const polls = isPolled(coupling);
      const lookAfter = async () => {
        // First the webhooks, then the sweep: what was lost while one was off is found at once.
        if (!polls) await care.watch(coupling, stopping.signal).catch(tell("Webhook watch"));
        await sweep(coupling);
      };
      track("Sweep", queue.ifFree(turnOf(coupling), lookAfter));
    }
  };

  const mail = mailLanes(options, queue, tell("Mail"));
  const answerExchange = exchangeDesk(store, options.now, (place) => ringRelation(place));
  const work = companyWork(options, sessions, queue, answerExchange, tell);
  const { imports, prices, dryRuns, bulk, sendings, priceRuns, relations } = work;
  const catalogue = catalogueLanes(options, sessions, queue, tell("Catalogue"));
  const ringRelation = (place: RelationPlace): void => {
    if (role !== "server") relations.ring(relationKey(place));
  };
  const lanes = [imports, prices, dryRuns, bulk, sendings, priceRuns, relations, catalogue];

  await ensurePartitions(store.hub);
  const showLife = () => {
    const { active, lastMinute } = jobCount.now();
    return beat(store.hub, node, { isDraining, jobsActive: active, jobsLastMinute: lastMinute });
  };
  await showLife();
  const heart = setInterval(() => void showLife().catch(tell("Heartbeat")), heartbeatSeconds * 1000);
  const alarms = alarmWatch(options, queue, (administrationId) => mail.ring(administrationId));
  if (role !== "server") {
    const handle = orderJobHandler(options, queue, sessions);
    await queue.work(jobsAtOnce, (job) => runJob("orders", () => handle(job, stopping.signal)));
    const handlePayments = paymentJobHandler(options, queue, sessions);
    await queue.workPayments((job) => runJob("payments", () => handlePayments(job, stopping.signal)));
    const lookAround = async () => {
      await queue.reclaim();
      for (const work of await connectionsWithWork(store.hub, timing.leftBehindSeconds)) await queue.ringAll(work);
      for (const work of await paymentConnectionsWithWork(store.hub, timing.leftBehindSeconds))
        await queue.ringPayments(work);
    };
    await watchLicences(store, options.licensing ?? noLicensing, options.now());
    await lookAround();
    const { audit } = options;
    if (audit !== undefined) {
      const watch = () =>
        watchAudit(store, audit, options.now(), ({ chain, fault }) =>
          log.error({ chain, ...fault }, "The audit log is not whole; run schakel audit verify"),
        );
      // Not awaited: a mail server that hangs keeps no hub from starting.
      track("Audit", watch());
      every(3600, "Audit", watch);
    }
    every(timing.careSeconds, "Care", lookAround);
    await mail.look();
    every(timing.careSeconds, "Mail", () => mail.look());
    every(timing.careSeconds, "Import", () => imports.look());
    every(timing.careSeconds, "Prices", () => prices.look());
    every(timing.careSeconds, "Dry run", () => dryRuns.look());
    every(timing.careSeconds, "Bulk action", () => bulk.look());
    every(timing.careSeconds, "Purchase order", () => sendings.look());
    every(timing.careSeconds, "Partner", () => relations.look());
    every(timing.careSeconds, "Price run", () => priceRuns.look());
    every(timing.careSeconds, "Catalogue", () => catalogue.look());
    every(3600, "Partitions", () => ensurePartitions(store.hub));
    const expireAndTell = async () => {
      const { dropped, deleted } = await expire(store, options.now(), stopping.signal);
      if (dropped.length > 0 || Object.keys(deleted).length > 0)
        log.info({ dropped, deleted }, "What was no longer to be kept was deleted");
    };
    const oncePerHour = async () => {
      if ((await takeTurns(store.hub, ["hourly"], 3500)).length === 0) return;
      await watchLicences(store, options.licensing ?? noLicensing, options.now());
      await expireAndTell();
      await forgetTurns(store.hub);
      await forgetRateBooks(store.hub);
    };
    every(600, "Hourly care", oncePerHour);
    // Looked at more often than it happens: whose turn it is stands in the database.
    every(Math.min(timing.pollSeconds, timing.sweepSeconds) / 4, "Sweep", sweepAll);
    const lookAtLedgers = async () => {
      // One after the other: nobody waits for it, and a night is long.
      for (const look of await lookAtNight(store, options.now(), drawUp)) await look().catch(tell("Completeness"));
    };
    every(600, "Completeness", lookAtLedgers);
    const takeInAll = async () => {
      for (const place of await runningMigrations(store.hub)) track("First migration", takeIn(place));
    };
    every(timing.migrationSeconds, "First migration", takeInAll);
    every(timing.alarmSeconds, "Alarms", () => alarms.look());
  }

  let drained: Promise<void> | undefined;
  const drain = () =>
    (drained ??= (async () => {
      isDraining = true;
      for (const timer of timers) clearInterval(timer);
      await showLife().catch(tell("Heartbeat"));
      const giveBack = setTimeout(() => stopping.abort(new Error("The hub stops")), finishMs);
      // The queue stays open: it holds the locks by which other nodes know that a mail is being sent.
      await Promise.all([mail.stop(), ...lanes.map((lane) => lane.stop()), queue.stopWork(), ...jobs]);
      clearTimeout(giveBack);
      stopping.abort(new Error("The hub stops"));
    })());

  return {
    intake,
    care,
    payments: paymentDesk(options, queue, sessions),
    suppliers: supplierDesk(options, sessions),
    readOrderNow: orderReader(options, sessions),
    ring: (place) => queue.ringAll(place),
    sweep,
    drawUp,
    ringMail: (administrationId) => role !== "server" && mail.ring(administrationId),
    ringImports: (administrationId) => role !== "server" && imports.ring(administrationId),
    ringPrices: (administrationId) => role !== "server" && prices.ring(administrationId),
    ringDryRuns: (administrationId) => role !== "server" && dryRuns.ring(administrationId),
    ringBulk: (administrationId) => role !== "server" && bulk.ring(administrationId),
    ringSendings: (administrationId) => role !== "server" && sendings.ring(administrationId),
    ringRelation,
    answerExchange,
    lookAtInvitation: (asked) => lookAtInvitation(options, answerExchange, asked),
    ringPriceRun: (place) => role !== "server" && priceRuns.ring(priceRunKey(place)),
    ringCatalogue: (place) => role !== "server" && catalogue.ring(place),
    catalogueChoices: choicesReader(options, sessions),
    image: imageServer(options, sessions),
    isDraining: () => isDraining,
    drain,
    lookForAlarms: () => alarms.look(),
    async stop() {
      await drain();
      await intake.drain();
      await queue.stop();
      await Promise.all(jobs);
      await sessions.close();
      clearInterval(heart);
      await forgetNode(store.hub, node.id).catch(tell("Node"));
    },
  };
}
