import { newId } from "#store/new-id.ts";
import type { Exchange } from "#connect/http-client.ts";
import { remedyFor, type HubError } from "#domain/error.ts";
import { mayBecome, outcomeOfError, type Outcome } from "#domain/outcome.ts";
import { sourceFactsOf } from "#domain/source-facts.ts";
import type { BegunDocument, Booked, StoryEvent } from "#flows/shop-orders/booking.ts";
import type { Transaction } from "#store/database.ts";
import { insertEvents, type NewEvent } from "#store/events.ts";
import { insertExchanges } from "#store/exchanges.ts";
import { goneContent, quietInbox, settleInbox, type InboxRow, type Settled } from "#store/inbox.ts";
import { insertLinks, type NewLink } from "#store/links.ts";
import { waitForMapping } from "#store/mappings.ts";
import { insertRun } from "#store/runs.ts";
import { isOutOfTime, nextAttempt } from "./retry.ts";
import { tellRefunds } from "./tell-refunds.ts";

/** What is to be written about one order. */
export type OrderResult =
  | { readonly kind: "unchanged"; readonly externalId: string }
  | { readonly kind: "booked"; readonly externalId: string; readonly booked: Extract<Booked, { kind: "decided" }> }
  /** `made`: the document that turned out to be there of it. */
  | { readonly kind: "absent"; readonly externalId: string; readonly made?: BegunDocument | null }
  /** `retryAt`: when the whole connection is tried again; left out, the order has its own backoff. */
  | {
      readonly kind: "failed";
      readonly externalId: string;
      readonly error: HubError;
      readonly retryAt?: string | null;
    };

export interface SettlePlace {
  readonly administrationId: string;
  readonly connectionId: string;
  readonly kind: "order";
  readonly runId: string;
  readonly couplingId: string;
  readonly startedAt: string;
  readonly now: Temporal.Instant;
  /** False: of what is through only ids, fingerprints and states stay, and nothing of what was said is kept. */
  readonly keepsContent: boolean;
}

const unknownRow = (externalId: string): InboxRow => ({
  externalId,
  outcome: null,
  reasonCode: null,
  reasonText: "",
  fingerprint: "",
  documentedFingerprint: "",
  leftAsIs: "",
  sourceModifiedAt: null,
  attempts: 0,
  firstFailedAt: null,
});

const nothingOfSource = {
  number: null,
  status: null,
  placedAt: null,
  currency: null,
  total: null,
  customerName: null,
  customerEmail: null,
  paidAt: null,
  source: null,
  tieOut: null,
  sourceModifiedAt: null,
} as const;

/** What was written, for whoever counts. */
export interface SettledBatch {
  readonly outcomes: readonly string[];
  readonly events: readonly string[];
}

/** Writes outcomes, waits, links, events, what the shop answered, and the run: the trace of one batch, in its transaction. */
export async function settleOrders(
  trx: Transaction,
  place: SettlePlace,
  known: ReadonlyMap<string, InboxRow>,
  results: readonly OrderResult[],
  exchanges: readonly Exchange[],
): Promise<SettledBatch> {
  const unchanged = results.filter((result) => result.kind === "unchanged");
  const entries = results
    .filter((result) => result.kind !== "unchanged")
    .map((result) => ({
      result,
      ...settledOf(place, known.get(result.externalId) ?? unknownRow(result.externalId), result),
    }));
  await settleInbox(
    trx,
    place,
    place.startedAt,
    entries.map((entry) => entry.row),
  );
  await quietInbox(
    trx,
    place,
    place.startedAt,
    unchanged.map((result) => result.externalId),
  );
  for (const { result } of entries) {
    if (result.kind !== "booked") continue;
    for (const missing of result.booked.waitsFor)
      await waitForMapping(trx, { ...place, ...missing }, result.externalId);
  }
  await tellRefunds(trx, place, entries);
  const { administrationId, connectionId, runId } = place;
  const toEvent = (externalId: string, event: StoryEvent): NewEvent => ({
    id: newId(),
    administrationId,
    connectionId,
    runId,
    externalId,
    ...event,
  });
  await insertEvents(
    trx,
    entries.flatMap(({ result, events }) => events.map((event) => toEvent(result.externalId, event))),
  );
  await insertLinks(
    trx,
    administrationId,
    entries.flatMap(({ result }) => linksOf(connectionId, result)),
  );
  await insertExchanges(
    trx,
    (place.keepsContent ? exchanges : []).map((exchange) => ({
      ...exchange,
      id: newId(),
      administrationId,
      connectionId,
      runId,
    })),
  );
  const counts: Record<string, number> = {};
  for (const { row } of entries) counts[row.outcome] = (counts[row.outcome] ?? 0) + 1;
  if (unchanged.length > 0) counts["unchanged"] = unchanged.length;
  const { couplingId, startedAt } = place;
  await insertRun(trx, {
    id: runId,
    administrationId,
    couplingId,
    connectionId,
    flow: "shopOrders",
    startedAt,
    counts,
  });
  return {
    outcomes: entries.map(({ row }) => row.outcome),
    events: entries.flatMap(({ events }) => events.map(({ code }) => code)),
  };
}

