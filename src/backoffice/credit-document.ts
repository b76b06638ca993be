import { newId } from "#store/new-id.ts";
import {
  absolute,
  add,
  cents,
  compare,
  equals,
  isPositive,
  isZero,
  multiply,
  subtract,
  zero,
  type Amount,
} from "#domain/amount.ts";
import { creditLines } from "#domain/credit-lines.ts";
import { creditRefund, leftToCredit } from "#domain/credit.ts";
import { hasMoney, type CalculatedDocument, type DocumentDraft, type IssuedDocument } from "#domain/document.ts";
import type { Administration } from "#store/administrations.ts";
import { creditedQuantities, insertConversions, type Conversion } from "#store/conversions.ts";
import { lockDocuments } from "#store/credits.ts";
import type { Transaction } from "#store/database.ts";
import { recordHistory } from "#store/document-history.ts";
import { bumpVersion } from "#store/drafts.ts";
import { insertDocuments, isIssued, readDocuments, type StoredDocument } from "#store/documents.ts";
import type { LinePart } from "./convert-document.ts";
import type { Actor } from "./drafts.ts";
import { issueDocuments, sellerOf, usualFacts } from "./issue-documents.ts";
import { fault, faulty, isRefusal, type Refusal } from "./refusal.ts";

/** What is credited: all that is left, some lines, or an amount with VAT in it. */
export type CreditWish =
  | { readonly what: "whole" }
  | { readonly what: "lines"; readonly lines: readonly LinePart[] }
  | { readonly what: "amount"; readonly amount: Amount };

export interface CreditRequest {
  /** Of the invoice as it was read: pressed twice, the second press is refused. */
  readonly version: number;
  readonly wish: CreditWish;
  /** Above the lines of the credit note. */
  readonly reason: string;
  readonly asDraft: boolean;
}

export interface CreditMade {
  readonly id: string;
  /** Null for a draft. */
  readonly number: string | null;
}

export type Invoice = StoredDocument & IssuedDocument;

/** Locks an invoice that may be credited, with its issued credit notes. */
export async function lockInvoice(
  trx: Transaction,
  administrationId: string,
  id: string,
  version: number,
): Promise<{ readonly invoice: Invoice; readonly credited: readonly StoredDocument[] } | Refusal> {
  await lockDocuments(trx, administrationId, [id]);
  const [invoice] = await readDocuments(trx, administrationId, { ids: [id], limit: 1 });
  if (invoice === undefined) return { refused: "notFound" };
  if (!isIssued(invoice)) return { refused: "notFinal" };
  if (invoice.kind !== "invoice") return { refused: "notPossible" };
  if (invoice.status !== "issued") return { refused: "nothingLeft" };
  if (invoice.version !== version) return { refused: "changed", by: null, at: null, connectionId: null };
  const notes = await readDocuments(trx, administrationId, { precedingDocumentId: id, limit: 10_000 });
  return { invoice, credited: notes.filter((note) => note.kind === "creditNote" && note.status === "issued") };
}

interface Calculated {
  readonly document: CalculatedDocument;
  /** Lines of the invoice that went into lines of the credit note. */
  readonly taken: readonly { readonly from: number; readonly to: number; readonly quantity: Amount }[];
}

export async function calculateCredit(
  trx: Transaction,
  administrationId: string,
  invoice: Invoice,
  credited: readonly StoredDocument[],
  { wish, reason }: CreditRequest,
): Promise<Calculated | Refusal> {
  const creditable = { invoice, credited };
  const open = leftToCredit(creditable);
  if (isZero(open)) return { refused: "nothingLeft" };
  if (wish.what === "lines") {
    const before = await creditedQuantities(trx, administrationId, invoice.id);
    const faults = wish.lines.flatMap(({ position, quantity }, index) => {
      const line = invoice.lines.find((one) => one.position === position && hasMoney(one));
      const left = line === undefined ? zero : subtract(line.quantity, before.get(position) ?? zero);
      return isPart(quantity, left)
        ? []
        : [fault(`lines.${index}.quantity`, "fault.moreThanLeft", { left: String(left) })];
    });
    if (faults.length > 0) return faulty(...faults);
    const document = creditLines(creditable, wish.lines, before);
    if (document === null) return { refused: "nothingLeft" };
    const taken = document.lines.map((line) => ({ from: line.sequence, to: line.position, quantity: line.quantity }));
    return { document, taken };
  }
  const amountWished = wish.what === "whole" ? open : cents(wish.amount);
  if (wish.what === "amount" && !isPositive(amountWished)) return faulty(fault("amount", "fault.amount"));
  if (compare(amountWished, open) > 0) return faulty(fault("amount", "fault.moreThanLeft", { left: String(open) }));
  const refund = { id: invoice.id, orderId: "", day: invoice.issueDate, reason, amount: amountWished, lines: [] };
  // Whoever credits by hand says nothing of money given back: that is still to be done.
  const { document } = creditRefund({ ...creditable, owed: amountWished }, refund, true);
  const isMirror = equals(amountWished, open) && credited.length === 0;
  const taken = isMirror
    ? document.lines.filter(hasMoney).map(({ position, quantity }) => ({ from: position, to: position, quantity }))
    : [];
  return { document, taken };
}

