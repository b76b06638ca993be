import { sql } from "kysely";
import { recordColumns, type CatalogueRecord, type RecordState } from "./catalogue-records.ts";
import { inPlace, type RecordPlace } from "./catalogue-wake.ts";
import type { Transaction } from "./database.ts";

/** How many records are in each state: of a run, or of the whole coupling. */
export async function countRecords(
  trx: Transaction,
  place: RecordPlace,
  of: { readonly seenIn: string } | { readonly settledIn: string } | "all",
): Promise<Record<string, number>> {
  const which =
    of === "all" ? sql`true` : "seenIn" in of ? sql`seen_run_id = ${of.seenIn}` : sql`run_id = ${of.settledIn}`;
  const { rows } = await sql<{
    state: string;
    count: number;
  }>`select state, count(*)::int as count from catalogue_records
    where ${inPlace(place)} and ${which} group by state`.execute(trx);
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

export async function readRecord(
  trx: Transaction,
  place: RecordPlace,
  externalId: string,
): Promise<CatalogueRecord | null> {
  const { rows } = await sql<CatalogueRecord>`select ${recordColumns} from catalogue_records where ${inPlace(place)}
    and external_id = ${externalId}`.execute(trx);
  return rows[0] ?? null;
}

export interface RecordFilter {
  readonly states: readonly RecordState[];
  /** Beginning of a code, or part of a name. */
  readonly text: string;
  readonly after: string | null;
  readonly limit: number;
}

/** In the order of their ids. */
export async function listRecords(
  trx: Transaction,
  place: RecordPlace,
  filter: RecordFilter,
): Promise<CatalogueRecord[]> {
  const { states, text, after, limit } = filter;
  const { rows } = await sql<CatalogueRecord>`select ${recordColumns} from catalogue_records where ${inPlace(place)}
    and (cardinality(${states}::text[]) = 0 or state = any(${states}::text[]))
    and (${text} = '' or starts_with(lower(code), lower(${text})) or position(lower(${text}) in lower(name)) > 0)
    and (${after}::text is null or external_id > ${after}) order by external_id limit ${limit}`.execute(trx);
  return rows;
}
