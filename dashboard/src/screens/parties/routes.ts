import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { administrationRoute, withTexts } from "#dashboard/shell/routes.tsx";
import { readBookFilters } from "./book-filters.ts";

const partiesRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "parties",
  staticData: { permission: "parties.read", menu: "menu.parties" },
  validateSearch: readBookFilters,
  loader: withTexts,
  component: lazyRouteComponent(() => import("./parties-screen.tsx"), "PartiesScreen"),
});

const newPartyRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "parties/new",
  staticData: { permission: "parties.manage", menu: "menu.parties" },
  loader: withTexts,
  component: lazyRouteComponent(() => import("#dashboard/screens/party/new-party-screen.tsx"), "NewPartyScreen"),
});

const partyRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "parties/$party",
  staticData: { permission: "parties.read", menu: "menu.parties" },
  validateSearch: ({ edit }: Record<string, unknown>): { edit?: true } => (edit === true ? { edit } : {}),
  loader: withTexts,
  component: lazyRouteComponent(() => import("#dashboard/screens/party/party-screen.tsx"), "PartyScreen"),
});

export const partyRoutes = [partiesRoute, newPartyRoute, partyRoute] as const;
