import { sql } from "kysely";
import { hubChain, type AuditHead, type Chain } from "./audit.ts";
import type { Transaction } from "./database.ts";

export interface ChainHead extends AuditHead {
  readonly chain: Chain;
}

/**
 * Takes the heads of a day upon this transaction: false when another node wrote them. A node that is at it right now is waited
 * for, so that the day is free again when that one died.
 */
export async function claimDay(hub: Transaction, day: string, head: AuditHead): Promise<boolean> {
  return keepHead(hub, day, { chain: hubChain, ...head });
}

export async function keepHead(
  hub: Transaction,
  day: string,
  { chain, sequence, sha256 }: ChainHead,
): Promise<boolean> {
  const { rows } =
    await sql`insert into audit_heads (day, chain, sequence, sha256) values (${day}, ${chain}, ${sequence}, ${sha256})
    on conflict (day, chain) do nothing returning day`.execute(hub);
  return rows.length > 0;
}

/** The heads of a day that were written and not mailed yet, kept from other nodes while this transaction mails them. */
export async function lockUnmailed(hub: Transaction, day: string): Promise<ChainHead[]> {
  const { rows } = await sql<ChainHead>`select chain, sequence, sha256 from audit_heads
    where day = ${day} and mailed_at is null order by chain <> 'hub', chain for update skip locked`.execute(hub);
  return rows;
}

export async function setMailed(hub: Transaction, day: string, at: Temporal.Instant): Promise<void> {
  await sql`update audit_heads set mailed_at = ${at.toString()} where day = ${day} and mailed_at is null`.execute(hub);
}

/** One line of the file beside the data: day, chain, sequence and hash, for people and for `schakel audit verify --heads`. */
export const lineOfHead = (day: string, { chain, sequence, sha256 }: ChainHead): string =>
  `${day} ${chain} ${sequence} ${sha256}\n`;

/** The heads in such a file, by chain. A last line without its end was cut short by a crash; any other strange line is an error. */
export function readHeads(text: string): ReadonlyMap<Chain, readonly AuditHead[]> {
  const lines = text.split("\n").slice(0, -1);
  const heads = lines
    .filter((line) => line.trim() !== "")
    .map((line, index) => {
      const found = /^\d{4}-\d{2}-\d{2} ([0-9a-z-]+) (\d{1,18}) ([0-9a-f]{64})$/.exec(line.trim());
      if (found === null) throw new Error(`Line ${index + 1} holds no head of the audit log: ${line}`);
      const [, chain = "", sequence = "", sha256 = ""] = found;
      return { chain, sequence, sha256 };
    });
  return Map.groupBy(heads, ({ chain }) => chain);
}
