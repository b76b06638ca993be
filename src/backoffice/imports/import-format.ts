import { isUtf8 } from "node:buffer";
import { parse } from "csv-parse/sync";
import type { ImportColumn, ImportFormat, ImportKind } from "#store/imports.ts";
import { fieldOfHeader, proposeFields } from "./import-fields.ts";

export type FileFault = "empty" | "spreadsheet" | "binary";

const separators = [";", ",", "\t", "|"] as const;

/** Looked at for what it is; the rest is read when it is previewed. */
const lookedAt = 256 * 1024;
const mostColumns = 200;

const startsWith = (bytes: Buffer, ...signature: number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

function encodingOf(bytes: Buffer): ImportFormat["encoding"] {
  if (startsWith(bytes, 0xff, 0xfe)) return "utf-16le";
  if (startsWith(bytes, 0xfe, 0xff)) return "utf-16be";
  const head = bytes.subarray(0, 2000);
  const zerosAt = (rest: 0 | 1) => head.filter((byte, index) => byte === 0 && index % 2 === rest).length;
  const [even, odd] = [zerosAt(0), zerosAt(1)];
  if (odd > head.length / 4 && even < odd / 10) return "utf-16le";
  if (even > head.length / 4 && odd < even / 10) return "utf-16be";
  return isUtf8(bytes) ? "utf-8" : "windows-1252";
}

/** What a file is that is no text with columns; null when it may well be. */
export function faultOfFile(bytes: Buffer): FileFault | null {
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return "spreadsheet";
  const encoding = encodingOf(bytes);
  const head = bytes.subarray(0, lookedAt);
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return "binary";
  if (!encoding.startsWith("utf-16") && head.filter((byte) => byte === 0).length > head.length / 100) return "binary";
  return new TextDecoder(encoding).decode(head).trim() === "" ? "empty" : null;
}

/** The first rows, without one that may be cut off. */
function firstRows(text: string, separator: string): string[][] {
  try {
    return parse(text, {
      delimiter: separator,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      relax_quotes: true,
      skip_records_with_error: true,
      skip_empty_lines: true,
      to: 60,
    });
  } catch {
    // A quote that is not closed within what is looked at.
    return text.split(/\r\n|\n|\r/, 60).map((line) => line.split(separator));
  }
}

/** How evenly a separator divides the rows: how many have as many fields as most have, and how many fields that is. */
function evenness(rows: readonly string[][]): number {
  const counts = [...Map.groupBy(rows, (row) => row.length)].toSorted((a, b) => b[1].length - a[1].length);
  const [fields, same] = counts[0] ?? [1, []];
  return fields === 1 ? 0 : same.length / rows.length + Math.min(fields, 50) / 1000;
}

/** No number is longer; on a longer cell of blanks the pattern would take time by the square of its length. */
const longestNumber = 40;

const isNumeric = (cell: string): boolean => cell.length <= longestNumber && /^[€\s]*-?[\d.,\s]*\d[\s%€]*$/.test(cell);

/** A row of names: all filled in and different, none a number or address, or one we know. */
function isHeader([first = [], second]: readonly string[][], what: ImportKind): boolean {
  const named = first.filter((cell) => cell.trim() !== "");
  if (named.some((cell) => fieldOfHeader(what, cell) !== null)) return true;
  if (named.some((cell) => isNumeric(cell) || cell.includes("@"))) return false;
  return second !== undefined && new Set(named).size === named.length && named.length === first.length;
}

function decimalOf(rows: readonly string[][]): ImportFormat["decimal"] {
  const numbers = rows.flat().filter(isNumeric);
  const ending = (sign: RegExp) => numbers.filter((cell) => sign.test(cell.trim())).length;
  return ending(/,\d{1,2}\D*$|,\d{4,6}\D*$/) >= ending(/\.\d{1,2}\D*$|\.\d{4,6}\D*$/) ? "comma" : "point";
}

/** Reads how a file is written, and what its columns hold; what is given goes before what is found. */
export function detectFormat(
  bytes: Buffer,
  what: ImportKind,
  given: Partial<ImportFormat> = {},
): { readonly format: ImportFormat; readonly columns: ImportColumn[] } {
  const encoding = given.encoding ?? encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes.subarray(0, lookedAt));
  const whole = bytes.byteLength <= lookedAt ? text : text.slice(0, Math.max(text.lastIndexOf("\n"), 1));
  const tried = separators.map((separator) => ({ separator, rows: firstRows(whole, separator) }));
  const best = tried.toSorted((a, b) => evenness(b.rows) - evenness(a.rows))[0];
  const separator = given.separator ?? best?.separator ?? ";";
  const rows = tried.find((one) => one.separator === separator)?.rows ?? [];
  const hasHeader = given.hasHeader ?? isHeader(rows, what);
  const below = hasHeader ? rows.slice(1) : rows;
  const width = Math.min(mostColumns, Math.max(0, ...rows.slice(0, hasHeader ? 1 : 60).map((row) => row.length)));
  const headers = Array.from({ length: width }, (_, position) => (hasHeader ? (rows[0]?.[position] ?? "") : ""));
  const fields = proposeFields(what, headers);
  const columns = headers.map((header, position) => ({
    position,
    header: plain(header.trim()).slice(0, 200),
    samples: [...new Set(below.map((row) => plain((row[position] ?? "").trim()).slice(0, 80)))]
      .filter((cell) => cell !== "")
      .slice(0, 5),
    field: fields[position] ?? null,
  }));
  const decimal = given.decimal ?? decimalOf(below);
  return { format: { encoding, separator, hasHeader, decimal }, columns };
}

/** Without what neither the database nor a person can read. */
const plain = (text: string): string => text.replaceAll("\0", "\u{FFFD}").toWellFormed();
