import { cents, type Amount } from "#domain/amount.ts";
import { creditRefund, type Creditable } from "#domain/credit.ts";
import type { DocumentDraft, IssuedDocument } from "#domain/document.ts";
import { asHubError, HubError } from "#domain/error.ts";
import type { Order, Refund } from "#domain/order.ts";
import type { Outcome, Reason } from "#domain/outcome.ts";
import type { Party } from "#domain/party.ts";
import type { TieOut } from "#domain/tie-out.ts";
import { decideOrder, type Decision, type DecisionContext, type MissingMapping } from "./decide.ts";
import { contentFingerprint, fiscalFingerprint } from "./fingerprint.ts";

/** A document to be made, under the business key of its effect. */
export interface DocumentOrder {
  readonly businessKey: string;
  readonly draft: DocumentDraft;
  readonly wantedDay: string;
  readonly couplingId: string | null;
  readonly connectionId: string | null;
  readonly vatPolicy: "calculated" | "source";
  readonly preceding: { readonly number: string; readonly issueDate: string } | null;
}

export interface OrderPayment {
  readonly sourceKey: string;
  readonly amount: Amount;
  readonly currency: string;
  readonly method: string;
  readonly transactionId: string;
  readonly paidAt: string;
  readonly documentId: string;
}

/**
 * Where orders are booked, built in or outside: the operations of one target, each for a batch. Within one call all is done or
 * nothing is; a target that cannot promise that is given one order at a time.
 */
export interface OrderTarget {
  "customers.find"(buyers: readonly Party[]): Promise<readonly (string | null)[]>;
  "customers.create"(buyers: readonly Party[]): Promise<readonly string[]>;
  "documents.create"(
    orders: readonly DocumentOrder[],
  ): Promise<readonly { readonly businessKey: string; readonly id: string; readonly number: string }[]>;
  "documents.ofOrders"(connectionId: string, orderIds: readonly string[]): Promise<readonly IssuedDocument[]>;
  "effects.done"(businessKeys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  "payments.record"(payments: readonly OrderPayment[]): Promise<number>;
}

/** What is known of an order from before. */
export interface KnownOrder {
  readonly externalId: string;
  readonly outcome: Outcome | null;
  readonly fingerprint: string;
  readonly documentedFingerprint: string;
  readonly sourceModifiedAt: string | null;
}

/** An order as it was just read, with the refunds that are not credited yet. */
export interface OrderReading {
  readonly order: Order;
  readonly refunds: readonly Refund[];
}

export interface StoryEvent {
  readonly level: "info" | "warning" | "error";
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What became of one order; `unchanged` leaves all as it was. */
export type Booked =
  | { readonly kind: "unchanged"; readonly externalId: string }
  | {
      readonly kind: "decided";
      readonly order: Order;
      readonly outcome: Outcome;
      readonly reason: Reason | null;
      readonly tieOut: TieOut | null;
      readonly waitsFor: MissingMapping | null;
      readonly fingerprint: string;
      readonly documentedFingerprint: string;
      readonly drifted: boolean;
      readonly events: readonly StoryEvent[];
    };

export interface BookingContext extends DecisionContext {
  readonly couplingId: string;
  readonly connectionId: string;
  /** Takes orders off the number that is to be ignored at the start; returns how many of them. */
  readonly takeOffset: (wanted: number) => Promise<number>;
}

/** Names an order's document; the edition rises only through a person's "credit and new". */
export const documentKey = (couplingId: string, orderId: string, kind: string, edition: number): string =>
  `document:${couplingId}:${orderId}:${kind}:${edition}`;
export const refundKey = (connectionId: string, refundId: string): string => `refund:${connectionId}:${refundId}`;
const paymentKey = (connectionId: string, orderId: string): string => `order:${connectionId}:${orderId}`;

interface Work {
  readonly reading: OrderReading;
  readonly known: KnownOrder;
  readonly decision: Decision;
  readonly events: StoryEvent[];
}

const instant = (text: string): Temporal.Instant => Temporal.Instant.from(text);

/** Older than what we acted on, or the same again: doorbells ring late, twice and in any order. */
function isKnown({ order, refunds }: OrderReading, known: KnownOrder): boolean {
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
    events: [],
  }));

  const decided = await skipOffset(context, work);
  const toDocument = decided.filter((w) => w.known.outcome !== "documented" && w.decision.kind === "document");
  await createDocuments(context, target, toDocument);
  const documented = decided.filter((w) => w.known.outcome === "documented" || w.decision.kind === "document");
  await followUp(context, target, documented);

  return [
    ...unchanged.map(({ reading }): Booked => ({ kind: "unchanged", externalId: reading.order.id })),
    ...decided.map((w) => bookedOf(w)),
  ];
}

