import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { administrationRoute, withTexts } from "#dashboard/shell/routes.tsx";
import { readChosen } from "./chosen.ts";

const partiesImportRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "parties/import",
  staticData: { permission: "parties.manage", menu: "menu.parties" },
  validateSearch: readChosen,
  loader: withTexts,
  component: lazyRouteComponent(() => import("./import-screen.tsx"), "PartiesImportScreen"),
});

const itemsImportRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "items/import",
  staticData: { permission: "items.manage", menu: "menu.items" },
  validateSearch: readChosen,
  loader: withTexts,
  component: lazyRouteComponent(() => import("./import-screen.tsx"), "ItemsImportScreen"),
});

export const importRoutes = [partiesImportRoute, itemsImportRoute] as const;
