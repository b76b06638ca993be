import { sql } from "kysely";
import type { Transaction } from "./database.ts";
import { seal, unseal, type MasterKey } from "./keys.ts";
import type { RelationPlace } from "./relations.ts";

/** How long a key that was followed by another still counts: what was under way with it arrives. */
export const keyOverlapDays = 7;

export interface RelationKey {
  readonly owner: "own" | "partner";
  /** The thumbprint of the key (RFC 7638). */
  readonly kid: string;
  /** The public key in base64url, as in a JWK. */
  readonly x: string;
  readonly validFrom: string;
  /** Null: until another follows it. */
  readonly validTo: string | null;
  /** `announced`: made, and the partner has not confirmed that it knows it. */
  readonly state: "announced" | "current" | "previous" | "revoked";
  /** As it was announced under the key before it; null for the one that was pinned at acceptance. */
  readonly announcement: unknown;
}

/** A key of our own with the part that signs. */
export interface SigningKey {
  readonly kid: string;
  readonly x: string;
  readonly d: string;
}

const place = (relationId: string, kid: string): string => `relation-key:${relationId}:${kid}`;
const bytesOf = (x: string): Buffer => Buffer.from(x, "base64url");
const columns = sql`owner, kid, translate(encode(public_key, 'base64'), E'+/=\n', '-_') as x, valid_from as "validFrom", valid_to as "validTo", state, announcement`;

/** All keys of both sides, the newest first. */
export async function relationKeys(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
): Promise<RelationKey[]> {
  const { rows } = await sql<RelationKey>`select ${columns} from relation_keys
    where administration_id = ${administrationId} and relation_id = ${relationId} order by valid_from desc, kid`.execute(
    trx,
  );
  return rows;
}

/** A key of the partner by its name, whatever its state. */
export async function partnerKey(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
  kid: string,
): Promise<RelationKey | null> {
  const { rows } = await sql<RelationKey>`select ${columns} from relation_keys
    where administration_id = ${administrationId} and relation_id = ${relationId} and owner = 'partner' and kid = ${kid}`.execute(
    trx,
  );
  return rows[0] ?? null;
}

export async function insertOwnKey(
  trx: Transaction,
  master: MasterKey,
  { administrationId, relationId }: RelationPlace,
  { kid, x, d }: SigningKey,
  {
    at,
    state,
    announcement = null,
  }: { readonly at: string; readonly state: "announced" | "current"; readonly announcement?: unknown },
): Promise<void> {
  await sql`insert into relation_keys (administration_id, relation_id, owner, kid, public_key, sealed_private_key, valid_from, state, announcement)
    values (${administrationId}, ${relationId}, 'own', ${kid}, ${bytesOf(x)}, ${seal(master, place(relationId, kid), d)}, ${at}, ${state},
      ${announcement === null ? null : JSON.stringify(announcement)}::jsonb)`.execute(trx);
}

/** The key we sign with; throws when there is none, which no relation is without. */
export async function signingKey(
  trx: Transaction,
  master: MasterKey,
  { administrationId, relationId }: RelationPlace,
  state: "current" | "announced" | "previous" = "current",
): Promise<SigningKey> {
  const { rows } = await sql<{ kid: string; x: string; sealed: Buffer }>`
    select kid, ${sql`translate(encode(public_key, 'base64'), E'+/=\n', '-_')`} as x, sealed_private_key as sealed from relation_keys
    where administration_id = ${administrationId} and relation_id = ${relationId} and owner = 'own' and state = ${state}
    order by valid_from desc limit 1`.execute(trx);
  const [row] = rows;
  if (row === undefined) throw new Error(`Relation ${relationId} has no key of its own that is ${state}`);
  return { kid: row.kid, x: row.x, d: unseal(master, place(relationId, row.kid), row.sealed) };
}

/**
 * The key that answers are signed with: the current one. For a partner that cannot be told of a new one (`now` given) the one before it, as long as
 * that counts: under it the partner fetches the announcement.
 */
export async function answeringKey(
  trx: Transaction,
  master: MasterKey,
  place: RelationPlace,
  now: Temporal.Instant | null,
): Promise<SigningKey> {
  const keys = now === null ? [] : (await relationKeys(trx, place)).filter(({ owner }) => owner === "own");
  const before = keys.find(
    ({ state, validTo }) =>
      now !== null && state === "previous" && validTo !== null && Temporal.Instant.compare(now, validTo) < 0,
  );
  return signingKey(trx, master, place, before === undefined ? "current" : "previous");
}

/**
 * Another key takes over: the one before it counts for some days more. A key that is there stays as it is, so that an announcement that comes twice
 * changes nothing. False then.
 */
export async function pinPartnerKey(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
  {
    kid,
    x,
    announcement = null,
    previousValidTo = null,
  }: Pick<RelationKey, "kid" | "x"> & {
    readonly announcement?: unknown;
    /** When the key before it ends; null: after the usual days. */
    readonly previousValidTo?: string | null;
  },
  at: string,
): Promise<boolean> {
  if ((await partnerKey(trx, { administrationId, relationId }, kid)) !== null) return false;
  await retireCurrent(trx, { administrationId, relationId }, "partner", at, previousValidTo);
  await sql`insert into relation_keys (administration_id, relation_id, owner, kid, public_key, valid_from, state, announcement)
    values (${administrationId}, ${relationId}, 'partner', ${kid}, ${bytesOf(x)}, ${at}, 'current',
      ${announcement === null ? null : JSON.stringify(announcement)}::jsonb)`.execute(trx);
  return true;
}

/** Our own announced key is what we sign with from now on. */
export async function promoteOwnKey(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
  kid: string,
  at: string,
): Promise<void> {
  const { rows } = await sql<{ state: string }>`select state from relation_keys
    where administration_id = ${administrationId} and relation_id = ${relationId} and owner = 'own' and kid = ${kid} for update`.execute(
    trx,
  );
  if (rows[0]?.state !== "announced") return;
  await retireCurrent(trx, { administrationId, relationId }, "own", at);
  await sql`update relation_keys set state = 'current', valid_from = ${at}
    where administration_id = ${administrationId} and relation_id = ${relationId} and owner = 'own' and kid = ${kid}`.execute(
    trx,
  );
}

async function retireCurrent(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
  owner: "own" | "partner",
  at: string,
  validTo: string | null = null,
): Promise<void> {
  await sql`update relation_keys set state = 'previous',
      valid_to = coalesce(${validTo}::timestamptz, ${at}::timestamptz + make_interval(days => ${keyOverlapDays}))
    where administration_id = ${administrationId} and relation_id = ${relationId} and owner = ${owner} and state = 'current'`.execute(
    trx,
  );
}

/** Keeps the nonce of a request; false when a request with it was taken before. What is older than a quarter of an hour goes. */
export async function keepNonce(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
  { kid, nonce, at }: { readonly kid: string; readonly nonce: string; readonly at: string },
): Promise<boolean> {
  await sql`delete from relation_nonces where administration_id = ${administrationId} and relation_id = ${relationId}
    and seen_at < ${at}::timestamptz - interval '15 minutes'`.execute(trx);
  const { numAffectedRows } =
    await sql`insert into relation_nonces (administration_id, relation_id, kid, nonce, seen_at)
    values (${administrationId}, ${relationId}, ${kid}, ${nonce}, ${at}) on conflict do nothing`.execute(trx);
  return numAffectedRows === 1n;
}
