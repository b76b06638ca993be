import { queryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";

export type ItemSupplier = Schemas["ItemSupplier"];
export type ItemProperties = Schemas["ItemProperties"];
export type ItemCategory = Schemas["ItemCategory"];

export const itemSuppliersQuery = (api: Api, itemId: string) =>
  queryOptions({
    queryKey: api.key("item-suppliers", itemId),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/items/{itemId}/suppliers", { params: { path: { itemId } }, signal })),
  });

export const itemPropertiesQuery = (api: Api, itemId: string) =>
  queryOptions({
    queryKey: api.key("item-properties", itemId),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/items/{itemId}/properties", { params: { path: { itemId } }, signal })),
  });

export const categoriesQuery = (api: Api) =>
  queryOptions({
    queryKey: api.key("item-categories"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/item-categories", { signal })),
  });
