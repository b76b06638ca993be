import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { given, idIn, type Search } from "#dashboard/parts/search-values.ts";
import { readChosen } from "#dashboard/screens/price-import/chosen.ts";
import { administrationRoute, withTexts } from "#dashboard/shell/routes.tsx";
import { readItemFilters } from "./item-filters.ts";

const about = { permission: "items.read", menu: "menu.priceLists" } as const;
const forManagers = { permission: "items.manage", menu: "menu.priceLists" } as const;

const priceListsRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "price-lists",
  staticData: about,
  validateSearch: (search: Search) => given({ archived: search["archived"] === true ? (true as const) : undefined }),
  loader: withTexts,
  component: lazyRouteComponent(() => import("./price-lists-screen.tsx"), "PriceListsScreen"),
});

const newPriceListRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "price-lists/new",
  staticData: forManagers,
  validateSearch: (search: Search) => given({ party: idIn(search["party"]) }),
  loader: withTexts,
  component: lazyRouteComponent(() => import("./new-price-list-screen.tsx"), "NewPriceListScreen"),
});

export const priceListTabs = ["items", "discounts", "terms", "history"] as const;
export type PriceListTab = (typeof priceListTabs)[number];
export const tabOf = (tab: string | undefined): PriceListTab => priceListTabs.find((one) => one === tab) ?? "items";

const priceListRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "price-lists/$list/{-$tab}",
  staticData: about,
  validateSearch: readItemFilters,
  loader: withTexts,
  component: lazyRouteComponent(() => import("./price-list-screen.tsx"), "PriceListScreen"),
});

const priceImportRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "price-lists/$list/import",
  staticData: forManagers,
  validateSearch: readChosen,
  loader: withTexts,
  component: lazyRouteComponent(
    () => import("#dashboard/screens/price-import/price-import-screen.tsx"),
    "PriceImportScreen",
  ),
});

const newSupplierItemRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "price-lists/$list/new-item",
  staticData: forManagers,
  loader: withTexts,
  component: lazyRouteComponent(
    () => import("#dashboard/screens/supplier-item/new-supplier-item-screen.tsx"),
    "NewSupplierItemScreen",
  ),
});

const supplierItemRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "supplier-items/$supplierItem",
  staticData: about,
  validateSearch: (search: Search) => given({ edit: search["edit"] === true ? (true as const) : undefined }),
  loader: withTexts,
  component: lazyRouteComponent(
    () => import("#dashboard/screens/supplier-item/supplier-item-screen.tsx"),
    "SupplierItemScreen",
  ),
});

export const priceListRoutes = [
  priceListsRoute,
  newPriceListRoute,
  priceImportRoute,
  newSupplierItemRoute,
  priceListRoute,
  supplierItemRoute,
] as const;
