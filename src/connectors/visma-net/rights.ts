import type { Checked } from "#connect/connector.ts";
import type { Right } from "#connect/right.ts";
import { asHubError } from "#domain/error.ts";
import { scopes } from "./settings.ts";

/** What was tried, and whether it was let through; null when it was not tried or failed for another reason. */
export type Tried = Readonly<Record<"customers" | "orders" | "warehouses", boolean | null>>;

/**
 * The eight roles an account needs (requirements C2.1). A token names none, so a role counts as proved by what only who has it reads; that of
 * an administrator is never seen.
 */
const roles: readonly (readonly [name: string, area: keyof Tried | null])[] = [
  ["Financials Administrator", null],
  ["Financials User", "customers"],
  ["Purchasing Administrator", null],
  ["Purchasing User", null],
  ["Sales Administrator", null],
  ["Sales User", "orders"],
  ["Warehouse Administrator", null],
  ["Warehouse User", "warehouses"],
];

/** By what was read, where that tells more than the token does. */
const areas: Readonly<Record<string, keyof Tried>> = {
  [scopes.readFinance]: "customers",
  [scopes.readOrders]: "orders",
};

/** `granted`: what the token says; null when it cannot be read. A refusal is the last word, whatever a token says. */
export function rightsOf(granted: readonly string[] | null, tried: Tried): Pick<Checked, "rights" | "lacks"> {
  const provedBy = (scope: string): boolean | null => {
    const area = areas[scope];
    const seen = area === undefined ? null : tried[area];
    return seen ?? granted?.includes(scope) ?? null;
  };
  const rights: Right[] = [
    ...roles.map(([name, area]) => ({ kind: "role" as const, name, proved: area === null ? null : tried[area] })),
    ...Object.values(scopes).map((name) => ({ kind: "scope" as const, name, proved: provedBy(name) })),
  ];
  const mayWrite = [scopes.createFinance, scopes.writeOrders].every((scope) => provedBy(scope) !== false);
  return { rights, lacks: mayWrite ? [] : ["write"] };
}

/** True when it was let through, false when it was refused for a right; null when anything else went wrong. */
export async function isAllowed(work: () => Promise<unknown>): Promise<boolean | null> {
  try {
    await work();
    return true;
  } catch (thrown) {
    const { code } = asHubError(thrown);
    if (code === "credentials.expired") throw thrown;
    return code === "credentials.insufficient" ? false : null;
  }
}
