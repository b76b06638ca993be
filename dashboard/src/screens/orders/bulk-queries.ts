import { queryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";
import { queryOf, type OrderFilters } from "./order-filters.ts";

export type BulkAction = Schemas["BulkAction"];

export const bulkActs = ["retry", "again", "skip"] as const;
export type BulkAct = (typeof bulkActs)[number];

export const isUnderWay = ({ state }: BulkAction): boolean => state === "running" || state === "watching";

/** The last ones; asked again while one goes on: the hub works through it, whether this tab is open or not. */
export const bulkActionsQuery = (api: Api) =>
  queryOptions({
    queryKey: api.key("bulk-actions"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/bulk-actions", { signal })),
    refetchInterval: ({ state: { data } }) => (data?.items.some(isUnderWay) === true ? 1000 : false),
  });

export const bulkPreviewQuery = (api: Api, act: BulkAct, filters: OrderFilters) =>
  queryOptions({
    queryKey: api.key("bulk-preview", act, filters),
    queryFn: ({ signal }) =>
      answered(api.client.POST("/api/bulk-actions/preview", { body: { act, filter: queryOf(filters) }, signal })),
    staleTime: 0,
  });
