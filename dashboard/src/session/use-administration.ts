import { createContext, use } from "react";
import type { Membership, Permission } from "./session.ts";
import { mayAs, useMe } from "./session.ts";

export const AdministrationContext = createContext<Membership | null>(null);

/** The administration on the screen, with the role the user has in it. */
export function useAdministration(): Membership {
  const administration = use(AdministrationContext);
  if (administration === null) throw new Error("There is no administration on this screen");
  return administration;
}

/** `const may = useMay(); may("orders.act")`: buttons somebody cannot use are not drawn. */
export function useMay(): (permission: Permission) => boolean {
  const { role } = useAdministration();
  const { user } = useMe();
  return (permission) => (permission === "hub.manage" ? user.isOperator : mayAs(role, permission));
}
