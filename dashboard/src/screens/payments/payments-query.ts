import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";
import { queryOf, type PaymentFilters } from "./payment-filters.ts";

export type Payment = Schemas["Payment"];

export type CashBook = Schemas["CashBook"];
/** ISO days, both included. */
export interface CashPeriod {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** Below the key of the payments, so that a new one makes it read again. */
export const cashBookQuery = (api: Api, { from, to }: CashPeriod) =>
  queryOptions({
    queryKey: api.key("payments", "cashBook", from, to),
    queryFn: ({ signal }) =>
      answered(
        api.client.GET("/api/payments/cash-book", {
          params: { query: { ...(from !== undefined && { from }), ...(to !== undefined && { to }) } },
          signal,
        }),
      ),
  });

export const methodsQuery = (api: Api) =>
  queryOptions({
    queryKey: api.key("payments", "methods"),
    queryFn: async ({ signal }) => (await answered(api.client.GET("/api/payment-methods", { signal }))).items,
  });

const pageSize = 100;

export const paymentsQuery = (api: Api, filters: PaymentFilters, timeZone: string) =>
  infiniteQueryOptions({
    queryKey: api.key("payments", filters),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.client.GET("/api/payments", {
          params: {
            query: { ...queryOf(filters, timeZone), limit: pageSize, ...(pageParam !== "" && { after: pageParam }) },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => next,
  });
