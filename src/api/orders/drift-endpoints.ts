import { z } from "zod";
import { queueDocumentMails } from "#backoffice/mail/queue-mail.ts";
import { wakeRecords, leaveAsIs, lockInbox } from "#store/inbox.ts";
import { holdChoices } from "#store/choices.ts";
import { insertEvents } from "#store/events.ts";
import { newId } from "#store/new-id.ts";
import { readOrder, type OrderRow } from "#store/orders.ts";
import { textOf } from "#domain/texts/text.ts";
import { driftFields } from "#flows/shop-orders/drift.ts";
import type { Order } from "#domain/order.ts";
import { standsInTheWay } from "#api/conflict.ts";
import { atDesk, type Desk } from "#api/documents/document-page.ts";
import { doneOr } from "#api/documents/refusal.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { RequestRefused } from "#api/problem.ts";
import { AmountShape, DocumentKindShape } from "#api/shapes.ts";
import { readDrift, textOr, type DriftRead } from "./drift-read.ts";
import { replaceDrifted } from "./drift-replace.ts";
import { differenceText } from "./drift-text.ts";

const OrderPlace = z.object({ connectionId: z.uuid(), orderId: z.string().min(1).max(200) });
const Seen = z.string().min(1).max(100).meta({ description: "`seen` of the difference that was looked at" });

const DriftShape = z
  .object({
    seen: z.string().meta({ description: "Names what was compared; whoever acts on it sends it back" }),
    differences: z.array(
      z.object({
        field: z.enum(driftFields),
        label: z.string(),
        was: z.string().meta({ description: "On the document" }),
        now: z.string().meta({ description: "In the shop now" }),
        difference: z.string().nullable().meta({ description: "Now less was, with its sign" }),
      }),
    ),
    way: z.enum(["replace", "credit", "none"]).meta({ description: "What can be done here, beside leaving it" }),
    wayText: z.string(),
    document: z
      .object({
        id: z.string(),
        kind: DocumentKindShape,
        number: z.string(),
        version: z.int().nullable(),
        system: z.string().nullable().meta({ description: "The outside package it is in" }),
      })
      .nullable(),
    currency: z.string(),
    credit: AmountShape.nullable().meta({ description: "What a credit note would come to" }),
    fresh: AmountShape.nullable().meta({ description: "What a new document would come to" }),
    difference: AmountShape.nullable().meta({ description: "The new document less the credit note" }),
  })
  .meta({ id: "OrderDrift" });

const remote = ["remote.unavailable", "remote.rate_limited", "remote.protocol_changed"] as const;
const shopErrors = [...remote, "credentials.expired", "credentials.insufficient", "settings.invalid"] as const;

const unknown = (orderId: string) => new RequestRefused("request.not_found", `Order ${orderId} is not known`);

async function knownOrder(desk: Desk, connectionId: string, orderId: string): Promise<OrderRow> {
  const { trx, administration, today } = desk;
  const row = await readOrder(trx, administration.id, { connectionId, externalId: orderId }, today);
  if (row === null) throw unknown(orderId);
  return row;
}

function driftShapeOf(drift: DriftRead, connectionId: string, { reader }: Desk): z.input<typeof DriftShape> {
  const { seen, way, wayText, document, currency } = drift;
  const system = reader.systemOf(connectionId);
  return {
    seen,
    differences: drift.differences.map((one) => differenceText(one, currency, system, reader)),
    way,
    wayText,
    document: document === null ? null : { ...document },
    currency,
    credit: textOr(drift.credit),
    fresh: textOr(drift.fresh),
    difference: textOr(drift.difference),
  };
}

export const getDriftEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/orders/:connectionId/:orderId/drift",
  summary: "What the order says in its shop now that its document does not, field by field; asks the shop",
  permission: "orders.read",
  params: OrderPlace,
  answer: DriftShape,
  errors: ["request.not_found", ...shopErrors],
  async handle(context, call) {
    const { administrationId, params, signal } = call;
    const { connectionId, orderId } = params;
    await atDesk(context, call, (desk) => knownOrder(desk, connectionId, orderId));
    const { order } = await context.engine.readOrderNow({ administrationId, connectionId }, orderId, signal);
    return atDesk(context, call, async (desk) => {
      const row = await knownOrder(desk, connectionId, orderId);
      const drift = await readDrift(desk.trx, desk.administration, row, order, desk.reader, desk.today);
      return driftShapeOf(drift, connectionId, desk);
    });
  },
});

