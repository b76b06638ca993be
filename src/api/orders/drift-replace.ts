import { replaceDocument, type DocumentReplaced, type ReplaceWish } from "#backoffice/replace-document.ts";
import { builtInTarget } from "#backoffice/order-target.ts";
import { isRefusal, type Refusal } from "#backoffice/refusal.ts";
import type { Order } from "#domain/order.ts";
import type { OrderRead } from "#engine/order-now.ts";
import { settleOrders } from "#engine/settle-orders.ts";
import type { StoryEvent } from "#flows/shop-orders/booking.ts";
import { contentFingerprint, fiscalFingerprint } from "#flows/shop-orders/fingerprint.ts";
import { leaveAsIs, lockInbox } from "#store/inbox.ts";
import { newId } from "#store/new-id.ts";
import type { Desk } from "#api/documents/document-page.ts";
import type { DriftRead } from "./drift-read.ts";

interface At {
  readonly connectionId: string;
  readonly orderId: string;
  readonly startedAt: Temporal.Instant;
}

/** The buyer of the order as it is now, found or made. */
async function buyerOf({ trx, administration, today }: Desk, order: Order): Promise<string> {
  const target = builtInTarget(trx, administration, today);
  const [known] = await target["customers.find"]([order.buyer]);
  if (known !== undefined && known !== null) return known;
  const [made = ""] = await target["customers.create"]([order.buyer]);
  return made;
}

/** Credits and makes anew, and writes down that the document says what the order says. The caller holds the order's lock. */
export async function replaceDrifted(
  desk: Desk,
  { connectionId, orderId, startedAt }: At,
  { order, exchanges }: OrderRead,
  { document, decision, context, way }: DriftRead,
  wish: ReplaceWish,
): Promise<DocumentReplaced | Refusal> {
  const { trx, administration, today, caller, reader } = desk;
  if (document === null || way === "none" || context === null) return { refused: "notPossible" };
  const { couplingId, settings } = context;
  const buyerId = order !== null && way === "replace" ? await buyerOf(desk, order) : "";
  const made = await replaceDocument(
    trx,
    administration,
    document.id,
    wish,
    () =>
      decision?.kind !== "document" || order === null
        ? null
        : {
            draft: { ...decision.draft, buyerId },
            wantedDay: today,
            couplingId,
            connectionId,
            vatPolicy: settings.vatPolicy,
            preceding: null,
          },
    caller.name,
    today,
  );
  if (isRefusal(made)) return made;
  const place = { administrationId: administration.id, connectionId, kind: "order" } as const;
  if (order === null) {
    await leaveAsIs(trx, place, orderId, "gone");
    return made;
  }
  const known = new Map((await lockInbox(trx, place, [orderId])).map((row) => [row.externalId, row]));
  const booked = {
    kind: "decided",
    order,
    outcome: "documented",
    reason: null,
    tieOut: decision?.kind === "document" ? decision.tieOut : null,
    waitsFor: [],
    details: {},
    fingerprint: contentFingerprint(order),
    documentedFingerprint: fiscalFingerprint(order),
    drifted: false,
    events: eventsOf(made),
  } as const;
  await settleOrders(
    trx,
    { ...place, runId: newId(), couplingId, startedAt: startedAt.toString(), now: reader.now, keepsContent: true },
    known,
    [{ kind: "booked", externalId: orderId, booked }],
    exchanges,
  );
  return made;
}

function eventsOf({ creditNote, document }: DocumentReplaced): StoryEvent[] {
  const credit = { id: creditNote.id, number: creditNote.number, kind: "creditNote" };
  const events: StoryEvent[] = [{ level: "info", code: "document.issued", data: credit }];
  if (document === null) return events;
  const { id, number } = document;
  if (number === null) events.push({ level: "info", code: "document.drafted", data: { id, kind: "invoice" } });
  else events.push({ level: "info", code: "document.issued", data: { id, number, kind: "invoice" } });
  return events;
}
