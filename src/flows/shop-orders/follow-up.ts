import type { DocumentOrder, OrderPayment, OrderRepayment } from "#domain/document-order.ts";
import {
  add,
  cents,
  compare,
  isNegative,
  isZero,
  largest,
  negate,
  smallest,
  subtract,
  text,
  zero,
  type Amount,
} from "#domain/amount.ts";
import { creditRefund, leftToCredit, type Creditable } from "#domain/credit.ts";
import type { IssuedDocument } from "#domain/document.ts";
import { asHubError, type ErrorCode } from "#domain/error.ts";
import type { Refund } from "#domain/order.ts";
import { paymentKey, refundKey, type BookingContext, type Work } from "./booking.ts";
import { sendDocuments } from "./create-documents.ts";
import type { EmptiedDocument, OrderDocument, OrderTarget, RefusedRefund } from "./order-target.ts";
import { draftOfCredit, inTurn, restoreEmptied } from "./restore-emptied.ts";

/** What comes after the document: the payment, and credit notes for refunds. Drift is told by the outcome itself. */
export async function followUp(context: BookingContext, target: OrderTarget, work: readonly Work[]): Promise<void> {
  const payments = work.flatMap((w) => (w.made === null ? [] : paymentOn(context, w, w.made.id)));
  const refunded: Refunded[] = [];
  // Only what earlier calls made, or a refund takes from, has to be read.
  const reading = work.filter((w) => w.reading.refunds.length > 0 || w.made === null);
  if (reading.length > 0) {
    const orderIds = reading.map((w) => w.reading.order.id);
    const byOrder = Map.groupBy(
      await target["documents.ofOrders"](context.connectionId, orderIds),
      (document) => document.sourceOrderId,
    );
    const refundKeys = reading.flatMap((w) =>
      w.reading.refunds.map((refund) => refundKey(context.connectionId, refund.id)),
    );
    const done = await target["effects.done"](refundKeys);
    const hasFrames = refundKeys.length > 0 || !context.settings.keepsContent;
    const emptied = hasFrames ? await target["documents.emptied"](context.connectionId, orderIds) : noneEmptied;
    for (const w of reading) {
      const isDone = ({ id }: Refund) => done.has(refundKey(context.connectionId, id));
      const [before, open] = [w.reading.refunds.filter(isDone), w.reading.refunds.filter((refund) => !isDone(refund))];
      const frames = emptied.get(w.reading.order.id) ?? [];
      const own = [...(byOrder.get(w.reading.order.id) ?? []), ...restoreEmptied(context, w, frames, before)];
      const payee = payeeOf(own);
      if (w.made === null && payee !== undefined) payments.push(...paymentOn(context, w, payee.id));
      const notes = own.filter(
        ({ kind, status, couplingId }) => kind === "creditNote" && status !== "draft" && couplingId !== null,
      );
      const ofRefunds = new Set([...notes, ...frames.filter(({ kind }) => kind === "creditNote")].map(({ id }) => id));
      w.isOvercredited = ofRefunds.size > w.reading.order.refundIds.length;
      if (open.length > 0) {
        const refused = refusedBy(target, own, frames);
        if (refused !== null) {
          const { reason, connection } = refused;
          const why = { reason: "capability.missing", text: reason, connection } as const;
          for (const { id } of open) w.events.push(notCredited(id, why));
          continue;
        }
      }
      const invoice = invoiceOf(own);
      if (invoice === undefined) {
        const number = frames.find(({ kind }) => kind === "invoice")?.number;
        const why = { reason: "document.invalid", text: `What stood on ${number} is no longer kept here` } as const;
        if (number !== undefined) for (const { id } of open) w.events.push(notCredited(id, why));
        continue;
      }
      if (!isIssued(invoice)) {
        waitForIssue(w, open);
        continue;
      }
      w.isReversed = isZero(leftToCredit({ invoice, credited: creditsOf(invoice, own) }));
      refunded.push({ work: w, invoice, own, refunds: open });
    }
  }
  if (payments.length > 0) await target["payments.record"](payments);
  await settleRefunds(
    context,
    target,
    refunded.filter(({ refunds }) => refunds.length > 0),
  );
}

