import { add, cents, equals, type Amount } from "#domain/amount.ts";
import type { DocumentDraft, Totals } from "#domain/document.ts";
import { asHubError, remedyFor } from "#domain/error.ts";
import { outcomeOfError, type Outcome } from "#domain/outcome.ts";
import type { TieOut } from "#domain/tie-out.ts";
import { carryOut, decideOrders } from "./book-orders.ts";
import type { BookingContext, KnownOrder, OrderReading, Work } from "./booking.ts";
import { nothingForeseen, type Foreseen, type ForeseenDocument } from "./foreseen-target.ts";
import type { OrderDocument, OrderTarget } from "./order-target.ts";

export interface ForeseenAmounts {
  readonly kind: string;
  readonly currency: string;
  readonly taxExclusive: Amount;
  readonly tax: Amount;
  /** VAT and rounding included. */
  readonly total: Amount;
}

/** What would become of one order. */
export interface ForeseenOrder {
  readonly externalId: string;
  readonly number: string;
  readonly placedAt: string | null;
  readonly status: string;
  readonly customerName: string;
  readonly currency: string;
  readonly total: Amount | null;
  readonly outcome: Outcome;
  readonly reasonCode: string | null;
  readonly reasonText: string;
  readonly reasonDetails: Readonly<Record<string, string>>;
  readonly tieOut: TieOut | null;
  /** The document that today's settings make of it; null when they make none. */
  readonly document:
    | (ForeseenAmounts & {
        readonly isDraft: boolean;
        readonly rounding: Amount;
        readonly vatPolicy: "calculated" | "source";
        readonly vat: readonly {
          readonly category: string;
          readonly rate: Amount;
          readonly taxable: Amount;
          readonly tax: Amount;
        }[];
      })
    | null;
  /** Null when nothing would be made now. */
  readonly buyer: "known" | "new" | null;
  /** Credit notes of refunds, and drafts that would be written anew. */
  readonly follows: readonly (ForeseenAmounts & { readonly isRedraft: boolean })[];
  readonly payments: readonly { readonly amount: Amount; readonly currency: string; readonly isReturn: boolean }[];
  readonly mails: readonly { readonly to: string; readonly kind: string }[];
  /** What was really made of it before, and is not made again. */
  readonly made: (ForeseenAmounts & { readonly id: string; readonly number: string | null }) | null;
  /** In what the two differ. */
  readonly differs: readonly ForeseenDifference[];
}

export interface ForeseenDifference {
  readonly what: "document" | "kind" | "currency" | "taxExclusive" | "tax" | "total";
  readonly made: string;
  readonly now: string;
}

export type TargetFor = (foreseen: Foreseen) => OrderTarget;

/**
 * What would become of this order under these settings, by the very steps that book it. Of one that has a document it says what would be made
 * of it if it came now, beside what was made. Throws what would stop every other order as well.
 */
export async function foreseeOrder(
  context: BookingContext,
  targetFor: TargetFor,
  reading: OrderReading,
  known: KnownOrder,
): Promise<ForeseenOrder> {
  const foreseen = nothingForeseen();
  const target = targetFor(foreseen);
  // Whatever was seen of it before: it is looked at in full.
  const afresh = { ...known, fingerprint: "", sourceModifiedAt: null };
  const { unchanged, settled, toCarryOut } = await decideOrders(context, [{ reading, known: afresh }]);
  const plain = plainOf(reading);
  if (unchanged.length > 0) return { ...plain, outcome: "skipped", reasonCode: "rule.user" };
  const work = settled[0] ?? toCarryOut[0];
  if (work === undefined) return plain;
  const made = known.outcome === "documented" ? madeOf(await ownDocuments(context, target, work)) : null;
  try {
    if (toCarryOut.length > 0) await carryOut(context, target, toCarryOut);
  } catch (thrown) {
    const error = asHubError(thrown);
    const isOfThisOrder = remedyFor(error.code) === "correct" || error.code === "capability.missing";
    if (!isOfThisOrder) throw thrown;
    const { code, message, details } = error;
    return { ...plain, outcome: outcomeOfError(code), reasonCode: code, reasonText: message, reasonDetails: details };
  }
  return {
    ...plain,
    ...decisionOf(work),
    ...effectsOf(context, work, foreseen),
    made,
    differs: differencesOf(work, made),
  };
}

/** One that could not be read. */
export const foreseenUnread = (
  externalId: string,
  { code, message }: { readonly code: Parameters<typeof outcomeOfError>[0]; readonly message: string },
): ForeseenOrder => ({
  ...empty,
  externalId,
  outcome: outcomeOfError(code),
  reasonCode: code,
  reasonText: message,
});

/** One that the shop does not have any more. */
export const foreseenGone = (externalId: string): ForeseenOrder => ({
  ...empty,
  externalId,
  outcome: "skipped",
  reasonCode: "rule.status",
  reasonText: "deleted",
});

