import { sql } from "kysely";
import type { Discount } from "#domain/supplier/price-answer.ts";
import type { GroupDiscount } from "#domain/supplier/supplier-item.ts";
import type { Transaction } from "./database.ts";
import { rowsOf } from "./unnest.ts";

export interface DiscountGroup extends GroupDiscount {
  readonly name: string;
  readonly version: number;
  readonly changedAt: string;
  readonly changedBy: string;
}

const columns = sql`code, from_quantity::text as "from", name, discounts, valid_from as "validFrom", valid_to as "validTo", version,
  changed_at as "changedAt", changed_by as "changedBy"`;

/** By code and quantity. `codes`: of these groups only. */
export async function listDiscountGroups(
  trx: Transaction,
  administrationId: string,
  partyId: string,
  codes: readonly string[] | null = null,
): Promise<DiscountGroup[]> {
  const { rows } = await sql<DiscountGroup>`select ${columns} from discount_groups
    where administration_id = ${administrationId} and party_id = ${partyId}
      ${codes === null ? sql`` : sql`and code = any(${[...codes]}::text[])`} order by code, from_quantity`.execute(trx);
  return rows;
}

export interface WrittenGroup {
  readonly code: string;
  readonly from: unknown;
  readonly name: string;
  readonly discounts: readonly Discount[];
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

const written = {
  code: "text",
  from_quantity: "numeric",
  name: "text",
  discounts: "jsonb",
  valid_from: "date",
  valid_to: "date",
} as const;

/** Makes or changes groups. */
export async function writeDiscountGroups(
  trx: Transaction,
  administrationId: string,
  partyId: string,
  groups: readonly WrittenGroup[],
  by: string,
): Promise<void> {
  const rows = groups.map((group) => ({
    code: group.code,
    from_quantity: group.from,
    name: group.name,
    discounts: group.discounts,
    valid_from: group.validFrom,
    valid_to: group.validTo,
  }));
  await sql`with r ${rowsOf(written, rows, "as")}
    insert into discount_groups (administration_id, party_id, code, from_quantity, name, discounts, valid_from, valid_to, changed_by)
    select ${administrationId}, ${partyId}, code, from_quantity, name, discounts, valid_from, valid_to, ${by} from r
    on conflict (administration_id, party_id, code, from_quantity) do update set name = excluded.name, discounts = excluded.discounts,
      valid_from = excluded.valid_from, valid_to = excluded.valid_to, version = discount_groups.version + 1, changed_at = now(),
      changed_by = excluded.changed_by`.execute(trx);
}

/** False when there is none. */
export async function deleteDiscountGroup(
  trx: Transaction,
  administrationId: string,
  partyId: string,
  { code, from }: { readonly code: string; readonly from: unknown },
): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from discount_groups where administration_id = ${administrationId}
    and party_id = ${partyId} and code = ${code} and from_quantity = ${from}::numeric`.execute(trx);
  return numAffectedRows === 1n;
}

export interface ProductGroup {
  readonly code: string;
  readonly name: string;
}

export async function listProductGroups(
  trx: Transaction,
  administrationId: string,
  partyId: string,
): Promise<ProductGroup[]> {
  const { rows } = await sql<ProductGroup>`select code, name from product_groups
    where administration_id = ${administrationId} and party_id = ${partyId} order by code`.execute(trx);
  return rows;
}

export async function writeProductGroups(
  trx: Transaction,
  administrationId: string,
  partyId: string,
  groups: readonly ProductGroup[],
): Promise<void> {
  await sql`with r ${rowsOf({ code: "text", name: "text" }, groups, "as")}
    insert into product_groups (administration_id, party_id, code, name) select ${administrationId}, ${partyId}, code, name from r
    on conflict (administration_id, party_id, code) do update set name = excluded.name`.execute(trx);
}

export async function deleteProductGroup(
  trx: Transaction,
  administrationId: string,
  partyId: string,
  code: string,
): Promise<void> {
  await sql`delete from product_groups where administration_id = ${administrationId} and party_id = ${partyId} and code = ${code}`.execute(
    trx,
  );
}

/** What a supplier's words for units mean, by `unitWord`. */
export async function learntUnits(
  trx: Transaction,
  administrationId: string,
  partyId: string,
): Promise<Readonly<Record<string, string>>> {
  const { rows } = await sql<{
    word: string;
    code: string;
  }>`select suppliers_word as word, unit_code as code from supplier_units
    where administration_id = ${administrationId} and party_id = ${partyId}`.execute(trx);
  return Object.fromEntries(rows.map(({ word, code }) => [word, code]));
}

/** Null: it means nothing any more. */
export async function learnUnit(
  trx: Transaction,
  administrationId: string,
  partyId: string,
  { word, unitCode, by }: { readonly word: string; readonly unitCode: string | null; readonly by: string },
): Promise<void> {
  if (unitCode === null)
    await sql`delete from supplier_units where administration_id = ${administrationId} and party_id = ${partyId} and suppliers_word = ${word}`.execute(
      trx,
    );
  else
    await sql`insert into supplier_units (administration_id, party_id, suppliers_word, unit_code, changed_by)
      values (${administrationId}, ${partyId}, ${word}, ${unitCode}, ${by})
      on conflict (administration_id, party_id, suppliers_word) do update set unit_code = excluded.unit_code, changed_at = now(),
        changed_by = excluded.changed_by`.execute(trx);
}
