import { createHash } from "node:crypto";
import { sql, type RawBuilder } from "kysely";
import type { Transaction } from "./database.ts";
import { keyedHash, type MasterKey } from "./keys.ts";
import { keepsNothing } from "./retention.ts";

/** An administration by its id, or what is of the whole hub. */
export type Chain = string;
export const hubChain = "hub";

export type AuditDetails = Readonly<Record<string, unknown>>;

export interface AuditEntry {
  readonly at: Temporal.Instant;
  /** `user:{id}`, `token:{id}`, or `command` for whoever sits at the machine of the hub. */
  readonly actor: string;
  readonly action: string;
  /** `{kind}:{id}`. */
  readonly subject: string;
  /** What people read; may be deleted later without a trace in the chain. */
  readonly details: AuditDetails;
}

/** A row as it stands in the chain. */
export interface AuditRow {
  readonly sequence: string;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detailsSha256: string;
  readonly previousSha256: string;
  readonly sha256: string;
}

export interface AuditHead {
  /** "0": nothing is in the chain yet. */
  readonly sequence: string;
  readonly sha256: string;
}

/** What the first row of a chain follows. */
export const beginning = "0".repeat(64);

/** The one form of a row that is hashed. The instant is spelled anew: PostgreSQL and Temporal write its fraction differently. */
export function hashOfRow(chain: Chain, row: Omit<AuditRow, "sha256">): string {
  const { sequence, at, actor, action, subject, detailsSha256, previousSha256 } = row;
  const instant = Temporal.Instant.from(at).toString();
  const canonical = [
    "schakel-audit-1",
    chain,
    sequence,
    instant,
    actor,
    action,
    subject,
    detailsSha256,
    previousSha256,
  ];
  return createHash("sha256").update(JSON.stringify(canonical)).digest("hex");
}

/** jsonb keeps no order of keys, so they are put in one. */
const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, ordered(inner)]),
  );
};

/** Keyed: names stand in the details, and a plain hash of a name that was deleted could be guessed. */
export const hashOfDetails = (key: MasterKey, details: AuditDetails): string =>
  keyedHash(key, "audit-details", JSON.stringify(ordered(details))).toString("hex");

interface Place {
  readonly rows: RawBuilder<unknown>;
  readonly details: RawBuilder<unknown>;
  readonly own: RawBuilder<unknown>;
  readonly ownColumn: RawBuilder<unknown>;
  readonly ownValue: RawBuilder<unknown>;
}

/** Where a chain is kept. That of the hub needs the hub role, the others the app role in their administration. */
export const placeOf = (chain: Chain): Place =>
  chain === hubChain
    ? {
        rows: sql`hub_audit`,
        details: sql`hub_audit_details`,
        own: sql`true`,
        ownColumn: sql``,
        ownValue: sql``,
      }
    : {
        rows: sql`audit`,
        details: sql`audit_details`,
        own: sql`administration_id = ${chain}`,
        ownColumn: sql`administration_id, `,
        ownValue: sql`${chain}::uuid, `,
      };

export async function readHead(trx: Transaction, chain: Chain): Promise<AuditHead> {
  const { rows, own } = placeOf(chain);
  const found =
    await sql<AuditHead>`select sequence, sha256 from ${rows} where ${own} order by sequence desc limit 1`.execute(trx);
  return found.rows[0] ?? { sequence: "0", sha256: beginning };
}

/**
 * Adds a row to its chain in the caller's transaction, which should end soon after: until then nobody else adds to this chain,
 * on whichever node. The lock is let go only when the row can be seen, so two rows never follow the same one.
 */
export async function appendAudit(
  trx: Transaction,
  key: MasterKey,
  chain: Chain,
  { at, actor, action, subject, details }: AuditEntry,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`schakel audit ${chain}`}, 0))`.execute(trx);
  const last = await readHead(trx, chain);
  const row = {
    sequence: String(BigInt(last.sequence) + 1n),
    at: at.round("millisecond").toString(),
    actor,
    action,
    subject,
    detailsSha256: hashOfDetails(key, details),
    previousSha256: last.sha256,
  };
  const place = placeOf(chain);
  await sql`insert into ${place.rows} (${place.ownColumn}sequence, at, actor, action, subject, details_sha256, previous_sha256, sha256)
    values (${place.ownValue}${row.sequence}, ${row.at}, ${actor}, ${action}, ${subject}, ${row.detailsSha256}, ${row.previousSha256},
      ${hashOfRow(chain, row)})`.execute(trx);
  // The hub's own chain is of no company that could have switched its logs off.
  const isKept = chain === hubChain ? sql`true` : sql`not ${keepsNothing("trace", sql`${chain}::uuid`)}`;
  await sql`insert into ${place.details} (${place.ownColumn}sequence, details)
    select ${place.ownValue}${row.sequence}::bigint, ${JSON.stringify(details)}::jsonb where ${isKept}`.execute(trx);
}

/** True when this transaction changed anything so far. */
export async function hasChanged(trx: Transaction): Promise<boolean> {
  const { rows } = await sql<{ changed: boolean }>`
    select pg_current_xact_id_if_assigned() is not null as changed`.execute(trx);
  return rows[0]?.changed ?? false;
}
