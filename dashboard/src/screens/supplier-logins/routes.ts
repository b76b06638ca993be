import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { supplierFunctions, type SupplierFunction } from "#domain/supplier/webshop-functions.ts";
import { given, idIn, oneOf, type Search } from "#dashboard/parts/search-values.ts";
import { administrationRoute, withTexts } from "#dashboard/shell/routes.tsx";

export interface SupplierSearch {
  /** The tab. */
  readonly function?: SupplierFunction;
  /** The entry that is being filled in. */
  readonly entry?: string;
}

export const supplierLoginsRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: "settings/suppliers",
  staticData: { permission: "documents.read", menu: "menu.settings" },
  validateSearch: (search: Search): SupplierSearch =>
    given({ function: oneOf(supplierFunctions, search["function"]), entry: idIn(search["entry"]) }),
  loader: withTexts,
  component: lazyRouteComponent(() => import("./supplier-logins-screen.tsx"), "SupplierLoginsScreen"),
});
