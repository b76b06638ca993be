import { z } from "zod";
import { closeOrder, confirmOrder, receiveOrder } from "#backoffice/purchases/order-acts.ts";
import { sendByService } from "#backoffice/purchases/send-order.ts";
import { settleOrder } from "#engine/settle-order.ts";
import { textOf } from "#domain/texts/text.ts";
import { requireDocumentApp } from "#api/apps/require-app.ts";
import { atDesk, documentPage } from "#api/documents/document-page.ts";
import { DocumentPageShape, linePartsShape } from "#api/documents/document-shapes.ts";
import { DocumentPlace } from "#api/documents/list-endpoints.ts";
import { doneOr } from "#api/documents/refusal.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { orderRoads } from "./order-roads.ts";
import { PurchaseOrderShape, purchaseOrderPage } from "./order-shapes.ts";

const Version = z.int().min(1).meta({ description: "Of the document as it was read; another one is refused" });

export const getPurchaseOrderEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/purchase-orders/:documentId",
  summary: "What the supplier of a purchase order was told and answered, what came in of it, and how it can be sent",
  permission: "documents.read",
  params: DocumentPlace,
  answer: PurchaseOrderShape,
  errors: ["request.not_found"],
  handle: (context, call) => atDesk(context, call, (desk) => purchaseOrderPage(desk, context, call.params.documentId)),
});

export const sendPurchaseOrderEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/purchase-orders/:documentId/send",
  summary:
    "Send a purchase order to its supplier's service, once; by mail it goes as every document does. Again only when it changed since",
  permission: "documents.send",
  act: { action: "purchaseOrder.send", subject: "document", says: ["roadId", "again"] },
  params: DocumentPlace,
  body: z.object({
    version: Version,
    roadId: z.uuid().meta({ description: "One of `roads`" }),
    again: z.boolean().default(false).meta({ description: "The supplier has it, and is told what changed since" }),
  }),
  status: 202,
  answer: PurchaseOrderShape,
  errors: ["request.not_found", "request.conflict", "document.invalid", "settings.invalid", "apps.off"],
  async handle(context, call) {
    const { administrationId } = call;
    const page = await atDesk(context, call, async (desk) => {
      const { trx, caller, reader } = desk;
      const { documentId } = call.params;
      const { version, roadId, again } = call.body;
      await requireDocumentApp(trx, administrationId, documentId, reader.language);
      const roads = await orderRoads(trx, context, administrationId, caller.userId);
      const road = roads.find(({ id }) => id === roadId);
      if (road === undefined) throw refuseFields([{ field: "roadId", message: textOf("po.noRoad", reader.language) }]);
      const { connectionId, partyId: ofPartyId } = road;
      const wish = { version, connectionId, ofPartyId, isOnPurpose: again };
      doneOr(await sendByService(trx, administrationId, documentId, wish, caller.name), reader);
      return purchaseOrderPage(desk, context, documentId);
    });
    context.engine.ringSendings(administrationId);
    return page;
  },
});

export const settlePurchaseOrderEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/purchase-orders/:documentId/settle",
  summary: "Say whether an order is at its supplier, when its answer was lost. What is not there may be sent again",
  permission: "documents.send",
  act: { action: "purchaseOrder.settle", subject: "document", says: ["isThere", "number"] },
  params: DocumentPlace,
  body: z.discriminatedUnion("isThere", [
    z.object({
      isThere: z.literal(true),
      sendingId: z.uuid(),
      number: z.string().trim().min(1).max(100).meta({ description: "Its number at the supplier" }),
    }),
    z.object({ isThere: z.literal(false), sendingId: z.uuid() }),
  ]),
  answer: PurchaseOrderShape,
  errors: ["request.not_found", "request.conflict"],
  handle: (context, call) =>
    atDesk(context, call, async (desk) => {
      const { trx, administration, caller, reader } = desk;
      const { documentId } = call.params;
      const { sendingId, ...found } = call.body;
      const { key } = context.store;
      const settled = await settleOrder(trx, key, administration.id, { documentId, sendingId }, found, caller.name);
      if (settled === "absent") throw new RequestRefused("request.not_found", "It was never sent so");
      if (settled === "known") {
        const message = textOf("po.notUnknown", reader.language);
        throw new RequestRefused("request.conflict", message, [{ field: "", message }]);
      }
      return purchaseOrderPage(desk, context, documentId);
    }),
});

export const receivePurchaseOrderEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/purchase-orders/:documentId/receive",
  summary: "Goods came in: makes their receipt, final at once, and books them in stock when asked. Answers the receipt",
  permission: "documents.edit",
  act: { action: "purchaseOrder.receive", subject: "document", says: ["movesStock"] },
  params: DocumentPlace,
  body: z.object({
    version: Version,
    lines: linePartsShape.nullable().default(null).meta({ description: "Null: all that is left" }),
    movesStock: z.boolean().meta({ description: "What came in is in stock from now on" }),
  }),
  status: 201,
  answer: DocumentPageShape,
  errors: ["request.not_found", "request.conflict", "document.invalid", "apps.off"],
  handle: (context, call) =>
    atDesk(context, call, async (desk) => {
      const { trx, administration, caller, today, reader } = desk;
      const { documentId } = call.params;
      const { version, lines: parts, movesStock } = call.body;
      await requireDocumentApp(trx, administration.id, documentId, reader.language);
      const received = { version, parts, movesStock };
      const { id } = doneOr(await receiveOrder(trx, administration, documentId, received, caller.name, today), reader);
      call.tell({ details: { made: id } });
      return documentPage(desk, id);
    }),
});

export const confirmPurchaseOrderEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/purchase-orders/:documentId/confirm",
  summary: "The supplier confirmed a purchase order by another way",
  permission: "documents.edit",
  act: { action: "purchaseOrder.confirm", subject: "document" },
  params: DocumentPlace,
  body: z.object({ version: Version }),
  answer: DocumentPageShape,
  errors: ["request.not_found", "request.conflict"],
  handle: (context, call) =>
    atDesk(context, call, async (desk) => {
      const { trx, administration, caller, reader } = desk;
      const { documentId } = call.params;
      const done = await confirmOrder(trx, administration.id, documentId, call.body.version, caller.name);
      return documentPage(desk, doneOr(done, reader).id);
    }),
});

export const closePurchaseOrderEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/purchase-orders/:documentId/close",
  summary: "Nothing more is expected of a purchase order, whatever is left of it",
  permission: "documents.edit",
  act: { action: "purchaseOrder.close", subject: "document" },
  params: DocumentPlace,
  body: z.object({ version: Version }),
  answer: DocumentPageShape,
  errors: ["request.not_found", "request.conflict"],
  handle: (context, call) =>
    atDesk(context, call, async (desk) => {
      const { trx, administration, caller, reader } = desk;
      const { documentId } = call.params;
      const done = await closeOrder(trx, administration.id, documentId, call.body.version, caller.name);
      return documentPage(desk, doneOr(done, reader).id);
    }),
});
