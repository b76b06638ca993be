import { absolute, cents, compare, isNegative, isZero, multiply, text, zero, type Amount } from "#domain/amount.ts";
import { calculateDocument, type Calculation, type GroupVat } from "#domain/calculation.ts";
import type { CalculatedDocument, DocumentDraft } from "#domain/document.ts";
import { HubError, type ErrorCode } from "#domain/error.ts";
import { countryOfVatIdentifier, isVatIdentifierForm } from "#domain/identifiers.ts";
import { groupOrder, type OrderGroups, type UntaxedVat } from "#domain/order-groups.ts";
import type { Order } from "#domain/order.ts";
import type { Outcome, Reason, SkipRule } from "#domain/outcome.ts";
import type { Language } from "#domain/party.ts";
import { saidError } from "#domain/texts/said.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { tieOut, type TieOut } from "#domain/tie-out.ts";
import { exemptionOf, isUnionCountry, type VatCategory } from "#domain/vat.ts";
import { isCalledOff } from "./fingerprint.ts";
import { mapped, type MappingEntry, type MappingKind, type ShopOrderSettings } from "./settings.ts";

/** What the decision looks at beside the order. */
export interface DecisionContext {
  readonly settings: ShopOrderSettings;
  readonly mappings: readonly MappingEntry[];
  readonly seller: { readonly country: string; readonly language: Language };
  /** The app for foreign-language customers is on; while it is off every document is in the seller's language, as its mail is. */
  readonly mayUseForeignLanguages: boolean;
}

export interface MissingMapping {
  readonly what: MappingKind;
  readonly fromValue: string;
}

export type Decision =
  | { readonly kind: "document"; readonly draft: DocumentDraft; readonly tieOut: TieOut }
  | {
      readonly kind: "none";
      readonly outcome: Exclude<Outcome, "documented">;
      readonly reason: Reason;
      readonly tieOut: TieOut | null;
      /** Filling all of these in lets the order go on; each one filled in makes it look again. */
      readonly waitsFor: readonly MissingMapping[];
      /** Facts for the text, in the place of those of the first wait. */
      readonly details?: Readonly<Record<string, string>>;
    };

const skip = (code: SkipRule, said: string): Decision => ({
  kind: "none",
  outcome: "skipped",
  reason: { code, text: said },
  tieOut: null,
  waitsFor: [],
});

const hold = (
  code: ErrorCode,
  said: string,
  more: {
    readonly tieOut?: TieOut;
    readonly waitsFor?: readonly MissingMapping[];
    readonly details?: Readonly<Record<string, string>>;
  } = {},
): Decision => ({
  kind: "none",
  outcome: "held",
  reason: { code, text: said },
  tieOut: more.tieOut ?? null,
  waitsFor: more.waitsFor ?? [],
  ...(more.details !== undefined && { details: more.details }),
});

const holdFor = ({ code, message, details }: HubError): Decision => hold(code, message, { details });

/** Was the money received? A paid date counts, unless the method is paid at the door; a mapping of the method overrules. */
export function isPaid(order: Order, mappings: readonly MappingEntry[]): boolean {
  if (order.paidAt === null) return false;
  return mapped(mappings, "paymentMethod", order.payment.method)?.prepaid ?? !order.payment.onDelivery;
}

/** The rules by which an order makes no document; null when none holds. */
function ruleOut(order: Order, { settings, mappings }: DecisionContext): Decision | null {
  if (isCalledOff(order)) return skip("rule.status", order.status);
  const isChosen = settings.moment === "statuses" && settings.statuses.includes(order.status);
  if (order.phase === "unknown" && !isChosen) {
    const use = mapped(mappings, "orderStatus", order.status)?.use;
    if (use === undefined) {
      const waitsFor = [{ what: "orderStatus", fromValue: order.status }] as const;
      return hold("mapping.missing", `The order status ${order.status} is not known`, { waitsFor });
    }
    if (use === "skip") return skip("rule.status", order.status);
  }
  if (settings.moment === "statuses" && !isChosen) return skip("rule.status", order.status);
  if (settings.startDate !== null && order.day < settings.startDate) return skip("rule.before", order.day);
  if (isZero(order.total) && !settings.documentZeroTotals) return skip("rule.zero", "0.00");
  if (settings.moment === "paid" && !isPaid(order, mappings)) return skip("rule.unpaid", order.status);
  return null;
}

const untaxedAs = (category: VatCategory, country: string, reason: string, language: Language): GroupVat => ({
  country,
  category,
  rate: zero,
  ...exemptionOf(category, language, reason),
});

/** What a hand-made document may say above its lines too; the order keeps the whole note. */
const longestNote = 10_000;
const shortened = (note: string): string => (note.length <= longestNote ? note : `${note.slice(0, longestNote - 1)}…`);

const languageOf = (order: Order, { seller, mayUseForeignLanguages }: DecisionContext): Language =>
  (mayUseForeignLanguages ? order.buyer.language : null) ?? seller.language;

const destinationOf = (order: Order): string => order.deliverTo?.countryCode || order.buyer.address.countryCode;

/** Goods to a business in another member state that the shop exempted: woocommerce.md section 5 rule 2, vat.md section 2 rule 3. */
function isIntraCommunity(order: Order, sellerCountry: string): boolean {
  const destination = destinationOf(order);
  return (
    order.buyerIsVatExempt &&
    isVatIdentifierForm(order.buyer.vatIdentifier) &&
    countryOfVatIdentifier(order.buyer.vatIdentifier) !== sellerCountry &&
    isUnionCountry(destination) &&
    destination !== sellerCountry
  );
}

