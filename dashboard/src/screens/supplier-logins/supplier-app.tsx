import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { NeedsApp } from "#dashboard/screens/apps/needs-app.tsx";

interface Props<D> {
  readonly query: UseQueryResult<D>;
  readonly rows?: number;
  readonly children: (data: D) => ReactNode;
}

/** What is of suppliers, once their app is on. */
export const OfSuppliers = <D,>(props: Props<D>) => (
  <NeedsApp module="supplierWebshops" title="suppliers.title" {...props} />
);
