import { infiniteQueryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";
import { queryOf, type PaymentFilters } from "./payment-filters.ts";

export type Payment = Schemas["Payment"];

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
