import { sql, type RawBuilder } from "kysely";
import { amount, type Amount } from "#domain/amount.ts";
import type { KnownPrice } from "#domain/supplier/price-comparison.ts";
import type { Transaction } from "./database.ts";
import type { PriceRun } from "./price-runs.ts";

/** What was asked with the same login this short a while ago is not asked again, nor a code the supplier did not know this long ago. */
export const askedRecentlyHours = 12;
export const unknownHours = 24;

/** One article to be asked about, with what we have. */
export interface RunArticle {
  readonly code: string;
  readonly name: string;
  readonly supplierItemId: string | null;
  readonly itemId: string | null;
  /** What is asked for: of a price list one order unit, of an order what its lines come to; null: lines in more than one unit. */
  readonly quantity: Amount | null;
  readonly unitCode: string;
  /** Lines of the order. */
  readonly lines: readonly number[];
  readonly old: KnownPrice;
  /** Of the supplier's item; null: the supplier has none in our lists. */
  readonly version: number | null;
  /** Why it is not asked; null: it is. */
  readonly skipped: "recent" | "unknown" | null;
}

interface Row extends Omit<RunArticle, "old" | "quantity" | "skipped"> {
  readonly quantity: string | null;
  readonly cost: string | null;
  readonly currency: string;
  readonly basis: string;
  readonly basisUnitCode: string;
  readonly useUnitCode: string;
  readonly before: string | null;
}

const articleOf = ({
  cost,
  currency,
  basis,
  basisUnitCode,
  useUnitCode,
  quantity,
  before,
  ...row
}: Row): RunArticle => ({
  ...row,
  quantity: quantity === null ? null : amount(quantity),
  old: {
    cost: cost === null ? null : amount(cost),
    currency,
    basis: amount(basis),
    unitCode: basisUnitCode,
    useUnitCode,
  },
  skipped: before === null ? null : before === "unknown" ? "unknown" : "recent",
});

/** Items of a list that are still in it, and those that left it but are ours. */
const isAsked = sql`(s.not_in_list_since is null or s.item_id is not null)`;

export async function countArticles(
  trx: Transaction,
  administrationId: string,
  of: { readonly priceListId: string } | { readonly documentId: string; readonly partyId: string },
): Promise<number> {
  const { rows } = await (
    "priceListId" in of
      ? sql<{ count: number }>`select count(*)::int as count from supplier_items s
        where s.administration_id = ${administrationId} and s.price_list_id = ${of.priceListId} and ${isAsked}`
      : sql<{
          count: number;
        }>`select count(distinct l.code)::int as count from (${orderLines(administrationId, of)}) l where l.code <> ''`
  ).execute(trx);
  return rows[0]?.count ?? 0;
}

/** Lines of an order with the supplier's code: as our own item has it on its tab of suppliers, else as it stands on the line. */
const orderLines = (
  administrationId: string,
  { documentId, partyId }: { readonly documentId: string; readonly partyId: string },
): RawBuilder<unknown> => sql`
  select l.position, l.item_name, l.item_id, l.quantity, l.unit_code, round(l.net_price / l.base_quantity, 12) as price, d.currency,
    coalesce(s.suppliers_item_identifier, l.sellers_item_identifier) as code
  from document_lines l join documents d on d.administration_id = l.administration_id and d.id = l.document_id
  left join item_suppliers s on s.administration_id = l.administration_id and s.item_id = l.item_id and s.party_id = ${partyId}
  where l.administration_id = ${administrationId} and l.document_id = ${documentId} and l.kind = 'item' and l.quantity > 0`;

/** Earlier runs with the same login of which answers may be too new to ask again. */
export async function recentRuns(trx: Transaction, administrationId: string, run: PriceRun): Promise<string[]> {
  if (run.asksAgain) return [];
  const { rows } = await sql<{ id: string }>`select id from price_runs where administration_id = ${administrationId}
      and connection_id = ${run.connectionId} and asked_at > now() - make_interval(hours => ${unknownHours}) and id <> ${run.id}`.execute(
    trx,
  );
  return rows.map(({ id }) => id);
}

