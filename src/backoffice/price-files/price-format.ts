import { z } from "zod";
import { fileEncodings, type FileEncoding } from "./file-lines.ts";
import { firstRows } from "./csv-records.ts";
import {
  basisOfHeader,
  hits,
  isPriceField,
  numericFields,
  proposePriceFields,
  taxInHeader,
  type PriceFieldCode,
} from "./price-fields.ts";

export const decimalMarks = ["comma", "dot"] as const;

/** How a file is written. What only one kind of file has is null in the others. */
export const PriceFormat = z.object({
  kind: z.enum(["csv", "datanorm"]),
  encoding: z.enum(fileEncodings),
  separator: z.enum([";", ",", "\t", "|"]),
  /** Of CSV: the line its headers stand on; 0: none. */
  headerLine: z.int().min(0).max(20),
  /** Of Datanorm. */
  version: z.union([z.literal(4), z.literal(5)]).nullable(),
  /** Of Datanorm 5: which field of an article says for how many units its price is; null: nobody said, and the file does not show it. */
  priceQuantityField: z.union([z.literal(6), z.literal(7)]).nullable(),
  /** Of the header of Datanorm; empty: that of the list. */
  currency: z.string().regex(/^([A-Z]{3})?$/),
  /** A header says that VAT is in the prices; null: none does. */
  saysTaxIncluded: z.boolean().nullable(),
});
export type PriceFormat = z.output<typeof PriceFormat>;

export const PriceColumn = z.object({
  position: z.int().min(0),
  header: z.string(),
  samples: z.array(z.string()),
  field: z.string().nullable(),
  /** Of a column of numbers. */
  decimal: z.enum(decimalMarks).nullable(),
  /** For how many units its header says the price is; null: it does not say. */
  basis: z.string().nullable(),
});
export type PriceColumn = z.output<typeof PriceColumn>;

/** What a price list remembers of how its files are read: columns by header, so that one that moved is still found. */
export const FileMap = z.object({
  format: PriceFormat.partial(),
  fields: z.array(z.object({ header: z.string(), position: z.int(), field: z.string() })),
});
export type FileMap = z.output<typeof FileMap>;

const separators = [";", "\t", ",", "|"] as const;
const longestHeader = 20;
const lookedAtRows = 400;

const shown = (text: string): string => text.trim().replaceAll("\0", "\u{FFFD}").toWellFormed();

/** How evenly a separator divides the rows: how many have as many fields as most have, and how many fields that is. */
function evenness(rows: readonly string[][]): number {
  const counts = [...Map.groupBy(rows, (row) => row.length)].toSorted((a, b) => b[1].length - a[1].length);
  const [fields, same] = counts[0] ?? [1, []];
  return fields === 1 ? 0 : same.length / rows.length + Math.min(fields, 50) / 1000;
}

/** Number of the line that is most like headers, from 1; 0: none is. Those a person chose fields for before are headers. */
function headerLineOf(rows: readonly string[][], remembered: FileMap | null): number {
  const chosen = (remembered?.fields ?? []).map(({ header }) => header).filter((header) => header !== "");
  const known = rows.slice(0, longestHeader).findIndex((row) => {
    const cells = row.map((cell) => shown(cell));
    return chosen.length > 0 && chosen.every((header) => cells.includes(header));
  });
  if (known >= 0) return known + 1;
  const scored = rows
    .slice(0, longestHeader)
    .map((row, index) => ({ line: index + 1, score: hits(row) }))
    .toSorted((a, b) => b.score - a.score || a.line - b.line);
  return (scored[0]?.score ?? 0) >= 2 ? (scored[0]?.line ?? 0) : 0;
}

const commaOnly = /^[^.]*\d,\d{1,2}$|^[^.]*\d,\d{4,}$|\d\.\d{3},\d+$|^0,\d+$/;
const dotOnly = /^[^,]*\d\.\d{1,2}$|^[^,]*\d\.\d{4,}$|\d,\d{3}\.\d+$|^0\.\d+$/;

