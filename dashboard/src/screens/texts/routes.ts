import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { administrationRoute, withTexts } from "#dashboard/shell/routes.tsx";
import { readPlace } from "./text-place.ts";

export const textsRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "settings/texts",
  staticData: { permission: "documents.read", menu: "menu.settings" },
  validateSearch: readPlace,
  loader: withTexts,
  component: lazyRouteComponent(() => import("./texts-screen.tsx"), "TextsScreen"),
});
