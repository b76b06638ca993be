import { amount, cents, multiply, zero, type Amount } from "#domain/amount.ts";
import { documentKinds, type DocumentKind } from "#domain/document-kinds.ts";
import {
  draftLineOf,
  faultOf,
  offerOf,
  vatRateOf,
  type ChosenLine,
  type Offer,
  type OfferFault,
} from "#domain/supplier/basket-line-offer.ts";
import { nameOfLine } from "#domain/supplier/own-lines.ts";
import { SalesRule } from "#domain/supplier/sales-price.ts";
import { takesSupplierDocument } from "#domain/supplier/supplier-document.ts";
import { takesBasket } from "#domain/supplier/webshop-functions.ts";
import { textLanguageOf, type TextLanguage } from "#domain/texts/text.ts";
import type { Administration } from "#store/administrations.ts";
import type { Transaction } from "#store/database.ts";
import {
  linesOf,
  lockContent,
  readBasket,
  recordTaking,
  takenBefore,
  takingOf,
  type StagedBasket,
  type StagedLine,
} from "#store/supplier-baskets.ts";
import { importedBefore } from "#store/supplier-documents.ts";
import { contentHashOf } from "./stage-basket.ts";
import { contentOf, lockDraft, saveDraft, type Actor } from "./drafts.ts";
import { isRefusal, type Refusal } from "./refusal.ts";

/** A document has no more lines than this. */
export const mostLines = 1000;

/** What is written of a document a basket is taken to. */
export interface Taking {
  readonly basketId: string;
  /** Of the basket as it was seen; its ticks may have changed since. */
  readonly basketVersion: number;
  readonly documentId: string;
  readonly documentVersion: number;
  /** Of one press of the button: again with the same key changes nothing and answers the same. */
  readonly key: string;
  /** A person was told that it was taken before, and wants it again. */
  readonly again: boolean;
}

/** Why nothing was taken over. */
export type TakingFault =
  | { readonly what: "noBasket" | "basketChanged" | "nothingTicked" | "kind" | "tooManyLines" | "gone" }
  | { readonly what: "twice"; readonly fetchedAt: string; readonly id: string }
  | { readonly what: "currency"; readonly currency: string; readonly other: string }
  | { readonly what: "supplier"; readonly supplier: string; readonly other: string }
  | { readonly what: "lines"; readonly lines: readonly { readonly position: number; readonly field: OfferFault }[] }
  | { readonly what: "document"; readonly refusal: Refusal };

export type Taken = { readonly fault: TakingFault } | { readonly documentId: string; readonly lines: number };

/** As the offers of a line are computed. Rules are kept by others; one that cannot be read is none. */
export const chosenOf = (line: StagedLine): ChosenLine => ({
  read: line.asRead,
  item: line.item,
  cost: line.cost,
  quantity: line.quantity,
  unitCode: line.unitCode,
  enteredPrice: line.enteredPrice,
  rule: SalesRule.safeParse(line.salesRule).data ?? null,
});

/** The same, with a name for what no line of the shop stands for: in the language of its document. */
export const namedOf = (line: StagedLine, language: TextLanguage): ChosenLine => ({
  ...chosenOf(line),
  read: { ...line.asRead, description: nameOfLine(line.asRead, language) },
});

/**
 * What stands on a document of this side, and what is missing for that; the amount is without VAT. What came in has no price until the
 * supplier's invoice comes, and stands on a receipt without one.
 */
export function offeredOf(
  line: StagedLine,
  side: "sale" | "purchase",
  place: { readonly country: string; readonly today: string },
  needsPrice = true,
): {
  readonly offer: Offer;
  readonly vatRate: Amount | null;
  readonly fault: OfferFault | null;
  readonly amount: Amount | null;
} {
  const chosen = chosenOf(line);
  const offer = offerOf(side, chosen);
  const vatRate = vatRateOf(chosen, place.country, place.today);
  const total = offer.price === null ? null : cents(multiply(offer.quantity, offer.price));
  const priced = needsPrice || offer.price !== null ? offer : { ...offer, price: zero };
  return { offer, vatRate, fault: faultOf(priced, vatRate), amount: total };
}

/**
 * Puts exactly the ticked lines of a basket into a draft, in the caller's transaction: all of them or none. What is not ticked never enters.
 * The caller rolls back on a fault.
 */
