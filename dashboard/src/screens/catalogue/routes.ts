import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { given, oneOf, wordsIn, type Search } from "#dashboard/parts/search-values.ts";
import { administrationRoute, withTexts } from "#dashboard/shell/routes.tsx";
import { recordGroups, type RecordFilters } from "./record-groups.ts";

export const catalogueTabs = ["run", "settings", "records"] as const;
export type CatalogueTab = (typeof catalogueTabs)[number];
export const tabOf = (tab: string | undefined): CatalogueTab => catalogueTabs.find((one) => one === tab) ?? "run";

export const catalogueRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "catalogue-couplings/$catalogue/{-$tab}",
  staticData: { permission: "connections.read", menu: "menu.couplings" },
  validateSearch: (search: Search): RecordFilters =>
    given({ group: oneOf(recordGroups, search["group"]), q: wordsIn(search["q"], 200) }),
  loader: withTexts,
  component: lazyRouteComponent(() => import("./catalogue-screen.tsx"), "CatalogueScreen"),
});