/** What an earlier run was told of `code` too short a while ago; null: nothing. */
const toldBefore = (
  administrationId: string,
  runs: readonly string[],
  code: RawBuilder<unknown>,
): RawBuilder<unknown> =>
  runs.length === 0
    ? sql`null::text`
    : sql`(select a.status from price_run_answers a where a.administration_id = ${administrationId} and a.run_id = any(${[...runs]}::uuid[])
        and a.code = ${code} and (a.status = 'unknown' and a.asked_at > now() - make_interval(hours => ${unknownHours})
          or a.status in ('ok', 'discontinued', 'noPrice', 'onRequest') and a.asked_at > now() - make_interval(hours => ${askedRecentlyHours}))
        order by a.asked_at desc limit 1)`;

interface Wanted {
  readonly after: string;
  readonly limit: number;
  /** Runs whose answers may be too new: `recentRuns`. */
  readonly recent: readonly string[];
}

async function ofList(
  trx: Transaction,
  administrationId: string,
  run: PriceRun,
  { after, limit, recent }: Wanted,
): Promise<RunArticle[]> {
  const { rows } = await sql<Row>`
    select s.suppliers_item_identifier as code, s.name, s.id as "supplierItemId", s.item_id as "itemId", null as quantity,
      s.order_unit_code as "unitCode", '{}'::int[] as lines, s.version, trim_scale(s.cost_per_use_unit)::text as cost, s.currency, trim_scale(s.basis_quantity)::text as basis,
      s.basis_unit_code as "basisUnitCode", s.use_unit_code as "useUnitCode",
      ${toldBefore(administrationId, recent, sql`s.suppliers_item_identifier`)} as before
    from supplier_items s where s.administration_id = ${administrationId} and s.price_list_id = ${run.priceListId}
      and s.suppliers_item_identifier > ${after} and ${isAsked}
    order by s.suppliers_item_identifier limit ${limit}`.execute(trx);
  return rows.map(articleOf);
}

async function ofOrder(
  trx: Transaction,
  administrationId: string,
  run: PriceRun,
  { after, limit, recent }: Wanted,
): Promise<RunArticle[]> {
  const { documentId, partyId } = run;
  const { rows } = await sql<Row>`
    with asked as (
      select l.code, min(l.item_name) as name, (array_agg(l.item_id order by l.position))[1] as item_id,
        case when count(distinct l.unit_code) = 1 then sum(l.quantity) end as quantity, (array_agg(l.unit_code order by l.position))[1] as unit_code,
        array_agg(l.position order by l.position) as lines, (array_agg(l.price order by l.position))[1] as price, min(l.currency) as currency
      from (${orderLines(administrationId, { documentId: documentId ?? "", partyId })}) l
      where l.code > ${after} and l.code <> '' group by l.code order by l.code limit ${limit})
    select a.code, a.name, s.id as "supplierItemId", a.item_id as "itemId", trim_scale(a.quantity)::text as quantity, a.unit_code as "unitCode", a.lines,
      s.version, trim_scale(a.price)::text as cost, a.currency, '1' as basis, a.unit_code as "basisUnitCode", a.unit_code as "useUnitCode",
      ${toldBefore(administrationId, recent, sql`a.code`)} as before
    from asked a left join lateral (select i.id, i.version from supplier_items i
        join price_lists p on p.administration_id = i.administration_id and p.id = i.price_list_id and p.archived_at is null
      where i.administration_id = ${administrationId} and i.party_id = ${partyId} and i.suppliers_item_identifier = a.code
      order by (i.item_id = a.item_id) desc nulls last, i.id limit 1) s on true
    order by a.code`.execute(trx);
  return rows.map(articleOf);
}

/** The next articles after this code, at most `limit` of them, in the order of their codes. */
export const articlesAfter = (
  trx: Transaction,
  administrationId: string,
  run: PriceRun,
  wanted: Wanted,
): Promise<RunArticle[]> => (run.documentId === null ? ofList : ofOrder)(trx, administrationId, run, wanted);

/** Lines of an order that have nothing to be asked by. */
export async function linesWithoutCode(
  trx: Transaction,
  administrationId: string,
  of: { readonly documentId: string; readonly partyId: string },
): Promise<
  { readonly position: number; readonly name: string; readonly itemId: string | null; readonly unitCode: string }[]
> {
  const { rows } = await sql<{ position: number; name: string; itemId: string | null; unitCode: string }>`
    select l.position, l.item_name as name, l.item_id as "itemId", l.unit_code as "unitCode"
    from (${orderLines(administrationId, of)}) l where l.code = '' order by l.position`.execute(trx);
  return rows;
}
