import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";
import type { RowKind } from "./chosen.ts";

export type PriceImport = Schemas["PriceImport"];
export type StagedRow = Schemas["PriceImportRow"];

export const isBusy = ({ state }: Pick<PriceImport, "state">): boolean => state === "reading" || state === "applying";

export const priceImportsQuery = (api: Api, priceListId: string) =>
  queryOptions({
    queryKey: api.key("price-imports", priceListId),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/price-imports", { params: { query: { priceListId } }, signal })),
  });

/** While it goes on it is asked again: the hub works through it, whether this tab is open or not. */
export const priceImportQuery = (api: Api, importId: string) =>
  queryOptions({
    queryKey: api.key("price-import", importId),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/price-imports/{importId}", { params: { path: { importId } }, signal })),
    refetchInterval: ({ state: { data } }) => (data !== undefined && isBusy(data) ? 700 : false),
  });

type Staged = Exclude<RowKind, "vanished" | "problems">;

/** Without a state: whatever they become. */
export const stagedQuery = (api: Api, importId: string, state: Staged | null, limit = 100) =>
  infiniteQueryOptions({
    queryKey: api.key("price-import-rows", importId, state, limit),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.client.GET("/api/price-imports/{importId}/rows", {
          params: {
            path: { importId },
            query: { ...(state !== null && { state }), limit, ...(pageParam !== "" && { after: pageParam }) },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => next,
  });

export const vanishedQuery = (api: Api, importId: string) =>
  infiniteQueryOptions({
    queryKey: api.key("price-import-vanished", importId),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.client.GET("/api/price-imports/{importId}/vanished", {
          params: { path: { importId }, query: { ...(pageParam !== "" && { after: pageParam }), limit: 2000 } },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => next,
  });

export const problemsQuery = (api: Api, importId: string) =>
  queryOptions({
    queryKey: api.key("price-import-problems", importId),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/price-imports/{importId}/problems", { params: { path: { importId } }, signal })),
  });

export const supplierUnitsQuery = (api: Api, partyId: string) =>
  queryOptions({
    queryKey: api.key("supplier-units", partyId),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/suppliers/{partyId}/units", { params: { path: { partyId } }, signal })),
  });
