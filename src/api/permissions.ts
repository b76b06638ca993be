import type { TokenRole } from "#store/access-tokens.ts";

/** What each permission allows, and who has it. The operator has all; every endpoint names one. */
export const permissions = {
  "orders.read": ["owner", "administrator", "bookkeeper", "buyer", "viewer"],
  "orders.act": ["owner", "administrator", "bookkeeper"],
  "documents.read": ["owner", "administrator", "bookkeeper", "buyer", "viewer"],
  "documents.number": ["owner", "administrator"],
  "items.read": ["owner", "administrator", "bookkeeper", "buyer", "viewer"],
  "items.manage": ["owner", "administrator", "bookkeeper"],
  "connections.read": ["owner", "administrator", "bookkeeper", "viewer"],
  "connections.manage": ["owner", "administrator"],
  "couplings.manage": ["owner", "administrator"],
  "mappings.manage": ["owner", "administrator", "bookkeeper"],
  "alarms.read": ["owner", "administrator", "bookkeeper", "viewer"],
  "alarms.close": ["owner", "administrator", "bookkeeper"],
  "company.read": ["owner", "administrator", "bookkeeper", "buyer", "viewer"],
  "company.manage": ["owner", "administrator"],
  "periods.close": ["owner", "administrator", "bookkeeper"],
  "periods.reopen": ["owner"],
  "users.read": ["owner", "administrator"],
  "users.manage": ["owner", "administrator"],
  "apps.read": ["owner", "administrator", "bookkeeper", "viewer"],
  "apps.manage": ["owner", "administrator"],
  "documents.edit": ["owner", "administrator", "bookkeeper"],
  "documents.send": ["owner", "administrator", "bookkeeper"],
  "parties.read": ["owner", "administrator", "bookkeeper", "buyer", "viewer"],
  "parties.manage": ["owner", "administrator", "bookkeeper"],
  "mail.manage": ["owner", "administrator"],
  "payments.read": ["owner", "administrator", "bookkeeper", "viewer"],
  "payments.manage": ["owner", "administrator", "bookkeeper"],
  "log.read": ["owner", "administrator", "bookkeeper", "viewer"],
  "completeness.read": ["owner", "administrator", "bookkeeper"],
  "completeness.check": ["owner", "administrator", "bookkeeper"],
  "audit.read": ["owner", "administrator"],
  "retention.manage": ["owner", "administrator"],
  "people.delete": ["owner", "administrator"],
  "hub.manage": [],
} as const satisfies Record<string, readonly TokenRole[]>;

export type Permission = keyof typeof permissions;

/** Everything this role may do, for a screen that leaves out the rest. */
export const permissionsOf = (role: TokenRole): Permission[] =>
  (Object.keys(permissions) as Permission[]).filter((permission) => isAllowed(role, permission));

export function isAllowed(role: TokenRole, permission: Permission): boolean {
  const roles: readonly TokenRole[] = permissions[permission];
  return role === "operator" || roles.includes(role);
}
