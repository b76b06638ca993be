import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { administrationRoute, withTexts } from "#dashboard/shell/routes.tsx";
import { readFilters } from "./log-filters.ts";

export const logRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "log/{-$run}",
  staticData: { permission: "log.read", menu: "menu.log" },
  validateSearch: readFilters,
  loader: withTexts,
  component: lazyRouteComponent(() => import("./log-screen.tsx"), "LogScreen"),
});
