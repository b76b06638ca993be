import { sql } from "kysely";
import { changeChoices } from "./choices.ts";
import type { Transaction } from "./database.ts";

export type MappingKind =
  "untaxedLine" | "exchangeRate" | "orderStatus" | "paymentMethod" | "itemCode" | "chargeItem" | "vatCode";

export interface MappingRow {
  readonly what: MappingKind;
  readonly fromValue: string;
  readonly toValue: unknown;
}

export async function mappingsOf(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
): Promise<MappingRow[]> {
  const { rows } = await sql<MappingRow>`
    select what, from_value as "fromValue", to_value as "toValue" from mappings
    where administration_id = ${administrationId} and connection_id = ${connectionId}`.execute(trx);
  return rows;
}

export interface MappingPlace {
  readonly administrationId: string;
  readonly connectionId: string;
  readonly what: MappingKind;
  readonly fromValue: string;
}

/**
 * Fills a mapping in and returns the records that waited for exactly that; `*` is what each value without its own mapping means, and a kind of
 * line with a name is asked for by its kind.
 */
export async function putMapping(trx: Transaction, place: MappingPlace, toValue: unknown): Promise<string[]> {
  const { administrationId, connectionId, what, fromValue } = place;
  await changeChoices(trx, connectionId);
  await sql`insert into mappings (administration_id, connection_id, what, from_value, to_value)
    values (${administrationId}, ${connectionId}, ${what}, ${fromValue}, ${JSON.stringify(toValue)}::jsonb)
    on conflict (administration_id, connection_id, what, from_value) do update set to_value = excluded.to_value, changed_at = now()`.execute(
    trx,
  );
  const { rows } = await sql<{ externalId: string }>`
    delete from mapping_waits where administration_id = ${administrationId} and connection_id = ${connectionId}
      and what = ${what} and (from_value = ${fromValue} or ${fromValue} = '*'
        or (what = 'chargeItem' and from_value = split_part(${fromValue}, ': ', 1))) returning external_id as "externalId"`.execute(
    trx,
  );
  return rows.map((row) => row.externalId);
}

export async function waitForMapping(trx: Transaction, place: MappingPlace, externalId: string): Promise<void> {
  await sql`insert into mapping_waits (administration_id, connection_id, what, from_value, kind, external_id)
    values (${place.administrationId}, ${place.connectionId}, ${place.what}, ${place.fromValue}, 'order', ${externalId})
    on conflict do nothing`.execute(trx);
}

export interface MappingWait {
  readonly what: MappingKind;
  readonly fromValue: string;
  readonly count: number;
  readonly since: string;
}

/** Which choices orders of a connection wait for, the most orders first. */
export async function mappingWaits(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
): Promise<MappingWait[]> {
  const { rows } = await sql<MappingWait>`
    select w.what, w.from_value as "fromValue", count(*)::int as count, min(coalesce(i.decided_at, i.heard_at)) as since
    from mapping_waits w join inbox i on i.administration_id = w.administration_id and i.connection_id = w.connection_id and i.kind = w.kind
      and i.external_id = w.external_id
    where w.administration_id = ${administrationId} and w.connection_id = ${connectionId} and i.outcome = 'held'
    group by w.what, w.from_value order by count(*) desc, w.what, w.from_value limit 500`.execute(trx);
  return rows;
}
