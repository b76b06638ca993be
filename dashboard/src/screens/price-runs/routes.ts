import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { given, idIn, oneOf, type Search } from "#dashboard/parts/search-values.ts";
import { administrationRoute, withTexts } from "#dashboard/shell/routes.tsx";

/** What a person chooses to see of a run. */
export const answerShows = ["changed", "big", "review", "notFound", "skipped", "leftOut"] as const;
export type AnswerShow = (typeof answerShows)[number];

const newPriceRunRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "purchasing/prices/new",
  staticData: { permission: "documents.edit", menu: "menu.purchasing" },
  validateSearch: (search: Search) =>
    given({ priceList: idIn(search["priceList"]), document: idIn(search["document"]), entry: idIn(search["entry"]) }),
  loader: withTexts,
  component: lazyRouteComponent(() => import("./new-price-run-screen.tsx"), "NewPriceRunScreen"),
});

const priceRunRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "purchasing/prices/$priceRun",
  staticData: { permission: "documents.read", menu: "menu.purchasing" },
  validateSearch: (search: Search) => given({ show: oneOf(answerShows, search["show"]) }),
  loader: withTexts,
  component: lazyRouteComponent(() => import("./price-run-screen.tsx"), "PriceRunScreen"),
});

export const priceRunRoutes = [newPriceRunRoute, priceRunRoute] as const;
