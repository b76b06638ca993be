import { type Booked, type BookingContext, type KnownOrder, type OrderReading, type Work } from "./booking.ts";
import { decideOrder, isPaid, type Decision } from "./decide.ts";
import { contentFingerprint, fiscalFingerprint } from "./fingerprint.ts";
import { createDocuments, followDrafts } from "./create-documents.ts";
import { followUp } from "./follow-up.ts";
import type { OrderTarget } from "./order-target.ts";

const instant = (text: string): Temporal.Instant => Temporal.Instant.from(text);

/** Older than what we acted on, or the same again: doorbells ring late, twice and in any order. */
function isKnown({ order, refunds }: OrderReading, known: KnownOrder): boolean {
  // A person's skip stays whatever becomes of the order, until a person undoes it.
  if (known.reasonCode === "rule.user") return true;
  if (
    known.sourceModifiedAt !== null &&
    Temporal.Instant.compare(instant(order.modifiedAt), instant(known.sourceModifiedAt)) < 0
  )
    return true;
  const isSettled = known.outcome === "documented" || known.outcome === "skipped";
  return isSettled && refunds.length === 0 && known.fingerprint === contentFingerprint(order);
}

/**
 * Brings webshop orders into the back office, each once, however often and in whatever order it is called. Readings and what is known of
 * them are given together; the caller holds the orders' locks. All of one call is one transaction of the target:
 * when it throws, nothing happened, and the caller tries the orders one by one.
 */
export async function bookOrders(
  context: BookingContext,
  target: OrderTarget,
  readings: readonly { reading: OrderReading; known: KnownOrder }[],
): Promise<Booked[]> {
  const unchanged = readings.filter(({ reading, known }) => isKnown(reading, known));
  const fresh = readings.filter((entry) => !unchanged.includes(entry));
  const work = fresh.map(({ reading, known }): Work => ({
    reading,
    known,
    decision: decideOrder(reading.order, context),
    isPaid: isPaid(reading.order, context.mappings),
    made: null,
    isRedrafted: false,
    isOvercredited: false,
    events: [],
  }));

  const decided = await skipOffset(context, work);
  const toDocument = decided.filter((w) => w.known.outcome !== "documented" && w.decision.kind === "document");
  // Before anything is numbered: who makes a draft final holds the draft and waits for the number.
  await followDrafts(context, target, decided);
  await createDocuments(context, target, toDocument);
  const documented = decided.filter((w) => w.known.outcome === "documented" || w.decision.kind === "document");
  await followUp(context, target, documented);

  return [
    ...unchanged.map(({ reading }): Booked => ({ kind: "unchanged", externalId: reading.order.id })),
    ...decided.map((w) => bookedOf(w)),
  ];
}

const ignored = {
  kind: "none",
  outcome: "skipped",
  reason: { code: "rule.offset", text: "ignored at the start" },
  tieOut: null,
  waitsFor: [],
} as const satisfies Decision;

/** The first N orders that would be booked are ignored (C8.3), and stay so whatever becomes of them. */
async function skipOffset(context: BookingContext, work: readonly Work[]): Promise<Work[]> {
  const isIgnored = (w: Work) => w.known.reasonCode === ignored.reason.code;
  const isNew = (w: Work) => !isIgnored(w) && w.known.outcome !== "documented" && w.decision.kind === "document";
  let left = await takeSome(context, work.filter(isNew).length);
  return work.map((w) => {
    if (isIgnored(w)) return { ...w, decision: ignored };
    if (!isNew(w) || left === 0) return w;
    left -= 1;
    return { ...w, decision: ignored };
  });
}

const takeSome = (context: BookingContext, wanted: number): Promise<number> =>
  wanted === 0 ? Promise.resolve(0) : context.takeOffset(wanted);

function bookedOf({ reading, known, decision, events, isOvercredited, isRedrafted }: Work): Booked {
  const { order } = reading;
  const fiscal = fiscalFingerprint(order);
  const common = { kind: "decided", order, fingerprint: contentFingerprint(order), events } as const;
  if (isRedrafted && decision.kind === "document") {
    const { tieOut } = decision;
    const kept = { outcome: "documented", reason: null, waitsFor: [], drifted: false } as const;
    return { ...common, ...kept, tieOut, documentedFingerprint: fiscal };
  }
  if (known.outcome === "documented") {
    const isUncredited = events.some((event) => event.code === "refund.notCredited");
    const drifted = known.documentedFingerprint !== fiscal || isOvercredited || isUncredited;
    if (drifted)
      events.push({
        level: "warning",
        code: "order.changedAfterIssue",
        data: { status: order.status, total: order.total },
      });
    return {
      ...common,
      outcome: "documented",
      reason: null,
      tieOut: null,
      waitsFor: [],
      documentedFingerprint: known.documentedFingerprint,
      drifted,
    };
  }
  if (decision.kind === "document") {
    return {
      ...common,
      outcome: "documented",
      reason: null,
      tieOut: decision.tieOut,
      waitsFor: [],
      documentedFingerprint: fiscal,
      drifted: false,
    };
  }
  const { outcome, reason, tieOut, waitsFor } = decision;
  events.push({ level: outcome === "skipped" ? "info" : "warning", code: `order.${outcome}`, data: { ...reason } });
  return { ...common, outcome, reason, tieOut, waitsFor, documentedFingerprint: "", drifted: false };
}
