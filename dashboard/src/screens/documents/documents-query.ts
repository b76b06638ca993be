import { infiniteQueryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { queryOf, saleKinds, type DocumentFilters, type ListedKind } from "./document-filters.ts";

const pageSize = 100;

/** Page by page by cursor; the tabs are counted with the first. */
export const documentsQuery = (api: Api, filters: DocumentFilters, kinds: readonly ListedKind[] = saleKinds) =>
  infiniteQueryOptions({
    queryKey: api.key("documents", filters, kinds),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.client.GET("/api/documents", {
          params: {
            query: {
              ...queryOf(filters, kinds),
              limit: pageSize,
              ...(pageParam === "" ? { counts: "true" } : { after: pageParam }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => next,
  });
