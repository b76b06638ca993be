import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { administrationRoute, withTexts } from "#dashboard/shell/routes.tsx";
import { readFilters } from "./audit-filters.ts";

export const auditRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "settings/audit",
  staticData: { permission: "audit.read", menu: "menu.settings" },
  validateSearch: readFilters,
  loader: withTexts,
  component: lazyRouteComponent(() => import("./audit-screen.tsx"), "AuditScreen"),
});
