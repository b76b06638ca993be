import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";

export type DryRun = Schemas["DryRun"];
export type DryRunOrder = Schemas["DryRunOrder"];

export const isBusy = ({ state }: DryRun): boolean => state === "waiting" || state === "running";

export const dryRunsQuery = (api: Api, couplingId: string) =>
  queryOptions({
    queryKey: api.key("dry-runs", couplingId),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/couplings/{couplingId}/dry-runs", { params: { path: { couplingId } }, signal })),
  });

/** While it goes on it is asked again: the hub works through it, whether this tab is open or not. */
export const dryRunQuery = (api: Api, couplingId: string, dryRunId: string) =>
  queryOptions({
    queryKey: api.key("dry-run", dryRunId),
    queryFn: ({ signal }) =>
      answered(
        api.client.GET("/api/couplings/{couplingId}/dry-runs/{dryRunId}", {
          params: { path: { couplingId, dryRunId } },
          signal,
        }),
      ),
    refetchInterval: ({ state: { data } }) => (data !== undefined && isBusy(data) ? 1000 : false),
  });

/** Which orders of it are shown; what is left out narrows nothing. */
export interface DryRunShown {
  readonly outcome?: DryRunOrder["outcome"];
  readonly only?: "changed" | "different" | "new" | "made";
}

export const dryRunOrdersQuery = (api: Api, run: DryRun, shown: DryRunShown) =>
  infiniteQueryOptions({
    queryKey: api.key("dry-run-orders", run.id, shown),
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.client.GET("/api/couplings/{couplingId}/dry-runs/{dryRunId}/orders", {
          params: {
            path: { couplingId: run.couplingId, dryRunId: run.id },
            query: { ...shown, after: pageParam, limit: 50 },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => next,
  });
