import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";
import type { Chosen } from "./chosen.ts";

export type Import = Schemas["Import"];
export type ImportRow = Schemas["ImportRow"];
export type What = Import["what"];

export const isBusy = ({ state }: Import): boolean => state === "applying" || state === "undoing";

export const importsQuery = (api: Api) =>
  queryOptions({
    queryKey: api.key("imports"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/imports", { signal })),
  });

/** While it goes on it is asked again: the hub works through it, whether this tab is open or not. */
export const importQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: api.key("import", id),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/imports/{importId}", { params: { path: { importId: id } }, signal })),
    refetchInterval: ({ state: { data } }) => (data !== undefined && isBusy(data) ? 1000 : false),
  });

interface Wanted {
  readonly state?: Exclude<Chosen["rows"], undefined>;
  /** Only those that were not put back or not taken over. */
  readonly kept?: "true";
}

export const importRowsQuery = (api: Api, id: string, wanted: Wanted) =>
  infiniteQueryOptions({
    queryKey: api.key("import-rows", id, wanted),
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.client.GET("/api/imports/{importId}/rows", {
          params: { path: { importId: id }, query: { ...wanted, after: pageParam, limit: 100 } },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => next,
  });