/** The mapping of the line's own code, else the one for every line. */
function untaxedVatOf(order: Order, context: DecisionContext): UntaxedVat {
  const { mappings, seller } = context;
  const language = languageOf(order, context);
  const destination = destinationOf(order);
  if (isIntraCommunity(order, seller.country)) {
    const vat = untaxedAs("K", destination, "", language);
    return () => vat;
  }
  return ({ sellersItemIdentifier: code }) => {
    const chosen =
      (code === "" ? undefined : mapped(mappings, "untaxedLine", code)) ?? mapped(mappings, "untaxedLine", "*");
    return chosen === undefined
      ? null
      : untaxedAs(chosen.category, destination || seller.country, chosen.reason, language);
  };
}

const exceeds = (value: Amount, limit: Amount): boolean => compare(absolute(value), limit) > 0;

/** Pure: what becomes of an order under these settings. Same order, settings and mappings: same answer. */
export const decideOrder = (order: Order, context: DecisionContext): Decision =>
  ruleOut(order, context) ?? documentOf(order, context);

/** The document it makes, whatever the rules say of it now. */
export function documentOf(order: Order, context: DecisionContext): Decision {
  if (isNegative(order.total))
    return holdFor(
      saidError("document.invalid", textLater("says.negativeTotal", { amount: text(cents(order.total)) })),
    );

  const exchangeRate = order.currency === "EUR" ? null : mapped(context.mappings, "exchangeRate", order.currency)?.rate;
  if (exchangeRate === undefined) {
    const waitsFor = [{ what: "exchangeRate", fromValue: order.currency }] as const;
    return hold("mapping.missing", `no EUR rate for ${order.currency}`, { waitsFor });
  }
  let grouped: OrderGroups;
  try {
    grouped = groupOrder(order, untaxedVatOf(order, context));
  } catch (error) {
    if (error instanceof HubError) return holdFor(error);
    throw error;
  }
  const limit = context.settings.roundingLimit;
  if (exceeds(grouped.difference, limit)) {
    return hold("document.totals_mismatch", `difference ${grouped.difference}`, {
      tieOut: tieOut(order, grouped.difference, null),
    });
  }
  const [untaxedLine] = grouped.untaxedLines;
  if (untaxedLine !== undefined) {
    const codes = new Set(grouped.untaxedLines.map((line) => line.sellersItemIdentifier || "*"));
    return hold("mapping.missing", `lines without VAT: ${untaxedLine.name}, ${grouped.untaxed}`, {
      tieOut: tieOut(order, grouped.difference, null),
      waitsFor: [...codes].map((fromValue) => ({ what: "untaxedLine", fromValue })),
    });
  }
  const paid = isPaid(order, context.mappings);
  const calculated = calculateDocument(calculationOf(order, grouped, paid, context.settings));
  const proof = tieOut(order, grouped.difference, calculated);
  if (exceeds(calculated.totals.payableRoundingAmount, limit)) {
    return hold("document.totals_mismatch", `difference ${calculated.totals.payableRoundingAmount}`, {
      tieOut: { ...proof, state: "held" },
    });
  }
  return {
    kind: "document",
    draft: draftOf(order, calculated, paid, exchangeRate, context),
    tieOut: proof,
  };
}

function calculationOf(order: Order, { groups }: OrderGroups, paid: boolean, settings: ShopOrderSettings): Calculation {
  // The shop's own VAT may differ from rate × amount by cents: a receiver of a structured invoice would refuse it.
  const mayFollowSource = settings.documentKind !== "invoice" || order.buyer.vatIdentifier === "";
  return {
    pricesIncludeTax: order.pricesIncludeTax,
    groups,
    total: order.total,
    prepaidAmount: paid ? order.total : zero,
    vatPolicy: settings.vatPolicy === "source" && mayFollowSource ? "source" : "calculated",
  };
}

/** UNCL4461 by what is commonly known of a method; a mapping of the method overrules. */
const paymentMeansOf = (order: Order, mappings: readonly MappingEntry[], paid: boolean): string => {
  const chosen = mapped(mappings, "paymentMethod", order.payment.method)?.paymentMeansCode;
  if (chosen !== undefined) return chosen;
  if (order.payment.onDelivery) return "10";
  return paid && order.payment.method !== "bacs" ? "48" : "30";
};

function draftOf(
  order: Order,
  calculated: CalculatedDocument,
  paid: boolean,
  exchangeRate: Amount | null,
  context: DecisionContext,
): DocumentDraft {
  const { settings, mappings } = context;
  const { externalId: _, ...buyer } = order.buyer;
  const note = order.note.trim();
  const isIntraUnion = calculated.vat.some((line) => line.vatCategory === "K");
  return {
    ...calculated,
    kind: settings.documentKind,
    currency: order.currency,
    exchangeRate,
    taxAmountInEuro: exchangeRate === null ? null : cents(multiply(calculated.totals.taxAmount, exchangeRate)),
    buyer,
    buyerId: "",
    deliverTo: order.deliverTo ?? (isIntraUnion ? order.buyer.address : null),
    deliveryDate: isIntraUnion ? order.day : null,
    taxPointDate: order.day,
    language: languageOf(order, context),
    noteAboveLines: settings.noteAboveLines ? shortened(note) : "",
    internalNote: settings.noteInternal ? note : "",
    orderReference: order.number || order.id,
    buyerReference: "",
    paymentMeansCode: paymentMeansOf(order, mappings, paid),
    sourceOrderId: order.id,
    precedingDocumentId: null,
    flag: null,
  };
}
