import { queryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";

export const couplingsQuery = (api: Api) =>
  queryOptions({
    queryKey: api.key("couplings"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/couplings", { signal })),
  });

/** How far a coupling is with the old orders of its shop; asked again as long as that moves. */
export const migrationQuery = (api: Api, couplingId: string) =>
  queryOptions({
    queryKey: api.key("couplings", { migration: couplingId }),
    queryFn: ({ signal }) =>
      answered(
        api.client.GET("/api/couplings/{couplingId}/first-migration", { params: { path: { couplingId } }, signal }),
      ),
    refetchInterval: ({ state }) => (state.data?.migration?.state === "running" ? 5000 : false),
  });

export const limitsQuery = (api: Api, couplingId: string) =>
  queryOptions({
    queryKey: api.key("couplings", { limits: couplingId }),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/couplings/{couplingId}/limits", { params: { path: { couplingId } }, signal })),
  });

export const mappingsQuery = (api: Api, connectionId: string) =>
  queryOptions({
    queryKey: api.key("mappings", connectionId),
    queryFn: ({ signal }) =>
      answered(
        api.client.GET("/api/connections/{connectionId}/mappings", { params: { path: { connectionId } }, signal }),
      ),
  });
