import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { given, idIn, oneOf, type Search } from "#dashboard/parts/search-values.ts";
import { administrationRoute, withTexts } from "#dashboard/shell/routes.tsx";
import { listedKinds, readFilters, type DocumentFilters } from "./document-filters.ts";

const documentsRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "documents",
  staticData: { permission: "documents.read", menu: "menu.documents" },
  validateSearch: readFilters,
  loader: withTexts,
  component: lazyRouteComponent(() => import("./documents-screen.tsx"), "DocumentsScreen"),
});

const purchasingRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "purchasing",
  staticData: { permission: "documents.read", menu: "menu.purchasing" },
  validateSearch: readFilters,
  loader: withTexts,
  component: lazyRouteComponent(() => import("./documents-screen.tsx"), "PurchasingScreen"),
});

const acts = ["send", "repay"] as const;

export interface DocumentSearch extends DocumentFilters {
  /** Opens a dialog: to send it, where "finalise and send" ends when somebody has to look first, or to book what was paid back. */
  readonly act?: (typeof acts)[number];
}

const documentRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "documents/$document",
  staticData: { permission: "documents.read", menu: "menu.documents" },
  /** The filters of the list one came from: they say what previous and next are. */
  validateSearch: (search: Search): DocumentSearch => ({
    ...readFilters(search),
    ...given({ act: oneOf(acts, search["act"]) }),
  }),
  loader: withTexts,
  component: lazyRouteComponent(() => import("#dashboard/screens/document/document-screen.tsx"), "DocumentScreen"),
});

/** Draws both addresses below it, so that a new document can be saved without beginning anew. */
const draftRoute = createRoute({
  getParentRoute: () => administrationRoute,
  id: "draft",
  loader: withTexts,
  component: lazyRouteComponent(() => import("#dashboard/screens/editor/editor-screen.tsx"), "DraftScreen"),
});

const newDocumentRoute = createRoute({
  getParentRoute: () => draftRoute,
  path: "documents/new",
  staticData: { permission: "documents.edit", menu: "menu.documents" },
  validateSearch: (search: Search) => ({
    kind: oneOf(listedKinds, search["kind"]) ?? "invoice",
    ...given({ buyer: idIn(search["buyer"]) }),
  }),
});

const editDocumentRoute = createRoute({
  getParentRoute: () => draftRoute,
  path: "documents/$document/edit",
  staticData: { permission: "documents.edit", menu: "menu.documents" },
  validateSearch: readFilters,
});

export const documentRoutes = [
  documentsRoute,
  purchasingRoute,
  documentRoute,
  draftRoute.addChildren([newDocumentRoute, editDocumentRoute]),
] as const;
