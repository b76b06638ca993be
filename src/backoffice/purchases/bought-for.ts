import { isZero, zero } from "#domain/amount.ts";
import { isPurchase, type DocumentKind } from "#domain/document-kinds.ts";
import { hasMoney } from "#domain/document.ts";
import type { Administration } from "#store/administrations.ts";
import type { Transaction } from "#store/database.ts";
import type { StoredDocument } from "#store/documents.ts";
import { suppliersOfItems } from "#store/item-terms.ts";
import type { DraftContent } from "#backoffice/draft-content.ts";

/**
 * What was sold, as it is asked or ordered from a supplier: the same things, at what they cost us and with the VAT of the items, without anything
 * of the customer. The supplier is the one that all chosen items can be bought from, when there is one; else a person chooses, and no
 * price is made up.
 */
export async function asPurchase(
  trx: Transaction,
  administration: Administration,
  source: StoredDocument,
  part: DraftContent,
): Promise<DraftContent> {
  const lines = part.lines.filter(hasMoney);
  const ids = [...new Set(lines.flatMap(({ itemId }) => itemId ?? []))];
  const terms = await suppliersOfItems(trx, administration.id, ids);
  const parties = [...new Set(terms.map(({ partyId }) => partyId))];
  const common = parties.filter((partyId) =>
    ids.every((id) => terms.some((term) => term.itemId === id && term.partyId === partyId)),
  );
  const [supplierId = null] = common.length === 1 ? common : [];
  return {
    ...part,
    buyerId: supplierId,
    deliverTo: null,
    deliveryDate: null,
    language: administration.language,
    noteAboveLines: "",
    buyerReference: "",
    orderReference: source.number ?? "",
    terms: "",
    pricesIncludeTax: false,
    exemptionReason: "",
    rounding: zero,
    allowances: [],
    lines: part.lines.map((line) => {
      if (!hasMoney(line)) return line;
      const term = terms.find(({ itemId, partyId }) => itemId === line.itemId && partyId === supplierId);
      const rate = terms.find(({ itemId }) => itemId === line.itemId)?.vatRate ?? null;
      return {
        ...line,
        sourceLineId: "",
        sellersItemIdentifier: term?.suppliersItemIdentifier ?? "",
        price: term?.unitCode === line.unitCode ? (term.price ?? zero) : zero,
        baseQuantity: term?.unitCode === line.unitCode && term.price !== null ? term.priceQuantity : line.baseQuantity,
        discountPercent: zero,
        ...(line.vatCategory === "S" && rate !== null && { vatRate: rate }),
      };
    }),
  };
}

/**
 * Fills in what is known of the supplier: his code of an item that was chosen, and his price where none was given. A line that has a code
 * stays as it is.
 */
export async function withSupplierTerms(
  trx: Transaction,
  administrationId: string,
  kind: DocumentKind,
  content: DraftContent,
): Promise<DraftContent> {
  const { buyerId: supplierId } = content;
  const isOpen = (line: DraftContent["lines"][number]) => line.itemId !== null && line.sellersItemIdentifier === "";
  const ids = [...new Set(content.lines.filter(isOpen).flatMap(({ itemId }) => itemId ?? []))];
  if (!isPurchase(kind) || supplierId === null || ids.length === 0) return content;
  const terms = (await suppliersOfItems(trx, administrationId, ids)).filter(({ partyId }) => partyId === supplierId);
  return {
    ...content,
    lines: content.lines.map((line) => {
      const term = isOpen(line) ? terms.find(({ itemId }) => itemId === line.itemId) : undefined;
      if (term === undefined) return line;
      const price = isZero(line.price) && term.unitCode === line.unitCode ? term.price : null;
      return {
        ...line,
        sellersItemIdentifier: term.suppliersItemIdentifier,
        ...(price !== null && !content.pricesIncludeTax && { price, baseQuantity: term.priceQuantity }),
      };
    }),
  };
}
