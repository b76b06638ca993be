import type { Order } from "#domain/order.ts";
import type { Booked, BookingContext, KnownOrder, OrderReading, StoryEvent, Work } from "./booking.ts";
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

/** Orders as they were read, each decided upon; nothing was done yet. */
export interface Decided {
  readonly unchanged: readonly Booked[];
  /** Nothing is to be done in the target for these. */
  readonly settled: readonly Work[];
  /** A document is to be made, or follows what changed. */
  readonly toCarryOut: readonly Work[];
}

/** Decides; takes from the orders that are to be ignored at the start. The caller holds the orders' locks. */
export async function decideOrders(
  context: BookingContext,
  readings: readonly { reading: OrderReading; known: KnownOrder }[],
): Promise<Decided> {
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
  const isOfTarget = (w: Work) => w.known.outcome === "documented" || w.decision.kind === "document";
  return {
    unchanged: unchanged.map(({ reading }) => ({ kind: "unchanged", externalId: reading.order.id })),
    settled: decided.filter((w) => !isOfTarget(w)),
    toCarryOut: decided.filter(isOfTarget),
  };
}

/** Does in the target what was decided. All of one call is done or nothing is: when it throws, the caller tries the orders one by one. */
export async function carryOut(context: BookingContext, target: OrderTarget, work: readonly Work[]): Promise<void> {
  // Before anything is numbered: who makes a draft final holds the draft and waits for the number.
  await followDrafts(context, target, work);
  await createDocuments(
    context,
    target,
    work.filter((w) => w.known.outcome !== "documented"),
  );
  await followUp(context, target, work);
}

/**
 * Brings webshop orders into the built-in back office, each once, however often and in whatever order it is called. Readings and what is known
 * of them are given together; the caller holds the orders' locks. All of one call is one transaction of the target:
 * when it throws, nothing happened, and the caller tries the orders one by one.
 */
export async function bookOrders(
  context: BookingContext,
  target: OrderTarget,
  readings: readonly { reading: OrderReading; known: KnownOrder }[],
): Promise<Booked[]> {
  const { unchanged, settled, toCarryOut } = await decideOrders(context, readings);
  await carryOut(context, target, toCarryOut);
  return [...unchanged, ...[...settled, ...toCarryOut].map((w) => bookedOf(w))];
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
  // Skipped without a rule: a person wants what was ignored, or skipped, after all (`wakeRecords`). It is not ignored again.
  const isWanted = (w: Work) => w.known.outcome === "skipped" && w.known.reasonCode === null;
  const isNew = (w: Work) =>
    !isIgnored(w) &&
    !isWanted(w) &&
    w.known.outcome !== "documented" &&
    w.decision.kind === "document" &&
    context.isAtStart(w.reading.order);
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

const changedAfterIssue = ({ status, total }: Order): StoryEvent => ({
  level: "warning",
  code: "order.changedAfterIssue",
  data: { status, total },
});

/** What became of an order, once what was decided is done. */
export function bookedOf({ reading, known, decision, events, made, isOvercredited, isRedrafted }: Work): Booked {
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
    const differs = known.documentedFingerprint !== fiscal || isOvercredited || isUncredited;
    const drifted = differs && known.leftAsIs !== contentFingerprint(order);
    if (drifted) events.push(changedAfterIssue(order));
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
    const documentedFingerprint = made?.madeOf ?? fiscal;
    if (documentedFingerprint !== fiscal) events.push(changedAfterIssue(order));
    return {
      ...common,
      outcome: "documented",
      reason: null,
      tieOut: decision.tieOut,
      waitsFor: [],
      documentedFingerprint,
      drifted: documentedFingerprint !== fiscal,
    };
  }
  const { outcome, reason, tieOut, waitsFor } = decision;
  events.push({ level: outcome === "skipped" ? "info" : "warning", code: `order.${outcome}`, data: { ...reason } });
  return { ...common, outcome, reason, tieOut, waitsFor, documentedFingerprint: "", drifted: false };
}
