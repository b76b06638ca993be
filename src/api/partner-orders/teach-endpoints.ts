import { z } from "zod";
import { taughtKeyOf } from "#domain/partner/match-lines.ts";
import { textOf } from "#domain/texts/text.ts";
import { readItem } from "#store/items.ts";
import { readPartnerOrder } from "#store/partner-orders.ts";
import { releaseHeld, retryQuarantined } from "#store/relation-inbox.ts";
import { forgetItemCode, relationItemCodes, teachItemCode } from "#store/relation-item-codes.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { AmountShape, Instant } from "#api/shapes.ts";
import { OrderPlace, positive } from "./incoming-endpoints.ts";
import { atPartnerDesk } from "./partner-desk.ts";

/** What a person may say once what is meant is known: these hold an order for no other reason than that. */
const releasedByTeaching = ["partner.unmatched", "partner.unit", "partner.noCode", "partner.noParty"];

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

/** What messages of partners wait for a person to say. */
export const teachEndpoints = [teachEndpoint, listCodesEndpoint, forgetCodeEndpoint, retryMessageEndpoint] as const;
