import { newId } from "#store/new-id.ts";
import { equals, isNegative, isZero, smallest, subtract, zero, type Amount } from "#domain/amount.ts";
import { documentKinds, isEnteredKind, isPurchase, type DocumentKind } from "#domain/document-kinds.ts";
import { hasMoney } from "#domain/document.ts";
import { calculateDraft } from "#domain/draft.ts";
import type { Administration } from "#store/administrations.ts";
import { leftToConvert, lockChain } from "#store/conversions.ts";
import type { Transaction } from "#store/database.ts";
import { recordHistory } from "#store/document-history.ts";
import { readDocuments, type StoredDocument } from "#store/documents.ts";
import { inputOf, type DraftContent } from "./draft-content.ts";
import { asPurchase } from "./purchases/bought-for.ts";
import { contentOf, freshOrigin, insertDraft, type Actor, type SavedDraft } from "./drafts.ts";
import { fault, faulty, isRefusal, type FieldFault, type Refusal } from "./refusal.ts";

/** How much of a line goes along; lines that are not named stay. */
export interface LinePart {
  readonly position: number;
  readonly quantity: Amount;
}

/** Kinds a final document may be made into by a person: a credit note is another matter. A purchase order that is closed is done with. */
export const convertibleKinds = ({ kind, status }: Pick<StoredDocument, "kind" | "status">): DocumentKind[] => {
  const isOpen = status !== "draft" && status !== "cancelled" && status !== "closed";
  const targets: readonly string[] = isOpen ? documentKinds[kind].convertsTo : [];
  return (Object.keys(documentKinds) as DocumentKind[]).filter(
    (target) => targets.includes(target) && isEnteredKind(target) && target !== "creditNote",
  );
};

/**
 * Makes a draft of another kind of a final document: of all that is left of its lines, or of the parts that were named. Both documents
 * know of each other, line by line.
 */
export async function convertDocument(
  trx: Transaction,
  administration: Administration,
  id: string,
  to: DocumentKind,
  parts: readonly LinePart[] | null,
  actor: Actor,
): Promise<SavedDraft | Refusal> {
  await lockChain(trx, administration.id, id);
  const [document] = await readDocuments(trx, administration.id, { ids: [id], limit: 1 });
  if (document === undefined) return { refused: "notFound" };
  if (document.status === "draft") return { refused: "notFinal" };
  if (!convertibleKinds(document).includes(to)) return { refused: "notPossible" };
  const left = new Map((await leftToConvert(trx, administration.id, id, to)).map((line) => [line.position, line.left]));
  const wanted = wantedParts(document, left, parts);
  if (isRefusal(wanted)) return wanted;
  const part = await partOf(trx, administration, document, wanted);
  const isBoughtForIt = isPurchase(to) && !isPurchase(document.kind);
  if (isBoughtForIt) {
    const bought = await asPurchase(trx, administration, document, part);
    const saved = await insertDraft(trx, administration, bought, freshOrigin(administration, to));
    return isRefusal(saved) ? saved : told(trx, administration, document, to, saved, actor);
  }
  const total = calculateDraft(inputOf(part, { prepaidAmount: zero, vatCountry: "" })).totals.taxInclusiveAmount;
  const origin = {
    ...freshOrigin(administration, to),
    id: newId(),
    currency: document.currency,
    exchangeRate: document.exchangeRate,
    vatCountry: document.vat[0]?.vatCountry ?? administration.country,
    // What the shop was paid for the order was paid for what is made of it. How much is there for this part, issuing decides.
    prepaidAmount: isNegative(total) ? zero : smallest(document.totals.prepaidAmount, total),
    paymentMeansCode: document.paymentMeansCode,
    connectionId: document.connectionId,
    sourceOrderId: document.sourceOrderId,
  };
  const saved = await insertDraft(trx, administration, part, origin);
  return isRefusal(saved) ? saved : told(trx, administration, document, to, saved, actor);
}

async function told(
  trx: Transaction,
  administration: Administration,
  { id, number }: StoredDocument,
  to: DocumentKind,
  saved: SavedDraft,
  actor: Actor,
): Promise<SavedDraft> {
  await recordHistory(trx, administration.id, id, actor, "converted", { id: saved.id, kind: to });
  await recordHistory(trx, administration.id, saved.id, actor, "created", { from: id, number });
  return saved;
}

function wantedParts(
  document: StoredDocument,
  left: ReadonlyMap<number, Amount>,
  parts: readonly LinePart[] | null,
): ReadonlyMap<number, Amount> | Refusal {
  const own = document.lines.filter(hasMoney);
  const rest = own.map(({ position }) => [position, left.get(position) ?? zero] as const).filter(([, q]) => !isZero(q));
  if (rest.length === 0) return { refused: "nothingLeft" };
  if (parts === null) return new Map(rest);
  const open = new Map(rest);
  const faults: FieldFault[] = parts.flatMap(({ position, quantity }, index) => {
    const most = open.get(position) ?? zero;
    const after = subtract(most, quantity);
    const isWithin = isNegative(most)
      ? !isNegative(quantity) || isNegative(subtract(quantity, most))
      : isNegative(quantity) || isNegative(after);
    return isWithin || isZero(quantity)
      ? [fault(`lines.${index}.quantity`, "fault.moreThanLeft", { left: String(most) })]
      : [];
  });
  return faults.length > 0 ? faulty(...faults) : new Map(parts.map(({ position, quantity }) => [position, quantity]));
}

/** The content of a document, cut down to these quantities. Texts go along when nothing stays behind; so do reductions by an amount. */
async function partOf(
  trx: Transaction,
  administration: Administration,
  document: StoredDocument,
  wanted: ReadonlyMap<number, Amount>,
): Promise<DraftContent> {
  const content = await contentOf(trx, administration, document);
  const isWhole = document.lines.filter(hasMoney).every(({ position, quantity }) => {
    const taken = wanted.get(position);
    return taken !== undefined && equals(taken, quantity);
  });
  return {
    ...content,
    issueDate: null,
    dueDate: null,
    paymentTermDays: null,
    internalNote: "",
    precedingDocumentId: null,
    rounding: isWhole ? content.rounding : zero,
    allowances: content.allowances.filter((allowance) => isWhole || allowance.percent !== null),
    lines: content.lines.flatMap((line, index): DraftContent["lines"][number][] => {
      const position = index + 1;
      if (!hasMoney(line)) return isWhole ? [{ ...line, from: null }] : [];
      const quantity = wanted.get(position);
      return quantity === undefined ? [] : [{ ...line, quantity, from: { documentId: document.id, position } }];
    }),
  };
}
