import { sql, type RawBuilder } from "kysely";
import type { Amount } from "#domain/amount.ts";
import type { ItemContent } from "#domain/item-content.ts";
import type { Transaction } from "./database.ts";
import { searchWords } from "./search-words.ts";

export interface NewItem {
  readonly id: string;
  readonly sellersItemIdentifier: string;
  readonly name: string;
  readonly countsStock: boolean;
  readonly unitCode?: string;
  readonly salesPrice?: Amount | null;
  readonly vatRate?: Amount | null;
  readonly gtins?: readonly string[];
}

/** False when an item with this code exists already: it is left as it is. */
export async function insertItem(trx: Transaction, administrationId: string, item: NewItem, by = ""): Promise<boolean> {
  const { unitCode = "C62", salesPrice = null, vatRate = null, gtins = [] } = item;
  const { numAffectedRows } = await sql`
    insert into items (id, administration_id, sellers_item_identifier, name, counts_stock, unit_code, sales_price, vat_rate, changed_by)
    values (${item.id}, ${administrationId}, ${item.sellersItemIdentifier}, ${item.name}, ${item.countsStock}, ${unitCode}, ${salesPrice},
      ${vatRate}, ${by})
    on conflict (administration_id, sellers_item_identifier) do nothing`.execute(trx);
  if (numAffectedRows !== 1n) return false;
  await writeGtins(trx, administrationId, item.id, gtins);
  return true;
}

/** The barcodes of an item, all of them. */
export async function writeGtins(
  trx: Transaction,
  administrationId: string,
  id: string,
  gtins: readonly string[],
): Promise<void> {
  await sql`delete from item_codes where administration_id = ${administrationId} and item_id = ${id} and scheme = 'gtin'`.execute(
    trx,
  );
  await sql`insert into item_codes (administration_id, item_id, scheme, code)
    select ${administrationId}, ${id}, 'gtin', code from unnest(${[...gtins]}::text[]) code`.execute(trx);
}

/** `null` prices and rates are not filled in. */
export interface ItemRow {
  readonly id: string;
  readonly sellersItemIdentifier: string;
  readonly name: string;
  readonly countsStock: boolean;
  readonly unitCode: string;
  readonly salesPrice: string | null;
  readonly vatRate: string | null;
  readonly gtins: readonly string[];
  readonly isArchived: boolean;
  /** Sum of the stock ledger over all locations; negative when more was sold than came in. */
  readonly onHand: string;
}

const columns = sql`i.id, i.sellers_item_identifier as "sellersItemIdentifier", i.name, i.counts_stock as "countsStock",
  i.unit_code as "unitCode", i.sales_price::text as "salesPrice", i.vat_rate::text as "vatRate", i.archived_at is not null as "isArchived",
  array(select c.code from item_codes c where c.administration_id = i.administration_id and c.item_id = i.id and c.scheme = 'gtin' order by c.code)
    as gtins,
  (select coalesce(sum(m.quantity), 0) from stock_movements m
    where m.administration_id = i.administration_id and m.item_id = i.id)::text as "onHand"`;

export interface ItemQuery {
  readonly after: string;
  readonly limit: number;
  readonly q?: string;
  readonly archived?: boolean;
}

/** Words in the code or name, or a whole barcode. As measured at parties, `like` over the narrow `search` needs no index. */
function matching(q: string): RawBuilder<unknown> {
  const words = searchWords(q);
  if (words.length === 0) return sql`true`;
  const all = sql.join(
    words.map((word) => sql`i.search like '%' || searchable(${word}) || '%'`),
    sql` and `,
  );
  const digits = q.replaceAll(/[\s.-]/g, "");
  if (!/^\d{8,14}$/.test(digits)) return all;
  return sql`((${all}) or i.id = any(array(select c.item_id from item_codes c where c.administration_id = i.administration_id
    and c.scheme = 'gtin' and c.code = any(${[digits, digits.padStart(13, "0"), digits.padStart(14, "0")]}::text[]))))`;
}

/** Items by code, after `after`, with what is on hand. */
export async function listItems(
  trx: Transaction,
  administrationId: string,
  { after, limit, q = "", archived = false }: ItemQuery,
): Promise<ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    select ${columns} from items i where i.administration_id = ${administrationId} and i.sellers_item_identifier > ${after}
      and (i.archived_at is not null) = ${archived} and ${matching(q)}
    order by i.sellers_item_identifier limit ${limit}`.execute(trx);
  return rows;
}

export interface StoredItem extends ItemRow {
  readonly version: number;
  readonly changedAt: string;
  readonly changedBy: string;
  readonly createdAt: string;
}

/** Null when there is none. `lock`: nobody changes it before the transaction ends. */
export async function readItem(
  trx: Transaction,
  administrationId: string,
  id: string,
  lock = false,
): Promise<StoredItem | null> {
  const { rows } = await sql<StoredItem>`
    select ${columns}, i.version, i.changed_at as "changedAt", i.changed_by as "changedBy", i.created_at as "createdAt"
    from items i where i.administration_id = ${administrationId} and i.id = ${id} ${lock ? sql`for update` : sql``}`.execute(
    trx,
  );
  return rows[0] ?? null;
}

/** False when it is no longer the version that was read; nothing is written then. Throws on a code that is in use. */
export async function updateItem(
  trx: Transaction,
  administrationId: string,
  id: string,
  item: ItemContent,
  change: { readonly version: number; readonly by: string; readonly isArchived: boolean },
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update items set sellers_item_identifier = ${item.sellersItemIdentifier}, name = ${item.name},
      unit_code = ${item.unitCode}, sales_price = ${item.salesPrice}, vat_rate = ${item.vatRate}, counts_stock = ${item.countsStock},
      version = version + 1, changed_at = now(), changed_by = ${change.by},
      archived_at = case when ${change.isArchived} then coalesce(archived_at, now()) end
    where administration_id = ${administrationId} and id = ${id} and version = ${change.version}`.execute(trx);
  if (numAffectedRows !== 1n) return false;
  await writeGtins(trx, administrationId, id, item.gtins);
  return true;
}

/** Whether another item than `exceptId` has this code. */
export async function isItemCodeTaken(
  trx: Transaction,
  administrationId: string,
  code: string,
  exceptId: string,
): Promise<boolean> {
  const { rows } =
    await sql`select from items where administration_id = ${administrationId} and sellers_item_identifier = ${code}
    and id <> ${exceptId}`.execute(trx);
  return rows.length > 0;
}

/** What keeps an item from being deleted; null: nothing does. */
export async function usesOfItem(
  trx: Transaction,
  administrationId: string,
  id: string,
): Promise<"documents" | "stock" | null> {
  const { rows } = await sql<{ documents: boolean; stock: boolean }>`select
      exists (select from document_lines where administration_id = ${administrationId} and item_id = ${id}) as documents,
      exists (select from stock_movements where administration_id = ${administrationId} and item_id = ${id}) as stock`.execute(
    trx,
  );
  return rows[0]?.documents === true ? "documents" : rows[0]?.stock === true ? "stock" : null;
}

export async function deleteItem(trx: Transaction, administrationId: string, id: string): Promise<void> {
  await sql`update supplier_items set item_id = null, version = version + 1 where administration_id = ${administrationId} and item_id = ${id}`.execute(
    trx,
  );
  for (const part of ["item_codes", "item_suppliers"])
    await sql`delete from ${sql.table(part)} where administration_id = ${administrationId} and item_id = ${id}`.execute(
      trx,
    );
  await sql`delete from items where administration_id = ${administrationId} and id = ${id}`.execute(trx);
}
