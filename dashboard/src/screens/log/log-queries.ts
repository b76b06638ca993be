import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { queryOf, type LogFilters } from "./log-filters.ts";

const pageSize = 100;

/** Page by page by cursor. The old rows stay while a new filter is asked. */
export const logQuery = (api: Api, filters: LogFilters) =>
  infiniteQueryOptions({
    queryKey: api.key("log", filters),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.client.GET("/api/log", {
          params: { query: { ...queryOf(filters), limit: pageSize, ...(pageParam !== "" && { after: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });

export const runQuery = (api: Api, runId: string) =>
  queryOptions({
    queryKey: api.key("run", runId),
    queryFn: ({ signal }) => answered(api.client.GET("/api/log/{runId}", { params: { path: { runId } }, signal })),
  });
