import { add, cents, equals, multiply, zero } from "#domain/amount.ts";
import { creditRefund } from "#domain/credit.ts";
import type { CalculatedDocument, DocumentDraft, IssuedDocument } from "#domain/document.ts";
import type { Refund } from "#domain/order.ts";
import { Party } from "#domain/party.ts";
import type { BookingContext, Work } from "./booking.ts";
import { documentOf } from "./decide.ts";
import { fiscalFingerprint } from "./fingerprint.ts";
import type { EmptiedDocument, OrderDocument } from "./order-target.ts";

type Restored = OrderDocument & IssuedDocument;

/**
 * Of a coupling that keeps nothing: what stood on the invoice and the credit notes of an order, made anew from the order and from the refunds
 * that were credited. Nothing, unless the order still says what it said when it was booked and the totals are those of the documents.
 */
export function restoreEmptied(
  context: BookingContext,
  w: Work,
  frames: readonly EmptiedDocument[],
  credited: readonly Refund[],
): readonly OrderDocument[] {
  const frame = frames.find(({ kind }) => kind === "invoice");
  const madeOf = w.made?.madeOf ?? w.known.documentedFingerprint;
  if (context.settings.keepsContent || frame === undefined || frame.buyerId === "") return [];
  const { order } = w.reading;
  // That it was called off is why money went back, and says nothing else of what stood on the invoice.
  if (madeOf !== fiscalFingerprint({ ...order, phase: "placed" })) return [];
  const decision = documentOf(order, {
    ...context,
    settings: { ...context.settings, documentKind: "invoice" },
  });
  if (decision.kind !== "document") return [];
  const invoice = restored(frame, decision.draft);
  const notes = frames.filter(({ kind }) => kind === "creditNote");
  if (!equals(worthOf(invoice), frame.totalAmount) || notes.length !== credited.length) return [];
  const documents: OrderDocument[] = [invoice];
  const earlier: CalculatedDocument[] = [];
  for (const refund of inTurn(credited)) {
    const creditable = { invoice, credited: earlier, owed: zero };
    const { document, flag } = creditRefund(creditable, refund, order.pricesIncludeTax);
    const note = notes.find(
      ({ totalAmount, id }) => documents.every((one) => one.id !== id) && equals(totalAmount, worthOf(document)),
    );
    if (note === undefined) return [];
    earlier.push(document);
    documents.push(restored(note, draftOfCredit(invoice, refund, document, flag)));
  }
  return documents;
}

const worthOf = ({ totals }: CalculatedDocument) => cents(add(totals.taxInclusiveAmount, totals.payableRoundingAmount));

const { externalId: _, ...nobody } = Party.parse({ address: {} });

function restored({ id, number, issueDate, buyerId, couplingId }: EmptiedDocument, draft: DocumentDraft): Restored {
  const ofSeller = { seller: nobody, sellerIban: "", paymentReference: "", dueDate: null, precedingDocument: null };
  return { ...draft, ...ofSeller, id, number, issueDate, buyerId, couplingId, status: "issued", editedBy: null };
}

/** As they were given: the order in which they are credited. Ids are numbers in one shop and `101-cancelled` in another. */
export const inTurn = (refunds: readonly Refund[]): Refund[] =>
  refunds.toSorted((a, b) =>
    a.day === b.day ? a.id.localeCompare(b.id, "en", { numeric: true }) : a.day < b.day ? -1 : 1,
  );

/** A credit note stands on the invoice's own parties, currency and language. */
export function draftOfCredit(
  invoice: IssuedDocument,
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
