import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { isMoving } from "./catalogue-state.ts";
import { statesOf, type RecordFilters } from "./record-groups.ts";

const pathOf = (couplingId: string) => ({ path: { couplingId } });

/** All of them, with the pairs of connections that can be coupled in this way. */
export const cataloguesQuery = (api: Api) =>
  queryOptions({
    queryKey: api.key("catalogue", "all"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/catalogue-couplings", { signal })),
    refetchInterval: ({ state }) => (state.data?.items.some(({ run }) => isMoving(run)) === true ? 3000 : false),
  });

export const catalogueQuery = (api: Api, couplingId: string) =>
  queryOptions({
    queryKey: api.key("catalogue", couplingId),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/catalogue-couplings/{couplingId}", { params: pathOf(couplingId), signal })),
    refetchInterval: ({ state }) => (isMoving(state.data?.run ?? null) ? 3000 : false),
  });

export const runsQuery = (api: Api, couplingId: string) =>
  queryOptions({
    queryKey: api.key("catalogue", couplingId, "runs"),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/catalogue-couplings/{couplingId}/runs", { params: pathOf(couplingId), signal })),
  });

const pageSize = 100;

/** Page by page by cursor. The old rows stay while a new filter is asked. */
export const recordsQuery = (api: Api, couplingId: string, { group, q }: RecordFilters) =>
  infiniteQueryOptions({
    queryKey: api.key("catalogue", couplingId, "records", { group, q }),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.client.GET("/api/catalogue-couplings/{couplingId}/records", {
          params: {
            ...pathOf(couplingId),
            query: {
              limit: pageSize,
              ...(group !== undefined && { state: [...statesOf(group)] }),
              ...(q !== undefined && { q }),
              ...(pageParam !== "" && { after: pageParam }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });

/** Asked of both systems: a moment old will do. */
export const choicesQuery = (api: Api, couplingId: string) =>
  queryOptions({
    queryKey: api.key("catalogue-choices", couplingId),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/catalogue-couplings/{couplingId}/choices", { params: pathOf(couplingId), signal })),
    staleTime: 5 * 60_000,
    retry: false,
  });

/** Steps of own modules; none on most hubs. */
export const stepsQuery = (api: Api) =>
  queryOptions({
    queryKey: api.key("catalogue-steps"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/catalogue-steps", { signal })),
    staleTime: Infinity,
  });
