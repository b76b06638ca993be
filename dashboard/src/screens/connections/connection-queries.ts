import { queryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";

export const connectionsQuery = (api: Api) =>
  queryOptions({
    queryKey: api.key("connections"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/connections", { signal })),
  });

/** What can be connected at all, and what each of them asks. */
export const connectorsQuery = (api: Api) =>
  queryOptions({
    queryKey: api.key("connectors"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/connectors", { signal })),
  });

const askCapabilities = (api: Api, signal: AbortSignal) => answered(api.client.GET("/api/capabilities", { signal }));
export type Capabilities = Awaited<ReturnType<typeof askCapabilities>>;

/** What each of them can do, and what that rests on. */
export const capabilitiesQuery = (api: Api) =>
  queryOptions({
    queryKey: api.key("capabilities"),
    queryFn: ({ signal }) => askCapabilities(api, signal),
  });

export const shopSetupQuery = (api: Api, connectionId: string) =>
  queryOptions({
    queryKey: api.key("shopSetup", connectionId),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/connections/{connectionId}/setup", { params: { path: { connectionId } }, signal })),
  });
