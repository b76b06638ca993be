import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { administrationRoute, withTexts } from "#dashboard/shell/routes.tsx";

export const workRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "work",
  staticData: { permission: "orders.read", menu: "menu.work" },
  validateSearch: ({ cause }: Record<string, unknown>): { cause?: string } =>
    typeof cause === "string" && cause !== "" ? { cause } : {},
  loader: withTexts,
  component: lazyRouteComponent(() => import("./work-screen.tsx"), "WorkScreen"),
});
