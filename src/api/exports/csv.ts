import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import { stringify } from "csv-stringify/sync";
import { z } from "zod";

/** How a file is written. Excel in Dutch and French expects a semicolon and, for letters with accents, the mark in front. */
export const CsvWish = z.object({
  separator: z.enum([";", ",", "tab"]).default(";"),
  bom: z.enum(["true", "false"]).default("true").meta({ description: "The mark of UTF-8 in front, for Excel" }),
});
export type CsvWish = z.output<typeof CsvWish>;

/** Text, or decimal text that stays a number. */
export type Cell = string | { readonly number: string };

/** A spreadsheet takes text that begins so for a formula, and carries it out. */
const guarded = (text: string): string => (/^[=+\-@\t\r\n＝＋－＠]/u.test(text) ? `'${text}` : text);

const cellOf = (cell: Cell): string => (typeof cell === "string" ? guarded(cell) : cell.number);

/** Pages of rows as a file, written while they are read: nothing is kept in memory but the page under way. */
export function csvFile(
  reply: FastifyReply,
  name: string,
  { separator, bom }: CsvWish,
  header: readonly string[],
  pages: AsyncIterable<readonly (readonly Cell[])[]>,
): Readable {
  // A line end of its own kind is quoted as well: what comes after it would be a row, and its beginning a formula.
  const options = {
    delimiter: separator === "tab" ? "\t" : separator,
    record_delimiter: "\r\n",
    quoted_match: /[\r\n]/,
  };
  async function* text(): AsyncGenerator<string> {
    yield `${bom === "true" ? "\u{FEFF}" : ""}${stringify([[...header]], options)}`;
    for await (const rows of pages)
      if (rows.length > 0)
        yield stringify(
          rows.map((row) => row.map(cellOf)),
          options,
        );
  }
  void reply.header("content-disposition", `attachment; filename="${name}.csv"`);
  return Readable.from(text(), { objectMode: false });
}

/** Page after page, until one is not full. */
export async function* pagesOf<T>(
  size: number,
  read: (last: T | null) => Promise<readonly T[]>,
): AsyncGenerator<readonly T[]> {
  let last: T | null = null;
  for (;;) {
    const page: readonly T[] = await read(last);
    yield page;
    last = page.at(-1) ?? null;
    if (page.length < size || last === null) return;
  }
}
