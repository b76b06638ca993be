import { sql } from "kysely";
import {
  beginning,
  hashOfDetails,
  hashOfRow,
  placeOf,
  type AuditDetails,
  type AuditHead,
  type AuditRow,
  type Chain,
} from "./audit.ts";
import type { Transaction } from "./database.ts";
import type { MasterKey } from "./keys.ts";

/**
 * `altered`: the row is not as it was written. `removed`: it should stand here and does not. `cutOff`: it was there when the head was written.
 * `forked`: a head says that another row stood here.
 */
export const auditFaults = ["altered", "detailsAltered", "removed", "cutOff", "forked"] as const;
export type AuditFault = (typeof auditFaults)[number];

export interface AuditVerdict {
  readonly chain: Chain;
  readonly head: AuditHead;
  /** Null: all of it is whole. Otherwise the first bad row. */
  readonly fault: { readonly kind: AuditFault; readonly sequence: string } | null;
}

const pageSize = 2000;

type Read = AuditRow & { readonly details: AuditDetails | null };

async function readPage(trx: Transaction, chain: Chain, after: string): Promise<Read[]> {
  const { rows, details, own } = placeOf(chain);
  const { rows: page } = await sql<Read>`
    select r.sequence, r.at, r.actor, r.action, r.subject, r.details_sha256 as "detailsSha256", r.previous_sha256 as "previousSha256",
      r.sha256, d.details
    from (select * from ${rows} where ${own} and sequence > ${after} order by sequence limit ${pageSize}) r
    left join (select * from ${details} where ${own}) d on d.sequence = r.sequence
    order by r.sequence`.execute(trx);
  return page;
}

/**
 * Reads a chain from its beginning and compares it with the heads that were written down elsewhere: only they show that the
 * tail is gone, or that the whole chain was written anew. Details that were deleted are no fault.
 */
export async function checkChain(
  trx: Transaction,
  key: MasterKey,
  chain: Chain,
  heads: readonly AuditHead[],
): Promise<AuditVerdict> {
  const expected = Map.groupBy(heads, ({ sequence }) => sequence);
  let last: AuditHead = { sequence: "0", sha256: beginning };
  const bad = (kind: AuditFault, sequence: string): AuditVerdict => ({ chain, head: last, fault: { kind, sequence } });
  for (;;) {
    const page = await readPage(trx, chain, last.sequence);
    for (const row of page) {
      const next = String(BigInt(last.sequence) + 1n);
      if (row.sequence !== next) return bad("removed", next);
      if (hashOfRow(chain, row) !== row.sha256 || row.previousSha256 !== last.sha256) return bad("altered", next);
      if (row.details !== null && hashOfDetails(key, row.details) !== row.detailsSha256)
        return bad("detailsAltered", next);
      if (expected.get(next)?.some(({ sha256 }) => sha256 !== row.sha256) === true) return bad("forked", next);
      last = { sequence: row.sequence, sha256: row.sha256 };
    }
    if (page.length < pageSize) break;
  }
  const isBeyond = heads.some(({ sequence }) => BigInt(sequence) > BigInt(last.sequence));
  return isBeyond ? bad("cutOff", String(BigInt(last.sequence) + 1n)) : { chain, head: last, fault: null };
}

export interface AuditCheck {
  readonly checkedAt: string;
  /** The last row that was looked at and is whole. */
  readonly sequence: string;
  readonly fault: AuditFault | null;
  readonly faultSequence: string | null;
}

export async function keepCheck(
  trx: Transaction,
  administrationId: string,
  { head, fault }: AuditVerdict,
  at: Temporal.Instant,
): Promise<void> {
  await sql`insert into audit_checks (administration_id, checked_at, sequence, fault, fault_sequence)
    values (${administrationId}, ${at.toString()}, ${head.sequence}, ${fault?.kind ?? null}, ${fault?.sequence ?? null})
    on conflict (administration_id) do update set checked_at = excluded.checked_at, sequence = excluded.sequence,
      fault = excluded.fault, fault_sequence = excluded.fault_sequence`.execute(trx);
}

/** Null: it was never checked. */
export async function readCheck(trx: Transaction, administrationId: string): Promise<AuditCheck | null> {
  const { rows } =
    await sql<AuditCheck>`select checked_at as "checkedAt", sequence, fault, fault_sequence as "faultSequence"
    from audit_checks where administration_id = ${administrationId}`.execute(trx);
  return rows[0] ?? null;
}
