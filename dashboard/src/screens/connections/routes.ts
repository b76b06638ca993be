import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { administrationRoute, withTexts } from "#dashboard/shell/routes.tsx";
import { steps, type Step } from "./webhook-dots.ts";

const about = { permission: "connections.read", menu: "menu.connections" } as const;

const connectionsRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "connections",
  staticData: about,
  loader: withTexts,
  component: lazyRouteComponent(() => import("./connections-screen.tsx"), "ConnectionsScreen"),
});

const chooseRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "connections/new",
  staticData: { ...about, permission: "connections.manage" },
  loader: withTexts,
  component: lazyRouteComponent(() => import("./choose-screen.tsx"), "ChooseScreen"),
});

const capabilitiesRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "connections/capabilities",
  staticData: about,
  loader: withTexts,
  component: lazyRouteComponent(() => import("./capabilities-screen.tsx"), "CapabilitiesScreen"),
});

const connectRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "connections/new/$connector",
  staticData: { ...about, permission: "connections.manage" },
  loader: withTexts,
  component: lazyRouteComponent(() => import("./connect-screen.tsx"), "ConnectScreen"),
});

/** Null: where somebody goes on. */
export const stepOf = (step: string | undefined): Step | null => steps.find((one) => one === step) ?? null;

const connectionRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "connections/$connection/{-$step}",
  staticData: about,
  loader: withTexts,
  component: lazyRouteComponent(() => import("./connection-screen.tsx"), "ConnectionScreen"),
});

export const connectionRoutes = [
  connectionsRoute,
  chooseRoute,
  capabilitiesRoute,
  connectRoute,
  connectionRoute,
] as const;
