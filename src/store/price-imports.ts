import { sql, type RawBuilder } from "kysely";
import type { Database, Transaction } from "./database.ts";

export const priceImportStates = [
  "uploading",
  "uploaded",
  "reading",
  "previewed",
  "applying",
  "applied",
  "failed",
] as const;
export type PriceImportState = (typeof priceImportStates)[number];

/** Where the work on a file is. `offset`: bytes of it that were read; `code`: the last article that was dealt with. */
export interface Place {
  readonly stage: "groups" | "rows" | "compare" | "recalculate" | "gone" | "clean";
  readonly offset: number;
  readonly line: number;
  readonly code: string;
}

export const beginning = (stage: Place["stage"]): Place => ({ stage, offset: 0, line: 0, code: "" });

/** A file of prices. `format` and `columns` are the back office's own. */
export interface PriceImport {
  readonly id: string;
  readonly priceListId: string;
  readonly batchId: string | null;
  readonly state: PriceImportState;
  readonly fileName: string;
  readonly fileSize: number;
  readonly format: unknown;
  readonly columns: unknown;
  readonly isWholeList: boolean;
  readonly takesSuspicious: boolean;
  readonly place: Place | null;
  readonly counts: Readonly<Record<string, number>>;
  /** Why it cannot be read: the key of a text. */
  readonly failure: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly appliedAt: string | null;
  readonly appliedBy: string;
}

const columns = sql`i.id, i.price_list_id as "priceListId", i.batch_id as "batchId", i.state, i.file_name as "fileName",
  i.file_size::float8 as "fileSize", i.format, i.columns, i.is_whole_list as "isWholeList", i.takes_suspicious as "takesSuspicious",
  nullif(i.place, '{}') as place, i.counts, i.failure, i.created_at as "createdAt", i.created_by as "createdBy", i.applied_at as "appliedAt",
  i.applied_by as "appliedBy"`;

const importsWhere = async (
  trx: Transaction,
  administrationId: string,
  condition: RawBuilder<unknown>,
  rest: RawBuilder<unknown>,
): Promise<PriceImport[]> => {
  const { rows } = await sql<PriceImport>`select ${columns} from price_imports i
    where i.administration_id = ${administrationId} and ${condition} ${rest}`.execute(trx);
  return rows;
};

/** Null when there is none. `lock`: whoever else goes on with it waits. */
export const readPriceImport = async (
  trx: Transaction,
  administrationId: string,
  id: string,
  lock = false,
): Promise<PriceImport | null> =>
  (await importsWhere(trx, administrationId, sql`i.id = ${id}`, lock ? sql`for update` : sql``))[0] ?? null;

/** The newest first. */
export const listPriceImports = (
  trx: Transaction,
  administrationId: string,
  priceListId: string | undefined,
  limit: number,
): Promise<PriceImport[]> =>
  importsWhere(
    trx,
    administrationId,
    priceListId === undefined ? sql`true` : sql`i.price_list_id = ${priceListId}`,
    sql`order by i.created_at desc, i.id limit ${limit}`,
  );

/** The file that is under way, the oldest first; kept from others until the transaction ends. */
export const priceImportUnderWay = async (trx: Transaction, administrationId: string): Promise<PriceImport | null> =>
  (
    await importsWhere(
      trx,
      administrationId,
      sql`i.state in ('reading', 'applying')`,
      sql`order by i.created_at, i.id limit 1 for update`,
    )
  )[0] ?? null;

