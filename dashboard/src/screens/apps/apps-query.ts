import { queryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";

export const appsQuery = (api: Api) =>
  queryOptions({
    queryKey: api.key("apps"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/apps", { signal })),
  });
