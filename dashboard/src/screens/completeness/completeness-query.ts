import { queryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";

export type Statement = Schemas["CompletenessStatement"];
export type KnownStatement = NonNullable<Statement["known"]>;

interface Days {
  readonly from: string;
  readonly to: string;
}

/** `isAwaited`: a check goes on by itself, and is looked for until it is there. */
export const completenessQuery = (api: Api, days: Days, isAwaited: boolean) =>
  queryOptions({
    queryKey: api.key("completeness", days),
    queryFn: ({ signal }) => answered(api.client.GET("/api/completeness", { params: { query: { ...days } }, signal })),
    refetchInterval: isAwaited ? 3_000 : false,
  });

export const checkNow = (api: Api, couplingId: string, days: Days) =>
  answered(api.client.POST("/api/completeness/checks", { body: { couplingId, ...days } }));
