import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { given, idIn, type Search } from "#dashboard/parts/search-values.ts";
import { administrationRoute, withTexts } from "#dashboard/shell/routes.tsx";
import { readLogFilters } from "./log-filters.ts";

const about = { permission: "connections.read", menu: "menu.connections" } as const;

const partnersRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "partners",
  staticData: about,
  loader: withTexts,
  component: lazyRouteComponent(() => import("./partners-screen.tsx"), "PartnersScreen"),
});

const acceptRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "partners/accept",
  staticData: { ...about, permission: "connections.manage" },
  loader: withTexts,
  component: lazyRouteComponent(() => import("./accept-screen.tsx"), "AcceptScreen"),
});

const partnerLogRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "partners/log",
  staticData: { ...about, permission: "log.read" },
  validateSearch: (search: Search) => given({ ...readLogFilters(search), partner: idIn(search["partner"]) }),
  loader: withTexts,
  component: lazyRouteComponent(() => import("./partner-log-screen.tsx"), "PartnerLogScreen"),
});

const partnerRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "partners/$partner",
  staticData: about,
  validateSearch: readLogFilters,
  loader: withTexts,
  component: lazyRouteComponent(() => import("./partner-screen.tsx"), "PartnerScreen"),
});

export const partnerRoutes = [partnersRoute, acceptRoute, partnerLogRoute, partnerRoute] as const;
