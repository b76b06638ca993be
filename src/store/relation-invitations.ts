import { sql } from "kysely";
import type { Database, Transaction } from "./database.ts";
import { seal, unseal, type MasterKey } from "./keys.ts";
import type { RelationPlace } from "./relations.ts";

export interface RelationInvitation {
  readonly id: string;
  readonly relationId: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly expiresAt: string;
  readonly usedAt: string | null;
  readonly wrongAttempts: number;
  /** Whether the link can still be shown: its secret is kept until it is used or over. */
  readonly isOpen: boolean;
}

const secretPlace = (id: string): string => `relation-invitation:${id}`;
const columns = sql`id, relation_id as "relationId", created_at as "createdAt", created_by as "createdBy", expires_at as "expiresAt",
  used_at as "usedAt", wrong_attempts as "wrongAttempts", sealed_secret is not null as "isOpen"`;

export async function insertRelationInvitation(
  trx: Transaction,
  master: MasterKey,
  administrationId: string,
  invitation: Pick<RelationInvitation, "id" | "relationId" | "createdAt" | "createdBy" | "expiresAt"> & {
    readonly secret: string;
  },
): Promise<void> {
  const { id, relationId, createdAt, createdBy, expiresAt, secret } = invitation;
  await sql`insert into relation_invitations (administration_id, id, relation_id, sealed_secret, created_at, created_by, expires_at)
    values (${administrationId}, ${id}, ${relationId}, ${seal(master, secretPlace(id), secret)}, ${createdAt}, ${createdBy},
      ${expiresAt})`.execute(trx);
}

/** Of one relation; locked until the transaction ends. */
export async function lockRelationInvitation(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
): Promise<RelationInvitation | null> {
  const { rows } = await sql<RelationInvitation>`select ${columns} from relation_invitations
    where administration_id = ${administrationId} and relation_id = ${relationId} order by created_at desc limit 1 for update`.execute(
    trx,
  );
  return rows[0] ?? null;
}

/** The secret, to show the link again or to check a proof; null once it is used or over. */
export async function invitationSecret(
  trx: Transaction,
  master: MasterKey,
  administrationId: string,
  id: string,
): Promise<string | null> {
  const { rows } = await sql<{ sealed: Buffer | null }>`select sealed_secret as sealed from relation_invitations
    where administration_id = ${administrationId} and id = ${id}`.execute(trx);
  const sealed = rows[0]?.sealed ?? null;
  return sealed === null ? null : unseal(master, secretPlace(id), sealed);
}

/** It is over, used or not; its secret opens nothing any more. */
export async function closeRelationInvitation(
  trx: Transaction,
  administrationId: string,
  id: string,
  usedAt: string | null,
): Promise<void> {
  await sql`update relation_invitations set sealed_secret = null, used_at = ${usedAt}
    where administration_id = ${administrationId} and id = ${id}`.execute(trx);
}

/** A proof that was wrong, counted for who looks into it: of 128 bits nobody guesses one. */
export async function countWrongAttempt(trx: Transaction, administrationId: string, id: string): Promise<number> {
  const { rows } = await sql<{ attempts: number }>`update relation_invitations set wrong_attempts = wrong_attempts + 1
    where administration_id = ${administrationId} and id = ${id} returning wrong_attempts as attempts`.execute(trx);
  return rows[0]?.attempts ?? 0;
}

/** Whose invitation it is, on the side that invited or on the one that was invited; null for an unknown one. */
export async function resolveRelationInvitation(
  hub: Database,
  id: string,
  side: "initiator" | "responder",
): Promise<RelationPlace | null> {
  const { rows } = await sql<RelationPlace>`
    select administration_id as "administrationId", relation_id as "relationId" from resolve_relation_invitation(${id})
    where side = ${side}`.execute(hub);
  return rows[0] ?? null;
}