export async function administrationsWithPriceWork(hub: Database): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select administration_id as id from administrations_with_price_work()`.execute(hub);
  return rows.map(({ id }) => id);
}

export async function insertPriceImport(
  trx: Transaction,
  administrationId: string,
  given: Pick<PriceImport, "id" | "priceListId" | "fileName" | "createdBy">,
): Promise<void> {
  await sql`insert into price_imports (id, administration_id, price_list_id, state, file_name, created_by)
    values (${given.id}, ${administrationId}, ${given.priceListId}, 'uploading', ${given.fileName}, ${given.createdBy})`.execute(
    trx,
  );
}

/** A part of a file is at most so large: what a step of the work has in memory. */
const partBytes = 1024 * 1024;

/** Adds bytes at the end of the file that is being uploaded. */
export async function appendFile(trx: Transaction, administrationId: string, id: string, bytes: Buffer): Promise<void> {
  const { rows } = await sql<{
    next: number;
  }>`select coalesce(max(position) + 1, 0)::int as next from price_import_parts
    where administration_id = ${administrationId} and import_id = ${id}`.execute(trx);
  const [{ next } = { next: 0 }] = rows;
  for (let at = 0; at < bytes.byteLength; at += partBytes)
    await sql`insert into price_import_parts (administration_id, import_id, position, bytes)
      values (${administrationId}, ${id}, ${next + at / partBytes}, ${bytes.subarray(at, at + partBytes)})`.execute(
      trx,
    );
  await sql`update price_imports set file_size = file_size + ${bytes.byteLength}
    where administration_id = ${administrationId} and id = ${id}`.execute(trx);
}

/** The file from a byte on, part after part; parts of an upload may be smaller than the others. */
export async function* bytesFrom(
  trx: Transaction,
  administrationId: string,
  id: string,
  offset: number,
): AsyncGenerator<Buffer> {
  const { rows: sizes } = await sql<{
    position: number;
    size: number;
  }>`select position, length(bytes) as size from price_import_parts
    where administration_id = ${administrationId} and import_id = ${id} order by position`.execute(trx);
  let begins = 0;
  for (const { position, size } of sizes) {
    const from = Math.max(0, offset - begins);
    begins += size;
    if (from >= size) continue;
    const { rows } = await sql<{ bytes: Buffer }>`select bytes from price_import_parts
      where administration_id = ${administrationId} and import_id = ${id} and position = ${position}`.execute(trx);
    const [part] = rows;
    if (part === undefined) return;
    yield part.bytes.subarray(from);
  }
}

type Change = Partial<
  Pick<
    PriceImport,
    | "batchId"
    | "state"
    | "format"
    | "columns"
    | "isWholeList"
    | "takesSuspicious"
    | "place"
    | "counts"
    | "failure"
    | "appliedBy"
  >
> & { readonly isApplied?: true };

/** Changes what is given; what is left out stays. */
export async function updatePriceImport(
  trx: Transaction,
  administrationId: string,
  id: string,
  change: Change,
): Promise<void> {
  const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;
  const sets: RawBuilder<unknown>[] = [];
  if (change.state !== undefined) sets.push(sql`state = ${change.state}`);
  if (change.batchId !== undefined) sets.push(sql`batch_id = ${change.batchId}`);
  if (change.format !== undefined) sets.push(sql`format = ${json(change.format)}`);
  if (change.columns !== undefined) sets.push(sql`columns = ${json(change.columns)}`);
  if (change.isWholeList !== undefined) sets.push(sql`is_whole_list = ${change.isWholeList}`);
  if (change.takesSuspicious !== undefined) sets.push(sql`takes_suspicious = ${change.takesSuspicious}`);
  if (change.place !== undefined) sets.push(sql`place = ${json(change.place ?? {})}`);
  if (change.counts !== undefined) sets.push(sql`counts = ${json(change.counts)}`);
  if (change.failure !== undefined) sets.push(sql`failure = ${change.failure}`);
  if (change.appliedBy !== undefined) sets.push(sql`applied_by = ${change.appliedBy}`);
  if (change.isApplied === true) sets.push(sql`applied_at = now()`);
  await sql`update price_imports set ${sql.join(sets)} where administration_id = ${administrationId} and id = ${id}`.execute(
    trx,
  );
}

const parts = ["price_import_rows", "price_import_groups", "price_import_problems"] as const;

/** What reading begins with: nothing of an earlier reading. False when there is more of it than goes into one portion. */
export async function clearReading(
  trx: Transaction,
  administrationId: string,
  id: string,
  limit: number,
): Promise<boolean> {
  let left = limit;
  for (const table of parts) {
    const { numAffectedRows } =
      await sql`delete from ${sql.table(table)} where administration_id = ${administrationId} and ctid = any(array(
      select ctid from ${sql.table(table)} where administration_id = ${administrationId} and import_id = ${id} limit ${left}))`.execute(
        trx,
      );
    left -= Number(numAffectedRows ?? 0n);
    if (left <= 0) return false;
  }
  return true;
}

/** The file itself is needed no more. */
export async function deleteFile(trx: Transaction, administrationId: string, id: string): Promise<void> {
  await sql`delete from price_import_parts where administration_id = ${administrationId} and import_id = ${id}`.execute(
    trx,
  );
}

export async function deletePriceImport(trx: Transaction, administrationId: string, id: string): Promise<void> {
  for (const table of [...parts, "price_import_parts"])
    await sql`delete from ${sql.table(table)} where administration_id = ${administrationId} and import_id = ${id}`.execute(
      trx,
    );
  await sql`delete from price_imports where administration_id = ${administrationId} and id = ${id}`.execute(trx);
}
