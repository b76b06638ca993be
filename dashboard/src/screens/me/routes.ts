import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { administrationRoute, withTexts } from "#dashboard/shell/routes.tsx";

/** One's own settings: of no company, shown within the frame of one. */
export const meRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "me",
  staticData: { menu: "menu.me" },
  loader: withTexts,
  component: lazyRouteComponent(() => import("./me-screen.tsx"), "MeScreen"),
});
