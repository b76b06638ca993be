import {
  cents,
  isNegative,
  isPositive,
  isZero,
  multiply,
  smallest,
  subtract,
  zero,
  type Amount,
} from "#domain/amount.ts";
import { documentKinds, isPurchase, type DocumentKind } from "#domain/document-kinds.ts";
import type { CalculatedDocument, DocumentParty } from "#domain/document.ts";
import type { DraftInput, DraftLine } from "#domain/draft.ts";
import { Address, type Language } from "#domain/party.ts";
import type { Administration } from "#store/administrations.ts";
import { buyerSnapshot } from "#store/buyer-snapshot.ts";
import { leftToConvert, lockChain, type Conversion } from "#store/conversions.ts";
import type { Transaction } from "#store/database.ts";
import type { NewDocument } from "#store/document-rows.ts";
import { readDocuments } from "#store/documents.ts";
import { unknownItems } from "#store/known-items.ts";
import { contentFaults } from "./corrections.ts";
import { sellerOf } from "./issue-documents.ts";
import { fault, faulty, type FieldFault, type Refusal } from "./refusal.ts";

/** Where a line came from: it counts for what is left of that line. */
export interface LineSource {
  readonly documentId: string;
  readonly position: number;
}

/** What a person fills in of a draft. */
export interface DraftContent {
  /** The other party: the customer, and of what we buy the supplier. */
  readonly buyerId: string | null;
  readonly deliverTo: Address | null;
  /** Null: the day it is made final. */
  readonly issueDate: string | null;
  readonly dueDate: string | null;
  readonly paymentTermDays: number | null;
  readonly deliveryDate: string | null;
  readonly language: Language;
  readonly noteAboveLines: string;
  readonly internalNote: string;
  readonly orderReference: string;
  readonly buyerReference: string;
  readonly terms: string;
  readonly precedingDocumentId: string | null;
  readonly pricesIncludeTax: boolean;
  readonly exemptionReason: string;
  readonly rounding: Amount;
  readonly allowances: DraftInput["allowances"];
  readonly lines: readonly (DraftLine & { readonly from: LineSource | null })[];
}

/** What a draft has that nobody fills in. */
export interface DraftOrigin {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly currency: string;
  readonly exchangeRate: Amount | null;
  readonly prepaidAmount: Amount;
  readonly vatCountry: string;
  readonly paymentMeansCode: string;
  readonly sourceOrderId: string;
  readonly couplingId: string | null;
  readonly connectionId: string | null;
  readonly replacesDocumentId: string | null;
  readonly taxPointDate: string | null;
  readonly flag: string | null;
  /** The buyer as the source of the document states him; null: as our customers do. */
  readonly buyer: DocumentParty | null;
}

const nobody: DocumentParty = {
  name: "",
  contactName: "",
  email: "",
  phone: "",
  language: null,
  vatIdentifier: "",
  legalRegistrationIdentifier: "",
  address: Address.parse({}),
};

export const inputOf = (
  content: DraftContent,
  origin: Pick<DraftOrigin, "prepaidAmount" | "vatCountry">,
): DraftInput => ({
  pricesIncludeTax: content.pricesIncludeTax,
  lines: content.lines,
  allowances: content.allowances,
  rounding: content.rounding,
  prepaidAmount: origin.prepaidAmount,
  vatCountry: origin.vatCountry,
  language: content.language,
  exemptionReason: content.exemptionReason,
});

export function documentOf(
  administration: Administration,
  content: DraftContent,
  origin: DraftOrigin,
  buyer: DocumentParty,
  calculated: CalculatedDocument,
): NewDocument {
  const { buyer: _, prepaidAmount: _prepaid, vatCountry: _country, ...own } = origin;
  const { lines: _lines, allowances, exemptionReason: _reason, rounding: _rounding, ...entered } = content;
  return {
    ...own,
    ...entered,
    ...calculated,
    datedInsteadOf: null,
    status: "draft",
    series: "",
    year: null,
    sequence: null,
    number: null,
    buyer,
    seller: sellerOf(administration),
    sellerIban: administration.iban,
    paymentReference: "",
    taxPointDate: origin.taxPointDate ?? content.deliveryDate,
    taxAmountInEuro:
      origin.exchangeRate === null ? null : cents(multiply(calculated.totals.taxAmount, origin.exchangeRate)),
    vatOfSource: false,
    enteredAllowances: allowances,
  };
}

/** What the books make of the content of a draft: its other party, and how much of its lines came from where. */
export interface CheckedContent {
  readonly buyer: DocumentParty;
  readonly conversions: readonly Conversion[];
}

