import { queryOptions } from "@tanstack/react-query";
import { answered, type ApiClient, type Schemas } from "#dashboard/api/client.ts";

export type System = Schemas["System"];
export type HubNode = System["nodes"][number];

/** A node shows itself every ten seconds. */
const every = 10_000;

export const systemQuery = (hub: ApiClient) =>
  queryOptions({
    queryKey: ["system"],
    queryFn: ({ signal }) => answered(hub.GET("/api/system/nodes", { signal })),
    refetchInterval: every,
  });
