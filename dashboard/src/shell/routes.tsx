import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { refusalOf, type ApiClient } from "#dashboard/api/client.ts";
import { meQuery, type Permission } from "#dashboard/session/session.ts";
import type { PlainKey, Texts } from "#dashboard/words/texts.ts";
import { NotFound, PageFailed } from "./closed-pages.tsx";

export interface RouterContext {
  readonly queries: QueryClient;
  /** Of no administration: who am I, signing in, the first visit. */
  readonly hub: ApiClient;
  readonly texts: Texts;
}

declare module "@tanstack/react-router" {
  interface StaticDataRouteOption {
    /** Who may see the screen; without one everybody who is signed in. */
    readonly permission?: Permission;
    /** Its place in the menu, so that the menu shows where one is. */
    readonly menu?: PlainKey;
  }
}

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  notFoundComponent: NotFound,
  errorComponent: PageFailed,
});

interface Visit {
  readonly context: RouterContext;
  readonly location: { readonly href: string };
}

/** Only for who is signed in, in his own language; anybody else signs in first, and comes back. */
export async function signedIn({ context: { queries, hub, texts }, location }: Visit): Promise<void> {
  const me = await queries.query(meQuery(hub)).catch((error: unknown) => {
    if (refusalOf(error)?.status !== 401) throw error;
    throw redirect({ to: "/sign-in", search: { back: location.href } });
  });
  if (me.user.language !== texts.language()) await texts.use(me.user.language);
}

/** Everything below `/a/{administration}`. */
export const administrationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/a/$administration",
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import("./administration-screen.tsx"), "AdministrationScreen"),
});

/** Loader of every lazy screen: the texts beyond those of sign-in, shell and home arrive with its code. */
export const withTexts = ({ context }: { readonly context: RouterContext }): Promise<void> => context.texts.loadRest();