/** Faults only the books can tell: a customer or invoice that is not there, more than is left of a line. */
export async function checkContent(
  trx: Transaction,
  administrationId: string,
  content: DraftContent,
  origin: DraftOrigin,
): Promise<CheckedContent | Refusal> {
  const faults: FieldFault[] = [];
  const party = content.buyerId === null ? nobody : await buyerSnapshot(trx, administrationId, content.buyerId);
  if (party === null)
    faults.push(fault("buyerId", isPurchase(origin.kind) ? "fault.unknownSupplier" : "fault.unknownBuyer"));
  faults.push(...(await contentFaults(trx, administrationId, content, origin)));
  const items = await unknownItems(
    trx,
    administrationId,
    content.lines.flatMap(({ itemId }) => itemId ?? []),
  );
  for (const [index, { itemId }] of content.lines.entries())
    if (itemId !== null && items.has(itemId)) faults.push(fault(`lines.${index}.itemId`, "fault.unknownItem"));
  const sources = await checkSources(trx, administrationId, content, origin);
  faults.push(...sources.faults);
  if (faults.length > 0 || party === null) return faulty(...faults);
  return { buyer: origin.buyer ?? party, conversions: sources.conversions };
}

const mayBecome = (source: DocumentKind, kind: DocumentKind): boolean =>
  (documentKinds[source].convertsTo as readonly string[]).includes(kind);

/**
 * Lines come from documents of the same buyer that become this kind; never more of a line than what is left, and several may share one. What is
 * bought for what was sold has another party, and may be more than is left of it: a supplier sells by the pack.
 */
async function checkSources(
  trx: Transaction,
  administrationId: string,
  content: DraftContent,
  { id, kind }: DraftOrigin,
): Promise<{ readonly faults: readonly FieldFault[]; readonly conversions: readonly Conversion[] }> {
  const faults: FieldFault[] = [];
  const conversions: Conversion[] = [];
  const sources = [...new Set(content.lines.flatMap(({ from }) => (from === null ? [] : [from.documentId])))];
  const known = sources.length === 0 ? [] : await readDocuments(trx, administrationId, { ids: sources, limit: 1000 });
  for (const documentId of sources.toSorted()) {
    const source = known.find((one) => one.id === documentId);
    const isSource = source !== undefined && source.status !== "draft" && mayBecome(source.kind, kind);
    const isCorrected = kind !== "creditNote" || documentId === content.precedingDocumentId;
    if (!isSource || !isCorrected) {
      const index = content.lines.findIndex((line) => line.from?.documentId === documentId);
      faults.push(fault(`lines.${index}.from`, "fault.otherSource"));
      continue;
    }
    const isBoughtForIt = isPurchase(kind) && !isPurchase(source.kind);
    if (!isBoughtForIt && content.buyerId !== null && source.buyerId !== content.buyerId) {
      const number = source.number ?? "";
      faults.push(fault("buyerId", isPurchase(kind) ? "fault.otherSupplier" : "fault.otherBuyer", { number }));
    }
    await lockChain(trx, administrationId, documentId);
    const left = await leftToConvert(trx, administrationId, documentId, kind, id);
    const rest = new Map(left.map((line) => [line.position, line.left]));
    for (const [index, { from, quantity }] of content.lines.entries()) {
      if (from?.documentId !== documentId) continue;
      const before = rest.get(from.position) ?? zero;
      const taken = isBoughtForIt ? upTo(before, quantity) : quantity;
      const after = rest.has(from.position) ? subtractWithin(before, taken) : null;
      if (after === null) faults.push(fault(`lines.${index}.quantity`, "fault.moreThanLeft", { left: String(before) }));
      else {
        rest.set(from.position, after);
        const to = { toDocumentId: id, toPosition: index + 1, quantity: taken };
        if (!isBoughtForIt || !isZero(taken))
          conversions.push({ fromDocumentId: documentId, fromPosition: from.position, ...to });
      }
    }
  }
  return { faults, conversions };
}

/** As much of a quantity as is left; nothing where the two have other signs. */
const upTo = (left: Amount, quantity: Amount): Amount =>
  isPositive(left) && isPositive(quantity) ? smallest(left, quantity) : zero;

/** What stays; null when it is more than there is, or a return of what was not returned. */
function subtractWithin(left: Amount, quantity: Amount): Amount | null {
  const after = subtract(left, quantity);
  const signs = [left, quantity, after];
  return signs.some(isNegative) && signs.some(isPositive) ? null : after;
}
