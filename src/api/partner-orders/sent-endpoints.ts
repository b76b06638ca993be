import { z } from "zod";
import {
  recallOrder,
  sendAgain,
  sendCancellation,
  sendChange,
  sentStanding,
  type ChangeRefusal,
} from "#backoffice/partners/change-orders.ts";
import type { PartnerMeans } from "#backoffice/partners/partner-means.ts";
import { readDocuments } from "#store/documents.ts";
import { partnerOrderOf } from "#store/partner-orders.ts";
import { readRelation } from "#store/relations.ts";
import { defineEndpoint, type AnyEndpoint } from "#api/endpoint.ts";
import { DocumentPlace } from "#api/documents/list-endpoints.ts";
import { RequestRefused } from "#api/problem.ts";
import { orderOf, PartnerOrderShape } from "./order-shapes.ts";
import { atPartnerDesk, changedOr, type PartnerDesk } from "./partner-desk.ts";

async function pageOf(desk: PartnerDesk, documentId: string): Promise<z.input<typeof PartnerOrderShape>> {
  const { trx, administration, means, reader } = desk;
  const order = await partnerOrderOf(trx, administration.id, documentId);
  const [document] = await readDocuments(trx, administration.id, { ids: [documentId], limit: 1 });
  if (order === null || document === undefined || order.side !== "buyer")
    throw new RequestRefused("request.not_found", "This order did not go to a partner");
  const relation = await readRelation(trx, administration.id, order.relationId);
  const sent = await sentStanding(means, order, document);
  return orderOf(order, relation?.partner?.name ?? document.buyer.name, reader.language, sent);
}

const supplierOf = async ({ trx, administration }: PartnerDesk, documentId: string): Promise<string> => {
  const [document] = await readDocuments(trx, administration.id, { ids: [documentId], limit: 1 });
  if (document === undefined || document.kind !== "purchaseOrder")
    throw new RequestRefused("request.not_found", "There is no such purchase order");
  return document.buyer.name;
};

const getSentEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/purchase-orders/:documentId/partner",
  summary:
    "How a purchase order stands with the partner it went to: what of it the partner does not know, and what it said",
  permission: "documents.read",
  params: DocumentPlace,
  answer: PartnerOrderShape,
  errors: ["request.not_found", "apps.off"],
  handle: (context, call) => atPartnerDesk(context, call, (desk) => pageOf(desk, call.params.documentId)),
});

type Acts = "relation.change" | "relation.recall" | "relation.again";

const sentAct = (
  name: "change" | "recall" | "again",
  action: Acts,
  summary: string,
  work: (means: PartnerMeans, documentId: string) => Promise<{ readonly messageId: string } | ChangeRefusal>,
): AnyEndpoint =>
  defineEndpoint({
    method: "POST",
    path: `/api/purchase-orders/:documentId/partner/${name}`,
    summary,
    permission: "documents.send",
    act: { action, subject: "document" },
    params: DocumentPlace,
    answer: PartnerOrderShape,
    errors: ["request.not_found", "request.conflict", "document.invalid", "apps.off"],
    async handle(context, call) {
      const { administrationId, language, params } = call;
      const page = await atPartnerDesk(context, call, async (desk) => {
        const supplier = await supplierOf(desk, params.documentId);
        changedOr(await work(desk.means, params.documentId), supplier, language);
        return pageOf(desk, params.documentId);
      });
      context.engine.ringRelation({ administrationId, relationId: page.relationId });
      return page;
    },
  });

const cancelSentEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/purchase-orders/:documentId/partner/cancel",
  summary: "Ask the partner to let a purchase order go; it may refuse, and until it answers the order holds",
  permission: "documents.send",
  act: { action: "relation.cancelOrder", subject: "document" },
  params: DocumentPlace,
  body: z.object({ reason: z.string().trim().min(1).max(500) }),
  answer: PartnerOrderShape,
  errors: ["request.not_found", "request.conflict", "document.invalid", "apps.off"],
  async handle(context, call) {
    const { administrationId, body, language, params } = call;
    const page = await atPartnerDesk(context, call, async (desk) => {
      const supplier = await supplierOf(desk, params.documentId);
      changedOr(await sendCancellation(desk.means, params.documentId, body.reason), supplier, language);
      return pageOf(desk, params.documentId);
    });
    context.engine.ringRelation({ administrationId, relationId: page.relationId });
    return page;
  },
});

/** Our purchase orders at partners. */
export const sentEndpoints: readonly AnyEndpoint[] = [
  getSentEndpoint,
  sentAct(
    "change",
    "relation.change",
    "Tell the partner the order as it is now, where it takes changes; until it answers, what it had before holds",
    sendChange,
  ),
  cancelSentEndpoint,
  sentAct(
    "recall",
    "relation.recall",
    "Take an order back that did not leave yet; it may be exported again",
    recallOrder,
  ),
  sentAct(
    "again",
    "relation.again",
    "Send an order once more under the same id, which the partner knows again; it never becomes a second one there",
    sendAgain,
  ),
];
