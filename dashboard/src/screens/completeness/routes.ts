import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { administrationRoute, withTexts } from "#dashboard/shell/routes.tsx";

/** The period is a month, as in `2026-10`; without one it is this month. */
export const completenessRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "completeness/{-$period}",
  staticData: { permission: "completeness.read", menu: "menu.completeness" },
  loader: withTexts,
  component: lazyRouteComponent(() => import("./completeness-screen.tsx"), "CompletenessScreen"),
});
