import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { administrationRoute, withTexts } from "#dashboard/shell/routes.tsx";
import { readFilters } from "./order-filters.ts";

const ordersRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "orders",
  staticData: { permission: "orders.read", menu: "menu.orders" },
  validateSearch: readFilters,
  loader: withTexts,
  component: lazyRouteComponent(() => import("./orders-screen.tsx"), "OrdersScreen"),
});

const tabs = ["messages", "documents"] as const;
export type OrderTab = (typeof tabs)[number] | "story";
export const tabOf = (tab: string | undefined): OrderTab => tabs.find((one) => one === tab) ?? "story";

const orderRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "orders/$connection/$order/{-$tab}",
  staticData: { permission: "orders.read", menu: "menu.orders" },
  /** The filters of the list one came from: they say what previous and next are. */
  validateSearch: readFilters,
  loader: withTexts,
  component: lazyRouteComponent(() => import("#dashboard/screens/order/order-screen.tsx"), "OrderScreen"),
});

export const orderRoutes = [ordersRoute, orderRoute] as const;
