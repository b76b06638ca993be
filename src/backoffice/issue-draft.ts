import { isPurchase } from "#domain/document-kinds.ts";
import { hasMoney } from "#domain/document.ts";
import { checkCalculation } from "#einvoice/calculation-rules.ts";
import type { Finding } from "#einvoice/finding.ts";
import type { Administration } from "#store/administrations.ts";
import { buyerSnapshot } from "#store/buyer-snapshot.ts";
import { lockDocuments } from "#store/credits.ts";
import { closedUntil } from "#store/closed-period.ts";
import type { Transaction } from "#store/database.ts";
import { recordHistory } from "#store/document-history.ts";
import type { StoredDocument } from "#store/documents.ts";
import { lockSeries } from "#store/numbering.ts";
import { ordersOfReceipt } from "#store/purchase-orders.ts";
import { lockDraft, type Actor } from "./drafts.ts";
import { correctionFaults } from "./corrections.ts";
import { issueDocuments, sellerOf } from "./issue-documents.ts";
import { payersOf, takeOverPayments, withPrepaid } from "./take-over-payments.ts";
import { noteFollowUp } from "./partners/note-follow-up.ts";
import { followReceipt } from "./purchases/follow-receipt.ts";
import { fault, faulty, isRefusal, type FaultText, type FieldFault, type Refusal } from "./refusal.ts";

export interface IssuedDraft {
  readonly id: string;
  readonly number: string;
  /** False: it was final already, and nothing was done. */
  readonly isNew: boolean;
  /** The shop order it is of, which is to be looked at again: refunds may have waited for it. */
  readonly order: { readonly connectionId: string; readonly externalId: string } | null;
}

/** Where the rules of e-invoicing point at, in the words of the editor. */
const fields: Readonly<Record<string, readonly [field: string, text: FaultText]>> = {
  lines: ["lines", "fault.noLine"],
  "seller.vatIdentifier": ["seller.vatIdentifier", "fault.noOwnVatNumber"],
  "buyer.vatIdentifier": ["buyerId", "fault.noBuyerVatNumber"],
  deliveryDate: ["deliveryDate", "fault.noDeliveryDate"],
  "deliverTo.countryCode": ["deliverTo", "fault.noDeliveryCountry"],
};

function faultOf({ path, rule }: Finding): FieldFault {
  const [field, text] = fields[path] ?? [path === "vat" && rule === "BR-O-11" ? "lines" : path, "fault.rule"];
  if (rule === "BR-O-11") return fault("lines", "fault.outsideVatAlone");
  return fault(field, text, { rule });
}

/** Everything that keeps a draft from being final, each at its field. */
function faultsOf(document: StoredDocument, administration: Administration): FieldFault[] {
  const { buyer, buyerId, lines, kind } = document;
  const faults: FieldFault[] = [];
  if (isPurchase(kind)) {
    if (buyerId === null) faults.push(fault("buyerId", "fault.noSupplier"));
  } else if (buyerId === null) faults.push(fault("buyerId", "fault.noBuyer"));
  else {
    if (buyer.name.trim() === "") faults.push(fault("buyerId", "fault.noBuyerName"));
    const { streetName, cityName, postalZone, countryCode } = buyer.address;
    const isBusiness = buyer.vatIdentifier !== "" && (kind === "invoice" || kind === "creditNote");
    if (countryCode === "" || (isBusiness && [streetName, cityName, postalZone].some((part) => part.trim() === "")))
      faults.push(fault("buyerId", "fault.noBuyerAddress"));
  }
  if (!lines.some(hasMoney)) return [...faults, fault("lines", "fault.noLine")];
  for (const [index, line] of lines.entries())
    if (hasMoney(line) && line.itemName.trim() === "")
      faults.push(fault(`lines.${index}.itemName`, "fault.noItemName"));
  if (kind === "creditNote" && document.precedingDocument === null)
    faults.push(fault("precedingDocumentId", "fault.noInvoice"));
  const checked = { ...document, seller: sellerOf(administration) };
  const findings = checkCalculation(checked, { vatOfSource: document.vatOfSource });
  const known = new Set(faults.map(({ field }) => field));
  return [...faults, ...findings.map(faultOf).filter(({ field }) => !known.has(field))];
}

