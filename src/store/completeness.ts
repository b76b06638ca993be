import { sql } from "kysely";
import type { OwnRecord } from "#domain/completeness.ts";
import type { SeriesFigures, VatFigures } from "#domain/completeness-statement.ts";
import type { Transaction } from "./database.ts";
import { goneContent } from "./inbox.ts";

/** One connection of one administration. */
interface Place {
  readonly administrationId: string;
  readonly connectionId: string;
}

/** What we know of these orders, and of every other one that was ordered from one instant to before another. */
export async function ownRecords(
  trx: Transaction,
  { administrationId, connectionId }: Place,
  period: { readonly from: string; readonly before: string },
  ids: readonly string[],
): Promise<OwnRecord[]> {
  const { rows } = await sql<OwnRecord>`
    select i.external_id as "externalId", i.number, i.status, i.outcome, i.reason_code as "reasonCode", i.currency, i.total,
      i.source_modified_at as "sourceModifiedAt", i.drifted_at is not null as "isDrifted",
      case when i.left_as_is = ${goneContent} then 'gone' when i.left_as_is <> '' and i.left_as_is = i.fingerprint then 'asSeen' end as "left", coalesce(d.credits, 0) as "creditNotes",
      (coalesce(d.may_credit, false) or exists (select from outside_documents o where o.administration_id = i.administration_id
          and o.source_connection_id = i.connection_id and o.source_order_id = i.external_id and o.kind = 'invoice'))
        and a.subject is null as "mayCredit"
    from inbox i
    left join lateral (
      select count(*) filter (where kind = 'creditNote' and status <> 'draft' and coupling_id is not null)::int as credits,
        bool_or(kind = 'invoice' and status = 'issued') and not bool_or(status = 'draft') as may_credit
      from documents d where d.administration_id = i.administration_id and d.connection_id = i.connection_id
        and d.source_order_id = i.external_id) d on i.outcome = 'documented'
    left join alarms a on a.administration_id = i.administration_id and a.kind = 'refundNotCredited'
      and a.subject = i.connection_id || ' ' || i.external_id and a.closed_at is null
    where i.administration_id = ${administrationId} and i.connection_id = ${connectionId} and i.kind = 'order'
      and (i.external_id = any(${[...ids]}::text[]) or (i.ordered_at >= ${period.from} and i.ordered_at < ${period.before}))`.execute(
    trx,
  );
  return rows;
}

/** What we know of these orders and of no other. */
export const ownRecordsOf = (trx: Transaction, place: Place, ids: readonly string[]): Promise<OwnRecord[]> =>
  ownRecords(trx, place, noPeriod, ids);

/** Nothing was ordered in it. */
const noPeriod = { from: "-infinity", before: "-infinity" } as const;

/** Which of these were announced and not looked at yet. */
export async function underWay(
  trx: Transaction,
  { administrationId, connectionId }: Place,
  ids: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct external_id as id from deliveries where administration_id = ${administrationId}
      and connection_id = ${connectionId} and state = 'received' and external_id = any(${[...ids]}::text[])`.execute(
    trx,
  );
  return new Set(rows.map(({ id }) => id));
}

/** Which of these a document, a link or an event of ours names. */
export async function tracedOrders(
  trx: Transaction,
  { administrationId, connectionId }: Place,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select w.id from unnest(${[...ids]}::text[]) as w (id) where
      exists (select from documents d where d.administration_id = ${administrationId} and d.connection_id = ${connectionId}
        and d.source_order_id = w.id)
      or exists (select from outside_documents o where o.administration_id = ${administrationId}
        and o.source_connection_id = ${connectionId} and o.source_order_id = w.id)
      or exists (select from links l where l.administration_id = ${administrationId} and l.connection_id = ${connectionId}
        and l.kind = 'order' and l.external_id = w.id)
      or exists (select from events e where e.administration_id = ${administrationId} and e.connection_id = ${connectionId}
        and e.external_id = w.id)`.execute(trx);
  return new Set(rows.map(({ id }) => id));
}

/** VAT of documented orders as the shop charged it and as their documents have it; one row without a rate counts those of which none is known. */
export async function vatOfOrders(
  trx: Transaction,
  { administrationId, connectionId }: Place,
  ids: readonly string[],
): Promise<{ readonly vat: readonly VatFigures[]; readonly withoutVat: number }> {
  const own = sql`from inbox i where i.administration_id = ${administrationId} and i.connection_id = ${connectionId}
    and i.kind = 'order' and i.external_id = any(${[...ids]}::text[])`;
  const { rows: vat } = await sql<VatFigures>`
    select currency, country, v.rate::text as rate, case when bool_or(source is null) then null else sum(source)::text end as source,
      sum(document)::text as document
    from (select i.currency, i.tie_out ${own}) i
    cross join lateral jsonb_to_recordset(i.tie_out -> 'vat') as v (country text, rate numeric, source numeric, document numeric)
    group by currency, country, v.rate order by currency, country, v.rate desc`.execute(trx);
  const { rows } = await sql<{ count: number }>`select count(*)::int as count ${own} and i.tie_out is null`.execute(
    trx,
  );
  return { vat, withoutVat: rows[0]?.count ?? 0 };
}

/** The number series that documents of these orders stand in, from the first to the last of them, and the numbers between that none has. */
export async function seriesOfOrders(
  trx: Transaction,
  { administrationId, connectionId }: Place,
  ids: readonly string[],
): Promise<SeriesFigures[]> {
  const { rows } = await sql<SeriesFigures>`
    with used as (select kind, series, year, min(sequence) as first, max(sequence) as last, count(*)::int as count from documents
      where administration_id = ${administrationId} and connection_id = ${connectionId} and source_order_id = any(${[...ids]}::text[])
        and sequence is not null group by 1, 2, 3),
    stretch as (select u.kind, u.series, u.year, d.sequence, d.number,
        lag(d.sequence) over (partition by u.kind, u.series, u.year order by d.sequence) as before
      from used u join documents d on d.administration_id = ${administrationId} and d.kind = u.kind and d.series = u.series
        and d.year = u.year and d.sequence between u.first and u.last)
    select u.kind, u.series, u.year, u.count, min(s.number) filter (where s.sequence = u.first) as first,
      min(s.number) filter (where s.sequence = u.last) as last,
      coalesce((array_agg(case when s.sequence - s.before = 2 then (s.before + 1)::text
        else (s.before + 1)::text || '–' || (s.sequence - 1)::text end order by s.sequence)
        filter (where s.sequence - s.before > 1))[1:100], '{}') as gaps
    from used u join stretch s using (kind, series, year) group by u.kind, u.series, u.year, u.count
    order by 1, 2, 3`.execute(trx);
  return rows;
}

/** How far a shop was read: what is not known here of before that is on its way. */
export interface ShopRead {
  /** The first sweep is over. */
  readonly isSwept: boolean;
  /** An instant: orders placed before it are still to be taken in; null when they were. */
  readonly oldBefore: string | null;
}

export async function shopRead(trx: Transaction, administrationId: string, couplingId: string): Promise<ShopRead> {
  const { rows } =
    await sql<ShopRead>`select k.swept_at is not null as "isSwept", m.begun_at as "oldBefore" from couplings k
    left join first_migrations m on m.administration_id = k.administration_id and m.coupling_id = k.id and m.state <> 'done'
    where k.administration_id = ${administrationId} and k.id = ${couplingId}`.execute(trx);
  return rows[0] ?? { isSwept: false, oldBefore: null };
}
