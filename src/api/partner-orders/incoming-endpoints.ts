import { z } from "zod";
import { acceptOrder, answerPending, rejectOrder } from "#backoffice/partners/answer-order.ts";
import { sentStanding } from "#backoffice/partners/change-orders.ts";
import { AmountText, isPositive } from "#domain/amount.ts";
import { taughtKeyOf } from "#domain/partner/match-lines.ts";
import { textOf } from "#domain/texts/text.ts";
import { readDocuments } from "#store/documents.ts";
import { readItem } from "#store/items.ts";
import { changePartnerOrder, listPartnerOrders, readPartnerOrder, type PartnerOrder } from "#store/partner-orders.ts";
import { releaseHeld, retryQuarantined } from "#store/relation-inbox.ts";
import { forgetItemCode, relationItemCodes, teachItemCode } from "#store/relation-item-codes.ts";
import { listRelations, readRelation } from "#store/relations.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { AmountShape, Day, Instant } from "#api/shapes.ts";
import { orderOf, orderRowOf, orderStates, PartnerOrderRowShape, PartnerOrderShape } from "./order-shapes.ts";
import { answeredOr, atPartnerDesk, lockOrder, type PartnerDesk } from "./partner-desk.ts";

const OrderPlace = z.object({ orderId: z.uuid() });
const Version = z.int().min(1).meta({ description: "Of the order as it was read; another one is refused" });

/** What a person may say once what is meant is known: these hold an order for no other reason than that. */
const releasedByTeaching = ["partner.unmatched", "partner.unit", "partner.noCode", "partner.noParty"];

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
  }),
  answer: z.object({ items: z.array(PartnerOrderRowShape) }),
  errors: ["request.not_found", "apps.off"],
  handle: (context, call) =>
    atPartnerDesk(context, call, async ({ trx, administration, reader }) => {
      const { side, state, relationId } = call.query;
      const names = new Map(
        (await listRelations(trx, administration.id)).map(({ id, partner }) => [id, partner?.name ?? ""]),
      );
      const states = state === undefined ? undefined : [state];
      const found = await listPartnerOrders(trx, administration.id, { side, states, relationId, limit: 500 });
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

const positive = AmountText.refine(isPositive);

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
        throw refuseFields([{ field: `lines.${strange}.lineId`, message: textOf("partner.gone", desk.reader.language) }]);
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

const teachEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/relations/orders/:orderId/teach",
  summary:
    "Say which item of ours a line means, once: every order of this partner that waits for it is taken in, and later ones know it",
  permission: "documents.edit",
  act: { action: "relation.teach", subject: "relation", isTold: true },
  params: OrderPlace,
  body: z.object({
    lineId: z.string().min(1).max(200),
    itemId: z.uuid(),
    unitFactor: positive
      .nullable()
      .default(null)
      .meta({ description: "How many of our unit one of theirs is; null: as the units say" }),
  }),
  answer: z.object({ code: z.string(), released: z.int().meta({ description: "Messages that are looked at again" }) }),
  errors: ["request.not_found", "request.conflict", "apps.off"],
  async handle(context, call) {
    const { administrationId, body, params, tell } = call;
    const done = await atPartnerDesk(context, call, async ({ trx, means, reader }) => {
      const order = await readPartnerOrder(trx, administrationId, params.orderId);
      const line = order?.asked.lines.find(({ lineId }) => lineId === body.lineId);
      if (order === null || line === undefined || order.side !== "seller")
        throw new RequestRefused("request.not_found", "There is no such line");
      const { itemId, unitFactor } = body;
      const item = await readItem(trx, administrationId, itemId);
      if (item === null || item.isArchived)
        throw refuseFields([{ field: "itemId", message: textOf("fault.unknownItem", reader.language) }]);
      const code = taughtKeyOf(line);
      if (code === null)
        throw refuseFields([
          { field: "lineId", message: textOf("partner.noCode", reader.language, { line: line.lineId, supplier: "" }) },
        ]);
      const place = { administrationId, relationId: order.relationId };
      await teachItemCode(trx, place, { code, itemId, unitFactor, taughtBy: means.by });
      tell({ id: order.relationId, details: { code } });
      return { code, released: await releaseHeld(trx, place, releasedByTeaching), relationId: order.relationId };
    });
    context.engine.ringRelation({ administrationId, relationId: done.relationId });
    return { code: done.code, released: done.released };
  },
});

const RelationPlace = z.object({ relationId: z.uuid() });

const listCodesEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/relations/:relationId/codes",
  summary: "What was taught: by which code this partner means which item",
  permission: "documents.read",
  params: RelationPlace,
  answer: z.object({
    items: z.array(
      z.object({
        code: z.string(),
        itemId: z.string(),
        unitFactor: AmountShape.nullable(),
        taughtAt: Instant,
        taughtBy: z.string(),
      }),
    ),
  }),
  errors: ["request.not_found", "apps.off"],
  handle: (context, call) =>
    atPartnerDesk(context, call, async ({ trx, administration }) => {
      const codes = await relationItemCodes(trx, { administrationId: administration.id, ...call.params });
      return {
        items: codes.map(({ unitFactor, ...code }) => ({
          ...code,
          unitFactor: unitFactor === null ? null : String(unitFactor),
        })),
      };
    }),
});

const forgetCodeEndpoint = defineEndpoint({
  method: "DELETE",
  path: "/api/relations/:relationId/codes",
  summary: "Forget what a code of this partner means",
  permission: "documents.edit",
  act: { action: "relation.forget", subject: "relation" },
  params: RelationPlace,
  query: z.object({ code: z.string().min(1).max(500) }),
  answer: z.object({}),
  errors: ["request.not_found", "apps.off"],
  handle: (context, call) =>
    atPartnerDesk(context, call, async ({ trx, administration }) => {
      const place = { administrationId: administration.id, relationId: call.params.relationId };
      if (!(await forgetItemCode(trx, place, call.query.code)))
        throw new RequestRefused("request.not_found", "Nobody taught this code");
      return {};
    }),
});

const retryMessageEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/relations/:relationId/messages/:messageId/retry",
  summary: "Look once more at a message that was set aside after it failed again and again",
  permission: "documents.edit",
  act: { action: "relation.retry", subject: "relation", isTold: true },
  params: RelationPlace.extend({ messageId: z.uuid() }),
  status: 202,
  answer: z.object({}),
  errors: ["request.not_found", "apps.off"],
  async handle(context, call) {
    const { administrationId, params, tell } = call;
    const { relationId, messageId } = params;
    await atPartnerDesk(context, call, async ({ trx }) => {
      if (!(await retryQuarantined(trx, { administrationId, relationId }, messageId)))
        throw new RequestRefused("request.not_found", "There is no such message that was set aside");
      tell({ id: relationId });
    });
    context.engine.ringRelation({ administrationId, relationId });
    return {};
  },
});

/** Orders of partners, and what they say of ours. */
export const incomingEndpoints = [
  listOrdersEndpoint,
  getOrderEndpoint,
  answerOrderEndpoint,
  answerPendingEndpoint,
  lookedAtEndpoint,
  teachEndpoint,
  listCodesEndpoint,
  forgetCodeEndpoint,
  retryMessageEndpoint,
] as const;
