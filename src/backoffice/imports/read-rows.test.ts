import fc from "fast-check";
import { expect, test } from "vitest";
import { readRows } from "./read-rows.ts";

/** The rows of a text that comes in pieces of this size. */
async function rowsOf(text: string, size = 3, separator: ";" | "," = ";") {
  async function* pieces() {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
  }
  const rows = [];
  for await (const row of readRows(pieces(), { encoding: "utf-8", separator, hasHeader: true })) rows.push(row);
  return rows;
}

test("each row is told by the line it begins on, whatever stands before it", async () => {
  expect(await rowsOf('a;b\r\n1;2\r\n\r\n3;"x\r\ny\nz"\r\n;\r\n4;5\n6;7\r8;9')).toEqual([
    { line: 2, cells: ["1", "2"] },
    { line: 4, cells: ["3", "x\r\ny\nz"] },
    { line: 8, cells: ["4", "5"] },
    { line: 9, cells: ["6", "7"] },
    { line: 10, cells: ["8", "9"] },
  ]);
});

test("a quote that is not closed takes nothing before it along", async () => {
  expect(await rowsOf('a;b\n1;5" buis\n2;"zegt ""ja"""\n3;"open\n4;5\n')).toEqual([
    { line: 2, cells: ["1", '5" buis'] },
    { line: 3, cells: ["2", 'zegt "ja"'] },
    { line: 4, cells: null },
  ]);
});

test("the size of the pieces it comes in makes no difference", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.constantFrom("", "é", "a b", '"', ";", "\n", "€ 1"), { minLength: 2, maxLength: 3 }), {
        maxLength: 6,
      }),
      fc.integer({ min: 1, max: 50 }),
      async (rows, size) => {
        const text = [["h", "i"], ...rows]
          .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(";"))
          .join("\n");
        expect(await rowsOf(text, size)).toEqual(await rowsOf(text, 10_000));
        const filled = rows.filter((cells) => cells.some((cell) => cell.trim() !== ""));
        expect((await rowsOf(text, size)).map(({ cells }) => cells)).toEqual(filled);
      },
    ),
    { numRuns: 200 },
  ));
