import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";
import { queryOf, type BookFilters } from "#dashboard/screens/parties/book-filters.ts";

export type Item = Schemas["Item"];
export type ItemPage = Schemas["ItemPage"];

const pageSize = 100;

export const itemsQuery = (api: Api, filters: BookFilters) =>
  infiniteQueryOptions({
    queryKey: api.key("items", filters),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.client.GET("/api/items", {
          params: { query: { ...queryOf(filters), limit: pageSize, ...(pageParam !== "" && { after: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => next,
  });

export const itemQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: api.key("item", id),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/items/{itemId}", { params: { path: { itemId: id } }, signal })),
  });

/** In the language of the user; they change with it and with nothing else. */
export const unitsQuery = (api: Api, language: string) =>
  queryOptions({
    queryKey: api.key("units", language),
    queryFn: ({ signal }) => answered(api.client.GET("/api/units", { signal })),
    staleTime: Infinity,
  });
