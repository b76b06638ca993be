import { queryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";

export type SupplierEntry = Schemas["SupplierEntry"];

const askCapabilities = (api: Api, signal: AbortSignal) =>
  answered(api.client.GET("/api/supplier-capabilities", { signal }));
export type SupplierCapabilities = Awaited<ReturnType<typeof askCapabilities>>;

/** Which supplier offers what: every picker goes by it. */
export const capabilitiesQuery = (api: Api, language: string) =>
  queryOptions({
    queryKey: api.key("supplier-capabilities", language),
    queryFn: ({ signal }) => askCapabilities(api, signal),
  });

/** What is set up, of everybody and of oneself, in all functions. */
export const entriesQuery = (api: Api) =>
  queryOptions({
    queryKey: api.key("supplier-entries"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/supplier-entries", { signal })),
    retry: false,
  });
