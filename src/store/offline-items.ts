import { sql } from "kysely";
import type { ItemPriceStatus } from "#domain/supplier/supplier-item.ts";
import type { Transaction } from "./database.ts";

/** What the catalogue program keeps of an article: enough to find it, to recognise it and to order it, and no terms. */
export interface OfflineItem {
  readonly id: string;
  readonly code: string;
  readonly manufacturersCode: string;
  readonly brandName: string;
  readonly gtin: string;
  readonly name: string;
  readonly category: string;
  readonly orderUnitCode: string;
  readonly gross: string | null;
  readonly net: string | null;
  readonly basisQuantity: string;
  readonly basisUnitCode: string;
  readonly minimum: string | null;
  readonly multiple: string | null;
  readonly packQuantity: string | null;
  readonly priceStatus: ItemPriceStatus;
  readonly pricedAt: string;
  readonly isListed: boolean;
}

export interface OfflinePage {
  readonly items: readonly OfflineItem[];
  /** The code after which the next page begins; null: this was the last. */
  readonly next: string | null;
}

const columns = sql`s.id, s.suppliers_item_identifier as code, s.manufacturers_item_identifier as "manufacturersCode", s.brand_name as "brandName",
  s.gtin, s.name, s.category, s.order_unit_code as "orderUnitCode", trim_scale(s.gross)::text as gross, trim_scale(s.net)::text as net,
  trim_scale(s.basis_quantity)::text as "basisQuantity", s.basis_unit_code as "basisUnitCode", trim_scale(s.minimum)::text as minimum,
  trim_scale(s.multiple)::text as multiple, trim_scale(s.pack_quantity)::text as "packQuantity", s.price_status as "priceStatus",
  s.priced_at as "pricedAt", s.not_in_list_since is null as "isListed"`;

/**
 * From when on a later question must ask, so that it misses nothing: every change is stamped with the begin of its transaction, and one that is
 * still under way is not seen yet. To be asked before the items are read.
 */
export async function changesKnownUntil(trx: Transaction): Promise<string> {
  const { rows } = await sql<{ at: string }>`
    select least(now(), min(xact_start)) - interval '1 second' as at from pg_stat_activity where datname = current_database()`.execute(
    trx,
  );
  return rows[0]?.at ?? "";
}

interface PageQuery {
  readonly priceListId: string;
  /** Only what changed from this moment on; null: everything. */
  readonly since: string | null;
  readonly after: string;
  /** Items in a page, and how many are looked at for one: few may have changed among many. */
  readonly limit: number;
  readonly look: number;
}

/**
 * A page of a list by code. There is no index by moment of change, because it would be written again with every new price: a page of changes
 * looks at the next so many items, and may hold none.
 */
export async function offlinePage(
  trx: Transaction,
  administrationId: string,
  { priceListId, since, after, limit, look }: PageQuery,
): Promise<OfflinePage> {
  const within = sql`administration_id = ${administrationId} and price_list_id = ${priceListId} and suppliers_item_identifier > ${after}
    order by suppliers_item_identifier`;
  const { rows: items } =
    since === null
      ? await sql<OfflineItem>`select ${columns} from (select * from supplier_items where ${within} limit ${limit}) s`.execute(
          trx,
        )
      : await sql<OfflineItem>`select ${columns} from (select * from supplier_items where ${within} limit ${look}) s
          where s.changed_at >= ${since}::timestamptz order by s.suppliers_item_identifier limit ${limit}`.execute(trx);
  if (items.length === limit) return { items, next: items.at(-1)?.code ?? null };
  if (since === null) return { items, next: null };
  const { rows } = await sql<{ looked: number; last: string }>`select count(*)::int as looked, max(code) as last
    from (select suppliers_item_identifier as code from supplier_items where ${within} limit ${look}) s`.execute(trx);
  const { looked = 0, last = "" } = rows[0] ?? {};
  return { items, next: looked === look ? last : null };
}

/** The codes of a list, for who has to find out which of those it keeps are gone. */
export async function offlineCodes(
  trx: Transaction,
  administrationId: string,
  { priceListId, after, limit }: { readonly priceListId: string; readonly after: string; readonly limit: number },
): Promise<{ readonly codes: readonly string[]; readonly next: string | null }> {
  const { rows } = await sql<{ code: string }>`select suppliers_item_identifier as code from supplier_items
    where administration_id = ${administrationId} and price_list_id = ${priceListId} and suppliers_item_identifier > ${after}
    order by suppliers_item_identifier limit ${limit}`.execute(trx);
  const codes = rows.map(({ code }) => code);
  return { codes, next: codes.length === limit ? (codes.at(-1) ?? null) : null };
}
