import { z } from "zod";
import type { Caller } from "#api/caller.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { isAllowed } from "#api/permissions.ts";
import { RequestRefused } from "#api/problem.ts";
import { Instant } from "#api/shapes.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { revokeInvitationsOf } from "#store/invitations.ts";
import { listMembers, lockMembers, removeMember, roles, setRole, type Member, type Role } from "#store/memberships.ts";
import { deleteEntriesOf } from "#store/supplier-entries.ts";
import { insertUserEvent, listUserEvents, userActions } from "#store/user-events.ts";
import { usersById } from "#store/users.ts";

const MemberShape = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.enum(roles),
    twoFactor: z.boolean(),
    seenAt: Instant.nullable().meta({ description: "Last time a session was made or prolonged; to the day" }),
    isYou: z.boolean(),
  })
  .meta({ id: "Member" });

export const listMembersEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/users",
  summary: "The users of this administration",
  permission: "users.read",
  answer: z.object({ items: z.array(MemberShape) }),
  errors: [],
  async handle({ store }, { administrationId, caller }) {
    const members = await inAdministration(store.app, administrationId, (trx) => listMembers(trx, administrationId));
    const roleById = new Map(members.map(({ userId, role }) => [userId, role]));
    const users = await usersById(store.hub, [...roleById.keys()]);
    return {
      items: users.map(({ id, name, email, twoFactor, seenAt }) => {
        const role = roleById.get(id) ?? "viewer";
        return { id, name, email, role, twoFactor, seenAt, isYou: id === caller.userId };
      }),
    };
  },
});

/** Owners are made, changed and removed by owners only, so nobody raises himself or those above him. */
function refuseUnlessOwner(caller: Caller, ...touched: readonly Role[]): void {
  if (!touched.includes("owner") || caller.role === "owner" || caller.role === "operator") return;
  throw new RequestRefused("users.owners_only", "Only an owner may make, change or remove an owner");
}

/** The member that is about to lose this role, when somebody else stays to own the administration. */
async function memberThatMayGo(
  trx: Transaction,
  { administrationId, caller }: { readonly administrationId: string; readonly caller: Caller },
  userId: string,
  becomes: Role | null,
): Promise<Member> {
  const members = await lockMembers(trx, administrationId);
  const member = members.find((one) => one.userId === userId);
  if (member === undefined) throw new RequestRefused("request.not_found", "This administration has no such user");
  refuseUnlessOwner(caller, member.role, ...(becomes === null ? [] : [becomes]));
  const owners = members.filter(({ role }) => role === "owner");
  if (member.role === "owner" && becomes !== "owner" && owners.length === 1)
    throw new RequestRefused("users.last_owner", "The last owner stays; make somebody else owner first");
  return member;
}

const UserPlace = z.object({ userId: z.string().max(100) });

export const putRoleEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/users/:userId",
  summary: "Give a user of this administration another role",
  permission: "users.manage",
  act: { action: "user.role", subject: "user", says: ["role"] },
  params: UserPlace,
  body: z.object({ role: z.enum(roles) }),
  answer: z.object({}),
  errors: ["users.last_owner", "users.owners_only"],
  handle: ({ store, now }, call) =>
    inAdministration(store.app, call.administrationId, async (trx) => {
      const { administrationId, caller, params, body } = call;
      const { userId, role: from } = await memberThatMayGo(trx, call, params.userId, body.role);
      await setRole(trx, administrationId, userId, body.role);
      if (!isAllowed(body.role, "users.manage"))
        await revokeInvitationsOf(trx, administrationId, { invitedByUser: userId }, now());
      const event = { at: now().toString(), userId, actor: caller.name, action: "roleChanged" } as const;
      if (from !== body.role)
        await insertUserEvent(trx, administrationId, { ...event, details: { from, to: body.role } });
      return {};
    }),
});

export const removeMemberEndpoint = defineEndpoint({
  method: "DELETE",
  path: "/api/users/:userId",
  summary: "Take a user out of this administration; at the next click it is closed to him",
  permission: "users.manage",
  act: { action: "user.remove", subject: "user" },
  params: UserPlace,
  answer: z.object({}),
  errors: ["users.last_owner", "users.owners_only"],
  handle: ({ store, now }, call) =>
    inAdministration(store.app, call.administrationId, async (trx) => {
      const { administrationId, caller, params } = call;
      const { userId, role } = await memberThatMayGo(trx, call, params.userId, null);
      await removeMember(trx, administrationId, userId);
      await deleteEntriesOf(trx, administrationId, userId);
      // Or he would come back in by an invitation of his own.
      await revokeInvitationsOf(trx, administrationId, { invitedByUser: userId }, now());
      const event = { at: now().toString(), userId, actor: caller.name, action: "removed" } as const;
      await insertUserEvent(trx, administrationId, { ...event, details: { role } });
      return {};
    }),
});

export const listUserEventsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/user-events",
  summary: "What happened with users and sign-ins, latest first",
  permission: "users.read",
  query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(100) }),
  answer: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        at: Instant,
        userId: z.string().nullable(),
        actor: z.string(),
        action: z.enum(userActions),
        details: z.record(z.string(), z.string()),
      }),
    ),
  }),
  errors: [],
  handle: ({ store }, { administrationId, query }) =>
    inAdministration(store.app, administrationId, async (trx) => ({
      items: await listUserEvents(trx, administrationId, query.limit),
    })),
});
