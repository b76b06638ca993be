import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readBookFilters } from "#dashboard/screens/parties/book-filters.ts";
import { readItemPlace } from "#dashboard/screens/item/item-tabs.ts";
import { administrationRoute, withTexts } from "#dashboard/shell/routes.tsx";

const itemsRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "items",
  staticData: { permission: "items.read", menu: "menu.items" },
  validateSearch: readBookFilters,
  loader: withTexts,
  component: lazyRouteComponent(() => import("./items-screen.tsx"), "ItemsScreen"),
});

const newItemRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "items/new",
  staticData: { permission: "items.manage", menu: "menu.items" },
  loader: withTexts,
  component: lazyRouteComponent(() => import("#dashboard/screens/item/new-item-screen.tsx"), "NewItemScreen"),
});

const itemRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "items/$item",
  staticData: { permission: "items.read", menu: "menu.items" },
  validateSearch: readItemPlace,
  loader: withTexts,
  component: lazyRouteComponent(() => import("#dashboard/screens/item/item-screen.tsx"), "ItemScreen"),
});

export const itemRoutes = [itemsRoute, newItemRoute, itemRoute] as const;