/** The first N orders of a coupling are ignored (C8.3). An order that was skipped by it before stays so. */
async function skipOffset(context: BookingContext, work: readonly Work[]): Promise<Work[]> {
  const isNew = (w: Work) => w.known.outcome === null && w.decision.kind === "document";
  const taken = await takeSome(context, work.filter(isNew).length);
  let left = taken;
  return work.map((w) => {
    if (!isNew(w) || left === 0) return w;
    left -= 1;
    return {
      ...w,
      decision: {
        kind: "none",
        outcome: "skipped",
        reason: { code: "rule.offset", text: "ignored at the start" },
        tieOut: null,
        waitsFor: null,
      },
    };
  });
}

const takeSome = (context: BookingContext, wanted: number): Promise<number> =>
  wanted === 0 ? Promise.resolve(0) : context.takeOffset(wanted);

async function createDocuments(context: BookingContext, target: OrderTarget, work: readonly Work[]): Promise<void> {
  if (work.length === 0) return;
  const buyers = work.map((w) => w.reading.order.buyer);
  const found = [...(await target["customers.find"](buyers))];
  const missing = buyers.flatMap((buyer, index) => (found[index] === null ? [{ buyer, index }] : []));
  if (missing.length > 0) {
    const made = await target["customers.create"](missing.map(({ buyer }) => buyer));
    for (const [place, { index }] of missing.entries()) found[index] = made[place] ?? null;
  }
  const orders = work.map((w, index): DocumentOrder => {
    if (w.decision.kind !== "document") throw new HubError("internal.unexpected", "No document was decided");
    const { order } = w.reading;
    const { draft } = w.decision;
    return {
      businessKey: documentKey(context.couplingId, order.id, draft.kind, 1),
      draft: { ...draft, buyerId: found[index] ?? "" },
      wantedDay: context.settings.issueDate === "orderDay" ? order.day : "9999-12-31",
      couplingId: context.couplingId,
      connectionId: context.connectionId,
      vatPolicy: context.settings.vatPolicy,
      preceding: null,
    };
  });
  const made = await target["documents.create"](orders);
  for (const [index, document] of made.entries()) {
    work[index]?.events.push({
      level: "info",
      code: "document.issued",
      data: { id: document.id, number: document.number, kind: context.settings.documentKind },
    });
  }
}

/** What comes after the document: the payment, credit notes for refunds, and drift. */
async function followUp(context: BookingContext, target: OrderTarget, work: readonly Work[]): Promise<void> {
  const needs = work.filter((w) => w.reading.refunds.length > 0 || paymentOf(w) !== null);
  if (needs.length === 0) return;
  const documents = await target["documents.ofOrders"](
    context.connectionId,
    needs.map((w) => w.reading.order.id),
  );
  const byOrder = Map.groupBy(documents, (document) => document.sourceOrderId);
  const payments: OrderPayment[] = [];
  const credits: { work: Work; order: DocumentOrder }[] = [];
  const done = await target["effects.done"](
    needs.flatMap((w) => w.reading.refunds.map((refund) => refundKey(context.connectionId, refund.id))),
  );
  for (const w of needs) {
    const own = byOrder.get(w.reading.order.id) ?? [];
    const main =
      own.find((document) => document.kind === context.settings.documentKind) ??
      own.find((document) => document.kind !== "creditNote");
    if (main === undefined) continue;
    const payment = paymentOf(w);
    if (payment !== null && main.kind === "invoice")
      payments.push({
        ...payment,
        sourceKey: paymentKey(context.connectionId, w.reading.order.id),
        documentId: main.id,
      });
    if (main.kind === "invoice") credits.push(...creditOrders(context, w, main, own, done));
  }
  if (payments.length > 0) await target["payments.record"](payments);
  if (credits.length > 0) {
    const made = await target["documents.create"](credits.map(({ order }) => order));
    for (const [index, document] of made.entries()) {
      credits[index]?.work.events.push({
        level: "info",
        code: "document.issued",
        data: { id: document.id, number: document.number, kind: "creditNote" },
      });
    }
  }
}