/** A day a person chose stands, or is refused: never another one without a word. */
async function dateFaults(
  trx: Transaction,
  administration: Administration,
  { kind, issueDate, dueDate }: StoredDocument,
  today: string,
): Promise<FieldFault[]> {
  const faults: FieldFault[] = [];
  const { lastIssueDate } = await lockSeries(trx, administration.id, kind, "");
  const closed = await closedUntil(trx, administration.id);
  if (issueDate !== null && issueDate > today) faults.push(fault("issueDate", "fault.dayAhead"));
  if (issueDate !== null && closed !== null && issueDate <= closed)
    faults.push(fault("issueDate", "fault.dayClosed", { day: closed }));
  else if (issueDate !== null && lastIssueDate !== null && issueDate < lastIssueDate)
    faults.push(fault("issueDate", "fault.dayTaken", { day: lastIssueDate }));
  if (dueDate !== null && dueDate < (issueDate ?? today)) faults.push(fault("dueDate", "fault.dueBeforeIssue"));
  return faults;
}

/**
 * Makes a draft final: its number, its day, its stock and its payment reference, in the one way all documents get them. Pressed twice, or
 * in two tabs, it is made final once; the second press gets the same answer.
 */
export async function issueDraft(
  trx: Transaction,
  administration: Administration,
  id: string,
  version: number | null,
  actor: Actor,
  today: string,
  { movesStock = true }: { readonly movesStock?: boolean } = {},
): Promise<IssuedDraft | Refusal> {
  const draft = await lockDraft(trx, administration.id, id, version);
  if (isRefusal(draft)) {
    const isMade = draft.refused === "final" && draft.number !== null;
    return isMade ? { id, number: draft.number, isNew: false, order: null } : draft;
  }
  const payers = await payersOf(trx, administration.id, draft);
  // Before the series, as everybody does who credits.
  await lockDocuments(trx, administration.id, [
    ...payers,
    ...(draft.precedingDocumentId === null ? [] : [draft.precedingDocumentId]),
    ...(draft.kind === "purchaseReceipt" ? await ordersOfReceipt(trx, administration.id, id) : []),
  ]);
  const document = await withPrepaid(trx, await readyToIssue(trx, administration, draft), payers);
  const faults = faultsOf(document, administration);
  if (faults.length === 0) faults.push(...(await correctionFaults(trx, administration.id, document)));
  if (faults.length === 0) faults.push(...(await dateFaults(trx, administration, document, today)));
  if (faults.length > 0 || document.buyerId === null) return faulty(...faults);
  const { couplingId, connectionId, sourceOrderId } = document;
  const [issued] = await issueDocuments(
    trx,
    administration,
    [
      {
        businessKey: `issue:${id}`,
        draftId: id,
        draft: { ...document, buyerId: document.buyerId },
        wantedDay: document.issueDate ?? today,
        due: { date: document.dueDate, termDays: document.paymentTermDays },
        couplingId,
        connectionId,
        vatPolicy: document.vatOfSource ? "source" : "calculated",
        preceding: document.precedingDocument,
        movesStock,
      },
    ],
    today,
  );
  if (issued === undefined) throw new Error("The draft was not issued");
  const { number } = issued;
  await takeOverPayments(trx, administration.id, id, payers);
  await recordHistory(trx, administration.id, id, actor, "issued", { number });
  if (document.kind === "creditNote" && document.precedingDocumentId !== null)
    await recordHistory(trx, administration.id, document.precedingDocumentId, actor, "credited", { id, number });
  if (document.kind === "purchaseReceipt") await followReceipt(trx, administration.id, id, number, actor);
  await noteFollowUp(trx, administration.id, document);
  const order = connectionId !== null && sourceOrderId !== "" ? { connectionId, externalId: sourceOrderId } : null;
  return { id, number, isNew: true, order };
}

/** The customer as he is known today, unless a shop or the corrected invoice said who bought; goods go to his address when no other was given. */
async function readyToIssue(
  trx: Transaction,
  administration: Administration,
  draft: StoredDocument,
): Promise<StoredDocument> {
  const today =
    draft.buyerId === null || draft.couplingId !== null || draft.kind === "creditNote"
      ? null
      : await buyerSnapshot(trx, administration.id, draft.buyerId);
  const buyer = today ?? draft.buyer;
  const isIntraUnion = draft.vat.some((line) => line.vatCategory === "K");
  return { ...draft, buyer, deliverTo: draft.deliverTo ?? (isIntraUnion ? buyer.address : null) };
}
