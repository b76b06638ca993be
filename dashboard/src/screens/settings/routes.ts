import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { administrationRoute, withTexts } from "#dashboard/shell/routes.tsx";

const settingsRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "settings",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/a/$administration/settings/company", params, replace: true });
  },
});

const companyRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "settings/company",
  staticData: { permission: "company.read", menu: "menu.settings" },
  loader: withTexts,
  component: lazyRouteComponent(() => import("./company-screen.tsx"), "CompanyScreen"),
});

const styleRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "settings/style",
  staticData: { permission: "company.read", menu: "menu.settings" },
  loader: withTexts,
  component: lazyRouteComponent(() => import("./style-screen.tsx"), "StyleScreen"),
});

const numberingRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "settings/numbering",
  staticData: { permission: "documents.read", menu: "menu.settings" },
  loader: withTexts,
  component: lazyRouteComponent(() => import("./numbering-screen.tsx"), "NumberingScreen"),
});

const periodRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "settings/period",
  staticData: { permission: "company.read", menu: "menu.settings" },
  loader: withTexts,
  component: lazyRouteComponent(() => import("./period-screen.tsx"), "PeriodScreen"),
});

const mailRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "settings/mail",
  staticData: { permission: "mail.manage", menu: "menu.settings" },
  loader: withTexts,
  component: lazyRouteComponent(() => import("./mail-screen.tsx"), "MailScreen"),
});

const alarmsRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "settings/alarms",
  staticData: { permission: "alarms.read", menu: "menu.settings" },
  loader: withTexts,
  component: lazyRouteComponent(() => import("./alarms-screen.tsx"), "AlarmsScreen"),
});

const retentionRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "settings/retention",
  staticData: { permission: "retention.manage", menu: "menu.settings" },
  loader: withTexts,
  component: lazyRouteComponent(() => import("./retention-screen.tsx"), "RetentionScreen"),
});

const usersRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "settings/users",
  staticData: { permission: "users.read", menu: "menu.settings" },
  loader: withTexts,
  component: lazyRouteComponent(() => import("./users-screen.tsx"), "UsersScreen"),
});

export const settingsRoutes = [
  settingsRoute,
  companyRoute,
  styleRoute,
  numberingRoute,
  periodRoute,
  mailRoute,
  alarmsRoute,
  retentionRoute,
  usersRoute,
] as const;
