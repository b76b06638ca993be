import { faultOf } from "#domain/supplier/basket-line-offer.ts";
import type { Administration } from "#store/administrations.ts";
import type { Transaction } from "#store/database.ts";
import { readDocuments } from "#store/documents.ts";
import { linesOf, readBasket, recordTaking, takingOf, type StagedLine } from "#store/supplier-baskets.ts";
import { importedBefore, ownOrderOf, readSupplierDocument } from "#store/supplier-documents.ts";
import { receiveOrder } from "#backoffice/purchases/order-acts.ts";
import { isRefusal, type Refusal } from "#backoffice/refusal.ts";
import { chosenOf, type TakingFault } from "#backoffice/take-basket.ts";
import type { Actor } from "#backoffice/drafts.ts";
import { receivedParts, type ReceivedPart } from "./order-lines.ts";

/** What came in of our purchase order, as the supplier's paper says and a person ticked. */
export interface ReceivingOfDocument {
  readonly supplierDocumentId: string;
  readonly basketId: string;
  readonly basketVersion: number;
  readonly orderVersion: number;
  /** What came in is in stock from now on. */
  readonly movesStock: boolean;
  /** Of one press of the button: again with the same key changes nothing and answers the same. */
  readonly key: string;
  readonly again: boolean;
}

export type ReceivingFault =
  | Exclude<TakingFault, { readonly what: "lines" | "twice" }>
  | { readonly what: "noOrder" }
  | { readonly what: "twice"; readonly id: string; readonly at: string; readonly documentId: string }
  | {
      readonly what: "lines";
      readonly lines: readonly { readonly position: number; readonly field: "order" | "quantity" | "unitCode" }[];
    };

export type Received = { readonly fault: ReceivingFault } | { readonly documentId: string; readonly lines: number };

/**
 * Books the ticked lines as a receipt of our own purchase order, in the caller's transaction: all of them or none, and the receipt is final.
 * The caller rolls back on a fault.
 */
export async function receiveDocument(
  trx: Transaction,
  administration: Administration,
  wish: ReceivingOfDocument,
  { actor, userId, today }: { readonly actor: Actor; readonly userId: string | null; readonly today: string },
): Promise<Received> {
  const { id: administrationId } = administration;
  const basket = await readBasket(trx, administrationId, wish.basketId, userId, true);
  if (basket === null || basket.supplierDocumentId !== wish.supplierDocumentId) return { fault: { what: "noBasket" } };
  const done = await takingOf(trx, administrationId, basket.id, wish.key);
  if (done !== null) return done;
  if (basket.version !== wish.basketVersion) return { fault: { what: "basketChanged" } };
  const lines = await linesOf(trx, administrationId, basket.id);
  if (lines.length === 0) return { fault: { what: "gone" } };
  const ticked = lines.filter(({ isTicked }) => isTicked);
  if (ticked.length === 0) return { fault: { what: "nothingTicked" } };
  const incomplete = faultsOf(ticked);
  if (incomplete.length > 0) return { fault: { what: "lines", lines: incomplete } };
  // What came in is counted in stock, so also what this very paper booked before is asked about.
  const before = wish.again ? null : await importedBefore(trx, administrationId, wish.supplierDocumentId, null);
  if (before !== null && (!basket.isDoubleWanted || before.basketId === basket.id))
    return { fault: { what: "twice", id: before.basketId, at: before.at, documentId: before.documentId } };

  const document = await readSupplierDocument(trx, administrationId, wish.supplierDocumentId, userId);
  const own = document === null ? null : await ownOrderOf(trx, administrationId, document);
  const [order] = own === null ? [] : await readDocuments(trx, administrationId, { ids: [own.id], limit: 1 });
  if (order === undefined) return { fault: { what: "noOrder" } };
  const matched = receivedParts(ticked, order);
  if ("unmatched" in matched) return { fault: { what: "lines", lines: matched.unmatched } };
  const { parts } = matched;
  const received = { version: wish.orderVersion, parts, movesStock: wish.movesStock };
  const receipt = await receiveOrder(trx, administration, order.id, received, actor, today);
  if (isRefusal(receipt)) return { fault: { what: "document", refusal: ofStagedLines(receipt, parts) } };
  await recordTaking(trx, administrationId, basket.id, {
    key: wish.key,
    documentId: receipt.id,
    positions: ticked.map(({ position }) => position),
    by: actor,
  });
  return { documentId: receipt.id, lines: ticked.length };
}

/** What a receipt needs of a line: how many of which unit. What it costs, our order says. */
function faultsOf(ticked: readonly StagedLine[]): { position: number; field: "quantity" | "unitCode" }[] {
  return ticked.flatMap((line) => {
    const { quantity, unitCode } = chosenOf(line);
    const field = faultOf({ quantity, unitCode, price: null, from: "none" }, null);
    return field === "quantity" || field === "unitCode" ? [{ position: line.position, field }] : [];
  });
}

/** A refusal names lines of the receipt; whoever ticked them knows those of the supplier. */
function ofStagedLines(refusal: Refusal, parts: readonly ReceivedPart[]): Refusal {
  if (refusal.refused !== "fields") return refusal;
  return {
    ...refusal,
    fields: refusal.fields.map((one) => {
      const index = /^lines\.(\d+)\.(\w+)$/.exec(one.field);
      const position = index === null ? undefined : parts[Number(index[1])]?.of[0];
      return position === undefined ? one : { ...one, field: `lines.${position}.${index?.[2] ?? ""}` };
    }),
  };
}
