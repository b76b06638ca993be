import { asHubError, HubError } from "#domain/error.ts";
import { raiseAlarm, closeAlarm } from "#store/alarms.ts";
import { readCatalogueCoupling, type CatalogueCoupling, type CatalogueKindName } from "#store/catalogue-couplings.ts";
import { countRecords } from "#store/catalogue-lists.ts";
import { dueCodes } from "#store/catalogue-records.ts";
import { markGone, markUnseenGone } from "#store/catalogue-wake.ts";
import { busyRun, endRun, failRun, goesOn, isStarted, moveRun, readyRun } from "#store/catalogue-runs.ts";
import { setSwept } from "#store/couplings.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { insertEvents } from "#store/events.ts";
import { newId } from "#store/new-id.ts";
import { insertRun } from "#store/runs.ts";
import { openBench, type Bench, type BenchPlace, type KnownOfRun } from "./catalogue-bench.ts";
import { customerWork } from "./catalogue-customers.ts";
import { productWork } from "./catalogue-products.ts";
import { stockWork } from "./catalogue-stock.ts";
import type { CatalogueWork } from "./catalogue-work-shape.ts";
import { connectionFailed, connectionWorks } from "./connection-health.ts";
import type { EngineOptions } from "./options.ts";
import { nextAttempt } from "./retry.ts";
import type { Sessions } from "./session.ts";

/** As many as can be looked for at the shop in one request. */
const portion = 100;

const workOf: Readonly<Record<CatalogueKindName, (bench: Bench) => Promise<unknown>>> = {
  products: productWork,
  stock: stockWork,
  customers: customerWork,
};

/**
 * Goes on with the run of a coupling as far as it can: page by page, of each page a hundred records at a time. Each record is committed when
 * it is dealt with, and the place of the walk when its page is, so that a node that dies leaves nothing out and another one writes nothing
 * again. Returns false when there was nothing to do.
 */
export async function stepCatalogue(
  options: EngineOptions,
  sessions: Sessions,
  place: BenchPlace,
  signal: AbortSignal,
  memory: Map<string, KnownOfRun> = new Map(),
): Promise<boolean> {
  let bench: Bench | null = null;
  try {
    bench = await openBench(options, sessions, place, signal, memory);
    if (bench === null) return false;
    await walkPage(bench);
    return true;
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    await keepFailure(options, place, bench, asHubError(thrown));
    return false;
  }
}

async function walkPage(bench: Bench): Promise<void> {
  const { run, coupling, place } = bench;
  const { administrationId } = place;
  // The one cast: a kind's own work is given back what its own page said.
  const work = (await workOf[coupling.kind](bench)) as CatalogueWork<{ readonly externalId: string }>;
  const isBeginning = run.cursor === null;
  if (isBeginning && bench.mayWrite && run.since !== null) await carryOutDue(bench, work);
  const page = await work.page(run.since, run.cursor);
  for (let from = 0; from < page.items.length; from += portion) {
    if (!(await bench.within((trx) => goesOn(trx, administrationId, run)))) return;
    await work.carryOut(page.items.slice(from, from + portion));
  }
  await bench.within(async (trx) => {
    for (const connection of Object.values(bench.connections))
      await connectionWorks(trx, connection, bench.options.now());
  });
  const { next, total, seenUntil } = page;
  if (next !== null) {
    await bench.within(async (trx) => {
      await moveRun(trx, administrationId, run, { cursor: next, total, seenUntil });
      if (run.failures >= alarmsAfter) await tellStopped(bench, trx);
    });
    return;
  }
  await finish(bench, total, seenUntil);
}

/** What failed alone before, what stopped and may go on, and what is to be looked at once more. */
async function carryOutDue(bench: Bench, work: CatalogueWork<{ readonly externalId: string }>): Promise<void> {
  const { due } = work;
  if (due === null) return;
  for (let round = 0; round < mostRounds; round += 1) {
    const records = await bench.within((trx) => dueCodes(trx, bench.place, portion));
    if (records.length === 0 || !(await bench.within((trx) => goesOn(trx, bench.place.administrationId, bench.run))))
      return;
    const found = await due([...new Set(records.map(({ code }) => code))]);
    const there = new Set(found.map(({ externalId }) => externalId));
    const gone = records.flatMap(({ externalId }) => (there.has(externalId) ? [] : [externalId]));
    if (gone.length > 0) await bench.within((trx) => markGone(trx, bench.place, gone));
    await work.carryOut(found);
  }
}

/** What is due again at once is left to the next run. */
const mostRounds = 100;

/** A source that does not say until when it spoke is asked again from a while before. */
const untold = { hours: 1 } as const;

