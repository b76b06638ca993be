import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { NeedsApp } from "#dashboard/screens/apps/needs-app.tsx";

interface Props<D> {
  readonly query: UseQueryResult<D>;
  readonly rows?: number;
  readonly children: (data: D) => ReactNode;
}

/** What is of trading partners, once their app is on. */
export const OfPartners = <D,>(props: Props<D>) => <NeedsApp module="partners" title="partners.title" {...props} />;
