import type { FileLine } from "./file-lines.ts";

/** A record of a CSV file. `cells` null: a quote was opened on this line and never closed. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[] | null;
  readonly end: number;
}

/** No cell of a price list goes on for so many lines: the quote was meant as inches. */
const mostLines = 50;

/**
 * The cells of one record, or null when a quote in it is still open. A quote in the middle of a cell is a sign like others (5" buis), and so
 * is what follows a closed one.
 */
export function cellsOf(text: string, separator: string): string[] | null {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    let cell = "";
    if (text[at] === '"') {
      for (at += 1; ;) {
        const quote = text.indexOf('"', at);
        if (quote < 0) return null;
        cell += text.slice(at, quote);
        at = quote + 1;
        if (text[at] !== '"') break;
        cell += '"';
        at += 1;
      }
    }
    const next = text.indexOf(separator, at);
    cell += text.slice(at, next < 0 ? text.length : next);
    cells.push(cell);
    if (next < 0) return cells;
    at = next + 1;
  }
}

const split = (text: string, separator: string): string[] => text.split(separator);

/** Records of lines. One with an open quote is told as such, and reading goes on with the line after the one it begins on. */
export async function* csvRecords(lines: AsyncIterable<FileLine>, separator: string): AsyncGenerator<CsvRecord> {
  let open: FileLine[] = [];
  /** Reads the lines of a record that never ended one by one: a quote takes nothing along but its own line. */
  function* given(): Generator<CsvRecord> {
    for (const line of open) {
      const cells = cellsOf(line.text, separator);
      yield { line: line.line, cells, end: line.end };
    }
    open = [];
  }
  for await (const line of lines) {
    if (open.length === 0 && line.text.trim() === "") continue;
    open.push(line);
    const cells = cellsOf(open.map(({ text }) => text).join("\n"), separator);
    if (cells !== null) {
      yield { line: open[0]?.line ?? line.line, cells, end: line.end };
      open = [];
    } else if (open.length >= mostLines) yield* given();
  }
  yield* given();
}

/** The first rows for a look, each line as a row of its own when its quotes do not close. */
export const firstRows = (lines: readonly string[], separator: string): string[][] =>
  lines.map((line) => cellsOf(line, separator) ?? split(line, separator));