async function finish(bench: Bench, total: number | null, pageSeenUntil: string | null): Promise<void> {
  const { run, place, coupling } = bench;
  const { administrationId, couplingId } = place;
  await bench.within(async (trx) => {
    if (!(await goesOn(trx, administrationId, run))) return;
    if (run.since === null) await markUnseenGone(trx, place, run.id);
    if (!bench.mayWrite) {
      await readyRun(trx, administrationId, run, total);
      return closeAlarm(trx, administrationId, "catalogueStopped", alarmSubject(coupling));
    }
    const counts = await countRecords(trx, place, { settledIn: run.id });
    if (!(await endRun(trx, administrationId, run.id, "done", counts))) return;
    const latest = [run.seenUntil, pageSeenUntil]
      .flatMap((one) => one ?? [])
      .toSorted()
      .at(-1);
    const until = latest ?? Temporal.Instant.from(run.begunAt).subtract(untold).toString();
    await setSwept(trx, administrationId, couplingId, until);
    await tell(bench, trx, counts);
    await tellStopped(bench, trx);
  });
}

/** No run goes on by itself any more: unless records of it stand still, nothing is left to be told. */
export async function closeIfNothingStands(trx: Transaction, coupling: CatalogueCoupling): Promise<void> {
  const { administrationId, id: couplingId } = coupling;
  const all = await countRecords(trx, { administrationId, couplingId }, "all");
  const isLive = await isStarted(trx, administrationId, couplingId);
  if (isLive && (all["held"] ?? 0) + (all["failed"] ?? 0) > 0) return;
  await closeAlarm(trx, administrationId, "catalogueStopped", alarmSubject(coupling));
}

const alarmSubject = ({ sourceConnectionId, id }: Pick<CatalogueCoupling, "sourceConnectionId" | "id">): string =>
  `${sourceConnectionId} ${id}`;

/** Whether records of it stand still: a person is told, or it is over. */
async function tellStopped({ place, coupling, options }: Bench, trx: Transaction): Promise<void> {
  const { administrationId } = place;
  const all = await countRecords(trx, place, "all");
  const stopped = (all["held"] ?? 0) + (all["failed"] ?? 0);
  const subject = alarmSubject(coupling);
  if (stopped === 0) return closeAlarm(trx, administrationId, "catalogueStopped", subject);
  await raiseAlarm(trx, {
    ...{ administrationId, kind: "catalogueStopped", subject, text: coupling.kind, at: options.now() },
    facts: { count: stopped },
  });
}

/** In the log book, unless it found nothing new. */
async function tell(bench: Bench, trx: Transaction, counts: Record<string, number>): Promise<void> {
  const { run, coupling, place } = bench;
  const { administrationId, couplingId } = place;
  const made = (counts["created"] ?? 0) + (counts["updated"] ?? 0);
  const stopped = (counts["held"] ?? 0) + (counts["failed"] ?? 0);
  if (run.scope !== "first" && made + stopped === 0) return;
  const connectionId = coupling.targetConnectionId;
  const runId = newId();
  await insertRun(trx, {
    id: runId,
    administrationId,
    couplingId,
    connectionId,
    flow: coupling.kind,
    startedAt: run.begunAt,
    counts,
  });
  const event = { level: stopped > 0 ? "warning" : "info", code: "coupling.catalogue" } as const;
  const data = { value: made, kind: coupling.kind, ...counts };
  await insertEvents(trx, [{ ...event, data, id: newId(), administrationId, connectionId, runId, externalId: "" }]);
}

/** So often in a row by itself; then a person is told. */
const alarmsAfter = 3;

/**
 * The run stands still until its time comes; a connection that failed as a whole is told apart, for everything else that works with it, and has
 * an alarm of its own.
 */
async function keepFailure(
  { store, now, log }: EngineOptions,
  { administrationId, couplingId }: BenchPlace,
  bench: Bench | null,
  error: HubError,
): Promise<void> {
  log.warn({ coupling: couplingId, code: error.code }, `Catalogue: ${error.message}`);
  await inAdministration(store.app, administrationId, async (trx) => {
    const run = bench?.run ?? (await busyRun(trx, administrationId, couplingId));
    if (run === null) return;
    const blamed = bench?.sideOf(error) ?? null;
    const isWhole =
      ["remote.unavailable", "remote.rate_limited"].includes(error.code) || error.code.startsWith("credentials.");
    const retryAt = blamed !== null && isWhole ? await connectionFailed(trx, blamed, error, now()) : null;
    const nextAt = retryAt ?? nextAttempt(now(), run.failures + 1, error.retryAfterMs).toString();
    await failRun(trx, administrationId, run.id, { code: error.code, text: error.message, nextAt });
    const coupling = bench?.coupling ?? (await readCatalogueCoupling(trx, administrationId, couplingId));
    if (isWhole || coupling === null || run.failures + 1 < alarmsAfter) return;
    const subject = alarmSubject(coupling);
    const alarm = { administrationId, kind: "catalogueStopped", subject, text: coupling.kind } as const;
    await raiseAlarm(trx, { ...alarm, facts: { count: 0 }, at: now() });
  });
}
