import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { given, idIn, type Search } from "#dashboard/parts/search-values.ts";
import { administrationRoute, withTexts } from "#dashboard/shell/routes.tsx";

export interface BasketSearch {
  /** The document the basket is for. */
  readonly document?: string;
  /** The login that is chosen. */
  readonly entry?: string;
}

const readSearch = (search: Search): BasketSearch =>
  given({ document: idIn(search["document"]), entry: idIn(search["entry"]) });

const basketsRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "purchasing/baskets",
  staticData: { permission: "documents.read", menu: "menu.purchasing" },
  validateSearch: readSearch,
  loader: withTexts,
  component: lazyRouteComponent(() => import("./baskets-screen.tsx"), "BasketsScreen"),
});

const basketRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "purchasing/baskets/$basket",
  staticData: { permission: "documents.read", menu: "menu.purchasing" },
  validateSearch: readSearch,
  loader: withTexts,
  component: lazyRouteComponent(() => import("./basket-screen.tsx"), "BasketScreen"),
});

export const basketRoutes = [basketsRoute, basketRoute] as const;
