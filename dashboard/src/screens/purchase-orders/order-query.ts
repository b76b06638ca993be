import { queryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";

export type PurchaseOrder = Schemas["PurchaseOrder"];
export type Sending = Schemas["PurchaseSending"];

/** What its supplier was told and answered, and what came in. Below the document: whatever changes that changes this. */
export const orderQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: api.key("document", id, "purchase-order"),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/purchase-orders/{documentId}", { params: { path: { documentId: id } }, signal })),
    // What is on its way is known in a moment; the hub tells of it, and this when it cannot.
    refetchInterval: ({ state: { data } }) =>
      data?.sendings.some(({ state }) => state === "queued" || state === "sending") === true ? 5_000 : false,
  });

/** The last sending by which the supplier has it, or may have it. */
export const countingSending = (order: PurchaseOrder): Sending | null =>
  order.sendings.find(({ state }) => state !== "refused" && state !== "notThere") ?? null;

/** It is not known what became of it, or not yet: nothing is sent beside it. */
export const isUnderWay = (sending: Sending | null): boolean =>
  sending !== null &&
  (sending.state === "queued" ||
    sending.state === "sending" ||
    (sending.state === "unknown" && sending.channel === "service"));
