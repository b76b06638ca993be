import { correctionFault } from "#domain/correction.ts";
import type { Transaction } from "#store/database.ts";
import { isIssued, readDocuments, type StoredDocument } from "#store/documents.ts";
import type { DraftContent, DraftOrigin } from "./draft-content.ts";
import { fault, type FieldFault } from "./refusal.ts";

async function invoiceOf(
  trx: Transaction,
  administrationId: string,
  id: string | null,
): Promise<StoredDocument | null> {
  const [invoice] = id === null ? [] : await readDocuments(trx, administrationId, { ids: [id], limit: 1 });
  return invoice !== undefined && invoice.kind === "invoice" && isIssued(invoice) ? invoice : null;
}

/** A credit note speaks of the money of its invoice: in that currency, of that VAT, and to its buyer as he stood there. */
export async function asCorrection(
  trx: Transaction,
  administrationId: string,
  content: DraftContent,
  origin: DraftOrigin,
): Promise<DraftOrigin> {
  const isCredit = origin.kind === "creditNote";
  const invoice = isCredit ? await invoiceOf(trx, administrationId, content.precedingDocumentId) : null;
  if (invoice === null) return origin;
  const { currency, exchangeRate, buyer, buyerId } = invoice;
  const vatCountry = invoice.vat[0]?.vatCountry ?? origin.vatCountry;
  return { ...origin, currency, exchangeRate, vatCountry, buyer: buyerId === content.buyerId ? buyer : origin.buyer };
}

/** What a person cannot save in a credit note, whatever its lines say. */
export async function contentFaults(
  trx: Transaction,
  administrationId: string,
  { precedingDocumentId, buyerId, dueDate, issueDate }: DraftContent,
  { kind }: DraftOrigin,
): Promise<FieldFault[]> {
  const faults: FieldFault[] = [];
  if (kind === "creditNote" && dueDate !== null) faults.push(fault("dueDate", "fault.dueOnCredit"));
  if (precedingDocumentId === null) return faults;
  const invoice = kind === "creditNote" ? await invoiceOf(trx, administrationId, precedingDocumentId) : null;
  if (invoice === null) return [...faults, fault("precedingDocumentId", "fault.unknownInvoice")];
  const number = invoice.number ?? "";
  if (buyerId !== null && buyerId !== invoice.buyerId) faults.push(fault("buyerId", "fault.otherBuyer", { number }));
  const day = invoice.issueDate ?? "";
  if (issueDate !== null && issueDate < day) faults.push(fault("issueDate", "fault.beforeInvoice", { number, day }));
  return faults;
}

/** What keeps a credit note from being final: it may only take back what its invoice, locked by the caller, still holds. */
export async function correctionFaults(
  trx: Transaction,
  administrationId: string,
  document: StoredDocument,
): Promise<FieldFault[]> {
  if (document.kind !== "creditNote" || document.precedingDocumentId === null) return [];
  const invoice = await invoiceOf(trx, administrationId, document.precedingDocumentId);
  if (invoice === null) return [fault("precedingDocumentId", "fault.unknownInvoice")];
  const number = invoice.number ?? "";
  const { buyerId, currency, issueDate } = document;
  if (buyerId !== invoice.buyerId) return [fault("buyerId", "fault.otherBuyer", { number })];
  if (currency !== invoice.currency) return [fault("precedingDocumentId", "fault.unknownInvoice")];
  if (issueDate !== null && issueDate < (invoice.issueDate ?? ""))
    return [fault("issueDate", "fault.beforeInvoice", { number, day: invoice.issueDate ?? "" })];
  const notes = await readDocuments(trx, administrationId, { precedingDocumentId: invoice.id, limit: 10_000 });
  const credited = notes.filter(({ kind, status }) => kind === "creditNote" && status === "issued");
  const found = correctionFault({ invoice, credited }, document);
  if (found === null) return [];
  if (found.what === "turnedAround") return [fault("lines", "fault.turnedAround", { number })];
  return [fault("lines", "fault.moreThanInvoice", { number, left: String(found.left), currency })];
}
