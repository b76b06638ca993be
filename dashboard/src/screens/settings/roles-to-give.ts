import type { Role } from "#dashboard/session/session.ts";

interface Member {
  readonly role: Role;
}

export interface Giving {
  /** What this member may be made. */
  readonly roles: readonly Role[];
  /** Why nothing about this member can be changed; null when it can. */
  readonly why: "lastOwner" | "ownersOnly" | null;
}

const belowOwner = ["administrator", "bookkeeper", "buyer", "viewer"] as const satisfies readonly Role[];

/** Owners are made, changed and removed by owners, and one always stays. The hub decides; this leaves out what it would refuse. */
export function rolesToGive(member: Member, members: readonly Member[], own: Role): Giving {
  const roles = own === "owner" ? (["owner", ...belowOwner] as const) : belowOwner;
  if (member.role !== "owner") return { roles, why: null };
  if (own !== "owner") return { roles: [], why: "ownersOnly" };
  const owners = members.filter(({ role }) => role === "owner").length;
  return owners > 1 ? { roles, why: null } : { roles: [], why: "lastOwner" };
}
