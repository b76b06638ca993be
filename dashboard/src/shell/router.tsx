import { createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { appsRoute } from "#dashboard/screens/apps/routes.ts";
import { auditRoute } from "#dashboard/screens/audit/routes.ts";
import { completenessRoute } from "#dashboard/screens/completeness/routes.ts";
import { connectionRoutes } from "#dashboard/screens/connections/routes.ts";
import { catalogueRoute } from "#dashboard/screens/catalogue/routes.ts";
import { couplingRoutes } from "#dashboard/screens/couplings/routes.ts";
import { documentRoutes } from "#dashboard/screens/documents/routes.ts";
import { logRoute } from "#dashboard/screens/log/routes.ts";
import { orderRoutes } from "#dashboard/screens/orders/routes.ts";
import { paymentsRoute } from "#dashboard/screens/payments/routes.ts";
import { textsRoute } from "#dashboard/screens/texts/routes.ts";
import { workRoute } from "#dashboard/screens/work/routes.ts";
import { partnerRoutes } from "#dashboard/screens/partners/routes.ts";
import { partyRoutes } from "#dashboard/screens/parties/routes.ts";
import { itemRoutes } from "#dashboard/screens/items/routes.ts";
import { priceListRoutes } from "#dashboard/screens/price-lists/routes.ts";
import { importRoutes } from "#dashboard/screens/import/routes.ts";
import { priceRunRoutes } from "#dashboard/screens/price-runs/routes.ts";
import { basketRoutes } from "#dashboard/screens/supplier-baskets/routes.ts";
import { supplierLoginsRoute } from "#dashboard/screens/supplier-logins/routes.ts";
import { settingsRoutes } from "#dashboard/screens/settings/routes.ts";
import { nodesRoute } from "#dashboard/screens/system/routes.ts";
import { meRoute } from "#dashboard/screens/me/routes.ts";
import { entranceRoutes } from "./entrance-routes.ts";
import { administrationRoute, rootRoute, type RouterContext } from "./routes.tsx";

const homeRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "/",
  staticData: { permission: "orders.read", menu: "menu.home" },
  component: lazyRouteComponent(() => import("#dashboard/screens/home/home-screen.tsx"), "HomeScreen"),
});

/** Every screen with an address. */
export const routeTree = rootRoute.addChildren([
  ...entranceRoutes,
  nodesRoute,
  administrationRoute.addChildren([
    homeRoute,
    workRoute,
    ...orderRoutes,
    ...documentRoutes,
    paymentsRoute,
    ...couplingRoutes,
    catalogueRoute,
    ...connectionRoutes,
    appsRoute,
    textsRoute,
    logRoute,
    completenessRoute,
    auditRoute,
    ...partnerRoutes,
    ...partyRoutes,
    ...itemRoutes,
    ...importRoutes,
    ...priceListRoutes,
    ...settingsRoutes,
    supplierLoginsRoute,
    ...basketRoutes,
    ...priceRunRoutes,
    meRoute,
  ]),
]);

export const makeRouter = (context: RouterContext) =>
  createRouter({
    routeTree,
    context,
    defaultPreload: "intent",
    scrollRestoration: true,
    // Without it whatever a screen's `validateSearch` leaves out would reach the screen all the same.
    search: { strict: true },
    // Nothing for 150 ms: most answers are there before that.
    defaultPendingMs: 150,
  });

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
