import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { given, oneOf, wordsIn, type Search } from "#dashboard/parts/search-values.ts";
import { administrationRoute, withTexts } from "#dashboard/shell/routes.tsx";
import { readPlace, type TextPlace } from "#dashboard/screens/texts/text-place.ts";
import { mappingKinds, type MappingKind } from "./mapping-kinds.ts";

const about = { permission: "connections.read", menu: "menu.couplings" } as const;

const couplingsRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "couplings",
  staticData: about,
  loader: withTexts,
  component: lazyRouteComponent(() => import("./couplings-screen.tsx"), "CouplingsScreen"),
});

export const couplingTabs = ["settings", "dryRun", "texts", "mapping"] as const;
export type CouplingTab = (typeof couplingTabs)[number];
export const tabOf = (tab: string | undefined): CouplingTab => couplingTabs.find((one) => one === tab) ?? "settings";

/** Which text is being written, and which choice somebody came for. */
export interface CouplingSearch extends TextPlace {
  readonly what?: MappingKind;
  readonly from?: string;
}

const couplingRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "couplings/$coupling/{-$tab}",
  staticData: about,
  validateSearch: (search: Search): CouplingSearch => ({
    ...readPlace(search),
    ...given({ what: oneOf(mappingKinds, search["what"]), from: wordsIn(search["from"], 200) }),
  }),
  loader: withTexts,
  component: lazyRouteComponent(() => import("./coupling-screen.tsx"), "CouplingScreen"),
});

export const couplingRoutes = [couplingsRoute, couplingRoute] as const;
