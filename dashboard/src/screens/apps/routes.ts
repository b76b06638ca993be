import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { administrationRoute, withTexts } from "#dashboard/shell/routes.tsx";

export const appsRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "apps",
  staticData: { permission: "apps.read", menu: "menu.apps" },
  loader: withTexts,
  component: lazyRouteComponent(() => import("./apps-screen.tsx"), "AppsScreen"),
});