/** Some of what is left, and of the same sign. */
const isPart = (quantity: Amount, left: Amount): boolean =>
  !isZero(quantity) && isPositive(quantity) === isPositive(left) && compare(absolute(quantity), absolute(left)) <= 0;

/** A credit note stands on the invoice's own parties, currency and language. */
const draftOfCredit = (invoice: Invoice, document: CalculatedDocument, reason: string): DocumentDraft => ({
  ...document,
  kind: "creditNote",
  currency: invoice.currency,
  exchangeRate: invoice.exchangeRate,
  taxAmountInEuro:
    invoice.exchangeRate === null ? null : cents(multiply(document.totals.taxAmount, invoice.exchangeRate)),
  buyer: invoice.buyer,
  buyerId: invoice.buyerId,
  deliverTo: invoice.deliverTo,
  deliveryDate: invoice.deliveryDate,
  taxPointDate: null,
  language: invoice.language,
  noteAboveLines: reason,
  internalNote: "",
  orderReference: invoice.orderReference,
  buyerReference: invoice.buyerReference,
  paymentMeansCode: invoice.paymentMeansCode,
  sourceOrderId: invoice.sourceOrderId,
  precedingDocumentId: invoice.id,
  flag: null,
});

export async function writeCredit(
  trx: Transaction,
  administration: Administration,
  invoice: Invoice,
  { document, taken }: Calculated,
  request: CreditRequest,
  actor: Actor,
  today: string,
): Promise<CreditMade> {
  const draft = draftOfCredit(invoice, document, request.reason);
  const { connectionId } = invoice;
  let made: CreditMade;
  if (request.asDraft) {
    made = { id: newId(), number: null };
    const rest = {
      status: "draft",
      series: "",
      year: null,
      sequence: null,
      number: null,
      issueDate: null,
      dueDate: null,
    } as const;
    const seller = { seller: sellerOf(administration), sellerIban: administration.iban, paymentReference: "" };
    await insertDocuments(trx, administration.id, [
      {
        ...draft,
        ...rest,
        ...seller,
        ...usualFacts,
        vatOfSource: invoice.vatOfSource,
        id: made.id,
        couplingId: null,
        connectionId,
      },
    ]);
  } else {
    const [issued] = await issueDocuments(
      trx,
      administration,
      [
        {
          businessKey: `credit:${invoice.id}:${invoice.version}`,
          draft,
          wantedDay: today,
          couplingId: null,
          connectionId,
          vatPolicy: invoice.vatOfSource ? "source" : "calculated",
          preceding: { number: invoice.number, issueDate: invoice.issueDate },
        },
      ],
      today,
    );
    if (issued === undefined) throw new Error("The credit note was not issued");
    made = issued;
  }
  const conversions = taken.map(({ from, to, quantity }): Conversion => ({
    fromDocumentId: invoice.id,
    fromPosition: from,
    toDocumentId: made.id,
    toPosition: to,
    quantity,
  }));
  await insertConversions(trx, administration.id, conversions);
  await bumpVersion(trx, administration.id, invoice.id);
  await recordHistory(trx, administration.id, made.id, actor, "created", { from: invoice.id, number: invoice.number });
  if (made.number !== null) {
    await recordHistory(trx, administration.id, made.id, actor, "issued", { number: made.number });
    await recordHistory(trx, administration.id, invoice.id, actor, "credited", { id: made.id, number: made.number });
  }
  return { id: made.id, number: made.number };
}

/** Credits an invoice, whole or in part. What it takes never goes beyond the invoice, per rate to the cent. */
export async function creditDocument(
  trx: Transaction,
  administration: Administration,
  id: string,
  request: CreditRequest,
  actor: Actor,
  today: string,
): Promise<CreditMade | Refusal> {
  const locked = await lockInvoice(trx, administration.id, id, request.version);
  if (isRefusal(locked)) return locked;
  const calculated = await calculateCredit(trx, administration.id, locked.invoice, locked.credited, request);
  if (isRefusal(calculated)) return calculated;
  return writeCredit(trx, administration, locked.invoice, calculated, request, actor, today);
}

/** What a credit would come to, with VAT. Nothing is written. */
export async function creditAmount(
  trx: Transaction,
  administrationId: string,
  id: string,
  version: number,
  wish: CreditWish,
): Promise<{ readonly amount: Amount } | Refusal> {
  const locked = await lockInvoice(trx, administrationId, id, version);
  if (isRefusal(locked)) return locked;
  const request = { version, wish, reason: "", asDraft: true };
  const calculated = await calculateCredit(trx, administrationId, locked.invoice, locked.credited, request);
  if (isRefusal(calculated)) return calculated;
  const { taxInclusiveAmount, payableRoundingAmount } = calculated.document.totals;
  return { amount: cents(add(taxInclusiveAmount, payableRoundingAmount)) };
}
