import { CsvError, parse } from "csv-parse";
import type { ImportFormat } from "#store/imports.ts";

export interface FileRow {
  /** In the file, where the row begins; the first line is 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** The end of what can be read: a quote was opened on this line, or below it, and never closed. */
export interface OpenQuote {
  readonly line: number;
  readonly cells: null;
}

const count = (cells: readonly string[], pattern: RegExp): number =>
  cells.reduce((total, cell) => total + (cell.match(pattern)?.length ?? 0), 0);

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * The rows of a file below its header, one after another; only what is being read is in memory. The parser is fed and emptied by hand: as a
 * stream that fails at its end it would throw away the rows before.
 */
export async function* readRows(
  parts: AsyncIterable<Uint8Array>,
  { encoding, separator, hasHeader }: Pick<ImportFormat, "encoding" | "separator" | "hasHeader">,
): AsyncGenerator<FileRow | OpenQuote> {
  const parser = parse({
    delimiter: separator,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    info: true,
  });
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => undefined);
  let failure: Error | undefined;
  parser.on("error", (error: Error) => {
    failure = error;
    failed.reject(error);
  });
  const decoder = new TextDecoder(encoding);
  let isHeader = hasHeader;
  let last = 0;
  // The parser counts both signs of a line end between quotes as lines.
  let countedTwice = 0;
  function* ready(): Generator<FileRow> {
    for (let row = parser.read() as Parsed | null; row !== null; row = parser.read() as Parsed | null) {
      countedTwice += count(row.record, /\r\n/g);
      last = row.info.lines - countedTwice;
      if (!isHeader) yield { line: last - count(row.record, /\r\n|\n|\r/g), cells: row.record };
      isHeader = false;
    }
  }
  for await (const part of parts) {
    parser.write(decoder.decode(part, { stream: true }));
    yield* ready();
    if (failure !== undefined) throw failure;
  }
  const ended = new Promise<void>((done) => parser.once("end", done));
  parser.end(decoder.decode());
  yield* ready();
  try {
    await Promise.race([ended, failed.promise]);
  } catch (thrown) {
    if (!(thrown instanceof CsvError) || thrown.code !== "CSV_QUOTE_NOT_CLOSED") throw thrown;
    yield { line: last + 1, cells: null };
  }
}
