// Over 300 lines because asking, keeping and failing are one loop that is read together.
import { setTimeout as sleep } from "node:timers/promises";
import { perform } from "#connect/perform.ts";
import { amount, zero } from "#domain/amount.ts";
import { asHubError, remedyFor, type HubError } from "#domain/error.ts";
import type { PriceAnswer } from "#domain/supplier/price-answer.ts";
import { compareOnOrder, comparePrice, countComparison, type Comparison } from "#domain/supplier/price-comparison.ts";
import type { SupplierTerms } from "#domain/supplier/cost.ts";
import { readConnection, type Connection } from "#store/connections.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { newId } from "#store/new-id.ts";
import { insertAnswers, keepAnswers, type NewRunAnswer, type RunStatus } from "#store/price-run-answers.ts";
import { articlesAfter, linesWithoutCode, recentRuns, type RunArticle } from "#store/price-run-articles.ts";
import { delayRun, endAsking, haltRun, mayAsk, noteAsking, readPriceRun, type PriceRun } from "#store/price-runs.ts";
import { serviceTermsOf } from "#store/price-run-terms.ts";
import { insertRun } from "#store/runs.ts";
import { circuitOf, connectionFailed, connectionWorks } from "./connection-health.ts";
import type { EngineOptions } from "./options.ts";
import { isOutOfTime } from "./retry.ts";
import type { OpenSession, Sessions } from "./session.ts";

/** As many as one call takes (operation `prices.get`). */
const batchSize = 50;

/** Calls with one opened session: after so many, new credentials are noticed, and prices that were to be written meanwhile are. */
const callsPerSession = 20;

/** Where a supplier says nothing of how often it may be asked, a login is asked once in so long (contract price-lists.md 8). */
const usualPaceMs = 1000;

/** A call under way when the hub stops is waited for this long, so that it is not made twice. */
const patienceMs = 8_000;

export interface PriceRunPlace {
  readonly administrationId: string;
  readonly runId: string;
}

/** By which its lane is known. */
export const priceRunKey = ({ administrationId, runId }: PriceRunPlace): string => `${administrationId} ${runId}`;
export function priceRunOf(key: string): PriceRunPlace {
  const [administrationId = "", runId = ""] = key.split(" ");
  return { administrationId, runId };
}

type Options = Pick<EngineOptions, "store" | "now" | "log">;

/** What is asked in one call, and what of the articles before it is known without asking. */
interface Portion {
  /** The place of the run it begins after. */
  readonly from: string;
  readonly asked: readonly RunArticle[];
  readonly skipped: readonly NewRunAnswer[];
  /** The last article it deals with; null: there is none after the cursor. */
  readonly upTo: string | null;
}

/** So many articles that are not asked are gone through for one call. */
const mostSkipped = 1000;

const untouched = ({ old }: RunArticle): Comparison => ({
  bucket: "skipped",
  cost: null,
  unitCode: old.useUnitCode,
  changePercent: null,
  verdict: null,
  reasons: [],
  flags: [],
  isTicked: false,
});

/** One the supplier did not know a day ago is listed as not found without being asked. */
const withoutAsking = (article: RunArticle, status: RunStatus, line = 0): NewRunAnswer => ({
  article,
  line,
  status,
  answer: null,
  comparison: { ...untouched(article), bucket: status === "recent" ? "skipped" : "notFound" },
});

async function portionAfter(
  trx: Transaction,
  administrationId: string,
  run: PriceRun,
  { cursor, recent }: { readonly cursor: string; readonly recent: readonly string[] },
): Promise<Portion> {
  const asked: RunArticle[] = [];
  const skipped: NewRunAnswer[] = [];
  let upTo: string | null = null;
  while (asked.length < batchSize && skipped.length < mostSkipped) {
    const wanted = batchSize - asked.length;
    const next = await articlesAfter(trx, administrationId, run, { after: upTo ?? cursor, limit: wanted, recent });
    for (const article of next) {
      if (article.skipped === null) asked.push(article);
      else skipped.push(withoutAsking(article, article.skipped));
    }
    upTo = next.at(-1)?.code ?? upTo;
    if (next.length < wanted) break;
  }
  return { from: cursor, asked, skipped, upTo };
}

/** Counts of a run, with what came of one call. */
function tally(
  known: Readonly<Record<string, number>>,
  answers: readonly NewRunAnswer[],
  more: Readonly<Record<string, number>>,
): Record<string, number> {
  const counts: Record<string, number> = { ...known };
  for (const { comparison, status, answer } of answers) {
    if (answer === null && status === "unknown") counts["remembered"] = (counts["remembered"] ?? 0) + 1;
    countComparison(counts, comparison, status);
  }
  for (const [name, count] of Object.entries(more)) if (count > 0) counts[name] = (counts[name] ?? 0) + count;
  return counts;
}

