import { createHash } from "node:crypto";
import { zero } from "#domain/amount.ts";
import { usualQuantity, type SupplierDocument } from "#domain/supplier/supplier-document.ts";
import type { Transaction } from "#store/database.ts";
import { readDocuments } from "#store/documents.ts";
import { importedAs, ownOrderOf, type StoredSupplierDocument } from "#store/supplier-documents.ts";
import { stageBasket } from "#backoffice/stage-basket.ts";
import { filledFromOrder } from "./order-lines.ts";

export const hashOfDocument = (document: SupplierDocument): Buffer =>
  createHash("sha256").update(JSON.stringify(document)).digest();

/** Who asked for it, and for which document of ours. */
export interface Wish {
  readonly documentId: string | null;
  readonly fetchedBy: string;
  readonly fetchedAt: string;
  /** A person was told that it was taken before, and wants it again. */
  readonly isDoubleWanted: boolean;
}

/** Puts the lines of a document where a person chooses of them, as those of a basket. Null: its content is not kept any more. */
export async function stageDocument(
  trx: Transaction,
  administrationId: string,
  stored: StoredSupplierDocument,
  { documentId, fetchedBy, fetchedAt, isDoubleWanted }: Wish,
): Promise<{ readonly id: string; readonly lines: number } | null> {
  if (stored.content === null) return null;
  const before = await importedAs(trx, administrationId, stored);
  const own = await ownOrderOf(trx, administrationId, stored);
  const [order] = own === null ? [] : await readDocuments(trx, administrationId, { ids: [own.id], limit: 1 });
  const content = filledFromOrder(stored.content, stored.remarks, order ?? null);
  const { entryId, connectionId, partyId, alias, userId } = stored;
  return stageBasket(
    trx,
    administrationId,
    { suppliersBasketId: stored.number, currency: content.currency, lines: content.lines },
    {
      ...{ entryId, connectionId, partyId, alias, userId, documentId, fetchedBy, fetchedAt, isDoubleWanted },
      source: "document",
      state: "staged",
      remarks: stored.remarks,
      raw: null,
      rawContentType: "",
    },
    {
      supplierDocumentId: stored.id,
      doublesId: before?.basketId ?? null,
      quantityOf: (index) => {
        const line = content.lines[index];
        return line === undefined ? zero : usualQuantity(content, line);
      },
    },
  );
}
