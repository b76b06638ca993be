import { sql, type RawBuilder } from "kysely";
import type { GuardReason } from "#domain/supplier/price-guard.ts";
import type { Discount } from "#domain/supplier/price-answer.ts";
import type { Transaction } from "./database.ts";
import { rowsOf } from "./unnest.ts";

/** What a file says of one article, as text by field. */
export type Staged = Readonly<Record<string, string>>;

export const stagedStates = ["new", "changed", "unchanged", "suspicious", "gone", "wrong"] as const;
export type StagedState = (typeof stagedStates)[number];

/** Why a person should look: those of the price guard, or of the file. */
export type StagedReason =
  | GuardReason
  | "noArticle"
  | "noNet"
  | "unknownUnit"
  | "increase"
  /** The net price cannot be for as many as the list price is. */
  | "netFar"
  /** It holds from a day that is still to come. */
  | "later"
  /** The price unit is the use unit, and the order unit holds another number of each. */
  | "content";

export interface StagedRow {
  readonly code: string;
  readonly line: number;
  readonly fields: Staged;
  readonly state: StagedState | null;
  readonly reasons: readonly StagedReason[];
  readonly isTaken: boolean;
}

const columns = sql`code, line, fields, state, reasons, is_taken as "isTaken"`;

const rowsWhere = async (
  trx: Transaction,
  administrationId: string,
  importId: string,
  condition: RawBuilder<unknown>,
  limit: number,
): Promise<StagedRow[]> => {
  const { rows } = await sql<StagedRow>`select ${columns} from price_import_rows
    where administration_id = ${administrationId} and import_id = ${importId} and ${condition} order by code limit ${limit}`.execute(
    trx,
  );
  return rows;
};

export const listStaged = (
  trx: Transaction,
  administrationId: string,
  importId: string,
  { state, after, limit }: { readonly state?: StagedState | undefined; readonly after: string; readonly limit: number },
): Promise<StagedRow[]> =>
  rowsWhere(
    trx,
    administrationId,
    importId,
    sql`code > ${after} ${state === undefined ? sql`` : sql`and state = ${state}`}`,
    limit,
  );

export const stagedFrom = (
  trx: Transaction,
  administrationId: string,
  importId: string,
  after: string,
  limit: number,
): Promise<StagedRow[]> => rowsWhere(trx, administrationId, importId, sql`code > ${after}`, limit);

const staged = { code: "text", line: "int", fields: "jsonb" } as const;
export type NewStaged = Pick<StagedRow, "code" | "line" | "fields">;

/**
 * Adds what lines say to what earlier lines said of the same article; one that went and is there again is there. Each article at most once in
 * `rows`.
 */
