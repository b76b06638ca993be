import { amount, isPositive, zero, type Amount } from "#domain/amount.ts";
import { HubError } from "#domain/error.ts";
import type { JudgedLine } from "#domain/partner/judge-order.ts";
import type { OrderMessage, OrderMessageLine } from "#domain/partner/order-message.ts";
import { categoryOfRate, isUnionCountry, ratesOn, type VatCategory } from "#domain/vat.ts";
import type { Administration } from "#store/administrations.ts";
import { buyerSnapshot } from "#store/buyer-snapshot.ts";
import { readDocuments } from "#store/documents.ts";
import { lockDocument } from "#store/drafts.ts";
import { recordEffects } from "#store/effects.ts";
import type { SoldItem } from "#store/matchable-items.ts";
import type { DraftContent } from "#backoffice/draft-content.ts";
import { createDraft, saveDraft } from "#backoffice/drafts.ts";
import { isRefusal } from "#backoffice/refusal.ts";
import type { Judged } from "./judge-lines.ts";
import type { PartnerMeans } from "./partner-means.ts";

const one = amount("1");

/** What VAT is due on what this buyer orders, when nobody said otherwise: across a border in the Union a business accounts for it itself. */
function vatOf(
  { country }: Pick<Administration, "country">,
  buyerVat: string,
  buyerCountry: string,
  rate: Amount,
): { readonly vatCategory: VatCategory; readonly vatRate: Amount } {
  const prefix = buyerVat.slice(0, 2).replace("EL", "GR");
  if (/^[A-Z]{2}$/.test(prefix) && prefix !== country && isUnionCountry(prefix) && isUnionCountry(country))
    return { vatCategory: "K", vatRate: zero };
  if (buyerCountry !== "" && buyerCountry !== country && !isUnionCountry(buyerCountry))
    return { vatCategory: "G", vatRate: zero };
  return { vatCategory: categoryOfRate(rate), vatRate: rate };
}

/** The lines and the rest of our own order for it. What the buyer calls things stands behind our names where ours is known. */
export async function slipContent(
  means: Pick<PartnerMeans, "trx" | "administration" | "today">,
  partyId: string,
  order: OrderMessage,
  { lines, items }: Judged,
): Promise<DraftContent> {
  const { trx, administration, today } = means;
  const buyer = await buyerSnapshot(trx, administration.id, partyId);
  if (buyer === null) throw new HubError("settings.invalid", "The contact of the connection is no longer there");
  const usual = ratesOn(administration.country, today).find(({ code }) => code === "standard")?.rate ?? zero;
  const asked = new Map(order.lines.map((line) => [line.lineId, line]));
  return {
    ...{
      buyerId: partyId,
      issueDate: null,
      dueDate: null,
      paymentTermDays: null,
      precedingDocumentId: null,
      terms: "",
    },
    deliverTo: order.deliverTo !== null && order.deliverTo.address.countryCode !== "" ? order.deliverTo.address : null,
    deliveryDate: order.requested.from,
    language: buyer.language ?? administration.language,
    noteAboveLines: order.note.slice(0, 10_000).toWellFormed(),
    internalNote: "",
    orderReference: order.id,
    buyerReference: order.customerReference,
    ...{ pricesIncludeTax: false, exemptionReason: "", rounding: zero, allowances: [] },
    lines: lines.flatMap((judged): DraftContent["lines"][number][] => {
      const line = asked.get(judged.lineId);
      if (line === undefined) return [];
      const item = items.get(judged.itemId ?? "") ?? null;
      const rate = item?.vatRate ?? line.vatRate ?? usual;
      return [
        {
          ...slipLine(line, judged, item),
          ...vatOf(administration, buyer.vatIdentifier, buyer.address.countryCode, rate),
          from: null,
        },
      ];
    }),
  };
}

const slipLine = (line: OrderMessageLine, judged: JudgedLine, item: SoldItem | null) => ({
  kind: "item" as const,
  itemId: judged.itemId,
  // By which the answer finds it again, whatever a person makes of the order.
  sourceLineId: line.lineId,
  itemName: (item?.name ?? (line.itemName || line.sellersItemIdentifier || line.gtin)).slice(0, 1000).toWellFormed(),
  description: line.note.slice(0, 10_000).toWellFormed(),
  sellersItemIdentifier: item?.sellersItemIdentifier ?? line.sellersItemIdentifier,
  standardItemIdentifier: item?.gtins[0] ?? line.gtin,
  quantity: judged.quantity ?? line.quantity,
  unitCode: judged.unitCode || "C62",
  price: judged.price?.net ?? zero,
  baseQuantity: judged.price !== null && isPositive(judged.price.baseQuantity) ? judged.price.baseQuantity : one,
  discountPercent: zero,
});

/** The key under which an order of a partner becomes one of ours, once per revision. */
export const slipKey = (relationId: string, orderNumber: string, revision: number): string =>
  `partner-order-in:${relationId}:${orderNumber}:${revision}`;

interface Place {
  readonly relationId: string;
  readonly orderNumber: string;
  readonly revision: number;
  /** The draft it was before this revision; null: none. */
  readonly documentId: string | null;
}

/**
 * The draft of our own order, made once, and written anew by a later revision. Throws where it cannot be made, and `document.invalid` where this
 * revision was made before.
 */
export async function writeSlip(
  means: PartnerMeans,
  content: DraftContent,
  { relationId, orderNumber, revision, documentId }: Place,
  actor: string,
): Promise<string> {
  const id = await saveSlip(means, content, documentId, actor);
  const businessKey = slipKey(relationId, orderNumber, revision);
  const effect = { businessKey, operation: "partner.orderIn", remoteId: id };
  if ((await recordEffects(means.trx, means.administration.id, [effect])).length > 0)
    throw new HubError("document.invalid", `Already made: ${businessKey}`);
  return id;
}

/** Over the draft that is there; where it is gone or final, a new one. */
export async function saveSlip(
  { trx, administration }: PartnerMeans,
  content: DraftContent,
  documentId: string | null,
  actor: string,
): Promise<string> {
  const state = documentId === null ? null : await lockDocument(trx, administration.id, documentId);
  const saved =
    documentId !== null && state?.status === "draft"
      ? await saveDraft(trx, administration, documentId, state.version, content, actor)
      : await createDraft(trx, administration, "orderSlip", content, actor);
  if (!isRefusal(saved)) return saved.id;
  const why = saved.refused === "fields" ? saved.fields.map(({ field, text }) => `${field} ${text}`).join(", ") : "";
  throw new HubError("document.invalid", `The order cannot be made: ${saved.refused} ${why}`.trim());
}

/** The draft as it stands; null when it was thrown away or is final. */
export async function readSlip({ trx, administration }: PartnerMeans, documentId: string | null) {
  if (documentId === null) return null;
  const state = await lockDocument(trx, administration.id, documentId);
  const [document] = state === null ? [] : await readDocuments(trx, administration.id, { ids: [documentId], limit: 1 });
  return document ?? null;
}