const noneEmptied: ReadonlyMap<string, readonly EmptiedDocument[]> = new Map();

/** A person credits it where the document stands; `text` says why not here. */
const notCredited = (
  refund: string,
  why: { readonly reason: ErrorCode; readonly text: string; readonly connection?: string },
): Work["events"][number] => ({ level: "error", code: "refund.notCredited", data: { refund, ...why } });

/** Why nothing that the order made is credited there; null when it is, or when nothing has to happen. */
function refusedBy(
  target: OrderTarget,
  own: readonly OrderDocument[],
  frames: readonly EmptiedDocument[],
): RefusedRefund | null {
  const kinds = [...own, ...frames].map(({ kind }) => kind).filter((kind) => kind !== "creditNote");
  const ways = kinds.map((kind) => target["refunds.on"](kind));
  if (ways.includes("credited")) return null;
  return ways.find((way) => typeof way === "object") ?? null;
}

/** What the order was paid for: the document it made by itself. What a person makes of that takes the money over. */
const payeeOf = (own: readonly OrderDocument[]): OrderDocument | undefined => {
  const made = own.filter(({ kind, couplingId }) => kind !== "creditNote" && couplingId !== null);
  return made.find(({ status }) => status !== "cancelled") ?? made[0] ?? invoiceOf(own);
};

/** The invoice that counts: one that was credited whole was put aside by a person, and another may stand in its place. */
const invoiceOf = (own: readonly OrderDocument[]): OrderDocument | undefined => {
  const invoices = own.filter(({ kind }) => kind === "invoice");
  return invoices.find(({ status }) => status !== "cancelled") ?? invoices[0];
};

type Issued = OrderDocument & IssuedDocument;

const isIssued = (document: OrderDocument): document is Issued => document.status !== "draft";

/** A draft cannot be credited: once it is final, the order is looked at again. */
function waitForIssue(w: Work, refunds: readonly Refund[]): void {
  for (const { id } of refunds) w.events.push({ level: "info", code: "refund.waitsForIssue", data: { refund: id } });
}

/** Paid orders have one payment. */
function paymentOn(context: BookingContext, w: Work, documentId: string): OrderPayment[] {
  const { order } = w.reading;
  if (!w.isPaid || order.paidAt === null) return [];
  const { method, transactionId } = order.payment;
  const sourceKey = paymentKey(context.connectionId, order.id);
  return [
    {
      sourceKey,
      amount: cents(order.total),
      currency: order.currency,
      method,
      transactionId,
      paidAt: order.paidAt,
      documentId,
    },
  ];
}

/** Refunds that nothing was made of yet, and the invoice they take from. */
interface Refunded {
  readonly work: Work;
  readonly invoice: Issued;
  readonly own: readonly OrderDocument[];
  readonly refunds: readonly Refund[];
}

interface Credit {
  readonly work: Work;
  readonly refund: Refund;
  readonly order: DocumentOrder;
}

/** A credit note for each refund, or where a person credited before: the money that goes back for it. */
async function settleRefunds(
  context: BookingContext,
  target: OrderTarget,
  refunded: readonly Refunded[],
): Promise<void> {
  if (refunded.length === 0) return;
  const open = await target["payments.open"](refunded.map(({ invoice }) => invoice.id));
  const credits: Credit[] = [];
  const returns: OrderRepayment[] = [];
  for (const one of refunded) settleOrder(context, one, open.get(one.invoice.id) ?? zero, credits, returns);
  if (returns.length > 0) await target["payments.return"](returns);
  const makeable = await withoutLacking(target, credits);
  if (makeable.length === 0) return;
  const made = await target["documents.create"](makeable.map(({ order }) => order));
  const sendable = [];
  for (const [index, { id, number }] of made.entries()) {
    const w = makeable[index]?.work;
    if (w === undefined) continue;
    const data = { id, number, kind: "creditNote" };
    w.events.push({ level: "info", code: "document.issued", data });
    sendable.push({ ...data, w });
  }
  await sendDocuments(context, target, sendable);
}

