import { sql } from "kysely";
import type { Amount } from "#domain/amount.ts";
import type { MatchableItem } from "#domain/partner/match-lines.ts";
import type { Transaction } from "./database.ts";

/** An article with the names it can be ordered by, and what it is sold for. */
export interface SoldItem extends MatchableItem {
  readonly name: string;
  readonly unitCode: string;
  readonly salesPrice: Amount | null;
  readonly vatRate: Amount | null;
}

interface Keys {
  /** 14 digits. */
  readonly gtins: readonly string[];
  readonly sellersCodes: readonly string[];
  readonly manufacturersCodes: readonly string[];
  /** Taught by a person. */
  readonly itemIds: readonly string[];
}

/** The same as `plain_code` in the database: coarser than codes are compared, so that an index finds them. */
const plainCode = (text: string): string =>
  text
    .normalize("NFKD")
    .replaceAll(/[\u0300-\u036F]/g, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "");

/** As codes of items may have been typed in: of 8, 12, 13 or 14 digits. */
const writtenForms = (gtin: string): string[] =>
  [gtin, gtin.replace(/^0/, ""), gtin.replace(/^00/, ""), gtin.replace(/^0{6}/, "")].filter(
    (form, index, all) => all.indexOf(form) === index,
  );

/** Articles in use that one of these keys may mean; whoever asks compares. */
export async function itemsToMatch(trx: Transaction, administrationId: string, keys: Keys): Promise<SoldItem[]> {
  const plain = (codes: readonly string[]) => [...new Set(codes.map(plainCode))].filter((code) => code !== "");
  const { rows } = await sql<SoldItem>`
    with found as (
      select item_id as id from item_codes where administration_id = ${administrationId} and scheme = 'gtin'
        and code = any(${keys.gtins.flatMap(writtenForms)}::text[])
      union select s.id from item_search s where s.administration_id = ${administrationId} and s.kind = 'item'
        and s.code collate "C" = any(${plain(keys.sellersCodes)}::text[])
      union select s.id from item_search s where s.administration_id = ${administrationId} and s.kind = 'item' and s.manufacturers_code <> ''
        and s.manufacturers_code collate "C" = any(${plain(keys.manufacturersCodes)}::text[])
      union select unnest(${[...keys.itemIds]}::uuid[]))
    select i.id as "itemId", i.name, i.unit_code as "unitCode", i.sales_price::text as "salesPrice", i.vat_rate::text as "vatRate",
      i.sellers_item_identifier as "sellersItemIdentifier",
      array(select c.code from item_codes c where c.administration_id = i.administration_id and c.item_id = i.id and c.scheme = 'gtin'
        order by c.code) as gtins,
      case when i.manufacturers_item_identifier = '' then '[]'::jsonb else jsonb_build_array(jsonb_build_object('brandName', i.brand_name,
        'manufacturersItemIdentifier', i.manufacturers_item_identifier)) end as manufacturers
    from found join items i on i.administration_id = ${administrationId} and i.id = found.id
    where i.archived_at is null order by i.id`.execute(trx);
  return rows;
}

/** How an article of ours is known elsewhere: by its barcode, its maker, and the supplier it is bought from. */
export interface BoughtItem {
  readonly itemId: string;
  readonly ownCode: string;
  readonly gtin: string;
  readonly brandName: string;
  readonly manufacturersItemIdentifier: string;
  readonly suppliersItemIdentifier: string;
}

export async function itemsAsBought(
  trx: Transaction,
  administrationId: string,
  itemIds: readonly string[],
  supplierId: string,
): Promise<ReadonlyMap<string, BoughtItem>> {
  if (itemIds.length === 0) return new Map();
  const { rows } = await sql<BoughtItem>`
    select i.id as "itemId", i.sellers_item_identifier as "ownCode", i.brand_name as "brandName",
      i.manufacturers_item_identifier as "manufacturersItemIdentifier", coalesce(s.suppliers_item_identifier, '') as "suppliersItemIdentifier",
      coalesce((select min(c.code) from item_codes c where c.administration_id = i.administration_id and c.item_id = i.id and c.scheme = 'gtin'), '') as gtin
    from items i left join item_suppliers s on s.administration_id = i.administration_id and s.item_id = i.id and s.party_id = ${supplierId}
    where i.administration_id = ${administrationId} and i.id = any(${[...itemIds]}::uuid[])`.execute(trx);
  return new Map(rows.map((row) => [row.itemId, row]));
}
