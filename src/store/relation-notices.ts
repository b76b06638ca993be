import { sql } from "kysely";
import type { Transaction } from "./database.ts";
import { seal, unseal, type MasterKey } from "./keys.ts";
import { newId } from "./new-id.ts";
import type { RelationPlace } from "./relations.ts";

/** What we tell the partner's hub about the relation itself. `announcement`: how we have it now. */
export type NoticeKind = "accept" | "reject" | "cancel" | "announcement" | "key";

export interface RelationNotice {
  readonly id: string;
  readonly relationId: string;
  readonly kind: NoticeKind;
  readonly body: Readonly<Record<string, unknown>>;
  readonly attempts: number;
  readonly nextAttemptAt: string;
  readonly expiresAt: string;
  readonly createdAt: string;
}

const secretPlace = (id: string): string => `relation-notice:${id}`;

export async function insertNotice(
  trx: Transaction,
  master: MasterKey,
  { administrationId, relationId }: RelationPlace,
  notice: Pick<RelationNotice, "kind" | "body" | "expiresAt"> & { readonly at: string; readonly secret?: string },
): Promise<string> {
  const id = newId();
  const { kind, body, expiresAt, at, secret } = notice;
  const sealed = secret === undefined ? null : seal(master, secretPlace(id), secret);
  await sql`insert into relation_notices (administration_id, id, relation_id, kind, body, sealed_secret, next_attempt_at, expires_at, created_at)
    values (${administrationId}, ${id}, ${relationId}, ${kind}, ${JSON.stringify(body)}::jsonb, ${sealed}, ${at}, ${expiresAt}, ${at})`.execute(
    trx,
  );
  return id;
}

/** The oldest that was not heard yet, when it is due: what is said is said in order. */
export async function dueNotice(
  trx: Transaction,
  master: MasterKey,
  { administrationId, relationId }: RelationPlace,
  at: string,
): Promise<(RelationNotice & { readonly secret: string | null }) | null> {
  const { rows } = await sql<RelationNotice & { sealed: Buffer | null }>`
    select id, relation_id as "relationId", kind, body, attempts, next_attempt_at as "nextAttemptAt", expires_at as "expiresAt",
      created_at as "createdAt", sealed_secret as sealed from relation_notices
    where administration_id = ${administrationId} and relation_id = ${relationId} and state in ('queued', 'sending', 'retrying')
    order by created_at, id limit 1 for update`.execute(trx);
  const [row] = rows;
  if (row === undefined || Temporal.Instant.compare(row.nextAttemptAt, at) > 0) return null;
  const { sealed, ...notice } = row;
  return { ...notice, secret: sealed === null ? null : unseal(master, secretPlace(notice.id), sealed) };
}

export interface NoticeOutcome {
  readonly state: "sending" | "retrying" | "done" | "failed";
  readonly attempts: number;
  readonly nextAttemptAt: string;
  readonly problem: { readonly code: string; readonly text: string } | null;
}

export async function settleNotice(
  trx: Transaction,
  administrationId: string,
  id: string,
  { state, attempts, nextAttemptAt, problem }: NoticeOutcome,
): Promise<void> {
  const isOver = state === "done" || state === "failed";
  await sql`update relation_notices set state = ${state}, attempts = ${attempts}, next_attempt_at = ${nextAttemptAt},
      problem = ${problem === null ? null : JSON.stringify(problem)}::jsonb, sealed_secret = case when ${isOver} then null else sealed_secret end
    where administration_id = ${administrationId} and id = ${id}`.execute(trx);
}

/** Whether something of this kind is still to be heard. */
export async function hasNotice(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
  kind: NoticeKind,
): Promise<boolean> {
  const { rows } =
    await sql`select from relation_notices where administration_id = ${administrationId} and relation_id = ${relationId}
    and kind = ${kind} and state in ('queued', 'sending', 'retrying') limit 1`.execute(trx);
  return rows.length > 0;
}

/** What is no longer worth saying: who ends a relation need not say any more that it paused it. */
export async function dropNotices(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
  kinds: readonly NoticeKind[],
): Promise<void> {
  await sql`delete from relation_notices where administration_id = ${administrationId} and relation_id = ${relationId}
    and kind = any(${[...kinds]}::text[]) and state in ('queued', 'retrying')`.execute(trx);
}
