import { mayAs, type Role } from "#dashboard/session/session.ts";
import { menu, type MenuEntry } from "./menu.ts";

/** Where the day begins for a role that has chosen nothing: who buys and installs works on quotes, everybody else asks whether all is through. */
const usual = (role: Role): string => (role === "buyer" ? "documents" : "home");

/** The first page after signing in: the one somebody chose, as far as his role may see it here. */
export function firstScreen(chosen: string, role: Role, isOperator: boolean): MenuEntry["to"] {
  if (chosen === "system" && isOperator) return "/system/nodes";
  const wanted = chosen === "usual" ? usual(role) : chosen;
  const entry = menu.find(({ destination, permission }) => destination === wanted && mayAs(role, permission));
  return entry?.to ?? "/a/$administration";
}
