import { sql, type RawBuilder } from "kysely";
import type { Transaction } from "./database.ts";
import type { Found, ImportTarget, Written } from "./import-target.ts";
import { rowsOf } from "./unnest.ts";

async function itemsWhere(
  trx: Transaction,
  administrationId: string,
  condition: RawBuilder<unknown>,
  lock: boolean,
): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select i.id, jsonb_build_object('sellersItemIdentifier', i.sellers_item_identifier, 'name', i.name, 'unitCode', i.unit_code,
        'salesPrice', coalesce(i.sales_price::text, ''), 'vatRate', coalesce(i.vat_rate::text, ''), 'countsStock', i.counts_stock::text,
        'gtin', coalesce((select string_agg(c.code, ' ' order by c.code) from item_codes c
          where c.administration_id = i.administration_id and c.item_id = i.id and c.scheme = 'gtin'), '')) as fields,
      i.archived_at is null and i.brand_name = '' and i.manufacturers_item_identifier = '' and i.category_id is null and i.sales_rule is null
        and not exists (select from item_codes c where c.administration_id = i.administration_id and c.item_id = i.id and c.scheme <> 'gtin')
        and not exists (select from supplier_items s where s.administration_id = i.administration_id and s.item_id = i.id)
        and not exists (select from item_suppliers s where s.administration_id = i.administration_id and s.item_id = i.id) as "isPlain"
    from items i where i.administration_id = ${administrationId} and ${condition} order by i.created_at, i.id
    ${lock ? sql`for update of i` : sql``}`.execute(trx);
  return rows;
}

const columns = {
  id: "uuid",
  code: "text",
  name: "text",
  unitCode: "text",
  salesPrice: "numeric",
  vatRate: "numeric",
  countsStock: "boolean",
} as const;

const writtenRows = (rows: readonly Written[]): RawBuilder<unknown> =>
  rowsOf(
    columns,
    rows.map(({ id, fields }) => ({
      id,
      code: fields["sellersItemIdentifier"],
      name: fields["name"],
      unitCode: fields["unitCode"] || "C62",
      salesPrice: fields["salesPrice"] || null,
      vatRate: fields["vatRate"] || null,
      countsStock: fields["countsStock"] !== "false",
    })),
    "as",
  );

/** Several barcodes of one item stand in one field, with a space between. */
async function writeGtins(trx: Transaction, administrationId: string, rows: readonly Written[]): Promise<void> {
  const codes = rows.flatMap(({ id, fields }) =>
    (fields["gtin"] ?? "").split(" ").flatMap((code) => (code === "" ? [] : [{ id, code }])),
  );
  await sql`delete from item_codes where administration_id = ${administrationId} and scheme = 'gtin'
    and item_id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(trx);
  await sql`with r ${rowsOf({ id: "uuid", code: "text" }, codes, "as")}
    insert into item_codes (administration_id, item_id, scheme, code) select ${administrationId}, id, 'gtin', code from r`.execute(
    trx,
  );
}

export const importedItems: ImportTarget = {
  candidates: (trx, administrationId, rows, lock) =>
    itemsWhere(
      trx,
      administrationId,
      sql`i.sellers_item_identifier = any(${rows.map((row) => row["sellersItemIdentifier"] ?? "")}::text[])`,
      lock,
    ),

  read: (trx, administrationId, ids) => itemsWhere(trx, administrationId, sql`i.id = any(${[...ids]}::uuid[])`, true),

  async insert(trx, administrationId, rows, by) {
    await sql`with r ${writtenRows(rows)}
      insert into items (id, administration_id, sellers_item_identifier, name, unit_code, sales_price, vat_rate, counts_stock, changed_by)
      select id, ${administrationId}, code, name, "unitCode", "salesPrice", "vatRate", "countsStock", ${by} from r`.execute(
      trx,
    );
    await writeGtins(trx, administrationId, rows);
  },

  async update(trx, administrationId, rows, by) {
    await sql`with r ${writtenRows(rows)}
      update items i set name = r.name, unit_code = r."unitCode", sales_price = r."salesPrice", vat_rate = r."vatRate",
        counts_stock = r."countsStock", version = i.version + 1, changed_at = now(), changed_by = ${by}
      from r where i.administration_id = ${administrationId} and i.id = r.id`.execute(trx);
    await writeGtins(trx, administrationId, rows);
  },

  async used(trx, administrationId, ids) {
    const { rows } = await sql<{ id: string }>`
      select item_id as id from document_lines where administration_id = ${administrationId} and item_id = any(${[...ids]}::uuid[])
      union select item_id from stock_movements where administration_id = ${administrationId} and item_id = any(${[...ids]}::uuid[])`.execute(
      trx,
    );
    return new Set(rows.map(({ id }) => id));
  },

  async remove(trx, administrationId, ids) {
    for (const part of ["item_codes", "item_suppliers"])
      await sql`delete from ${sql.table(part)} where administration_id = ${administrationId} and item_id = any(${[...ids]}::uuid[])`.execute(
        trx,
      );
    await sql`delete from items where administration_id = ${administrationId} and id = any(${[...ids]}::uuid[])`.execute(
      trx,
    );
  },
};
