import { sql } from "kysely";
import type { SalesRule } from "#domain/supplier/sales-price.ts";
import type { Transaction } from "./database.ts";

/** A group of own items, with how their sales price is made of what they cost. */
export interface ItemCategory {
  readonly id: string;
  readonly name: string;
  readonly salesRule: SalesRule | null;
  readonly items: number;
  readonly version: number;
  readonly changedAt: string;
  readonly changedBy: string;
}

const columns = sql`c.id, c.name, c.sales_rule as "salesRule", c.version, c.changed_at as "changedAt", c.changed_by as "changedBy",
  (select count(*)::int from items i where i.administration_id = c.administration_id and i.category_id = c.id) as items`;

export async function listCategories(trx: Transaction, administrationId: string): Promise<ItemCategory[]> {
  const { rows } = await sql<ItemCategory>`select ${columns} from item_categories c
    where c.administration_id = ${administrationId} order by c.name collate "nl-x-icu", c.id`.execute(trx);
  return rows;
}

/** Null when there is none. */
export async function readCategory(
  trx: Transaction,
  administrationId: string,
  id: string,
): Promise<ItemCategory | null> {
  const { rows } = await sql<ItemCategory>`select ${columns} from item_categories c
    where c.administration_id = ${administrationId} and c.id = ${id}`.execute(trx);
  return rows[0] ?? null;
}

const json = (rule: SalesRule | null) => sql`${rule === null ? null : JSON.stringify(rule)}::jsonb`;

/** False when there is one of this name. */
export async function insertCategory(
  trx: Transaction,
  administrationId: string,
  { id, name, salesRule, by }: Pick<ItemCategory, "id" | "name" | "salesRule"> & { readonly by: string },
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into item_categories (id, administration_id, name, sales_rule, changed_by)
    values (${id}, ${administrationId}, ${name}, ${json(salesRule)}, ${by}) on conflict (administration_id, name) do nothing`.execute(
      trx,
    );
  return numAffectedRows === 1n;
}

/** False when it is no longer the version that was read; nothing is written then. */
export async function updateCategory(
  trx: Transaction,
  administrationId: string,
  {
    id,
    name,
    salesRule,
    version,
    by,
  }: Pick<ItemCategory, "id" | "name" | "salesRule" | "version"> & { readonly by: string },
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update item_categories set name = ${name}, sales_rule = ${json(salesRule)}, version = version + 1,
      changed_at = now(), changed_by = ${by}
    where administration_id = ${administrationId} and id = ${id} and version = ${version}`.execute(trx);
  return numAffectedRows === 1n;
}

export async function isCategoryNameTaken(
  trx: Transaction,
  administrationId: string,
  name: string,
  exceptId: string,
): Promise<boolean> {
  const { rows } =
    await sql`select from item_categories where administration_id = ${administrationId} and name = ${name} and id <> ${exceptId}`.execute(
      trx,
    );
  return rows.length > 0;
}

export async function deleteCategory(trx: Transaction, administrationId: string, id: string): Promise<void> {
  await sql`delete from item_categories where administration_id = ${administrationId} and id = ${id}`.execute(trx);
}

/** What an item has beside its code, name and price. */
export interface ItemProperties {
  readonly brandName: string;
  readonly manufacturersItemIdentifier: string;
  readonly categoryId: string | null;
  readonly salesRule: SalesRule | null;
  /** That of the item, else of its category; null: its price was typed in. */
  readonly ruleInForce: SalesRule | null;
  readonly version: number;
}

export async function readProperties(
  trx: Transaction,
  administrationId: string,
  itemId: string,
): Promise<ItemProperties | null> {
  const { rows } =
    await sql<ItemProperties>`select i.brand_name as "brandName", i.manufacturers_item_identifier as "manufacturersItemIdentifier",
      i.category_id as "categoryId", i.sales_rule as "salesRule", coalesce(i.sales_rule, c.sales_rule) as "ruleInForce", i.version
    from items i left join item_categories c on c.administration_id = i.administration_id and c.id = i.category_id
    where i.administration_id = ${administrationId} and i.id = ${itemId}`.execute(trx);
  return rows[0] ?? null;
}

/** False when it is no longer the version that was read. */
export async function writeProperties(
  trx: Transaction,
  administrationId: string,
  itemId: string,
  given: Pick<ItemProperties, "brandName" | "manufacturersItemIdentifier" | "categoryId" | "salesRule" | "version">,
  by: string,
): Promise<boolean> {
  const { numAffectedRows } = await sql`update items set brand_name = ${given.brandName},
      manufacturers_item_identifier = ${given.manufacturersItemIdentifier}, category_id = ${given.categoryId}, sales_rule = ${json(given.salesRule)},
      version = version + 1, changed_at = now(), changed_by = ${by}
    where administration_id = ${administrationId} and id = ${itemId} and version = ${given.version}`.execute(trx);
  return numAffectedRows === 1n;
}

/** The sales price a rule made. */
export async function setSalesPrice(
  trx: Transaction,
  administrationId: string,
  itemId: string,
  { salesPrice, by }: { readonly salesPrice: unknown; readonly by: string },
): Promise<void> {
  await sql`update items set sales_price = ${salesPrice}, version = version + 1, changed_at = now(), changed_by = ${by}
    where administration_id = ${administrationId} and id = ${itemId}`.execute(trx);
}