export async function mergeStaged(
  trx: Transaction,
  administrationId: string,
  importId: string,
  rows: readonly NewStaged[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`with r ${rowsOf(staged, rows, "as")}
    insert into price_import_rows (administration_id, import_id, code, line, fields)
    select ${administrationId}, ${importId}, code, line, fields from r
    on conflict (administration_id, import_id, code) do update set fields =
      case when excluded.fields ? 'hasArticle' then price_import_rows.fields - 'gone' else price_import_rows.fields end || excluded.fields`.execute(
    trx,
  );
}

/** Adds articles; of one that is there already, the first line stays. Returns the codes that were there. */
export async function addStaged(
  trx: Transaction,
  administrationId: string,
  importId: string,
  rows: readonly NewStaged[],
): Promise<Map<string, Pick<StagedRow, "line" | "fields">>> {
  if (rows.length === 0) return new Map();
  const { rows: made } = await sql<{ code: string }>`with r ${rowsOf(staged, rows, "as")}
    insert into price_import_rows (administration_id, import_id, code, line, fields)
    select ${administrationId}, ${importId}, code, line, fields from r
    on conflict (administration_id, import_id, code) do nothing returning code`.execute(trx);
  const fresh = new Set(made.map(({ code }) => code));
  const left = rows.filter(({ code }) => !fresh.has(code)).map(({ code }) => code);
  const there = await rowsWhere(trx, administrationId, importId, sql`code = any(${left}::text[])`, left.length);
  return new Map(there.map(({ code, line, fields }) => [code, { line, fields }]));
}

const judged = { code: "text", state: "text", reasons: "jsonb" } as const;

/** What became of comparing. */
export async function judgeStaged(
  trx: Transaction,
  administrationId: string,
  importId: string,
  rows: readonly Pick<StagedRow, "code" | "state" | "reasons">[],
): Promise<void> {
  await sql`with r ${rowsOf(judged, rows, "as")}
    update price_import_rows p set state = r.state, reasons = r.reasons from r
    where p.administration_id = ${administrationId} and p.import_id = ${importId} and p.code = r.code`.execute(trx);
}

/** A person says of suspicious articles whether they are taken over. Returns how many that were. */
export async function decideStaged(
  trx: Transaction,
  administrationId: string,
  importId: string,
  codes: readonly string[],
  isTaken: boolean,
): Promise<number> {
  const { numAffectedRows } = await sql`update price_import_rows set is_taken = ${isTaken}
    where administration_id = ${administrationId} and import_id = ${importId} and state = 'suspicious' and code = any(${[...codes]}::text[])`.execute(
    trx,
  );
  return Number(numAffectedRows ?? 0n);
}

export interface FileProblem {
  readonly line: number;
  /** The column by its header, or the field by its number; empty: the whole line. */
  readonly place: string;
  readonly value: string;
  /** Key of the text that says the mend. */
  readonly text: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Beyond so many nobody reads them; they are counted all the same. */
export const mostProblems = 2000;

const problem = { line: "int", place: "text", value: "text", text: "text", values: "jsonb" } as const;

export async function insertProblems(
  trx: Transaction,
  administrationId: string,
  importId: string,
  problems: readonly FileProblem[],
): Promise<void> {
  if (problems.length === 0) return;
  await sql`with r ${rowsOf(problem, problems, "as")}
    insert into price_import_problems (administration_id, import_id, line, place, value, text, values)
    select ${administrationId}, ${importId}, line, place, value, text, values from r on conflict do nothing`.execute(
    trx,
  );
}

export async function listProblems(
  trx: Transaction,
  administrationId: string,
  importId: string,
  limit: number,
): Promise<FileProblem[]> {
  const { rows } = await sql<FileProblem>`select line, place, value, text, values from price_import_problems
    where administration_id = ${administrationId} and import_id = ${importId} order by line, place limit ${limit}`.execute(
    trx,
  );
  return rows;
}

export interface StagedGroup {
  readonly kind: "discount" | "product";
  readonly code: string;
  readonly line: number;
  readonly name: string;
  readonly discounts: readonly Discount[];
}

const group = { kind: "text", code: "text", line: "int", name: "text", discounts: "jsonb" } as const;

/** Of a group that is told twice the last counts. Each group at most once in `groups`. */
export async function putGroups(
  trx: Transaction,
  administrationId: string,
  importId: string,
  groups: readonly StagedGroup[],
): Promise<void> {
  if (groups.length === 0) return;
  await sql`with r ${rowsOf(group, groups, "as")}
    insert into price_import_groups (administration_id, import_id, kind, code, line, name, discounts)
    select ${administrationId}, ${importId}, kind, code, line, name, discounts from r
    on conflict (administration_id, import_id, kind, code) do update set line = excluded.line, name = excluded.name, discounts = excluded.discounts`.execute(
    trx,
  );
}

export async function listStagedGroups(
  trx: Transaction,
  administrationId: string,
  importId: string,
): Promise<StagedGroup[]> {
  const { rows } = await sql<StagedGroup>`select kind, code, line, name, discounts from price_import_groups
    where administration_id = ${administrationId} and import_id = ${importId} order by kind, code`.execute(trx);
  return rows;
}

/** How many articles of the list the file leaves out, that were in it until now. */
export async function countVanished(
  trx: Transaction,
  administrationId: string,
  { importId, priceListId }: { readonly importId: string; readonly priceListId: string },
): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from supplier_items s
    where s.administration_id = ${administrationId} and s.price_list_id = ${priceListId} and s.not_in_list_since is null
      and not exists (select from price_import_rows r where r.administration_id = ${administrationId} and r.import_id = ${importId}
        and r.code = s.suppliers_item_identifier)`.execute(trx);
  return rows[0]?.n ?? 0;
}

/** One portion of them, by code. */
export async function vanishedFrom(
  trx: Transaction,
  administrationId: string,
  {
    importId,
    priceListId,
    after,
    limit,
  }: { readonly importId: string; readonly priceListId: string; readonly after: string; readonly limit: number },
): Promise<{ id: string; code: string; name: string; isIn: boolean }[]> {
  const { rows } = await sql<{ id: string; code: string; name: string; isIn: boolean }>`
    select s.id, s.suppliers_item_identifier as code, s.name, exists (select from price_import_rows r
        where r.administration_id = ${administrationId} and r.import_id = ${importId} and r.code = s.suppliers_item_identifier) as "isIn"
    from supplier_items s where s.administration_id = ${administrationId} and s.price_list_id = ${priceListId}
      and s.not_in_list_since is null and s.suppliers_item_identifier > ${after}
    order by s.suppliers_item_identifier limit ${limit}`.execute(trx);
  return rows;
}
