import { sql } from "kysely";
import type { Transaction } from "./database.ts";
import { rowsOf } from "./unnest.ts";

/**
 * Quotes that are still open: drafts, and those that were sent and of which nothing was made yet. A line counts where it is sold in the unit the
 * cost is for, and in the same money.
 */
const openQuotes = (administrationId: string) => sql`
  select l.document_id, l.item_id, l.quantity, l.unit_code, d.currency from document_lines l
  join documents d on d.administration_id = l.administration_id and d.id = l.document_id
  where l.administration_id = ${administrationId} and l.item_id is not null and l.kind = 'item' and d.kind in ('quote', 'salesQuote')
    and d.status in ('draft', 'issued') and not exists (select from document_conversions c
      where c.administration_id = d.administration_id and c.from_document_id = d.id)`;

/** What new costs do to open quotes: less margin is below zero. */
export interface QuoteEffect {
  readonly quotes: number;
  readonly marginChange: string;
}

export interface CostChange {
  readonly itemId: string;
  readonly unitCode: string;
  readonly currency: string;
  readonly from: string;
  readonly to: string;
}

/** Per item; one that is on no open quote is left out. */
export async function effectPerItem(
  trx: Transaction,
  administrationId: string,
  changes: readonly CostChange[],
): Promise<ReadonlyMap<string, QuoteEffect>> {
  if (changes.length === 0) return new Map();
  const rows = changes.map(({ itemId, unitCode, currency, from, to }) => ({
    ...{ item_id: itemId, unit_code: unitCode, currency, cost_before: from, cost_after: to },
  }));
  const columns = {
    item_id: "uuid",
    unit_code: "text",
    currency: "text",
    cost_before: "numeric",
    cost_after: "numeric",
  };
  const { rows: effects } = await sql<QuoteEffect & { itemId: string }>`
    with given ${rowsOf(columns, rows, "as")}
    select g.item_id as "itemId", count(distinct q.document_id)::int as quotes,
      round(sum(q.quantity * (g.cost_before - g.cost_after)), 2)::text as "marginChange"
    from (select q.* from (${openQuotes(administrationId)}) q where q.item_id = any(${changes.map(({ itemId }) => itemId)}::uuid[])) q
    join given g on g.item_id = q.item_id and g.unit_code = q.unit_code and g.currency = q.currency
    group by g.item_id`.execute(trx);
  return new Map(effects.map(({ itemId, quotes, marginChange }) => [itemId, { quotes, marginChange }]));
}

/** Of everything that is ticked together, in the money of the company. */
export async function effectOfTicked(trx: Transaction, administrationId: string, runId: string): Promise<QuoteEffect> {
  const { rows } = await sql<QuoteEffect>`
    with q as materialized (${openQuotes(administrationId)})
    select count(distinct q.document_id)::int as quotes,
      round(coalesce(sum(q.quantity * ((a.old ->> 'cost')::numeric - a.cost)), 0), 2)::text as "marginChange"
    from q join administrations n on n.id = ${administrationId} and n.currency = q.currency
    join price_run_answers a on a.administration_id = ${administrationId} and a.run_id = ${runId} and a.item_id = q.item_id
      and a.bucket in ('big', 'small') and a.is_ticked and a.unit_code = q.unit_code and a.answer ->> 'currency' = q.currency
      and a.old ->> 'currency' = q.currency and a.old ->> 'cost' is not null`.execute(trx);
  return rows[0] ?? { quotes: 0, marginChange: "0.00" };
}

/** What own items are sold for. */
export async function salesPricesOf(
  trx: Transaction,
  administrationId: string,
  itemIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly price: string; readonly unitCode: string; readonly currency: string }>> {
  if (itemIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; price: string; unitCode: string; currency: string }>`
    select i.id, trim_scale(i.sales_price)::text as price, i.unit_code as "unitCode", n.currency from items i
    join administrations n on n.id = i.administration_id
    where i.administration_id = ${administrationId} and i.id = any(${[...itemIds]}::uuid[]) and i.sales_price is not null`.execute(
    trx,
  );
  return new Map(rows.map(({ id, ...item }) => [id, item]));
}
