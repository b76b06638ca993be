import { queryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";

/** Is everything through? Also behind the menu's count, the bar that says the hub is away, and the tab's icon. */
export const overviewQuery = (api: Api) =>
  queryOptions({
    queryKey: api.key("overview"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/overview", { signal })),
    staleTime: 10_000,
    refetchInterval: 60_000,
    retry: false,
  });
