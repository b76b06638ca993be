import { queryOptions } from "@tanstack/react-query";
import { basketTargets } from "#domain/supplier/webshop-functions.ts";
import type { Api } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";

export type Basket = Schemas["SupplierBasket"];
export type BasketRow = Schemas["SupplierBasketRow"];
export type BasketLine = Basket["lines"][number];

export const basketsQuery = (api: Api) =>
  queryOptions({
    queryKey: api.key("supplier-baskets"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/supplier-baskets", { signal })),
    retry: false,
  });

/** For a document the lines say how they would stand on it. */
export const basketKey = (api: Api, id: string, documentId: string | undefined) =>
  api.key("supplier-basket", id, documentId ?? "");

export const basketQuery = (api: Api, id: string, documentId: string | undefined) =>
  queryOptions({
    queryKey: basketKey(api, id, documentId),
    queryFn: ({ signal }) =>
      answered(
        api.client.GET("/api/supplier-baskets/{basketId}", {
          params: { path: { basketId: id }, query: documentId === undefined ? {} : { documentId } },
          signal,
        }),
      ),
    retry: false,
  });

/** Drafts a basket can go into, or a document of a supplier, the latest first. */
export const targetsQuery = (api: Api, isDocument: boolean) =>
  queryOptions({
    queryKey: api.key("documents", "basket-targets", isDocument),
    queryFn: ({ signal }) =>
      answered(
        api.client.GET("/api/documents", {
          params: {
            query: {
              kind: [...basketTargets, ...(isDocument ? (["purchaseReceipt"] as const) : [])],
              status: "draft",
              limit: 50,
            },
          },
          signal,
        }),
      ),
  });
