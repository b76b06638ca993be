import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";
import { queryOf, type ItemFilters } from "./item-filters.ts";

export type PriceList = Schemas["PriceList"];
export type ListedPriceList = Schemas["ListedPriceList"];
export type CatalogueRow = Schemas["CatalogueRow"];
export type PriceBatch = Schemas["PriceBatch"];
export type DiscountGroup = Schemas["DiscountGroup"];

const pageSize = 200;

export const priceListsQuery = (api: Api, archived: boolean) =>
  queryOptions({
    queryKey: api.key("price-lists", archived),
    queryFn: ({ signal }) =>
      answered(
        api.client.GET("/api/price-lists", {
          params: { query: { archived: archived ? ("true" as const) : ("false" as const) } },
          signal,
        }),
      ),
  });

export const priceListQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: api.key("price-list", id),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/price-lists/{priceListId}", { params: { path: { priceListId: id } }, signal })),
  });

export const catalogueQuery = (api: Api, priceListId: string, filters: ItemFilters) =>
  infiniteQueryOptions({
    queryKey: api.key("supplier-items", priceListId, filters),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.client.GET("/api/supplier-items", {
          params: {
            query: {
              priceListId,
              ...queryOf(filters),
              limit: pageSize,
              ...(pageParam !== "" && { after: pageParam }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => next,
  });

const isGoingOn = ({ state }: Pick<PriceBatch, "state">): boolean => state === "applying" || state === "undoing";

/** While one of them goes on it is asked again: the hub works through it, whether this tab is open or not. */
export const batchesQuery = (api: Api, priceListId: string) =>
  queryOptions({
    queryKey: api.key("price-batches", priceListId),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/price-batches", { params: { query: { priceListId } }, signal })),
    refetchInterval: ({ state: { data } }) => (data?.items.some(isGoingOn) === true ? 1000 : false),
  });

export const discountGroupsQuery = (api: Api, partyId: string) =>
  queryOptions({
    queryKey: api.key("discount-groups", partyId),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/suppliers/{partyId}/discount-groups", { params: { path: { partyId } }, signal })),
  });
