import { sql } from "kysely";
import type { TokenRole } from "./access-tokens.ts";
import type { Database, Transaction } from "./database.ts";

/** What a person is in an administration. The operator is none of these: that is a flag of the hub. */
export type Role = Exclude<TokenRole, "operator">;
export const roles = ["owner", "administrator", "bookkeeper", "buyer", "viewer"] as const satisfies readonly Role[];

/** An owner is made of a member: whoever reads an invitation gets in, and administrators choose the road of the mail. */
export const invitedRoles = ["administrator", "bookkeeper", "buyer", "viewer"] as const satisfies readonly Role[];
export type InvitedRole = (typeof invitedRoles)[number];

export interface Membership {
  readonly administrationId: string;
  readonly name: string;
  readonly country: string;
  readonly timeZone: string;
  readonly role: Role;
}

/** Every administration a user is a member of, by name. */
export async function membershipsOf(hub: Database, userId: string): Promise<Membership[]> {
  const { rows } = await sql<Membership>`
    select administration_id as "administrationId", name, country, time_zone as "timeZone", role from memberships_of(${userId})`.execute(
    hub,
  );
  return rows;
}

/** The first user gets every administration that was there before him. */
export async function ownAllAdministrations(hub: Transaction, userId: string): Promise<void> {
  await sql`select own_all_administrations(${userId})`.execute(hub);
}

export async function insertMembership(
  trx: Transaction,
  administrationId: string,
  userId: string,
  role: Role,
): Promise<void> {
  await sql`insert into memberships (administration_id, user_id, role) values (${administrationId}, ${userId}, ${role})`.execute(
    trx,
  );
}

export interface Member {
  readonly userId: string;
  readonly role: Role;
}

export async function listMembers(trx: Transaction, administrationId: string): Promise<Member[]> {
  const { rows } = await sql<Member>`select user_id as "userId", role from memberships
    where administration_id = ${administrationId} order by user_id`.execute(trx);
  return rows;
}

/** As listMembers; whoever changes them at the same time waits until this transaction is over. */
export async function lockMembers(trx: Transaction, administrationId: string): Promise<Member[]> {
  const { rows } = await sql<Member>`select user_id as "userId", role from memberships
    where administration_id = ${administrationId} order by user_id for update`.execute(trx);
  return rows;
}

export async function setRole(trx: Transaction, administrationId: string, userId: string, role: Role): Promise<void> {
  await sql`update memberships set role = ${role} where administration_id = ${administrationId} and user_id = ${userId}`.execute(
    trx,
  );
}

export async function removeMember(trx: Transaction, administrationId: string, userId: string): Promise<void> {
  await sql`delete from memberships where administration_id = ${administrationId} and user_id = ${userId}`.execute(trx);
}
