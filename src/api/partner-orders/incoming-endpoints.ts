import { z } from "zod";
import { acceptOrder, answerPending, rejectOrder } from "#backoffice/partners/answer-order.ts";
import { sentStanding } from "#backoffice/partners/change-orders.ts";
import { AmountText, isPositive } from "#domain/amount.ts";
import { textOf } from "#domain/texts/text.ts";
import { readDocuments } from "#store/documents.ts";
import { changePartnerOrder, listPartnerOrders, readPartnerOrder, type PartnerOrder } from "#store/partner-orders.ts";
import { listRelations, readRelation } from "#store/relations.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { Day } from "#api/shapes.ts";
import { orderOf, orderRowOf, orderStates, PartnerOrderRowShape, PartnerOrderShape } from "./order-shapes.ts";
import { answeredOr, atPartnerDesk, lockOrder, type PartnerDesk } from "./partner-desk.ts";

export const OrderPlace = z.object({ orderId: z.uuid() });
const Version = z.int().min(1).meta({ description: "Of the order as it was read; another one is refused" });

async function pageOf({ means, reader }: PartnerDesk, order: PartnerOrder): Promise<z.input<typeof PartnerOrderShape>> {
  const { trx, administration } = means;
  const relation = await readRelation(trx, administration.id, order.relationId);
  const [document] =
    order.side === "buyer" && order.documentId !== null
      ? await readDocuments(trx, administration.id, { ids: [order.documentId], limit: 1 })
      : [];
  const sent = document === undefined ? null : await sentStanding(means, order, document);
  return orderOf(order, relation?.partner?.name ?? "", reader.language, sent);
}

async function readPage(desk: PartnerDesk, orderId: string): Promise<z.input<typeof PartnerOrderShape>> {
  const order = await readPartnerOrder(desk.trx, desk.administration.id, orderId);
  if (order === null) throw new RequestRefused("request.not_found", "There is no such order");
  return pageOf(desk, order);
}

const listOrdersEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/relations/orders",
  summary: "Orders of partners and our orders at partners, the latest first",
  permission: "documents.read",
  query: z.object({
    side: z.enum(["buyer", "seller"]).default("seller"),
    state: z.enum(orderStates).optional(),
    relationId: z.uuid().optional(),
    documentId: z.uuid().optional().meta({ description: "Only the one that this document of ours is, or became" }),
  }),
  answer: z.object({ items: z.array(PartnerOrderRowShape) }),
  errors: ["request.not_found", "apps.off"],
  handle: (context, call) =>
    atPartnerDesk(context, call, async ({ trx, administration, reader }) => {
      const { side, state, relationId, documentId } = call.query;
      const names = new Map(
        (await listRelations(trx, administration.id)).map(({ id, partner }) => [id, partner?.name ?? ""]),
      );
      const states = state === undefined ? undefined : [state];
      const found = await listPartnerOrders(trx, administration.id, {
        side,
        states,
        relationId,
        documentId,
        limit: 500,
      });
      return { items: found.map((order) => orderRowOf(order, names.get(order.relationId) ?? "", reader.language)) };
    }),
});

const getOrderEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/relations/orders/:orderId",
  summary: "One order over a connection: as it was asked, how its lines stand, and what was answered",
  permission: "documents.read",
  params: OrderPlace,
  answer: PartnerOrderShape,
  errors: ["request.not_found", "apps.off"],
  handle: (context, call) => atPartnerDesk(context, call, (desk) => readPage(desk, call.params.orderId)),
});

export const positive = AmountText.refine(isPositive);

const answerOrderEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/relations/orders/:orderId/answer",
  summary:
    "Accept an order of a partner, as it stands in our draft or with other quantities, prices and lines refused, or refuse it whole. Accepted, it is final and the buyer is told",
  permission: "documents.edit",
  act: { action: "relation.answer", subject: "relation", isTold: true, says: ["isAccepted"] },
  params: OrderPlace,
  body: z.object({
    version: Version,
    isAccepted: z.boolean(),
    lines: z
      .array(
        z.object({
          lineId: z.string().min(1).max(200),
          isRejected: z.boolean().default(false),
          quantity: positive.nullable().default(null).meta({ description: "In our own unit; null: as it stands" }),
          price: AmountText.nullable().default(null).meta({ description: "For one of our unit; null: as it stands" }),
          backorder: positive.nullable().default(null).meta({ description: "So many follow later" }),
          promised: Day.nullable().default(null),
          note: z.string().max(500).default(""),
        }),
      )
      .max(2000)
      .default([]),
    promised: Day.nullable().default(null).meta({ description: "On which day it comes" }),
    note: z.string().trim().max(2000).default(""),
  }),
  answer: PartnerOrderShape,
  errors: ["request.not_found", "request.conflict", "document.invalid", "apps.off"],
  async handle(context, call) {
    const { administrationId, body, params, tell } = call;
    const page = await atPartnerDesk(context, call, async (desk) => {
      const { order, relation } = await lockOrder(desk, params.orderId, body.version);
      tell({ id: order.relationId, details: { number: order.orderNumber } });
      const { isAccepted, note, lines, promised } = body;
      const known = new Set(order.asked.lines.map(({ lineId }) => lineId));
      const strange = lines.findIndex(({ lineId }) => !known.has(lineId));
      if (strange !== -1)
        throw refuseFields([
          { field: `lines.${strange}.lineId`, message: textOf("partner.gone", desk.reader.language) },
        ]);
      const answered = isAccepted
        ? await acceptOrder(desk.means, relation, order, { lines, note, promised })
        : await rejectOrder(desk.means, relation, order, note);
      return pageOf(desk, answeredOr(answered, desk));
    });
    context.engine.ringRelation({ administrationId, relationId: page.relationId });
    return page;
  },
});

const answerPendingEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/relations/orders/:orderId/pending",
  summary: "Accept or refuse a change or a cancellation that was asked of an order; refused, what was agreed holds",
  permission: "documents.edit",
  act: { action: "relation.answer", subject: "relation", isTold: true, says: ["isAccepted"] },
  params: OrderPlace,
  body: z.object({ version: Version, isAccepted: z.boolean(), note: z.string().trim().max(2000).default("") }),
  answer: PartnerOrderShape,
  errors: ["request.not_found", "request.conflict", "document.invalid", "apps.off"],
  async handle(context, call) {
    const { administrationId, body, params, tell } = call;
    const page = await atPartnerDesk(context, call, async (desk) => {
      const { order, relation } = await lockOrder(desk, params.orderId, body.version);
      tell({ id: order.relationId, details: { number: order.orderNumber } });
      const answered = await answerPending(desk.means, relation, order, body.isAccepted, body.note);
      return pageOf(desk, answeredOr(answered, desk));
    });
    context.engine.ringRelation({ administrationId, relationId: page.relationId });
    return page;
  },
});

const lookedAtEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/relations/orders/:orderId/looked",
  summary: "What the other side said was looked at",
  permission: "documents.edit",
  act: { action: "relation.look", subject: "relation", isTold: true },
  params: OrderPlace,
  body: z.object({ version: Version }),
  answer: PartnerOrderShape,
  errors: ["request.not_found", "request.conflict", "apps.off"],
  handle: (context, call) =>
    atPartnerDesk(context, call, async (desk) => {
      const { order } = await lockOrder(desk, call.params.orderId, call.body.version);
      const { trx, administration, means } = desk;
      const stamp = { at: means.now.toString(), by: means.by };
      await changePartnerOrder(trx, administration.id, order.id, { needsLook: false }, stamp);
      call.tell({ id: order.relationId, details: { number: order.orderNumber } });
      return readPage(desk, order.id);
    }),
});

/** Orders of partners, and what they say of ours. */
export const incomingEndpoints = [
  listOrdersEndpoint,
  getOrderEndpoint,
  answerOrderEndpoint,
  answerPendingEndpoint,
  lookedAtEndpoint,
] as const;
