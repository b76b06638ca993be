import { createHash } from "node:crypto";
import { isPositive, type Amount } from "#domain/amount.ts";
import { contentOfBasket, type Basket, type BasketLine } from "#domain/supplier/basket.ts";
import { costOf, SupplierTerms } from "#domain/supplier/cost.ts";
import { unitOf, unitWord } from "#domain/supplier/units.ts";
import type { Transaction } from "#store/database.ts";
import { newId } from "#store/new-id.ts";
import { insertBasket, takenBefore, type NewBasket, type NewBasketLine } from "#store/supplier-baskets.ts";
import { findLines, supplierFacts, type FoundLine } from "#store/supplier-matches.ts";

/** Whose basket it is and how it came; the rest is found out. */
export type BasketOrigin = Pick<
  NewBasket,
  | "entryId"
  | "connectionId"
  | "partyId"
  | "alias"
  | "userId"
  | "fetchedBy"
  | "fetchedAt"
  | "source"
  | "documentId"
  | "isDoubleWanted"
  | "remarks"
  | "state"
  | "raw"
  | "rawContentType"
  | "clientKey"
>;

export const contentHashOf = (basket: Pick<Basket, "lines">): Buffer =>
  createHash("sha256").update(contentOfBasket(basket)).digest();

/**
 * What webshops do where nobody said otherwise: the price of the day with the metal in it, and contributions that may be on top
 * (contract price-lists.md 5 and 6).
 */
const usualTerms: SupplierTerms = { metalInNet: "yes", contributionsIncluded: "unknown" };

/** What is known of the lines when they are of an order or a delivery note. */
export interface OfDocument {
  readonly supplierDocumentId: string;
  /** The earlier one of the same number of which something was taken over. */
  readonly doublesId: string | null;
  /** How many of a line are taken unless a person says otherwise; the line keeps what the supplier says of it. */
  readonly quantityOf: (index: number) => Amount;
}

/**
 * Stores a basket with its raw answer, its lines matched to our own items and ticked, but for what its prices hold already. A document is known again by its
 * number and not by what it holds: two delivery notes may hold the same.
 */
export async function stageBasket(
  trx: Transaction,
  administrationId: string,
  basket: Basket,
  origin: BasketOrigin,
  ofDocument: OfDocument | null = null,
): Promise<{ readonly id: string; readonly lines: number }> {
  const id = newId();
  const { units, terms: said } = await supplierFacts(trx, administrationId, origin.partyId);
  const terms = SupplierTerms.safeParse(said).data ?? usualTerms;
  const sought = basket.lines.map((line, index) => ({
    position: index + 1,
    code: line.suppliersItemIdentifier,
    gtins: spellingsOf(line.gtin),
  }));
  const found = new Map(
    (await findLines(trx, administrationId, origin.partyId, sought)).map((line) => [line.position, line]),
  );
  const contentHash = contentHashOf(basket);
  const before =
    ofDocument === null ? await takenBefore(trx, administrationId, origin.connectionId, contentHash) : null;
  await insertBasket(trx, administrationId, {
    ...origin,
    id,
    supplierDocumentId: ofDocument?.supplierDocumentId ?? null,
    suppliersBasketId: basket.suppliersBasketId,
    currency: basket.currency,
    contentHash,
    doublesId: ofDocument?.doublesId ?? before?.id ?? null,
    lines: basket.lines.map((line, index) => {
      const quantity = ofDocument?.quantityOf(index) ?? line.quantity;
      return { ...stagedLineOf(line, index + 1, found.get(index + 1), units, terms), ...chosen(line, quantity) };
    }),
  });
  return { id, lines: basket.lines.length };
}

/** What comes back or was never there cannot be taken; what is in a price already would be paid twice. */
const chosen = ({ isInPrice }: BasketLine, quantity: Amount): Pick<NewBasketLine, "isTicked" | "quantity"> => ({
  isTicked: isPositive(quantity) && isInPrice !== true,
  quantity,
});

/** A barcode as our items may have it: with or without the zeros in front. */
function spellingsOf(gtin: string): string[] {
  if (!/^\d{8,14}$/.test(gtin)) return [];
  const plain = gtin.replace(/^0+/, "");
  return [...new Set([gtin, plain, ...[8, 12, 13, 14].map((length) => plain.padStart(length, "0"))])];
}

function stagedLineOf(
  line: BasketLine,
  position: number,
  found: FoundLine | undefined,
  units: Readonly<Record<string, string>>,
  terms: SupplierTerms,
): Omit<NewBasketLine, "isTicked" | "quantity"> {
  const cost = line.price === null ? null : costOf(line.price, terms);
  return {
    position,
    asRead: line,
    cost: cost?.perOrderUnit ?? null,
    costFlags: cost?.flags ?? [],
    ...matchOf(found),
    supplierItemId: found?.supplierItemId ?? null,
    unitCode: units[unitWord(line.suppliersUnit)] ?? (line.unitCode || (unitOf(line.suppliersUnit, units) ?? "")),
  };
}

/** By the supplier's code, else by the barcode. More than one is none: a person chooses. */
function matchOf(found: FoundLine | undefined): Pick<NewBasketLine, "itemId" | "match"> {
  const { bySupplier = [], byGtin = [] } = found ?? {};
  const all = bySupplier.length > 0 ? bySupplier : byGtin;
  const [itemId = null] = all;
  if (itemId === null) return { itemId: null, match: "none" };
  if (all.length > 1) return { itemId: null, match: "several" };
  return { itemId, match: bySupplier.length > 0 ? "supplier" : "gtin" };
}
