import type { Transaction } from "#store/database.ts";
import {
  addStaged,
  insertProblems,
  mergeStaged,
  mostProblems,
  putGroups,
  type FileProblem,
  type NewStaged,
  type Staged,
  type StagedGroup,
} from "#store/price-import-rows.ts";
import { bytesFrom, type PriceImport } from "#store/price-imports.ts";
import { csvRecords } from "./csv-records.ts";
import { readDatanormLine } from "./datanorm.ts";
import { linesFrom } from "./file-lines.ts";
import { readCsvRow } from "./price-cells.ts";
import type { Look } from "./price-format.ts";

/** Lines that are read in one transaction. What is in memory is these, and a megabyte of the file. */
const portion = 5000;
/** A file of more articles is no price list. */
export const mostLines = 10_000_000;

/** How far reading is, and what it found in this portion. */
export interface ReadPortion {
  readonly offset: number;
  readonly line: number;
  readonly isDone: boolean;
  readonly problems: number;
}

/** Reads one portion of a file into the rows of its import. Read again from the same place it writes the same. */
export async function readPortion(
  trx: Transaction,
  administrationId: string,
  { id, place, counts }: Pick<PriceImport, "id" | "place" | "counts">,
  look: Look,
): Promise<ReadPortion> {
  const { offset = 0, line = 0 } = place ?? {};
  const lines = linesFrom(bytesFrom(trx, administrationId, id, offset), {
    encoding: look.format.encoding,
    offset,
    line,
  });
  const sheet = { trx, administrationId, id };
  const read = look.format.kind === "csv" ? await readCsv(sheet, lines, look) : await readDatanorm(sheet, lines, look);
  const known = counts["problems"] ?? 0;
  await insertProblems(trx, administrationId, id, read.found.slice(0, Math.max(0, mostProblems - known)));
  return {
    offset: read.end ?? offset,
    line: read.line ?? line,
    isDone: read.isDone,
    problems: read.found.length,
  };
}

interface Sheet {
  readonly trx: Transaction;
  readonly administrationId: string;
  readonly id: string;
}

interface Found {
  readonly end: number | null;
  readonly line: number | null;
  readonly isDone: boolean;
  readonly found: readonly FileProblem[];
}

/** Of an article that stands twice in a CSV the first row counts; the second is told, unless it says the same. */
async function readCsv(
  { trx, administrationId, id }: Sheet,
  lines: ReturnType<typeof linesFrom>,
  { format, columns }: Look,
): Promise<Found> {
  const found: FileProblem[] = [];
  const rows = new Map<string, NewStaged>();
  const again: NewStaged[] = [];
  let [end, line, count] = [null as number | null, null as number | null, 0];
  let isDone = true;
  for await (const record of csvRecords(lines, format.separator)) {
    count += 1;
    // The last line of the record, so that the numbers go on right.
    line = record.line + (record.cells?.reduce((sum, cell) => sum + (cell.split("\n").length - 1), 0) ?? 0);
    end = record.end;
    if (record.line > format.headerLine && record.cells?.every((cell) => cell.trim() === "") !== true) {
      const { fields, problems } = readCsvRow(record, columns);
      found.push(...problems);
      const { code = "", ...rest } = fields ?? {};
      if (fields !== null) {
        const row = { code, line: record.line, fields: rest };
        if (rows.has(code)) again.push(row);
        else rows.set(code, row);
      }
    }
    if (count >= portion) {
      isDone = false;
      break;
    }
  }
  const there = await addStaged(trx, administrationId, id, [...rows.values()]);
  const twice = [
    ...[...rows.values()].filter(({ code }) => there.has(code)).map((row) => ({ row, first: there.get(row.code) })),
    ...again.map((row) => ({ row, first: there.get(row.code) ?? rows.get(row.code) })),
  ];
  for (const { row, first } of twice) {
    if (first === undefined || first.line === row.line || isSame(first.fields, row.fields)) continue;
    const values = { line: String(first.line) };
    found.push({ line: row.line, place: "", value: row.code.slice(0, 100), text: "price.wrong.twice", values });
  }
  return { end, line, isDone, found };
}

/** An article that went and is there again is there. */
function together(before: Staged, fields: Staged): Staged {
  const { gone, ...kept } = before;
  return { ...kept, ...(gone !== undefined && fields["hasArticle"] === undefined && { gone }), ...fields };
}

const isSame = (a: Staged, b: Staged): boolean =>
  Object.keys({ ...a, ...b }).every((field) => (a[field] ?? "") === (b[field] ?? ""));

/** Lines of one article stand anywhere in the file, in any order: each adds what it says. */
async function readDatanorm(
  { trx, administrationId, id }: Sheet,
  lines: ReturnType<typeof linesFrom>,
  { format }: Look,
): Promise<Found> {
  const found: FileProblem[] = [];
  const rows = new Map<string, NewStaged>();
  const groups = new Map<string, StagedGroup>();
  let [end, at, count] = [null as number | null, null as number | null, 0];
  let isDone = true;
  for await (const { text, line, end: after } of lines) {
    count += 1;
    [end, at] = [after, line];
    const said = readDatanormLine({ text, line }, format);
    found.push(...said.problems);
    for (const { code, fields } of said.articles) {
      const before = rows.get(code);
      rows.set(code, { code, line: before?.line ?? line, fields: together(before?.fields ?? {}, fields) });
    }
    for (const group of said.groups) groups.set(`${group.kind} ${group.code}`, { ...group, line });
    if (count >= portion) {
      isDone = false;
      break;
    }
  }
  await mergeStaged(trx, administrationId, id, [...rows.values()]);
  await putGroups(trx, administrationId, id, [...groups.values()]);
  return { end, line: at, isDone, found };
}
