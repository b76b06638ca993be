import { createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { documentRoutes } from "#dashboard/screens/documents/routes.ts";
import { orderRoutes } from "#dashboard/screens/orders/routes.ts";
import { paymentsRoute } from "#dashboard/screens/payments/routes.ts";
import { workRoute } from "#dashboard/screens/work/routes.ts";
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
  administrationRoute.addChildren([homeRoute, workRoute, ...orderRoutes, ...documentRoutes, paymentsRoute]),
]);

export const makeRouter = (context: RouterContext) =>
  createRouter({
    routeTree,
    context,
    defaultPreload: "intent",
    scrollRestoration: true,
    // Nothing for 150 ms: most answers are there before that.
    defaultPendingMs: 150,
  });

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
