import { equals, text } from "#domain/amount.ts";
import { documentKey, type DocumentOrder } from "#domain/document-order.ts";
import { HubError } from "#domain/error.ts";
import { isKnownRate } from "#domain/vat.ts";
import type { BookingContext, StoryEvent, Work } from "./booking.ts";
import { fiscalFingerprint } from "./fingerprint.ts";
import type { OrderTarget } from "./order-target.ts";

/** The document an order makes, as it was decided, for this buyer. */
function documentOrder(
  { couplingId, connectionId, settings }: BookingContext,
  w: Work,
  buyerId: string,
): DocumentOrder {
  if (w.decision.kind !== "document") throw new HubError("internal.unexpected", "No document was decided");
  const { order } = w.reading;
  const { draft } = w.decision;
  return {
    businessKey: documentKey(couplingId, order.id, draft.kind, 1),
    draft: { ...draft, buyerId },
    wantedDay: settings.issueDate === "orderDay" ? order.day : "9999-12-31",
    couplingId,
    connectionId,
    vatPolicy: settings.vatPolicy,
    pricesIncludeTax: order.pricesIncludeTax,
    preceding: null,
    madeOf: fiscalFingerprint(order),
    happenedAt: order.placedAt,
  };
}

/** An order of which the target cannot make the document is held whole, before a buyer is made for it. */
export async function holdLacking(context: BookingContext, target: OrderTarget, work: readonly Work[]): Promise<void> {
  const wanted = work.filter((w) => w.known.outcome !== "documented" && w.decision.kind === "document");
  if (wanted.length === 0) return;
  const lacking = await target["documents.lacking"](wanted.map((w) => documentOrder(context, w, "")));
  for (const [index, lack] of lacking.entries()) {
    const w = wanted[index];
    if (w === undefined || lack === null) continue;
    const { code, text: why, waitsFor, details } = lack;
    const tieOut = w.decision.tieOut;
    w.decision = { kind: "none", outcome: "held", reason: { code, text: why }, tieOut, waitsFor, details };
  }
}

async function buyersOf(target: OrderTarget, work: readonly Work[]): Promise<string[]> {
  const buyers = work.map((w) => w.reading.order.buyer);
  const found = [...(await target["customers.find"](buyers))];
  const missing = buyers.flatMap((buyer, index) => (found[index] === null ? [{ buyer, index }] : []));
  if (missing.length > 0) {
    const made = await target["customers.create"](missing.map(({ buyer }) => buyer));
    for (const [place, { index }] of missing.entries()) found[index] = made[place] ?? null;
  }
  return found.map((id) => id ?? "");
}

/** Makes the document of each order, final or as a draft, under its business key. */
export async function createDocuments(
  context: BookingContext,
  target: OrderTarget,
  work: readonly Work[],
): Promise<void> {
  if (work.length === 0) return;
  const buyers = await buyersOf(target, work);
  const orders = work.map((w, index) => documentOrder(context, w, buyers[index] ?? ""));
  // Made before, and only what we knew of the order was lost: it is told again, not made again.
  const before = await target["effects.done"](orders.map((order) => order.businessKey));
  const wanted = orders.flatMap((order, index) => (before.has(order.businessKey) ? [] : [{ order, w: work[index] }]));
  const toMake = wanted.map(({ order }) => order);
  const kind = context.settings.documentKind;
  const isDraft = context.settings.sending === "draft";
  const made: Awaited<ReturnType<OrderTarget["documents.create"]>> = isDraft
    ? (await target["documents.draft"](toMake)).map((document) => ({ ...document, number: "" }))
    : await target["documents.create"](toMake);
  const issued: { id: string; number: string; w: Work }[] = [];
  for (const [index, { id, number, madeOf }] of made.entries()) {
    const w = wanted[index]?.w;
    if (w === undefined) continue;
    w.made = { id, madeOf: madeOf ?? fiscalFingerprint(w.reading.order) };
    if (isDraft) w.events.push({ level: "info", code: "document.drafted", data: { id, kind } });
    else w.events.push({ level: "info", code: "document.issued", data: { id, number, kind } });
    w.events.push(...strangeRates(w));
    if (!isDraft) issued.push({ id, number, w });
  }
  await sendDocuments(
    context,
    target,
    issued.map((document) => ({ ...document, kind })),
  );
}

/**
 * Mails what was just made to who ordered, when the coupling says so; one without an address is told, never lost. Nothing about an old order:
 * whoever placed it has heard of it from somebody else, long ago.
 */
export async function sendDocuments(
  { settings, isOld }: BookingContext,
  target: OrderTarget,
  documents: readonly {
    readonly id: string;
    readonly number: string;
    readonly kind: string;
    readonly w: Work;
  }[],
): Promise<void> {
  if (settings.sending !== "automatic") return;
  const [old, toSend] = [
    documents.filter(({ w }) => isOld(w.reading.order)),
    documents.filter(({ w }) => !isOld(w.reading.order)),
  ];
  for (const { id, number, kind, w } of old)
    w.events.push({ level: "info", code: "document.notMailedOld", data: { id, number, kind } });
  if (toSend.length === 0) return;
  const sent = await target["documents.send"](toSend.map(({ id }) => id));
  for (const [index, { id, number, kind, w }] of toSend.entries()) {
    if (sent[index] === true) continue;
    w.events.push({ level: "warning", code: "document.notMailed", data: { id, number, kind, reason: "noAddress" } });
  }
}

/** An order that changed while its document is still a draft: the draft follows, unless a person has taken it in hand. */
export async function followDrafts(context: BookingContext, target: OrderTarget, work: readonly Work[]): Promise<void> {
  const known = work.filter((w) => w.known.outcome === "documented" && w.decision.kind === "document");
  if (known.length === 0) return;
  const orderIds = known.map((w) => w.reading.order.id);
  const drafts = (await target["documents.ofOrders"](context.connectionId, orderIds)).filter(
    ({ status, couplingId, editedBy }) => status === "draft" && couplingId === context.couplingId && editedBy === null,
  );
  for (const w of known) {
    if (w.decision.kind !== "document") continue;
    const { draft } = w.decision;
    const own = drafts.find(({ sourceOrderId, kind }) => sourceOrderId === w.reading.order.id && kind === draft.kind);
    if (own === undefined) continue;
    const isSame =
      w.known.documentedFingerprint === fiscalFingerprint(w.reading.order) &&
      equals(own.totals.prepaidAmount, draft.totals.prepaidAmount);
    if (isSame) continue;
    const [buyerId = ""] = await buyersOf(target, [w]);
    w.isRedrafted = await target["documents.redraft"](own.id, documentOrder(context, w, buyerId));
    if (w.isRedrafted)
      w.events.push({ level: "info", code: "document.draftUpdated", data: { id: own.id, kind: own.kind } });
  }
}

/** The shop's rate wins (vat.md section 2); one that its country did not have on that day is worth a look. */
function strangeRates({ decision, reading: { order } }: Work): StoryEvent[] {
  if (decision.kind !== "document") return [];
  return decision.draft.vat
    .filter((vat) => vat.vatCategory === "S" && !isKnownRate(vat.vatCountry, vat.vatRate, order.day))
    .map((vat) => ({
      level: "warning",
      code: "order.unknownRate",
      data: { country: vat.vatCountry, rate: text(vat.vatRate) },
    }));
}
