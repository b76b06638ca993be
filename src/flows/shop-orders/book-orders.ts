import type { Order } from "#domain/order.ts";
import type { BegunDocument, Booked, BookingContext, KnownOrder, OrderReading, StoryEvent, Work } from "./booking.ts";
import { decideOrder, isPaid, type Decision } from "./decide.ts";
import { contentFingerprint, fiscalFingerprint, isCalledOff } from "./fingerprint.ts";
import { createDocuments, followDrafts, holdLacking } from "./create-documents.ts";
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
    isReversed: false,
    events: [],
    waitsFor: [],
  }));
  const decided = await skipOffset(context, work);
  const isOfTarget = (w: Work) => w.known.outcome === "documented" || w.decision.kind === "document";
  return {
    unchanged: unchanged.map(({ reading }) => ({ kind: "unchanged", externalId: reading.order.id })),
    settled: decided.filter((w) => !isOfTarget(w)),
    toCarryOut: decided.filter(isOfTarget),
  };
}

/** A document of this order that was begun before turns out to be there: it has that one, whatever was decided since. */
export function takeOver(w: Work, document: BegunDocument): void {
  const { id, number, kind, madeOf } = document;
  w.made = { id, madeOf };
  w.events.push({ level: "info", code: "document.issued", data: { id, number, kind } });
}

/** Does in the target what was decided. All of one call is done or nothing is: when it throws, the caller tries the orders one by one. */
export async function carryOut(context: BookingContext, target: OrderTarget, work: readonly Work[]): Promise<void> {
  const open = work.filter((w) => w.made === null);
  await holdLacking(context, target, open);
  // Before anything is numbered: who makes a draft final holds the draft and waits for the number.
  await followDrafts(context, target, open);
  await createDocuments(
    context,
    target,
    open.filter((w) => w.known.outcome !== "documented" && w.decision.kind === "document"),
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
export function bookedOf({ reading, known, decision, events, made, waitsFor: waits, ...w }: Work): Booked {
  const { isOvercredited, isRedrafted, isReversed } = w;
  const { order } = reading;
  const fiscal = fiscalFingerprint(order);
  // Called off, and all of its invoice credited: that says the same, whether it was invoiced as placed or put aside as called off.
  const isSettled = isReversed && isCalledOff(order);
  const standing = isSettled ? [fiscal, fiscalFingerprint({ ...order, phase: "placed" })] : [fiscal];
  const common = { kind: "decided", order, fingerprint: contentFingerprint(order), events } as const;
  if (isRedrafted && decision.kind === "document") {
    const { tieOut } = decision;
    const kept = { outcome: "documented", reason: null, waitsFor: [], details: {}, drifted: false } as const;
    return { ...common, ...kept, tieOut, documentedFingerprint: fiscal };
  }
  if (known.outcome === "documented") {
    const isUncredited = events.some((event) => event.code === "refund.notCredited");
    const differs = !standing.includes(known.documentedFingerprint) || isOvercredited || isUncredited;
    const drifted = differs && known.leftAsIs !== contentFingerprint(order);
    if (drifted) events.push(changedAfterIssue(order));
    return {
      ...common,
      outcome: "documented",
      reason: null,
      tieOut: null,
      waitsFor: waits,
      details: {},
      documentedFingerprint: known.documentedFingerprint,
      drifted,
    };
  }
  if (decision.kind === "document" || made !== null) {
    const documentedFingerprint = made?.madeOf ?? fiscal;
    const drifted = !standing.includes(documentedFingerprint);
    if (drifted) events.push(changedAfterIssue(order));
    return {
      ...common,
      outcome: "documented",
      reason: null,
      tieOut: decision.tieOut,
      waitsFor: waits,
      details: {},
      documentedFingerprint,
      drifted,
    };
  }
  const { outcome, reason, tieOut, waitsFor, details = { ...waitsFor[0] } } = decision;
  events.push({ level: outcome === "skipped" ? "info" : "warning", code: `order.${outcome}`, data: { ...reason } });
  return { ...common, outcome, reason, tieOut, waitsFor, details, documentedFingerprint: "", drifted: false };
}