/**
 * Asks for the prices of one run as far as it can, one call after the other. Before a call leaves, its codes are written down; its answers,
 * the place of the run and the codes of the next call are one transaction. So a node that is killed leaves at most one call of which
 * nobody knows whether the supplier answered it: that one is made again, and its articles are counted as `unsure`. False when there is
 * nothing to do now.
 */
export async function stepPriceRun(
  options: Options,
  sessions: Sessions,
  place: PriceRunPlace,
  signal: AbortSignal,
): Promise<boolean> {
  const calls = new AbortController();
  const giveUp = () => setTimeout(() => calls.abort(signal.reason), patienceMs).unref();
  signal.addEventListener("abort", giveUp, { once: true });
  let connection: Connection | null = null;
  try {
    const begun = await begin(options, sessions, place, calls.signal);
    if (begun === null) return false;
    ({ connection } = begun.open);
    let { progress }: { progress: Progress | null } = begun;
    for (let call = 0; progress !== null && call < callsPerSession; call += 1) {
      const answers = await ask(begun.open, progress.portion.asked, calls.signal);
      const isLast = call === callsPerSession - 1;
      progress = await keep(options, place, begun, progress, answers, { signal, isLast });
    }
    return progress !== null && !signal.aborted;
  } catch (thrown) {
    if (signal.aborted) return false;
    await keepFailure(options, place, connection, asHubError(thrown));
    return false;
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}

/** How far a run is, and what it asks next. */
interface Progress {
  readonly done: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly portion: Portion;
}

interface Begun {
  readonly open: OpenSession;
  readonly run: PriceRun;
  readonly terms: SupplierTerms;
  readonly recent: readonly string[];
  readonly progress: Progress;
}

async function begin(
  { store, now }: Options,
  sessions: Sessions,
  { administrationId, runId }: PriceRunPlace,
  signal: AbortSignal,
): Promise<Begun | null> {
  return inAdministration(store.app, administrationId, async (trx) => {
    const run = await readPriceRun(trx, administrationId, runId, true);
    if (run === null || !(await mayAsk(trx, administrationId, run))) return null;
    const connection = await readConnection(trx, administrationId, run.connectionId);
    if (connection === null || connection.state === "paused") return null;
    if (connection.state === "reconnect") {
      // Asking with a login that is refused locks it.
      await haltRun(trx, administrationId, runId, { code: "credentials.expired", text: connection.stateReason });
      return null;
    }
    if ((await circuitOf(trx, connection, now())) === "open") return null;
    const open = await sessions.open(trx, connection, signal, "nothing");
    const terms = await serviceTermsOf(trx, administrationId, run.priceListId);
    // Left by a node that ended in between: whether the supplier answered it is not known.
    const counts = tally(run.counts, [], { unsure: run.asking.length });
    const { done, cursor, documentId } = run;
    if (cursor === "" && done === 0 && documentId !== null)
      await noteLinesWithoutCode(trx, administrationId, run, documentId, counts);
    const recent = await recentRuns(trx, administrationId, run);
    const portion = await portionAfter(trx, administrationId, run, { cursor, recent });
    await noteAsking(trx, administrationId, runId, { counts, asking: portion.asked.map(({ code }) => code) });
    return { open, run, terms, recent, progress: { done, counts, portion } };
  });
}

/** They have nothing to be asked by, which the review says. */
async function noteLinesWithoutCode(
  trx: Transaction,
  administrationId: string,
  run: PriceRun,
  documentId: string,
  counts: Record<string, number>,
): Promise<void> {
  const lines = await linesWithoutCode(trx, administrationId, { documentId, partyId: run.partyId });
  const rows = lines.map(({ position, name, itemId, unitCode }) =>
    withoutAsking(
      {
        ...{ code: "", name, itemId, unitCode, supplierItemId: null, quantity: null, lines: [position], version: null },
        old: { cost: null, currency: "", basis: amount("1"), unitCode, useUnitCode: unitCode },
        skipped: null,
      },
      "noCode",
      position,
    ),
  );
  await insertAnswers(trx, administrationId, run.id, rows);
  if (rows.length > 0) counts["noCode"] = rows.length;
}

const nextCall = "prices.get nextAt";

/** All runs of this process with one login take turns; where the connector states a limit, its budget does that for all nodes. */
async function takeTurn({ connector, memory }: OpenSession, signal: AbortSignal): Promise<void> {
  if (connector.rateLimit.windows.length > 0) return;
  const now = performance.now();
  const at = Math.max(now, Number(memory.get(nextCall) ?? "0"));
  memory.set(nextCall, String(at + usualPaceMs));
  if (at > now) await sleep(at - now, undefined, { signal });
}

/** One answer per article that is asked; none of them is asked for twice. */
async function ask(
  open: OpenSession,
  asked: readonly RunArticle[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, PriceAnswer>> {
  if (asked.length === 0) return new Map();
  await takeTurn(open, signal);
  const items = asked.map(({ code, quantity, unitCode }) => ({ suppliersItemIdentifier: code, quantity, unitCode }));
  const { answers } = await perform(open.connector, open.session, "prices.get", { items });
  return new Map(answers.map((answer) => [answer.suppliersItemIdentifier, answer]));
}

function compared(
  run: PriceRun,
  article: RunArticle,
  answer: PriceAnswer | undefined,
  terms: SupplierTerms,
): NewRunAnswer {
  // The supplier said nothing of it, which is not the same as that it does not know it.
  if (answer === undefined)
    return { ...withoutAsking(article, "error"), comparison: { ...untouched(article), bucket: "noPrice" } };
  const { old } = article;
  const comparison =
    run.documentId === null
      ? comparePrice(old, answer, terms)
      : compareOnOrder({ price: old.cost ?? zero, currency: old.currency, unitCode: old.unitCode }, answer, terms);
  const isWithoutPrice = answer.status === "ok" && comparison.bucket === "noPrice";
  return { article, line: 0, status: isWithoutPrice ? "noPrice" : answer.status, answer, comparison };
}

/** Another node went on with the run: this one was thought dead. */
const overtaken = new Error("Another node goes on with this run");

/**
 * The answers, how far it is, and what is asked next. Null: nothing is, because everything was asked or a person stopped it; what was answered
 * is kept all the same, because it was asked.
 */
async function keep(
  { store, now }: Options,
  { administrationId, runId }: PriceRunPlace,
  { open, run, terms, recent }: Begun,
  { done: before, counts: known, portion: { from, asked, skipped, upTo } }: Progress,
  answers: ReadonlyMap<string, PriceAnswer>,
  { signal, isLast }: { readonly signal: AbortSignal; readonly isLast: boolean },
): Promise<Progress | null> {
  const rows = [...skipped, ...asked.map((article) => compared(run, article, answers.get(article.code), terms))];
  const done = before + rows.length;
  const counts = tally(known, rows, { calls: asked.length > 0 ? 1 : 0 });
  const cursor = upTo ?? from;
  const kept = inAdministration(store.app, administrationId, async (trx): Promise<Progress | null> => {
    const { connection } = open;
    if (asked.length > 0 && (connection.state !== "connected" || connection.failures > 0))
      await connectionWorks(trx, connection, now());
    const portion = await portionAfter(trx, administrationId, run, { cursor, recent });
    // With the next session they are looked up anew, and written down before they leave.
    const asking = signal.aborted || isLast ? [] : portion.asked.map(({ code }) => code);
    const state = await keepAnswers(trx, administrationId, runId, rows, { from, cursor, done, counts, asking });
    if (state === null) throw overtaken;
    if (portion.upTo === null) {
      await finish(trx, administrationId, { ...run, counts });
      return null;
    }
    return state === "asking" && !signal.aborted ? { done, counts, portion } : null;
  });
  return kept.catch((thrown: unknown) => {
    if (thrown !== overtaken) throw thrown;
    return null;
  });
}

async function finish(trx: Transaction, administrationId: string, run: PriceRun): Promise<void> {
  await endAsking(trx, administrationId, run.id);
  const { connectionId, begunAt: startedAt, counts } = run;
  await insertRun(trx, {
    ...{ id: newId(), administrationId, couplingId: null, connectionId, flow: "prices", startedAt },
    counts: { ...counts },
  });
}

/**
 * A login that is refused stops the run at once: asking on would lock it. What passes by itself is waited for, as long as anything is; what the
 * supplier will not do stops it with the supplier's words.
 */
async function keepFailure(
  { store, now, log }: Options,
  { administrationId, runId }: PriceRunPlace,
  connection: Connection | null,
  error: HubError,
): Promise<void> {
  log.warn({ priceRun: runId, code: error.code }, `Prices: ${error.message}`);
  const said = { code: error.code, text: error.message };
  await inAdministration(store.app, administrationId, async (trx) => {
    const run = await readPriceRun(trx, administrationId, runId, true);
    if (run === null) return;
    const known = await readConnection(trx, administrationId, connection?.id ?? run.connectionId);
    const remedy = remedyFor(error.code);
    const isWhole = remedy === "retry" || remedy === "reconnect" || remedy === "configure";
    const nextAt = known !== null && isWhole ? await connectionFailed(trx, known, error, now()) : null;
    if (remedy === "retry" && nextAt !== null && !isOutOfTime(now(), run.firstFailedAt))
      return delayRun(trx, administrationId, runId, { ...said, nextAt });
    await haltRun(trx, administrationId, runId, said);
  });
}
