import { queryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";

export const couplingsQuery = (api: Api) =>
  queryOptions({
    queryKey: api.key("couplings"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/couplings", { signal })),
  });

export const mappingsQuery = (api: Api, connectionId: string) =>
  queryOptions({
    queryKey: api.key("mappings", connectionId),
    queryFn: ({ signal }) =>
      answered(
        api.client.GET("/api/connections/{connectionId}/mappings", { params: { path: { connectionId } }, signal }),
      ),
  });
