import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";
import { queryOf, type BookFilters } from "./book-filters.ts";

export type PartyRow = Schemas["PartyRow"];
export type Party = Schemas["Party"];

const pageSize = 100;

export const partiesQuery = (api: Api, filters: BookFilters) =>
  infiniteQueryOptions({
    queryKey: api.key("parties", filters),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.client.GET("/api/parties", {
          params: { query: { ...queryOf(filters), limit: pageSize, ...(pageParam !== "" && { after: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => next,
  });

export const partyQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: api.key("party", id),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/parties/{partyId}", { params: { path: { partyId: id } }, signal })),
  });
