import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";
import type { AuditFilters } from "./audit-filters.ts";

export type AuditCheck = Schemas["AuditCheck"];
export type AuditLine = Schemas["AuditLine"];

const pageSize = 100;

/** Page by page by sequence. The old rows stay while a new filter is asked. */
export const auditQuery = (api: Api, filters: AuditFilters) =>
  infiniteQueryOptions({
    queryKey: api.key("audit", filters),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.client.GET("/api/audit", {
          params: { query: { ...filters, limit: pageSize, ...(pageParam !== "" && { after: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
