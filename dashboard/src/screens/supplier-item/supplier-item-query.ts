import { queryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";

export type SupplierItem = Schemas["SupplierItem"];

export const supplierItemQuery = (api: Api, supplierItemId: string) =>
  queryOptions({
    queryKey: api.key("supplier-item", supplierItemId),
    queryFn: ({ signal }) =>
      answered(
        api.client.GET("/api/supplier-items/{supplierItemId}", { params: { path: { supplierItemId } }, signal }),
      ),
  });
