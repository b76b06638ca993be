import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute, signedIn, withTexts } from "#dashboard/shell/routes.tsx";

/** Of the hub itself, and so of no company. */
export const nodesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/system/nodes",
  beforeLoad: signedIn,
  loader: withTexts,
  component: lazyRouteComponent(() => import("./nodes-screen.tsx"), "NodesScreen"),
});