type Mark = (typeof decimalMarks)[number];

/** The mark most of a column's numbers can only be read with; `usual`: where they can be read with either. */
export function decimalOf(cells: readonly string[], usual: Mark = "comma"): Mark {
  const bare = cells.map((cell) => cell.replaceAll(/[^\d.,-]/g, ""));
  const count = (pattern: RegExp) => bare.filter((cell) => cell.length <= 40 && pattern.test(cell)).length;
  const [dots, commas] = [count(dotOnly), count(commaOnly)];
  return dots === commas ? usual : dots > commas ? "dot" : "comma";
}

/** Headers of merged cells: an empty one takes what stands above it, which goes on to the right. */
function headersOf(rows: readonly string[][], headerLine: number, width: number): string[] {
  const own = rows[headerLine - 1] ?? [];
  const above = headerLine < 2 ? [] : (rows[headerLine - 2] ?? []);
  const isHeading = above.filter((cell) => cell.trim() !== "").length >= 2;
  let last = "";
  return Array.from({ length: width }, (_, position) => {
    if ((above[position] ?? "").trim() !== "") last = above[position] ?? "";
    const header = shown(own[position] ?? "");
    return (header === "" && isHeading ? shown(last) : header).slice(0, 200);
  });
}

/** Is it Datanorm, and which? By its first line, else by the kinds of its lines. */
export function datanormOf(lines: readonly string[]): { version: 4 | 5; currency: string } | null {
  const first = lines.find((line) => line.trim() !== "") ?? "";
  if (/^V;0?5\d*;/.test(first)) return { version: 5, currency: currencyOf(first.split(";")[4] ?? "") };
  if (/^V .{0,125}0?4([A-Z]{3})?\s*$/.test(first)) return { version: 4, currency: currencyOf(first.trim().slice(-3)) };
  if (first.startsWith("V;")) return null;
  const records = lines.filter((line) => line.trim() !== "").slice(0, 50);
  const isRecord = (line: string) => /^[ABPRSTDKC];/.test(line);
  return records.length > 1 && records.every(isRecord) && records.some((line) => /^[APRS];/.test(line))
    ? { version: 4, currency: "" }
    : null;
}

const currencyOf = (text: string): string => (/^[A-Z]{3}$/.test(text.trim()) ? text.trim() : "");

const isOne = (cell: string | undefined): boolean => /^\s*[01]?\s*$/.test(cell ?? "");

/** Whether a line of Datanorm 5 makes a difference to where its price quantity is: not with a 1 in both fields. */
export function tellsPriceQuantity(line: string): boolean {
  if (!line.startsWith("A;")) return false;
  const fields = line.split(";", 8);
  return !isOne(fields[6]) || !isOne(fields[7]);
}

/**
 * Which field of an article in Datanorm 5 holds the price quantity. Files and descriptions disagree (docs/price-lists.md): where one of the two fields
 * holds what can only be a quantity, that is the one; where both may be flags, null, and a person is asked if it makes a difference.
 */
export function priceQuantityFieldOf(lines: readonly string[]): 6 | 7 | null {
  const articles = lines.filter((line) => line.startsWith("A;")).map((line) => line.split(";"));
  const isFlag = (cell: string | undefined) => /^\s*[129]?\s*$/.test(cell ?? "");
  if (articles.some((fields) => !isFlag(fields[6]))) return 6;
  if (articles.some((fields) => !isFlag(fields[7]) && !isOne(fields[7]))) return 7;
  // A quantity of 1 in both, whichever it is.
  return articles.every((fields) => isOne(fields[6]) && isOne(fields[7])) ? 6 : null;
}

export interface Look {
  readonly format: PriceFormat;
  readonly columns: PriceColumn[];
}

/** What a person says each column holds, by its position; a column that is not named holds nothing. */
export type Chosen = ReadonlyMap<number, string | null>;

const isNumeric = (field: string | null): boolean => field !== null && isPriceField(field) && numericFields.has(field);

/**
 * Reads from its first lines how a file is written and what its columns hold. What is given goes before what is remembered, and that before
 * what is found.
 */
