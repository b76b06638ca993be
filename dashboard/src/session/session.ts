import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { useRouteContext } from "@tanstack/react-router";
import { answered, type ApiClient, type Schemas } from "#dashboard/api/client.ts";
import { permissions } from "#dashboard/api/permissions.ts";

export type Me = Schemas["Me"];
export type Membership = Me["administrations"][number];
export type Role = Membership["role"];
export type Permission = keyof typeof permissions;

/** Who is signed in, and where. Asked once; a change of it (another name, language, role) invalidates the key. */
export const meQuery = (hub: ApiClient) =>
  queryOptions({
    queryKey: ["me"],
    queryFn: ({ signal }) => answered(hub.GET("/api/me", { signal })),
    staleTime: Infinity,
  });

export function useMe(): Me {
  const { hub } = useRouteContext({ from: "__root__" });
  return useSuspenseQuery(meQuery(hub)).data;
}

/** Which roles have a permission, for the sentence on a page that is closed to somebody. */
export const rolesWith = (permission: Permission): readonly Role[] => permissions[permission];

export const mayAs = (role: Role, permission: Permission): boolean => rolesWith(permission).includes(role);
