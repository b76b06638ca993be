import { add, amount, cents, negate, subtract, sum, text, type Amount } from "#domain/amount.ts";
import { nameOfKind, type DocumentKind } from "#domain/document-kinds.ts";
import type { Order } from "#domain/order.ts";
import { textOf } from "#domain/texts/text.ts";
import { contextNow } from "#engine/order-plan.ts";
import { decideOrder, isPaid, type Decision } from "#flows/shop-orders/decide.ts";
import { driftOf, type Difference, type Standing } from "#flows/shop-orders/drift.ts";
import { contentFingerprint } from "#flows/shop-orders/fingerprint.ts";
import type { BookingContext } from "#flows/shop-orders/booking.ts";
import type { Administration } from "#store/administrations.ts";
import { couplingOfConnection } from "#store/couplings.ts";
import type { Transaction } from "#store/database.ts";
import { documentSums } from "#store/document-sums.ts";
import { readDocuments, type StoredDocument } from "#store/documents.ts";
import { goneContent } from "#store/inbox.ts";
import type { OrderRow } from "#store/orders.ts";
import { outsideDocumentsOf, type OutsideDocument } from "#store/outside-documents.ts";
import { reasonMessage } from "#api/messages.ts";
import type { Reader } from "#api/reader.ts";

/** What can be done about a difference, beside leaving it as it is. */
export type DriftWay = "replace" | "credit" | "none";

export interface DriftRead {
  readonly differences: readonly Difference[];
  /** Names what was compared: whoever acts on it says so, and is refused when the order says something else by then. */
  readonly seen: string;
  readonly way: DriftWay;
  readonly wayText: string;
  readonly document: {
    readonly id: string;
    readonly kind: DocumentKind;
    readonly number: string;
    readonly version: number | null;
    readonly system: string | null;
  } | null;
  readonly currency: string;
  /** What crediting takes back, and what a new document comes to; null where there is none. */
  readonly credit: Amount | null;
  readonly fresh: Amount | null;
  readonly difference: Amount | null;
  readonly decision: Decision | null;
  readonly context: BookingContext | null;
}

const worthOf = ({ totals }: Standing): Amount => cents(add(totals.taxInclusiveAmount, totals.payableRoundingAmount));

/** The document an order made by itself, as far as it counts: one that was credited whole only when there is no other. */
function documentOf(own: readonly StoredDocument[]): StoredDocument | undefined {
  const made = own.filter(({ kind }) => kind !== "creditNote");
  return made.find(({ status, couplingId }) => status !== "cancelled" && couplingId !== null) ?? made[0];
}

/** Compares what stands on the document of an order with the order as it is now, decided upon with today's settings. Writes nothing. */
export async function readDrift(
  trx: Transaction,
  administration: Administration,
  row: OrderRow,
  order: Order | null,
  reader: Reader,
  today: string,
): Promise<DriftRead> {
  const { connectionId, externalId } = row;
  const coupling = await couplingOfConnection(trx, administration.id, connectionId);
  const context = coupling === null ? null : await contextNow(trx, administration, coupling);
  const decision = order === null || context === null ? null : decideOrder(order, context);
  const paid = order !== null && context !== null && isPaid(order, context.mappings);
  const own = await readDocuments(trx, administration.id, { connectionId, sourceOrderIds: [externalId], limit: 100 });
  const outside = await outsideDocumentsOf(trx, administration.id, connectionId, [externalId]);
  const document = documentOf(own);
  const common = { seen: order === null ? goneContent : contentFingerprint(order), decision, context };
  const now = { order, decision, isPaid: paid };
  if (document === undefined) return { ...common, ...outsideDrift(outside, now, row, reader) };
  const sums = await Promise.all(own.map(({ id }) => documentSums(trx, administration.id, id, today)));
  const around = {
    received: sum(sums.map(({ paidAmount }) => amount(paidAmount))),
    credits: own.filter(
      ({ kind, couplingId, status }) => kind === "creditNote" && couplingId !== null && status !== "draft",
    ).length,
  };
  const isCredited = own.some((one) => one.precedingDocumentId === document.id && one.status !== "draft");
  const { way, wayText } = wayOf(document, isCredited, decision, row, reader);
  const fresh = way === "replace" && decision?.kind === "document" ? worthOf(decision.draft) : null;
  const credit = way === "none" ? null : worthOf(document);
  return {
    ...common,
    differences: driftOf(document, now, around),
    way,
    wayText,
    document: {
      id: document.id,
      kind: document.kind,
      number: document.number ?? "",
      version: document.version,
      system: null,
    },
    currency: document.currency,
    credit,
    fresh,
    difference: differenceOf(document, credit, fresh, decision),
  };
}