/** One that the target cannot make is told by its refund; choosing what was not chosen lets the order be looked at again. */
async function withoutLacking(target: OrderTarget, credits: readonly Credit[]): Promise<Credit[]> {
  if (credits.length === 0) return [];
  const lacking = await target["documents.lacking"](credits.map(({ order }) => order));
  return credits.filter(({ work, refund }, index) => {
    const lack = lacking[index] ?? null;
    if (lack === null) return true;
    const { code, text: why, waitsFor } = lack;
    work.events.push(notCredited(refund.id, { reason: code, text: why }));
    work.waitsFor.push(...waitsFor);
    return false;
  });
}

function settleOrder(
  context: BookingContext,
  { work: w, invoice, own, refunds }: Refunded,
  open: Amount,
  credits: Credit[],
  returns: OrderRepayment[],
): void {
  const credited: Creditable["credited"][number][] = creditsOf(invoice, own);
  let owed = open;
  for (const refund of inTurn(refunds)) {
    const businessKey = refundKey(context.connectionId, refund.id);
    const back = returnedOf({ invoice, credited }, refund, owed);
    const rest = { ...refund, amount: cents(subtract(refund.amount, back)) };
    try {
      if (!isZero(rest.amount)) {
        const credit = creditRefund({ invoice, credited, owed }, rest, w.reading.order.pricesIncludeTax);
        credited.push(credit.document);
        owed = subtract(owed, credit.document.totals.payableAmount);
        // A closed period moves both: the day that was closed is then told on both.
        const earliest = invoice.datedInsteadOf ?? invoice.issueDate;
        const wantedDay = refund.day < earliest ? earliest : refund.day;
        const preceding = { number: invoice.number, issueDate: invoice.issueDate };
        const draft = draftOfCredit(invoice, refund, credit.document, credit.flag);
        const { couplingId, connectionId, settings } = context;
        credits.push({
          work: w,
          refund,
          order: {
            ...{ businessKey, draft, wantedDay, couplingId, connectionId, vatPolicy: settings.vatPolicy, preceding },
            pricesIncludeTax: w.reading.order.pricesIncludeTax,
            happenedAt: `${refund.day}T00:00:00Z`,
          },
        });
      }
    } catch (error) {
      // The invoice stands; the refund that cannot be credited is told, and tried again whenever the order is looked at.
      const { code, message } = asHubError(error);
      w.events.push(notCredited(refund.id, { reason: code, text: message }));
      continue;
    }
    if (isZero(back)) continue;
    owed = add(owed, back);
    const { id: documentId, currency, kind, number } = invoice;
    const { method } = w.reading.order.payment;
    returns.push({
      businessKey: isZero(rest.amount) ? businessKey : `${businessKey}:returned`,
      documentId,
      amount: back,
      currency,
      method,
      paidAt: `${refund.day}T12:00:00Z`,
    });
    const data = { refund: refund.id, kind, number, amount: text(back), currency };
    w.events.push({ level: "info", code: "refund.repaid", data });
  }
  w.isReversed = isZero(leftToCredit({ invoice, credited }));
}

const creditsOf = (invoice: Issued, own: readonly OrderDocument[]): OrderDocument[] =>
  own.filter(
    ({ kind, status, precedingDocumentId }) =>
      kind === "creditNote" && status !== "draft" && precedingDocumentId === invoice.id,
  );

/**
 * How much of a refund gives back what a person credited before: all of it when that is owed, or what is more than there is left to
 * credit. Nothing when no money is owed back, or the refund fits beside it.
 */
function returnedOf(creditable: Creditable, refund: Refund, owed: Amount): Amount {
  if (!isNegative(owed)) return zero;
  const back = negate(owed);
  const amount = cents(refund.amount);
  if (compare(amount, back) <= 0) return amount;
  return cents(smallest(back, largest(subtract(amount, leftToCredit(creditable)), zero)));
}
