import { sql } from "kysely";
import type { Transaction } from "./database.ts";

/** A line as it is looked up: the supplier's own code, and barcodes as they may be written. */
export interface SoughtLine {
  readonly position: number;
  readonly code: string;
  readonly gtins: readonly string[];
}

export interface FoundLine {
  readonly position: number;
  /** Our own items that carry this supplier's code, and those that carry the barcode. Archived ones are none. */
  readonly bySupplier: readonly string[];
  readonly byGtin: readonly string[];
  /** The item of the supplier's price list, of the list that was changed last. */
  readonly supplierItemId: string | null;
}

/** Finds the own items of the lines of a basket, in three statements however many lines it has. */
export async function findLines(
  trx: Transaction,
  administrationId: string,
  partyId: string | null,
  lines: readonly SoughtLine[],
): Promise<FoundLine[]> {
  const codes = [...new Set(lines.map(({ code }) => code).filter((code) => code !== ""))];
  const gtins = [...new Set(lines.flatMap((line) => line.gtins))];
  const bySupplier = partyId === null ? [] : await itemsOfSupplier(trx, administrationId, partyId, codes);
  const listed = partyId === null ? [] : await listedItems(trx, administrationId, partyId, codes);
  const { rows: byGtin } = await sql<{
    code: string;
    itemId: string;
  }>`select c.code, c.item_id as "itemId" from item_codes c
    join items i on i.administration_id = c.administration_id and i.id = c.item_id and i.archived_at is null
    where c.administration_id = ${administrationId} and c.scheme = 'gtin' and c.code = any(${gtins}::text[])`.execute(
    trx,
  );
  const own = groups(bySupplier);
  const bars = groups(byGtin);
  const ofList = new Map(listed.map((item) => [item.code, item]));
  return lines.map(({ position, code, gtins: written }) => ({
    position,
    bySupplier: own.get(code) ?? [],
    byGtin: [...new Set(written.flatMap((gtin) => bars.get(gtin) ?? []))],
    supplierItemId: ofList.get(code)?.id ?? null,
  }));
}

interface Coded {
  readonly code: string;
  readonly itemId: string;
}

function groups(rows: readonly Coded[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { code, itemId } of rows) found.set(code, [...(found.get(code) ?? []), itemId]);
  return found;
}

/** From the supplier tab of our items, and from items of price lists that are said to be ours. */
async function itemsOfSupplier(
  trx: Transaction,
  administrationId: string,
  partyId: string,
  codes: readonly string[],
): Promise<Coded[]> {
  const { rows } = await sql<Coded>`
    select x.code, x.item_id as "itemId" from (
      select s.suppliers_item_identifier as code, s.item_id from item_suppliers s
        where s.administration_id = ${administrationId} and s.party_id = ${partyId} and s.suppliers_item_identifier = any(${[...codes]}::text[])
      union
      select s.suppliers_item_identifier, s.item_id from supplier_items s
        where s.administration_id = ${administrationId} and s.party_id = ${partyId} and s.item_id is not null
          and s.suppliers_item_identifier = any(${[...codes]}::text[])) x
    join items i on i.administration_id = ${administrationId} and i.id = x.item_id and i.archived_at is null`.execute(
    trx,
  );
  return rows;
}

async function listedItems(
  trx: Transaction,
  administrationId: string,
  partyId: string,
  codes: readonly string[],
): Promise<{ readonly code: string; readonly id: string }[]> {
  const { rows } = await sql<{ code: string; id: string }>`
    select distinct on (suppliers_item_identifier) suppliers_item_identifier as code, id from supplier_items
    where administration_id = ${administrationId} and party_id = ${partyId} and suppliers_item_identifier = any(${[...codes]}::text[])
    order by suppliers_item_identifier, changed_at desc`.execute(trx);
  return rows;
}

/** What a person said once of this supplier: what its own words for units mean, and what its prices hold. Terms are null without a price list. */
export async function supplierFacts(
  trx: Transaction,
  administrationId: string,
  partyId: string | null,
): Promise<{ readonly units: Readonly<Record<string, string>>; readonly terms: unknown }> {
  if (partyId === null) return { units: {}, terms: null };
  const { rows } = await sql<{
    word: string;
    unitCode: string;
  }>`select suppliers_word as word, unit_code as "unitCode" from supplier_units
    where administration_id = ${administrationId} and party_id = ${partyId}`.execute(trx);
  const { rows: lists } = await sql<{ terms: unknown }>`select terms from price_lists
    where administration_id = ${administrationId} and party_id = ${partyId} and archived_at is null order by changed_at desc limit 1`.execute(
    trx,
  );
  return {
    units: Object.fromEntries(rows.map(({ word, unitCode }) => [word, unitCode])),
    terms: lists[0]?.terms ?? null,
  };
}
