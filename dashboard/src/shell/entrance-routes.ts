import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { answered, refusalOf } from "#dashboard/api/client.ts";
import { given, idIn, type Search } from "#dashboard/parts/search-values.ts";
import { meQuery } from "#dashboard/session/session.ts";
import { firstScreen } from "./first-screen.ts";
import { rootRoute, withTexts } from "./routes.tsx";

/** Where `/` leads: the first visit, signing in, or the first page of somebody in the company of last time. */
const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  /** The server prints an address with the code in it for who sets it up from another machine. */
  validateSearch: ({ setup }: Record<string, unknown>): { setup?: string } =>
    typeof setup === "string" || typeof setup === "number" ? { setup: String(setup) } : {},
  beforeLoad: async ({ context: { queries, hub }, search }) => {
    const me = await queries.query(meQuery(hub)).catch(async (error: unknown) => {
      if (refusalOf(error)?.status !== 401) throw error;
      const { needed } = await answered(hub.GET("/api/setup"));
      if (!needed) throw redirect({ to: "/sign-in", replace: true });
      const code = search.setup === undefined ? {} : { code: search.setup };
      throw redirect({ to: "/setup", search: code, replace: true });
    });
    const last = localStorage.getItem("schakel.administration");
    const chosen = me.administrations.find(({ id }) => id === last) ?? me.administrations[0];
    const { firstPage, isOperator } = me.user;
    if (chosen === undefined && isOperator) throw redirect({ to: "/system/nodes", replace: true });
    if (chosen === undefined) return;
    const to = firstScreen(firstPage, chosen.role, isOperator);
    throw redirect({ to, params: { administration: chosen.id }, replace: true });
  },
  component: lazyRouteComponent(() => import("#dashboard/screens/sign-in/no-company-screen.tsx"), "NoCompanyScreen"),
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  /**
   * Back only to an address of our own: a link must not lead a person who just signed in elsewhere. `ended` when a session ended
   * in an open page.
   */
  validateSearch: ({ back, ended }: Record<string, unknown>): { back?: string; ended?: true } => ({
    ...(typeof back === "string" && /^\/(?![/\\])/.test(back) && { back }),
    ...(ended === true && { ended }),
  }),
  component: lazyRouteComponent(() => import("#dashboard/screens/sign-in/sign-in-screen.tsx"), "SignInScreen"),
});

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/setup",
  validateSearch: ({ code }: Record<string, unknown>): { code?: string } =>
    typeof code === "string" || typeof code === "number" ? { code: String(code) } : {},
  loader: withTexts,
  component: lazyRouteComponent(() => import("#dashboard/screens/setup/setup-screen.tsx"), "SetupScreen"),
});

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/invitation/$token",
  loader: withTexts,
  component: lazyRouteComponent(
    () => import("#dashboard/screens/invitation/invitation-screen.tsx"),
    "InvitationScreen",
  ),
});

/** Where the hub leads who opens the invitation of a trading partner; its secret stands behind the `#`. */
const partnerInvitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/partner-invitation",
  validateSearch: (search: Search): { invite?: string } => given({ invite: idIn(search["invite"]) }),
  loader: withTexts,
  component: lazyRouteComponent(
    () => import("#dashboard/screens/partner-invitation/partner-invitation-screen.tsx"),
    "PartnerInvitationScreen",
  ),
});

/** The screens before there is a session. */
export const entranceRoutes = [startRoute, signInRoute, setupRoute, invitationRoute, partnerInvitationRoute] as const;
