import { sql } from "kysely";
import type { Amount } from "#domain/amount.ts";
import type { Transaction } from "./database.ts";
import type { RelationPlace } from "./relations.ts";

/** What a partner calls an item of ours, taught by a person once. */
export interface RelationItemCode {
  readonly code: string;
  readonly itemId: string;
  /** How many of our units one of theirs is; null: as the units say. */
  readonly unitFactor: Amount | null;
  readonly taughtAt: string;
  readonly taughtBy: string;
}

/** By the partner's codes; `codes` left out: all. */
export async function relationItemCodes(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
  codes?: readonly string[],
): Promise<RelationItemCode[]> {
  const { rows } = await sql<RelationItemCode>`
    select code, item_id as "itemId", unit_factor as "unitFactor", taught_at as "taughtAt", taught_by as "taughtBy" from relation_item_codes
    where administration_id = ${administrationId} and relation_id = ${relationId}
      ${codes === undefined ? sql`` : sql`and code = any(${[...codes]}::text[])`} order by code`.execute(trx);
  return rows;
}

export async function teachItemCode(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
  { code, itemId, unitFactor, taughtBy }: Omit<RelationItemCode, "taughtAt">,
): Promise<void> {
  await sql`insert into relation_item_codes (administration_id, relation_id, code, item_id, unit_factor, taught_by)
    values (${administrationId}, ${relationId}, ${code}, ${itemId}, ${unitFactor}, ${taughtBy})
    on conflict (administration_id, relation_id, code) do update set item_id = excluded.item_id, unit_factor = excluded.unit_factor,
      taught_at = now(), taught_by = excluded.taught_by`.execute(trx);
}

export async function forgetItemCode(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
  code: string,
): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from relation_item_codes
    where administration_id = ${administrationId} and relation_id = ${relationId} and code = ${code}`.execute(trx);
  return numAffectedRows === 1n;
}
