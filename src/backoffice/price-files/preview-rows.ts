import { changePercent } from "#domain/supplier/discounts.ts";
import type { Transaction } from "#store/database.ts";
import type { StagedRow } from "#store/price-import-rows.ts";
import { bytesFrom, type PriceImport } from "#store/price-imports.ts";
import type { PriceList } from "#store/price-lists.ts";
import { byCode, type SupplierItem } from "#store/supplier-items.ts";
import { csvRecords } from "./csv-records.ts";
import { readDatanormLine } from "./datanorm.ts";
import { encodingLook, faultOfHead, linesFrom, type FileEncoding, type FileFault } from "./file-lines.ts";
import { readCsvRow } from "./price-cells.ts";
import { datanormOf, PriceFormat, tellsPriceQuantity, type Look } from "./price-format.ts";
import { reckoningOf } from "./reckoning.ts";
import { reckon, type Reckoned } from "./staged-item.ts";

const lookedAtLines = 400;

/** How a file is written, by looking at all of it once, and its first lines; or what it is that is no text. */
export async function lookAtFile(
  trx: Transaction,
  administrationId: string,
  id: string,
): Promise<{ readonly encoding: FileEncoding; readonly lines: string[] } | FileFault> {
  const looks = { dos: encodingLook("cp850"), windows: encodingLook("windows-1252") };
  let head: Buffer | null = null;
  for await (const part of bytesFrom(trx, administrationId, id, 0)) {
    if (head === null || head.byteLength < 4096)
      head = Buffer.concat([head ?? Buffer.alloc(0), part.subarray(0, 65_536)]);
    looks.dos.add(part);
    looks.windows.add(part);
  }
  const fault = faultOfHead(head ?? Buffer.alloc(0));
  if (fault !== null) return fault;
  // A file of Datanorm begins with its header, whatever its letters are written in.
  const isDatanorm = /^\s*(?:\u00ef\u00bb\u00bf)?(?:V[ ;]|[APRS];)/.test((head ?? Buffer.alloc(0)).toString("latin1"));
  const encoding = (isDatanorm ? looks.dos : looks.windows).result();
  return { encoding, lines: await firstLines(trx, administrationId, id, encoding) };
}

/**
 * The first lines of a file. Where all of a Datanorm 5 file's first articles are priced for one, with the first behind them that is not: it says in
 * which field the price quantity stands, and without it a flag further on would be read as one.
 */
export async function firstLines(
  trx: Transaction,
  administrationId: string,
  id: string,
  encoding: FileEncoding,
): Promise<string[]> {
  const lines: string[] = [];
  const isPlain = (): boolean => datanormOf(lines)?.version !== 5 || lines.some((line) => tellsPriceQuantity(line));
  let looksOn = false;
  for await (const { text } of linesFrom(bytesFrom(trx, administrationId, id, 0), { encoding, offset: 0, line: 0 })) {
    if (!looksOn || tellsPriceQuantity(text)) lines.push(text);
    if (lines.length > lookedAtLines || (lines.length === lookedAtLines && !looksOn && isPlain())) break;
    looksOn = lines.length === lookedAtLines;
  }
  return lines;
}

/** A row as it would become, beside what it is. */
export interface ShownRow {
  readonly row: StagedRow;
  readonly reckoned: Reckoned;
  readonly known: SupplierItem | null;
  readonly changePercent: string | null;
}

/** What rows make of the articles of a list now. */
export async function showRows(
  trx: Transaction,
  administrationId: string,
  list: PriceList,
  rows: readonly StagedRow[],
  given: Parameters<typeof reckoningOf>[3],
): Promise<ShownRow[]> {
  const reckoning = await reckoningOf(trx, administrationId, list, given);
  const items = await byCode(
    trx,
    administrationId,
    list.id,
    rows.map(({ code }) => code),
  );
  const known = new Map(items.map((item) => [item.suppliersItemIdentifier, item]));
  return rows.map((row) => {
    const item = known.get(row.code) ?? null;
    const reckoned = reckon(row, item, reckoning);
    const cost = reckoned.becomes?.price.cost ?? null;
    const before = item?.cost ?? null;
    const percent = before === null || cost === null ? null : changePercent(before, cost);
    return { row, reckoned, known: item, changePercent: percent === null ? null : String(percent) };
  });
}

/** The first articles of a file as they would become, before all of it is read: enough to see whether the columns are right. */
export async function firstArticles(
  trx: Transaction,
  administrationId: string,
  { id }: Pick<PriceImport, "id">,
  list: PriceList,
  look: Look,
  most: number,
): Promise<ShownRow[]> {
  const rows = new Map<string, StagedRow>();
  const add = (code: string, line: number, fields: Readonly<Record<string, string>>): void => {
    const before = rows.get(code);
    if (before === undefined && rows.size >= most) return;
    rows.set(code, {
      code,
      line: before?.line ?? line,
      fields: { ...before?.fields, ...fields },
      state: null,
      reasons: [],
      isTaken: false,
    });
  };
  const { encoding, separator, headerLine } = look.format;
  const lines = linesFrom(bytesFrom(trx, administrationId, id, 0), { encoding, offset: 0, line: 0 });
  if (look.format.kind === "csv") {
    for await (const record of csvRecords(lines, separator)) {
      if (record.line <= headerLine || record.cells?.every((cell) => cell.trim() === "") === true) continue;
      const { code = "", ...fields } = readCsvRow(record, look.columns).fields ?? {};
      if (code !== "" && !rows.has(code)) add(code, record.line, fields);
      if (rows.size >= most || record.line > lookedAtLines) break;
    }
  } else {
    for await (const line of lines) {
      for (const { code, fields } of readDatanormLine(line, look.format).articles) add(code, line.line, fields);
      // Prices of the first articles may stand behind many others.
      if (line.line > lookedAtLines * 10) break;
    }
  }
  return showRows(trx, administrationId, list, [...rows.values()], {
    currency: PriceFormat.parse(look.format).currency,
  });
}
