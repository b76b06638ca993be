import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Database, Transaction } from "./database.ts";
import { seal, unseal, type MasterKey } from "./keys.ts";
import { keepsNothing } from "./retention.ts";
import { stillThere } from "./supplier-baskets.ts";

/** A person in the shop of a supplier. */
export interface PunchoutSession {
  readonly id: string;
  readonly entryId: string;
  readonly connectionId: string;
  readonly userId: string | null;
  readonly openedBy: string;
  readonly documentId: string | null;
  readonly openedAt: string;
  readonly expiresAt: string;
  readonly usedAt: string | null;
  readonly basketId: string | null;
}

const columns = sql`s.id, s.entry_id as "entryId", s.connection_id as "connectionId", s.user_id as "userId", s.opened_by as "openedBy",
  s.document_id as "documentId", s.opened_at as "openedAt", s.expires_at as "expiresAt", s.used_at as "usedAt", s.basket_id as "basketId"`;

/** A token is 24 random bytes: no key is needed to keep it from being guessed back. */
const hashOf = (token: string): Buffer => createHash("sha256").update(`punchout ${token}`).digest();
const startPlace = (id: string): string => `punchout:${id}`;

export interface NewPunchoutSession extends Omit<PunchoutSession, "usedAt" | "basketId"> {
  readonly token: string;
  /** What the browser is to post to the shop, the login in it. */
  readonly start: string;
}

export async function insertPunchoutSession(
  trx: Transaction,
  key: MasterKey,
  administrationId: string,
  session: NewPunchoutSession,
): Promise<void> {
  const { id, entryId, connectionId, userId, openedBy, documentId, openedAt, expiresAt } = session;
  await sql`insert into punchout_sessions (administration_id, id, entry_id, connection_id, user_id, opened_by, document_id, token_hash, sealed_start,
      opened_at, expires_at)
    values (${administrationId}, ${id}, ${entryId}, ${connectionId}, ${userId}, ${openedBy},
      ${stillThere("documents", administrationId, documentId)}, ${hashOf(session.token)},
      ${seal(key, startPlace(id), session.start)}, ${openedAt}, ${expiresAt})`.execute(trx);
}

/** What the browser posts to the shop: handed out once, to who opened it, within `seconds` of that. Null at any other time. */
export async function takeStart(
  trx: Transaction,
  key: MasterKey,
  administrationId: string,
  { id, userId, after }: { readonly id: string; readonly userId: string | null; readonly after: string },
): Promise<string | null> {
  const { rows } = await sql<{ sealed: Buffer | null }>`
    with taken as (select id, sealed_start from punchout_sessions where administration_id = ${administrationId} and id = ${id}
      and user_id is not distinct from ${userId} and opened_at > ${after} and sealed_start is not null for update)
    update punchout_sessions s set sealed_start = null from taken where s.administration_id = ${administrationId} and s.id = taken.id
    returning taken.sealed_start as sealed`.execute(trx);
  const sealed = rows[0]?.sealed;
  return sealed === undefined || sealed === null ? null : unseal(key, startPlace(id), sealed);
}

export interface PunchoutPlace {
  readonly administrationId: string;
  readonly sessionId: string;
}

/** Which session a return address is of; null for an unknown one. */
export async function resolvePunchout(hub: Database, token: string): Promise<PunchoutPlace | null> {
  const { rows } = await sql<PunchoutPlace>`
    select administration_id as "administrationId", session_id as "sessionId" from resolve_punchout(${hashOf(token)})`.execute(
    hub,
  );
  return rows[0] ?? null;
}

/** Locked until the transaction ends: of two posts at once the second sees that it is the second. */
export async function lockPunchoutSession(
  trx: Transaction,
  { administrationId, sessionId }: PunchoutPlace,
): Promise<PunchoutSession | null> {
  const { rows } = await sql<PunchoutSession>`select ${columns} from punchout_sessions s
    where s.administration_id = ${administrationId} and s.id = ${sessionId} for update`.execute(trx);
  return rows[0] ?? null;
}

export async function usePunchoutSession(
  trx: Transaction,
  { administrationId, sessionId }: PunchoutPlace,
  { at, basketId }: { readonly at: string; readonly basketId: string | null },
): Promise<void> {
  await sql`update punchout_sessions set used_at = ${at}, basket_id = ${basketId}, sealed_start = null
    where administration_id = ${administrationId} and id = ${sessionId}`.execute(trx);
}

/** Of one session, so that a shop that posts in a loop fills no disk. */
const mostAttempts = 5;

/** Keeps what came after the first, as it came. Nothing where no raw input is kept, or when enough was kept. */
export async function insertAttemptOf(
  trx: Transaction,
  { administrationId, sessionId }: PunchoutPlace,
  attempt: { readonly at: string; readonly contentType: string; readonly body: Uint8Array },
): Promise<void> {
  await sql`insert into punchout_attempts (administration_id, session_id, number, at, content_type, body)
    select ${administrationId}, ${sessionId}, 2 + count(*)::int, ${attempt.at}, ${attempt.contentType}, ${Buffer.from(attempt.body)}
    from punchout_attempts where administration_id = ${administrationId} and session_id = ${sessionId}
    having count(*) < ${mostAttempts} and not ${keepsNothing("raw", sql`${administrationId}::uuid`)}`.execute(trx);
}

/** Gives a visit that was not used yet its full time again; null when there is no such visit, or it is of somebody else. */
export async function extendPunchoutSession(
  trx: Transaction,
  administrationId: string,
  { id, userId, expiresAt, notAfter }: { id: string; userId: string | null; expiresAt: string; notAfter: string },
): Promise<string | null> {
  const { rows } = await sql<{ expiresAt: string }>`update punchout_sessions set expires_at = ${expiresAt}
    where administration_id = ${administrationId} and id = ${id} and user_id is not distinct from ${userId} and used_at is null
      and expires_at > ${notAfter} returning expires_at as "expiresAt"`.execute(trx);
  return rows[0]?.expiresAt ?? null;
}