export async function takeBasket(
  trx: Transaction,
  administration: Administration,
  taking: Taking,
  { actor, userId, today }: { readonly actor: Actor; readonly userId: string | null; readonly today: string },
): Promise<Taken> {
  const { id: administrationId } = administration;
  const basket = await readBasket(trx, administrationId, taking.basketId, userId, true);
  if (basket === null) return { fault: { what: "noBasket" } };
  const done = await takingOf(trx, administrationId, basket.id, taking.key);
  if (done !== null) return done;
  if (basket.version !== taking.basketVersion) return { fault: { what: "basketChanged" } };
  const lines = await linesOf(trx, administrationId, basket.id);
  if (lines.length === 0) return { fault: { what: "gone" } };
  const ticked = lines.filter(({ isTicked }) => isTicked);
  if (ticked.length === 0) return { fault: { what: "nothingTicked" } };
  const twice = taking.again ? null : await doubleOf(trx, administrationId, basket, lines);
  if (twice !== null) return { fault: { what: "twice", ...twice } };

  const draft = await lockDraft(trx, administrationId, taking.documentId, taking.documentVersion);
  if (isRefusal(draft)) return { fault: { what: "document", refusal: draft } };
  const takes = basket.supplierDocumentId === null ? takesBasket : takesSupplierDocument;
  if (!takes(draft.kind)) return { fault: { what: "kind" } };
  // A shop may price one line in another currency: then nothing of it is taken, rather than a part.
  const strange = [basket.currency, ...ticked.flatMap(({ asRead }) => asRead.price?.currency ?? [])].find(
    (currency) => currency !== draft.currency,
  );
  if (strange !== undefined) return { fault: { what: "currency", currency: strange, other: draft.currency } };
  // Its codes mean other goods, or nothing, at another supplier.
  const isElsewhere = basket.partyId !== null && draft.buyerId !== null && basket.partyId !== draft.buyerId;
  if (isElsewhere && sideOf(draft.kind) === "purchase")
    return { fault: { what: "supplier", supplier: basket.partyName ?? basket.alias, other: draft.buyer.name } };
  const content = await contentOf(trx, administration, draft);
  if (content.lines.length + ticked.length > mostLines) return { fault: { what: "tooManyLines" } };
  const place = { country: draft.vat[0]?.vatCountry ?? administration.country, today };
  const needsPrice = draft.kind !== "purchaseReceipt";
  const offered = ticked.map((line) => ({ line, ...offeredOf(line, sideOf(draft.kind), place, needsPrice) }));
  const faults = offered.flatMap(({ line, fault }) =>
    fault === null ? [] : [{ position: line.position, field: fault }],
  );
  if (faults.length > 0) return { fault: { what: "lines", lines: faults } };
  const added = offered.map(({ line, offer, vatRate }) => ({
    ...draftLineOf(
      sideOf(draft.kind),
      namedOf(line, textLanguageOf(draft.language)),
      offer,
      vatRate ?? amount("0"),
      content.pricesIncludeTax,
    ),
    from: null,
  }));
  const saved = await saveDraft(
    trx,
    administration,
    draft.id,
    draft.version,
    { ...content, lines: [...content.lines, ...added] },
    actor,
  );
  if (isRefusal(saved)) return { fault: { what: "document", refusal: saved } };
  await recordTaking(trx, administrationId, basket.id, {
    key: taking.key,
    documentId: draft.id,
    positions: ticked.map(({ position }) => position),
    by: actor,
  });
  return { documentId: draft.id, lines: ticked.length };
}

/** What is bought for is the cost; what is sold, the sales price. */
export const sideOf = (kind: DocumentKind): "sale" | "purchase" => documentKinds[kind].side;

/**
 * The basket that was taken before and held the same, or the document of the same number, unless this person was asked when it was
 * fetched. Of two who take the same at once, the second is told.
 */
export async function doubleOf(
  trx: Transaction,
  administrationId: string,
  basket: StagedBasket,
  lines: readonly StagedLine[],
): Promise<{ readonly id: string; readonly fetchedAt: string } | null> {
  if (basket.isDoubleWanted) return null;
  if (basket.supplierDocumentId !== null) {
    const earlier = await importedBefore(trx, administrationId, basket.supplierDocumentId, basket.id);
    return earlier === null ? null : { id: earlier.basketId, fetchedAt: earlier.at };
  }
  const content = contentHashOf({ lines: lines.map(({ asRead }) => asRead) });
  await lockContent(trx, administrationId, content);
  return takenBefore(trx, administrationId, basket.connectionId, content, basket.id);
}
