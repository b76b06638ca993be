import { randomBytes, randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Database, Transaction } from "./database.ts";
import { keyedHash, type MasterKey } from "./keys.ts";
import type { InvitedRole } from "./memberships.ts";

export interface Invitation {
  readonly id: string;
  readonly email: string;
  readonly role: InvitedRole;
  readonly invitedBy: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}

const days = 7;
const hashOf = (key: MasterKey, token: string): Buffer => keyedHash(key, "invitation", token);

/** Makes an invitation and returns its token, of which only the keyed hash is kept. */
export async function insertInvitation(
  trx: Transaction,
  key: MasterKey,
  administrationId: string,
  {
    invitedByUser,
    ...fields
  }: Pick<Invitation, "email" | "role" | "invitedBy"> & { readonly invitedByUser: string | null },
  now: Temporal.Instant,
): Promise<{ readonly token: string; readonly invitation: Invitation }> {
  const token = randomBytes(24).toString("base64url");
  const invitation = {
    ...fields,
    id: randomUUID(),
    createdAt: now.toString(),
    expiresAt: now.add({ hours: 24 * days }).toString(),
  };
  await sql`insert into invitations (id, administration_id, token_hash, email, role, invited_by, invited_by_user, created_at, expires_at)
    values (${invitation.id}, ${administrationId}, ${hashOf(key, token)}, ${fields.email}, ${fields.role}, ${fields.invitedBy}, ${invitedByUser},
      ${invitation.createdAt}, ${invitation.expiresAt})`.execute(trx);
  return { token, invitation };
}

/** Those that can still be accepted, latest first. */
export async function openInvitations(
  trx: Transaction,
  administrationId: string,
  now: Temporal.Instant,
): Promise<Invitation[]> {
  const { rows } = await sql<Invitation>`
    select id, email, role, invited_by as "invitedBy", created_at as "createdAt", expires_at as "expiresAt" from invitations
    where administration_id = ${administrationId} and accepted_at is null and revoked_at is null and expires_at > ${now.toString()}::timestamptz
    order by created_at desc, id`.execute(trx);
  return rows;
}

/** The e-mail address of the invitation that was revoked; null when there is none to revoke. */
export async function revokeInvitation(
  trx: Transaction,
  administrationId: string,
  id: string,
  now: Temporal.Instant,
): Promise<string | null> {
  const { rows } = await sql<{ email: string }>`update invitations set revoked_at = ${now.toString()}::timestamptz
    where administration_id = ${administrationId} and id = ${id} and accepted_at is null and revoked_at is null returning email`.execute(
    trx,
  );
  return rows[0]?.email ?? null;
}

/** An address has one invitation at a time: the latest. */
export async function revokeInvitationsOf(
  trx: Transaction,
  administrationId: string,
  whose: { readonly email: string } | { readonly invitedByUser: string },
  now: Temporal.Instant,
): Promise<void> {
  const condition = "email" in whose ? sql`email = ${whose.email}` : sql`invited_by_user = ${whose.invitedByUser}`;
  await sql`update invitations set revoked_at = ${now.toString()}::timestamptz
    where administration_id = ${administrationId} and ${condition} and accepted_at is null and revoked_at is null`.execute(
    trx,
  );
}

export async function countInvitationsSince(
  trx: Transaction,
  administrationId: string,
  since: Temporal.Instant,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from invitations
    where administration_id = ${administrationId} and created_at > ${since.toString()}::timestamptz`.execute(trx);
  return rows[0]?.count ?? 0;
}

export interface FoundInvitation extends Pick<Invitation, "email" | "role" | "invitedBy" | "expiresAt"> {
  readonly administrationId: string;
  readonly administrationName: string;
}

/** Null for one that is unknown, used, revoked or over. Looked up by its keyed hash, so that timing tells nothing about it. */
export async function findInvitation(
  hub: Database,
  key: MasterKey,
  token: string,
  now: Temporal.Instant,
): Promise<FoundInvitation | null> {
  const { rows } = await sql<FoundInvitation>`
    select administration_id as "administrationId", administration_name as "administrationName", email, role, invited_by as "invitedBy",
      expires_at as "expiresAt" from find_invitation(${hashOf(key, token)}, ${now.toString()}::timestamptz)`.execute(
    hub,
  );
  return rows[0] ?? null;
}

/** Makes this user a member, once. The administration; null when there is nothing to accept any more. */
export async function acceptInvitation(
  hub: Database | Transaction,
  key: MasterKey,
  token: string,
  user: { readonly id: string; readonly name: string },
  now: Temporal.Instant,
): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`
    select accept_invitation(${hashOf(key, token)}, ${user.id}, ${user.name}, ${now.toString()}::timestamptz) as id`.execute(
    hub,
  );
  return rows[0]?.id ?? null;
}
