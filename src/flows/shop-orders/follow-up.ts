import type { DocumentOrder, OrderPayment } from "#domain/document-order.ts";
import { cents, multiply } from "#domain/amount.ts";
import { creditRefund, type Creditable } from "#domain/credit.ts";
import type { CalculatedDocument, DocumentDraft, IssuedDocument } from "#domain/document.ts";
import { asHubError } from "#domain/error.ts";
import type { Refund } from "#domain/order.ts";
import { paymentKey, refundKey, type BookingContext, type Work } from "./booking.ts";
import { sendDocuments } from "./create-documents.ts";
import type { OrderDocument, OrderTarget } from "./order-target.ts";

/** What comes after the document: the payment, and credit notes for refunds. Drift is told by the outcome itself. */
export async function followUp(context: BookingContext, target: OrderTarget, work: readonly Work[]): Promise<void> {
  const payments = work.flatMap((w) => (w.made === null ? [] : paymentOn(context, w, w.made.id)));
  const credits: Credit[] = [];
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
    for (const w of reading) {
      const own = byOrder.get(w.reading.order.id) ?? [];
      const invoice = invoiceOf(own);
      if (invoice === undefined) continue;
      if (w.made === null) payments.push(...paymentOn(context, w, invoice.id));
      const ofRefunds = own.filter(
        ({ kind, status, couplingId }) => kind === "creditNote" && status !== "draft" && couplingId !== null,
      );
      w.isOvercredited = ofRefunds.length > w.reading.order.refundIds.length;
      if (!isIssued(invoice)) {
        waitForIssue(context, w, done);
        continue;
      }
      credits.push(...creditOrders(context, w, invoice, own, done));
    }
  }
  if (payments.length > 0) await target["payments.record"](payments);
  if (credits.length === 0) return;
  const made = await target["documents.create"](credits.map(({ order }) => order));
  const sendable = [];
  for (const [index, { id, number }] of made.entries()) {
    const events = credits[index]?.work.events;
    if (events === undefined) continue;
    const data = { id, number, kind: "creditNote" };
    events.push({ level: "info", code: "document.issued", data });
    sendable.push({ ...data, events });
  }
  await sendDocuments(context, target, sendable);
}

/** The invoice that counts: one that was credited whole was put aside by a person, and another may stand in its place. */
const invoiceOf = (own: readonly OrderDocument[]): OrderDocument | undefined => {
  const invoices = own.filter(({ kind }) => kind === "invoice");
  return invoices.find(({ status }) => status !== "cancelled") ?? invoices[0];
};

type Issued = OrderDocument & IssuedDocument;

const isIssued = (document: OrderDocument): document is Issued => document.status !== "draft";

/** A draft cannot be credited: once it is final, the order is looked at again. */
function waitForIssue(context: BookingContext, w: Work, done: ReadonlyMap<string, string>): void {
  for (const { id } of w.reading.refunds) {
    if (done.has(refundKey(context.connectionId, id))) continue;
    w.events.push({ level: "info", code: "refund.waitsForIssue", data: { refund: id } });
  }
}

interface Credit {
  readonly work: Work;
  readonly order: DocumentOrder;
}

/** Paid orders have one payment, on their invoice; other kinds of document are not paid. */
function paymentOn(context: BookingContext, w: Work, documentId: string): OrderPayment[] {
  const { order } = w.reading;
  const isOrderSlip = w.made !== null && context.settings.documentKind !== "invoice";
  if (!w.isPaid || order.paidAt === null || isOrderSlip) return [];
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

function creditOrders(
  context: BookingContext,
  w: Work,
  invoice: Issued,
  own: readonly OrderDocument[],
  done: ReadonlyMap<string, string>,
) {
  const credited: Creditable["credited"][number][] = own.filter(
    ({ kind, status, precedingDocumentId }) =>
      kind === "creditNote" && status !== "draft" && precedingDocumentId === invoice.id,
  );
  const orders: Credit[] = [];
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
      const draft = draftOfCredit(invoice, refund, credit.document, credit.flag);
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
function draftOfCredit(
  invoice: Issued,
  refund: Refund,
  credit: CalculatedDocument,
  flag: string | null,
): DocumentDraft {
  const { id: _id, number: _number, issueDate: _issueDate, dueDate: _dueDate, seller: _seller, ...draft } = invoice;
  const taxAmount = credit.totals.taxAmount;
  return {
    ...draft,
    ...credit,
    kind: "creditNote",
    precedingDocumentId: invoice.id,
    noteAboveLines: refund.reason,
    internalNote: "",
    taxPointDate: refund.day,
    taxAmountInEuro: invoice.exchangeRate === null ? null : cents(multiply(taxAmount, invoice.exchangeRate)),
    flag,
  };
}