function differenceOf(
  { currency }: StoredDocument,
  credit: Amount | null,
  fresh: Amount | null,
  decision: Decision | null,
): Amount | null {
  if (credit === null) return null;
  if (fresh === null) return negate(credit);
  return decision?.kind === "document" && decision.draft.currency === currency ? subtract(fresh, credit) : null;
}

/** Skipped now: there is to be no document any more. Held: nobody knows yet. */
function wayOf(
  { kind, status, number }: StoredDocument,
  isCredited: boolean,
  decision: Decision | null,
  row: OrderRow,
  reader: Reader,
): { readonly way: DriftWay; readonly wayText: string } {
  const { language, country } = reader;
  if (status === "draft") return { way: "none", wayText: textOf("drift.way.draft", language) };
  if (kind !== "invoice") {
    const document = `${nameOfKind(kind, language, country)} ${number ?? ""}`.trim();
    return { way: "none", wayText: textOf("drift.way.notInvoice", language, { document }) };
  }
  if (status === "cancelled") return { way: "none", wayText: textOf("drift.way.cancelled", language) };
  if (isCredited) return { way: "none", wayText: textOf("drift.way.creditedInPart", language) };
  if (decision?.kind === "document") {
    if (decision.draft.kind === "invoice") return { way: "replace", wayText: textOf("drift.way.replace", language) };
    return { way: "none", wayText: textOf("drift.way.notInvoice", language, { document: number ?? "" }) };
  }
  if (decision === null || decision.outcome === "skipped")
    return { way: "credit", wayText: textOf("drift.way.credit", language) };
  const { reason, waitsFor, tieOut } = decision;
  const held = { ...row, reasonCode: reason.code, reasonText: reason.text, reasonDetails: { ...waitsFor[0] } };
  const why = reasonMessage({ ...held, tieOut: tieOut as unknown as OrderRow["tieOut"] }, reader);
  return { way: "none", wayText: textOf("drift.way.held", language, { reason: why }) };
}

/** A document in another package: only there it can be changed. */
function outsideDrift(
  [made]: readonly OutsideDocument[],
  now: Parameters<typeof driftOf>[1],
  row: OrderRow,
  reader: Reader,
): Omit<DriftRead, "seen" | "decision" | "context"> {
  const { language, country } = reader;
  const nothing = { way: "none", credit: null, fresh: null, difference: null } as const;
  if (made === undefined) {
    const wayText = textOf("drift.way.none", language);
    return { ...nothing, differences: [], wayText, document: null, currency: row.currency };
  }
  const kind = made.kind as DocumentKind;
  const system = reader.systemOf(made.connectionId);
  const document = `${nameOfKind(kind, language, country)} ${made.number}`.trim();
  return {
    ...nothing,
    differences: made.content === null ? [] : driftOf(made.content, now, null),
    wayText: textOf("drift.way.outside", language, { document, system }),
    document: { id: made.id, kind, number: made.number, version: null, system },
    currency: made.currency,
  };
}

/** Decimal text, as the API gives amounts. */
export const textOr = (value: Amount | null): string | null => (value === null ? null : text(value));
