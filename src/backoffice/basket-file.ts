import { amount, zero } from "#domain/amount.ts";
import { calculateDraft } from "#domain/draft.ts";
import { Address } from "#domain/party.ts";
import { draftLineOf, type OfferFault } from "#domain/supplier/basket-line-offer.ts";
import { textLanguageOf } from "#domain/texts/text.ts";
import { writeOrderUbl } from "#einvoice/order-xml.ts";
import type { Administration } from "#store/administrations.ts";
import { buyerSnapshot } from "#store/buyer-snapshot.ts";
import type { Transaction } from "#store/database.ts";
import type { StagedBasket, StagedLine } from "#store/supplier-baskets.ts";
import { sellerOf } from "./issue-documents.ts";
import { namedOf, offeredOf } from "./take-basket.ts";

export type BasketFile =
  | { readonly xml: string }
  /** Lines are priced in more than one currency: an order has one. */
  | { readonly mixed: true }
  | { readonly faults: readonly { readonly position: number; readonly field: OfferFault }[] };

/**
 * Lines of a basket as a UBL order at the supplier's prices, for people who keep another back office. A line without a price or a unit has
 * no place in it: nothing is written then, rather than an order that lacks it.
 */
export async function basketUbl(
  trx: Transaction,
  administration: Administration,
  basket: StagedBasket,
  {
    lines,
    supplier,
    today,
  }: { readonly lines: readonly StagedLine[]; readonly supplier: string; readonly today: string },
): Promise<BasketFile> {
  const place = { country: administration.country, today };
  const offered = lines.map((line) => ({ line, ...offeredOf(line, "purchase", place) }));
  const faults = offered.flatMap(({ line, fault }) =>
    fault === null ? [] : [{ position: line.position, field: fault }],
  );
  if (faults.length > 0) return { faults };
  if (lines.some(({ asRead: { price } }) => price !== null && price.currency !== basket.currency))
    return { mixed: true };
  const party = basket.partyId === null ? null : await buyerSnapshot(trx, administration.id, basket.partyId);
  const calculated = calculateDraft({
    pricesIncludeTax: false,
    lines: offered.map(({ line, offer, vatRate }) =>
      draftLineOf(
        "purchase",
        namedOf(line, textLanguageOf(administration.language)),
        offer,
        vatRate ?? amount("0"),
        false,
      ),
    ),
    allowances: [],
    rounding: zero,
    prepaidAmount: zero,
    vatCountry: administration.country,
    language: administration.language,
    exemptionReason: "",
  });
  const nobody = { ...sellerOf(administration), name: supplier, email: "", phone: "", vatIdentifier: "" };
  const xml = writeOrderUbl({
    ...calculated,
    id: basket.id,
    kind: "purchaseOrder",
    number: basket.suppliersBasketId || basket.id,
    issueDate: today,
    dueDate: null,
    currency: basket.currency,
    exchangeRate: null,
    taxAmountInEuro: null,
    buyer: party ?? { ...nobody, legalRegistrationIdentifier: "", address: Address.parse({}) },
    buyerId: basket.partyId ?? "",
    seller: sellerOf(administration),
    sellerIban: "",
    paymentReference: "",
    paymentMeansCode: "",
    precedingDocument: null,
    precedingDocumentId: null,
    deliverTo: null,
    deliveryDate: null,
    taxPointDate: null,
    language: administration.language,
    noteAboveLines: "",
    internalNote: "",
    orderReference: "",
    buyerReference: "",
    sourceOrderId: "",
    flag: null,
  });
  return { xml };
}
