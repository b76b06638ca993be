import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useApi } from "#dashboard/api/api.ts";

interface Props {
  readonly to: "/a/$administration/parties" | "/a/$administration/items" | "/a/$administration/price-lists";
  readonly children: ReactNode;
}

/** One level up. */
export function BackLink({ to, children }: Props) {
  const { administrationId: administration } = useApi();
  return (
    <nav>
      <Link to={to} params={{ administration }} aria-keyshortcuts="Escape">
        ‹ {children}
      </Link>
    </nav>
  );
}
