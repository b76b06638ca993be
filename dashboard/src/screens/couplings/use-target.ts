import { useQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { connectionsQuery } from "#dashboard/screens/connections/connection-queries.ts";
import type { Target } from "./coupling-settings.ts";

/** The package that a coupling books in; null: our own books, or it is not known yet. */
export function useTarget(targetConnectionId: string | null): Target {
  const { data } = useQuery(connectionsQuery(useApi()));
  const found = data?.items.find(({ id }) => id === targetConnectionId);
  return found === undefined ? null : { name: found.name, makes: found.makesDocuments };
}
