import { queryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";
import type { paths } from "#dashboard/api/schema.ts";
import { queryOf, type OrderFilters } from "#dashboard/screens/orders/order-filters.ts";

export interface OrderPlace {
  readonly connection: string;
  readonly order: string;
}

export type OrderPage =
  paths["/api/orders/{connectionId}/{orderId}"]["get"]["responses"][200]["content"]["application/json"];
export type Amounts = Schemas["OrderAmounts"];
export type Step = Schemas["OrderStep"];

/** One order with everything about it. The filters of the list say which are its neighbours. */
export const orderQuery = (api: Api, { connection, order }: OrderPlace, filters: OrderFilters) =>
  queryOptions({
    queryKey: api.key("order", connection, order, filters),
    queryFn: ({ signal }) => {
      const { connectionId: _, ...query } = queryOf(filters);
      const path = { connectionId: connection, orderId: order };
      return answered(api.client.GET("/api/orders/{connectionId}/{orderId}", { params: { path, query }, signal }));
    },
  });
