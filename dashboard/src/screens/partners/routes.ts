import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { given, idIn, oneOf, type Search } from "#dashboard/parts/search-values.ts";
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

const partnerOrdersRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "partners/orders",
  staticData: { permission: "documents.read", menu: "menu.documents" },
  validateSearch: (search: Search) => given({ side: oneOf(["buyer"] as const, search["side"]) }),
  loader: withTexts,
  component: lazyRouteComponent(
    () => import("#dashboard/screens/partner-orders/partner-orders-screen.tsx"),
    "PartnerOrdersScreen",
  ),
});

const partnerOrderRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "partners/orders/$order",
  staticData: { permission: "documents.read", menu: "menu.documents" },
  loader: withTexts,
  component: lazyRouteComponent(
    () => import("#dashboard/screens/partner-orders/partner-order-screen.tsx"),
    "PartnerOrderScreen",
  ),
});

const partnerRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "partners/$partner",
  staticData: about,
  validateSearch: readLogFilters,
  loader: withTexts,
  component: lazyRouteComponent(() => import("./partner-screen.tsx"), "PartnerScreen"),
});

export const partnerRoutes = [
  partnersRoute,
  acceptRoute,
  partnerLogRoute,
  partnerOrdersRoute,
  partnerOrderRoute,
  partnerRoute,
] as const;
