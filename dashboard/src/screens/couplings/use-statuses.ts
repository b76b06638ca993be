import { useQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { connectionsQuery, connectorsQuery } from "#dashboard/screens/connections/connection-queries.ts";
import type { Connector } from "#dashboard/screens/connections/connection-state.ts";

/** The statuses every shop of this kind has; null while that is not known. */
export function useStatuses(connectionId: string): Connector["statuses"] | null {
  const api = useApi();
  const { data: connections } = useQuery(connectionsQuery(api));
  const { data: connectors } = useQuery(connectorsQuery(api));
  const connection = connections?.items.find(({ id }) => id === connectionId);
  return connectors?.items.find(({ id }) => id === connection?.connector)?.statuses ?? null;
}
