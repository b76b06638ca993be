import type { OrderMessage } from "#domain/partner/order-message.ts";
import { orderMessageOf } from "#einvoice/order-xml.ts";
import { isIssued, type StoredDocument } from "#store/documents.ts";
import { itemsAsBought } from "#store/matchable-items.ts";
import type { Relation } from "#store/relations.ts";
import { knownAs, type PartnerMeans } from "./partner-means.ts";

/**
 * A purchase order as it is told to a partner: with the barcode, the maker and the supplier's code of each article, also where the order itself
 * does not name them. Null while it has no number.
 */
export async function orderedMessage(
  { trx, administration }: Pick<PartnerMeans, "trx" | "administration">,
  document: StoredDocument,
  { own, partner }: Pick<Relation, "own" | "partner">,
): Promise<OrderMessage | null> {
  if (!isIssued(document) || partner === null || document.buyerId === null) return null;
  const order = orderMessageOf(document, { buyer: own.gln ?? "", seller: partner.gln ?? "" });
  const itemOf = new Map(document.lines.map(({ position, itemId }) => [String(position), itemId ?? null]));
  const ids = [...new Set([...itemOf.values()].filter((id) => id !== null))];
  const items = await itemsAsBought(trx, administration.id, ids, document.buyerId);
  return {
    ...order,
    buyer: knownAs(order.buyer, own),
    seller: knownAs(order.seller, partner),
    lines: order.lines.map((line) => {
      const item = items.get(itemOf.get(line.lineId) ?? "");
      if (item === undefined) return line;
      return {
        ...line,
        gtin: line.gtin || item.gtin,
        sellersItemIdentifier: line.sellersItemIdentifier || item.suppliersItemIdentifier,
        buyersItemIdentifier: item.ownCode,
        // Half of a maker's code says nothing.
        ...(item.manufacturersItemIdentifier !== "" && {
          manufacturersItemIdentifier: item.manufacturersItemIdentifier,
          brandName: item.brandName,
        }),
      };
    }),
  };
}
