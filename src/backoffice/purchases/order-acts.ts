import type { Administration } from "#store/administrations.ts";
import type { Transaction } from "#store/database.ts";
import { recordHistory } from "#store/document-history.ts";
import { readDocuments, type StoredDocument } from "#store/documents.ts";
import { lockDocument } from "#store/drafts.ts";
import { moveStatus } from "#store/purchase-orders.ts";
import { isUnderWayToPartner } from "#store/partner-orders.ts";
import { latestSending } from "#store/purchase-sendings.ts";
import { convertDocument, type LinePart } from "#backoffice/convert-document.ts";
import type { Actor } from "#backoffice/drafts.ts";
import { issueDraft } from "#backoffice/issue-draft.ts";
import { isRefusal, type Refusal } from "#backoffice/refusal.ts";

/** Locks a purchase order that has its number, in the version that was read. */
export async function lockOrder(
  trx: Transaction,
  administrationId: string,
  id: string,
  version: number | null,
): Promise<StoredDocument | Refusal> {
  const state = await lockDocument(trx, administrationId, id);
  const [document] = state === null ? [] : await readDocuments(trx, administrationId, { ids: [id], limit: 1 });
  if (document === undefined) return { refused: "notFound" };
  if (document.kind !== "purchaseOrder") return { refused: "notPossible" };
  if (document.status === "draft") return { refused: "notFinal" };
  const { editedBy: by, editedAt: at, connectionId } = document;
  if (version !== null && version !== document.version) return { refused: "changed", by, at, connectionId };
  return document;
}

export interface Receiving {
  readonly version: number;
  /** Null: all that is left. */
  readonly parts: readonly LinePart[] | null;
  /** Whether what came in is in stock from now on. */
  readonly movesStock: boolean;
}

/** Goods came in: their receipt is made and made final at once. */
export async function receiveOrder(
  trx: Transaction,
  administration: Administration,
  id: string,
  { version, parts, movesStock }: Receiving,
  actor: Actor,
  today: string,
): Promise<{ readonly id: string; readonly number: string } | Refusal> {
  const order = await lockOrder(trx, administration.id, id, version);
  if (isRefusal(order)) return order;
  const draft = await convertDocument(trx, administration, id, "purchaseReceipt", parts, actor);
  if (isRefusal(draft)) return draft;
  const issued = await issueDraft(trx, administration, draft.id, null, actor, today, { movesStock });
  return isRefusal(issued) ? issued : { id: issued.id, number: issued.number };
}

/** The supplier said yes by another way: by telephone, on paper. */
export async function confirmOrder(
  trx: Transaction,
  administrationId: string,
  id: string,
  version: number,
  actor: Actor,
): Promise<{ readonly id: string } | Refusal> {
  const order = await lockOrder(trx, administrationId, id, version);
  if (isRefusal(order)) return order;
  if (!(await moveStatus(trx, administrationId, id, ["placed"], "confirmed"))) return { refused: "notPossible" };
  await recordHistory(trx, administrationId, id, actor, "confirmed");
  return { id };
}

/** Nothing more is expected of it, whatever is left. Not while nobody knows whether the supplier has it. */
export async function closeOrder(
  trx: Transaction,
  administrationId: string,
  id: string,
  version: number,
  actor: Actor,
): Promise<{ readonly id: string } | Refusal> {
  const order = await lockOrder(trx, administrationId, id, version);
  if (isRefusal(order)) return order;
  const sending = await latestSending(trx, administrationId, id);
  const isUnderWay = sending?.channel === "service" && ["queued", "sending", "unknown"].includes(sending.state);
  if (isUnderWay || (await isUnderWayToPartner(trx, administrationId, id))) return { refused: "beingSent" };
  if (!(await moveStatus(trx, administrationId, id, ["placed", "confirmed", "received"], "closed")))
    return { refused: "notPossible" };
  await recordHistory(trx, administrationId, id, actor, "closed");
  return { id };
}