export function lookAt(
  lines: readonly string[],
  encoding: FileEncoding,
  given: Partial<PriceFormat> = {},
  remembered: FileMap | null = null,
  chosen: Chosen | null = null,
): Look {
  const datanorm = given.kind === "csv" ? null : datanormOf(lines);
  const kind = given.kind ?? (datanorm === null ? "csv" : "datanorm");
  if (kind === "datanorm") {
    const version = given.version ?? datanorm?.version ?? 4;
    return {
      format: {
        kind,
        encoding: given.encoding ?? encoding,
        separator: ";",
        headerLine: 0,
        version,
        priceQuantityField:
          version === 4
            ? null
            : (given.priceQuantityField ??
              priceQuantityFieldOf(lines) ??
              remembered?.format.priceQuantityField ??
              null),
        currency: given.currency ?? datanorm?.currency ?? "",
        saysTaxIncluded: null,
      },
      columns: [],
    };
  }
  const tried = separators.map((separator) => ({
    separator,
    rows: firstRows(lines.slice(0, lookedAtRows), separator),
  }));
  const filled = (rows: readonly string[][]) => rows.filter((row) => row.some((cell) => cell.trim() !== ""));
  const best = tried.toSorted((a, b) => evenness(filled(b.rows)) - evenness(filled(a.rows)))[0];
  const separator = given.separator ?? best?.separator ?? ";";
  const rows = tried.find((one) => one.separator === separator)?.rows ?? [];
  const headerLine = given.headerLine ?? headerLineOf(rows, remembered);
  const below = filled(rows.slice(headerLine));
  const width = Math.min(
    200,
    Math.max(0, ...rows.slice(headerLine === 0 ? 0 : headerLine - 1).map((row) => row.length)),
  );
  const headers = headerLine === 0 ? Array.from({ length: width }, () => "") : headersOf(rows, headerLine, width);
  const found = chosen === null ? fieldsOf(headers, remembered) : [];
  const fields = headers.map((_, position) => (chosen === null ? found[position] : chosen.get(position)) ?? null);
  const numbers = fields.flatMap((field, position) =>
    isNumeric(field) ? below.map((row) => row[position] ?? "") : [],
  );
  // A column of whole thousands says nothing of itself: it is written as the others are.
  const usual = decimalOf(numbers);
  const columns = headers.map((header, position) => {
    const cells = below.map((row) => row[position] ?? "");
    const field = fields[position] ?? null;
    return {
      position,
      header,
      samples: [...new Set(cells.map((cell) => shown(cell).slice(0, 80)))].filter((cell) => cell !== "").slice(0, 5),
      field,
      decimal: isNumeric(field) ? decimalOf(cells, usual) : null,
      basis: field === "gross" || field === "net" ? basisOfHeader(header) : null,
    };
  });
  const inHeaders = columns
    .filter(({ field }) => field === "gross" || field === "net")
    .map(({ header }) => taxInHeader(header))
    .filter((says) => says !== null);
  return {
    format: {
      kind,
      encoding: given.encoding ?? encoding,
      separator,
      headerLine,
      version: null,
      priceQuantityField: null,
      currency: given.currency ?? "",
      saysTaxIncluded: inHeaders.length === 0 ? null : inHeaders.some((says) => says),
    },
    columns,
  };
}

/** As a person chose them for this supplier before, by header; where the headers are others, by what they mean. */
function fieldsOf(headers: readonly string[], remembered: FileMap | null): (PriceFieldCode | null)[] {
  const known = (remembered?.fields ?? []).filter(({ field }) => isPriceField(field));
  const isSame =
    known.length > 0 &&
    known.every(({ header, position }) => (header === "" ? position < headers.length : headers.includes(header)));
  if (!isSame) return proposePriceFields(headers);
  return headers.map((header, position) => {
    const field = known.find((one) => (one.header === "" ? one.position === position : one.header === header))?.field;
    return field !== undefined && isPriceField(field) ? field : null;
  });
}
