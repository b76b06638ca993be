import { queryOptions, useQuery } from "@tanstack/react-query";
import { useApi, type Api } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { appsQuery } from "#dashboard/screens/apps/apps-query.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import type { PartnerOrder, PartnerOrderRow } from "./order-state.ts";

export interface OrderFilters {
  readonly side?: "buyer";
  readonly state?: PartnerOrderRow["state"];
}

// Below the documents: whatever changes an order of a partner is told as a change of its document.
export const partnerOrdersQuery = (api: Api, { side, state }: OrderFilters) =>
  queryOptions({
    queryKey: api.key("documents", "of-partners", side ?? "seller", state),
    queryFn: ({ signal }) =>
      answered(
        api.client.GET("/api/relations/orders", {
          params: { query: { side: side ?? "seller", ...(state !== undefined && { state }) } },
          signal,
        }),
      ),
    retry: false,
  });

export const partnerOrderQuery = (api: Api, orderId: string) =>
  queryOptions({
    queryKey: api.key("document", "of-partner", orderId),
    queryFn: ({ signal }): Promise<PartnerOrder> =>
      answered(api.client.GET("/api/relations/orders/{orderId}", { params: { path: { orderId } }, signal })),
    retry: false,
  });

/** The order over a connection that a document of ours is, or became; without one the list is empty. */
export const orderOfDocumentQuery = (api: Api, documentId: string, side: "buyer" | "seller") =>
  queryOptions({
    queryKey: api.key("document", documentId, "of-partner", side),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/relations/orders", { params: { query: { side, documentId } }, signal })),
    retry: false,
  });

/** Whether a purchase order went to its supplier over a connection. */
export function useIsAtPartner(documentId: string): boolean {
  const isOn = usePartnersOn();
  const { data } = useQuery({ ...orderOfDocumentQuery(useApi(), documentId, "buyer"), enabled: isOn });
  return data !== undefined && data.items.some(({ state }) => state !== "recalled");
}

/** Companies that exchange nothing with partners see no buttons about them. */
export function usePartnersOn(): boolean {
  const may = useMay();
  const { data } = useQuery({ ...appsQuery(useApi()), enabled: may("apps.read") });
  return data?.items.some(({ module, state }) => module === "partners" && state === "on") === true;
}
