import { infiniteQueryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { queryOf, type OrderFilters } from "./order-filters.ts";

const pageSize = 100;

/** Page by page by cursor: page 100 costs what page 1 costs. */
export const ordersQuery = (api: Api, filters: OrderFilters) =>
  infiniteQueryOptions({
    queryKey: api.key("orders", filters),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.client.GET("/api/orders", {
          params: { query: { ...queryOf(filters), limit: pageSize, ...(pageParam !== "" && { after: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => next,
  });