function paymentOf({ reading: { order }, decision }: Work): Omit<OrderPayment, "sourceKey" | "documentId"> | null {
  if (order.paidAt === null || decision.kind !== "document" || !decision.isPaid) return null;
  const { method, transactionId } = order.payment;
  return { amount: cents(order.total), currency: order.currency, method, transactionId, paidAt: order.paidAt };
}

function creditOrders(
  context: BookingContext,
  w: Work,
  invoice: IssuedDocument,
  own: readonly IssuedDocument[],
  done: ReadonlyMap<string, string>,
) {
  const credited: Creditable["credited"][number][] = own.filter((document) => document.kind === "creditNote");
  const orders: { work: Work; order: DocumentOrder }[] = [];
  const inOrder = w.reading.refunds.toSorted((a, b) =>
    a.day === b.day ? Number(a.id) - Number(b.id) : a.day < b.day ? -1 : 1,
  );
  for (const refund of inOrder) {
    const businessKey = refundKey(context.connectionId, refund.id);
    if (done.has(businessKey)) continue;
    try {
      const credit = creditRefund({ invoice, credited }, refund, w.reading.order.pricesIncludeTax);
      credited.push(credit.document);
      const wantedDay = refund.day < invoice.issueDate ? invoice.issueDate : refund.day;
      const preceding = { number: invoice.number, issueDate: invoice.issueDate };
      const draft = { ...draftOfCredit(invoice, refund, credit.flag), ...credit.document };
      const { couplingId, connectionId, settings } = context;
      orders.push({
        work: w,
        order: { businessKey, draft, wantedDay, couplingId, connectionId, vatPolicy: settings.vatPolicy, preceding },
      });
    } catch (error) {
      // The invoice stands; the refund that cannot be credited is told, and tried again whenever the order is looked at.
      const { code, message } = asHubError(error);
      w.events.push({
        level: "error",
        code: "refund.notCredited",
        data: { refund: refund.id, reason: code, text: message },
      });
    }
  }
  return orders;
}

/** A credit note stands on the invoice's own parties, currency and language. */
function draftOfCredit(invoice: IssuedDocument, refund: Refund, flag: string | null): DocumentDraft {
  const { id: _id, number: _number, issueDate: _issueDate, dueDate: _dueDate, seller: _seller, ...draft } = invoice;
  return {
    ...draft,
    kind: "creditNote",
    precedingDocumentId: invoice.id,
    noteAboveLines: refund.reason,
    internalNote: "",
    taxPointDate: refund.day,
    taxAmountInEuro: null,
    flag,
  };
}

function bookedOf({ reading, known, decision, events }: Work): Booked {
  const { order } = reading;
  const fiscal = fiscalFingerprint(order);
  const common = { kind: "decided", order, fingerprint: contentFingerprint(order), events } as const;
  if (known.outcome === "documented") {
    const drifted = known.documentedFingerprint !== fiscal;
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
      waitsFor: null,
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
      waitsFor: null,
      documentedFingerprint: fiscal,
      drifted: false,
    };
  }
  const { outcome, reason, tieOut, waitsFor } = decision;
  events.push({ level: outcome === "skipped" ? "info" : "warning", code: `order.${outcome}`, data: { ...reason } });
  return { ...common, outcome, reason, tieOut, waitsFor, documentedFingerprint: "", drifted: false };
}