const empty = {
  number: "",
  placedAt: null,
  status: "",
  customerName: "",
  currency: "EUR",
  total: null,
  outcome: "skipped",
  reasonCode: null,
  reasonText: "",
  reasonDetails: {},
  tieOut: null,
  document: null,
  buyer: null,
  follows: [],
  payments: [],
  mails: [],
  made: null,
  differs: [],
} as const satisfies Omit<ForeseenOrder, "externalId">;

const plainOf = ({ order }: OrderReading): ForeseenOrder => ({
  ...empty,
  externalId: order.id,
  number: order.number,
  placedAt: order.placedAt,
  status: order.status,
  customerName: order.buyer.name,
  currency: order.currency,
  total: order.total,
});

const amountsOf = ({
  kind,
  currency,
  totals,
}: {
  readonly kind: string;
  readonly currency: string;
  readonly totals: Totals;
}): ForeseenAmounts => ({
  kind,
  currency,
  taxExclusive: totals.taxExclusiveAmount,
  tax: totals.taxAmount,
  total: cents(add(totals.taxInclusiveAmount, totals.payableRoundingAmount)),
});

/** By today's rules alone: also of what has its document. */
function decisionOf({
  decision,
}: Work): Pick<ForeseenOrder, "outcome" | "reasonCode" | "reasonText" | "reasonDetails" | "tieOut"> {
  if (decision.kind === "document")
    return { outcome: "documented", reasonCode: null, reasonText: "", reasonDetails: {}, tieOut: decision.tieOut };
  const { outcome, reason, tieOut, waitsFor, details = { ...waitsFor[0] } } = decision;
  return { outcome, reasonCode: reason.code, reasonText: reason.text, reasonDetails: { ...details }, tieOut };
}

const isOwn = (w: Work, { as, order }: ForeseenDocument): boolean =>
  as !== "redraft" && order.draft.kind !== "creditNote" && order.draft.sourceOrderId === w.reading.order.id;

function effectsOf(
  { settings }: BookingContext,
  w: Work,
  { documents, newBuyers, mails, payments, returns }: Foreseen,
): Pick<ForeseenOrder, "document" | "buyer" | "follows" | "payments" | "mails"> {
  const isMade = documents.some((one) => isOwn(w, one));
  const kindOf = (id: string) => documents.find((one) => one.id === id)?.order.draft.kind ?? settings.documentKind;
  return {
    document: w.decision.kind === "document" ? documentOf(w.decision.draft, settings) : null,
    buyer: !isMade ? null : newBuyers.length > 0 ? "new" : "known",
    follows: documents
      .filter((one) => !isOwn(w, one))
      .map(({ as, order }) => ({ ...amountsOf(order.draft), isRedraft: as === "redraft" })),
    payments: [
      ...payments.map(({ amount, currency }) => ({ amount, currency, isReturn: false })),
      ...returns.map(({ amount, currency }) => ({ amount, currency, isReturn: true })),
    ],
    mails: mails.map(({ documentId, to }) => ({ to, kind: kindOf(documentId) })),
  };
}

const documentOf = (draft: DocumentDraft, settings: BookingContext["settings"]): ForeseenOrder["document"] => ({
  ...amountsOf(draft),
  isDraft: settings.sending === "draft",
  rounding: draft.totals.payableRoundingAmount,
  vatPolicy: settings.vatPolicy,
  vat: draft.vat.map(({ vatCategory, vatRate, taxableAmount, taxAmount }) => ({
    category: vatCategory,
    rate: vatRate,
    taxable: taxableAmount,
    tax: taxAmount,
  })),
});

const ownDocuments = (
  { connectionId }: BookingContext,
  target: OrderTarget,
  w: Work,
): Promise<readonly OrderDocument[]> => target["documents.ofOrders"](connectionId, [w.reading.order.id]);

/** What the order made by itself; one that was put aside by a person last. */
function madeOf(documents: readonly OrderDocument[]): ForeseenOrder["made"] {
  const made = documents.filter(({ kind, couplingId }) => kind !== "creditNote" && couplingId !== null);
  const one = made.find(({ status }) => status !== "cancelled") ?? made[0];
  return one === undefined ? null : { ...amountsOf(one), id: one.id, number: one.number };
}

function differencesOf({ decision }: Work, made: ForeseenOrder["made"]): ForeseenDifference[] {
  if (made === null) return [];
  if (decision.kind !== "document") return [{ what: "document", made: made.number ?? "", now: decision.outcome }];
  const now = amountsOf(decision.draft);
  const words = (["kind", "currency"] as const).filter((what) => now[what] !== made[what]);
  const sums = (["taxExclusive", "tax", "total"] as const).filter((what) => !equals(now[what], made[what]));
  return [...words, ...sums].map((what) => ({ what, made: String(made[what]), now: String(now[what]) }));
}