function linksOf(connectionId: string, result: OrderResult): NewLink[] {
  if (result.kind === "absent" && result.made)
    return [{ connectionId, kind: "order", externalId: result.externalId, ourId: result.made.id }];
  if (result.kind !== "booked") return [];
  return result.booked.events
    .filter((event) => event.code === "document.issued" || event.code === "document.drafted")
    .map((event) => ({ connectionId, kind: "order", externalId: result.externalId, ourId: String(event.data["id"]) }));
}

interface SettledEntry {
  readonly row: Settled;
  readonly events: readonly StoryEvent[];
}

function settledOf(
  place: SettlePlace,
  row: InboxRow,
  result: Exclude<OrderResult, { kind: "unchanged" }>,
): SettledEntry {
  if (result.kind === "booked") return settledBooking(row, result.booked);
  if (result.kind === "failed") return settledFailure(place, row, result);
  // Should it come back, it is looked at in full.
  const kept = { ...keptRow(row), fingerprint: "" };
  // Gone at the source. A document stays; that its order is gone is drift.
  if (row.outcome === "documented") {
    if (row.leftAsIs === goneContent) return { row: kept, events: [] };
    return { row: { ...kept, drifted: true }, events: [{ level: "warning", code: "order.gone", data: {} }] };
  }
  if (result.made) {
    const { madeOf, ...data } = result.made;
    const through = { outcome: "documented", reasonCode: null, reasonText: "", documentedFingerprint: madeOf } as const;
    const issued = { level: "info", code: "document.issued", data } as const;
    return {
      row: { ...kept, ...through, drifted: true },
      events: [issued, { level: "warning", code: "order.gone", data: {} }],
    };
  }
  const skipped = { outcome: "skipped", reasonCode: "rule.status", reasonText: "deleted", status: "deleted" } as const;
  return {
    row: { ...kept, ...skipped },
    events: [{ level: "info", code: "order.skipped", data: { code: "rule.status", text: "deleted" } }],
  };
}

/** Nothing is known of its content: what the row said of it stays. */
const keptRow = (row: InboxRow): Settled => ({
  ...nothingOfSource,
  externalId: row.externalId,
  outcome: row.outcome ?? "waiting",
  reasonCode: row.reasonCode,
  reasonText: row.reasonText,
  reasonDetails: {},
  fingerprint: row.fingerprint,
  documentedFingerprint: row.documentedFingerprint,
  drifted: null,
  attempts: 0,
  firstFailedAt: null,
  nextAttemptAt: null,
});

function settledBooking(row: InboxRow, booked: Extract<Booked, { kind: "decided" }>): SettledEntry {
  const { order, reason } = booked;
  const outcome: Outcome = mayBecome(row.outcome, booked.outcome) ? booked.outcome : (row.outcome ?? booked.outcome);
  return {
    events: booked.events,
    row: {
      externalId: row.externalId,
      number: order.number,
      status: order.status,
      outcome,
      reasonCode: reason?.code ?? null,
      reasonText: reason?.text ?? "",
      reasonDetails: { ...booked.details },
      fingerprint: booked.fingerprint,
      documentedFingerprint: booked.documentedFingerprint,
      sourceModifiedAt: order.modifiedAt,
      placedAt: order.placedAt,
      currency: order.currency,
      total: order.total,
      customerName: order.buyer.name,
      customerEmail: order.buyer.email,
      paidAt: order.payment.onDelivery ? null : order.paidAt,
      source: sourceFactsOf(order),
      tieOut: booked.tieOut,
      drifted: booked.drifted,
      attempts: 0,
      firstFailedAt: null,
      nextAttemptAt: null,
    },
  };
}

function settledFailure(
  place: SettlePlace,
  row: InboxRow,
  { error, retryAt }: Extract<OrderResult, { kind: "failed" }>,
): SettledEntry {
  const attempts = error.code === "remote.rate_limited" ? row.attempts : row.attempts + 1;
  const firstFailedAt = row.firstFailedAt ?? place.now.toString();
  const retries = remedyFor(error.code) === "retry" && !error.asksPerson;
  const gaveUp = retries && isOutOfTime(place.now, firstFailedAt);
  const nextAttemptAt =
    !retries || gaveUp
      ? null
      : (retryAt ?? nextAttempt(place.now, Math.max(1, attempts), error.retryAfterMs).toString());
  const wanted: Outcome = gaveUp || error.asksPerson ? "held" : outcomeOfError(error.code);
  // What was ignored at the start stays so, as what was documented does.
  const isIgnored = row.reasonCode === "rule.offset" || row.reasonCode === "rule.user";
  const outcome = mayBecome(row.outcome, wanted) && !isIgnored ? wanted : (row.outcome ?? wanted);
  const kept = isIgnored || outcome === "documented";
  return {
    events: [
      {
        level: outcome === "waiting" ? "warning" : "error",
        code: `order.${wanted}`,
        data: { code: error.code, text: error.message, attempts },
      },
    ],
    row: {
      ...keptRow(row),
      outcome,
      ...(!kept && { reasonCode: error.code, reasonText: error.message, reasonDetails: error.details }),
      attempts,
      firstFailedAt,
      nextAttemptAt,
      // A failure says nothing of the order's content: look at it again in full.
      fingerprint: "",
    },
  };
}
