import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { administrationRoute, withTexts } from "#dashboard/shell/routes.tsx";
import { readFilters } from "./payment-filters.ts";

export const paymentsRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "payments",
  staticData: { permission: "payments.read", menu: "menu.payments" },
  validateSearch: readFilters,
  loader: withTexts,
  component: lazyRouteComponent(() => import("./payments-screen.tsx"), "PaymentsScreen"),
});