/** The order under its lock, still different, and as it was when the person looked. */
async function sameDrift(
  desk: Desk,
  { connectionId, orderId }: z.output<typeof OrderPlace>,
  order: Order | null,
  seen: string,
): Promise<{ readonly row: OrderRow; readonly drift: DriftRead }> {
  const { trx, administration, reader, today } = desk;
  const place = { administrationId: administration.id, connectionId, kind: "order" } as const;
  await holdChoices(trx, connectionId);
  await lockInbox(trx, place, [orderId]);
  const row = await knownOrder(desk, connectionId, orderId);
  if (row.driftedAt === null) throw standsInTheWay("", textOf("drift.over", reader.language));
  const drift = await readDrift(trx, administration, row, order, reader, today);
  if (drift.seen !== seen) {
    const system = reader.systemOf(connectionId);
    throw standsInTheWay("seen", textOf("drift.changedAgain", reader.language, { system }));
  }
  return { row, drift };
}

export const leaveDriftEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/orders/:connectionId/:orderId/drift/leave",
  summary: "Leave the difference between an order and its document as it is, until the order changes again",
  permission: "orders.act",
  act: { action: "order.leave", subject: "order", says: ["reason"] },
  params: OrderPlace,
  body: z.object({ seen: Seen, reason: z.string().trim().min(1).max(500) }),
  answer: z.object({}),
  errors: ["request.not_found", "request.conflict", ...shopErrors],
  async handle(context, call) {
    const { administrationId, params, body, caller, signal } = call;
    const { connectionId, orderId } = params;
    await atDesk(context, call, (desk) => knownOrder(desk, connectionId, orderId));
    const { order } = await context.engine.readOrderNow({ administrationId, connectionId }, orderId, signal);
    return atDesk(context, call, async (desk) => {
      await sameDrift(desk, params, order, body.seen);
      await leaveAsIs(desk.trx, { administrationId, connectionId, kind: "order" }, orderId, body.seen);
      const event = { id: newId(), administrationId, connectionId, externalId: orderId, runId: null };
      const data = { who: caller.name, value: body.reason };
      await insertEvents(desk.trx, [{ ...event, level: "info", code: "order.leftAsIs", data }]);
      return {};
    });
  },
});

export const replaceDriftEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/orders/:connectionId/:orderId/drift/replace",
  summary: "Credit the invoice of a changed order, and make a new one of the order as it is now, once",
  permission: "documents.edit",
  act: { action: "order.replace", subject: "order", says: ["reason", "isFinal", "isMailed"] },
  params: OrderPlace,
  body: z.object({
    seen: Seen,
    version: z.int().min(1).meta({ description: "Of the document, as it was looked at" }),
    reason: z.string().trim().max(500).default("").meta({ description: "Above the lines of the credit note" }),
    isFinal: z.boolean().meta({ description: "Otherwise the new document is left as a draft" }),
    isMailed: z.boolean().meta({ description: "What was made final is mailed to the customer" }),
  }),
  status: 201,
  answer: z.object({
    creditNote: z.object({ id: z.string(), number: z.string() }),
    document: z.object({ id: z.string(), number: z.string().nullable() }).nullable(),
    isMailed: z.boolean(),
  }),
  errors: [
    "request.not_found",
    "request.conflict",
    "document.invalid",
    "document.totals_mismatch",
    "apps.off",
    ...shopErrors,
  ],
  async handle(context, call) {
    const { administrationId, params, body, caller, signal } = call;
    const { connectionId, orderId } = params;
    const startedAt = context.now();
    await atDesk(context, call, (desk) => knownOrder(desk, connectionId, orderId));
    const place = { administrationId, connectionId };
    const read = await context.engine.readOrderNow(place, orderId, signal);
    const answer = await atDesk(context, call, async (desk) => {
      const { drift } = await sameDrift(desk, params, read.order, body.seen);
      const made = doneOr(
        await replaceDrifted(desk, { connectionId, orderId, startedAt }, read, drift, body),
        desk.reader,
      );
      const ids = [made.creditNote.id, ...(body.isFinal && made.document !== null ? [made.document.id] : [])];
      const mails = body.isMailed ? await queueDocumentMails(desk.trx, administrationId, ids, caller.name) : [];
      call.tell({ details: { made: made.creditNote.id, ...(made.document !== null && { draft: made.document.id }) } });
      // Refunds may have waited for a new invoice.
      await wakeRecords(desk.trx, administrationId, connectionId, [orderId]);
      return {
        creditNote: { id: made.creditNote.id, number: made.creditNote.number ?? "" },
        document: made.document === null ? null : { ...made.document },
        isMailed: mails.length > 0 && mails.every((mail) => mail !== null),
      };
    });
    if (answer.isMailed) context.engine.ringMail(administrationId);
    await context.engine.ring(place);
    return answer;
  },
});
