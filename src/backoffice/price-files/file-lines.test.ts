import fc from "fast-check";
import { expect, test } from "vitest";
import { csvRecords } from "./csv-records.ts";
import { encodingLook, faultOfHead, linesFrom, type FileEncoding } from "./file-lines.ts";

async function* inParts(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
}

const linesOf = (bytes: Buffer, size: number, encoding: FileEncoding, offset = 0, line = 0) =>
  Array.fromAsync(linesFrom(inParts(bytes.subarray(offset), size), { encoding, offset, line }));

const cp850 = (text: string): Buffer =>
  Buffer.from(
    Array.from(text, (sign) => ({ ü: 0x81, é: 0x82, ö: 0x94, "²": 0xfd, "°": 0xf8 })[sign] ?? sign.codePointAt(0) ?? 0),
  );

test.each<[string, Buffer, FileEncoding]>([
  ["UTF-8 with its mark", Buffer.from("\u{FEFF}é;ü\r\nö;1"), "utf-8"],
  ["UTF-8", Buffer.from("é;ü\nö;1\n"), "utf-8"],
  ["UTF-16 as Excel writes it", Buffer.from("\u{FEFF}é;ü\r\nö;1", "utf16le"), "utf-16le"],
  ["Windows-1252", Buffer.from("café;fünf\r\nblöd;1", "latin1"), "windows-1252"],
  ["code page 850", cp850("café;fünf\r\nblöd;1"), "cp850"],
])("%s is known by what stands in it, in pieces of any size", async (_, bytes, encoding) => {
  for (const usual of ["cp850", "windows-1252"] as const)
    for (const size of [6, 1000]) {
      const look = encodingLook(usual);
      for await (const part of inParts(bytes, size)) look.add(part);
      expect(look.result()).toBe(encoding);
    }
  const texts = (await linesOf(bytes, 4, encoding)).map(({ text }) => text);
  expect(texts).toEqual(encoding.startsWith("utf") ? ["é;ü", "ö;1"] : ["café;fünf", "blöd;1"]);
});

test("a file without letters of either is what is usual for its kind, and UTF-8 as long as it may be", async () => {
  const look = (bytes: Buffer, usual: "cp850" | "windows-1252") => {
    const found = encodingLook(usual);
    found.add(bytes);
    return found.result();
  };
  expect(look(Buffer.from("A;N;1\n"), "cp850")).toBe("utf-8");
  expect(look(Buffer.from([0x35, 0x20, 0xf8, 0x20, 0x0a]), "cp850")).toBe("cp850");
  expect(look(Buffer.from([0x35, 0x20, 0xb0, 0x20, 0x0a]), "windows-1252")).toBe("windows-1252");
});

test("what is no text is told", () => {
  expect(faultOfHead(Buffer.from("  \r\n"))).toBe("empty");
  expect(faultOfHead(Buffer.alloc(0))).toBe("empty");
  expect(faultOfHead(Buffer.from([0x50, 0x4b, 3, 4, 0]))).toBe("spreadsheet");
  expect(faultOfHead(Buffer.from("%PDF-1.7"))).toBe("binary");
  expect(faultOfHead(Buffer.concat([Buffer.from([0x89]), Buffer.alloc(500)]))).toBe("binary");
  expect(faultOfHead(Buffer.from("V 211126"))).toBeNull();
});

const line = fc.stringMatching(/^[a-z;é"]{0,8}$/);

test("reading on at the end of any line gives the rest of the lines", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 8 }),
      fc.constantFrom("\n", "\r\n", "\r"),
      fc.integer({ min: 1, max: 7 }),
      fc.boolean(),
      async (texts, ending, size, isEnded) => {
        const bytes = Buffer.from(texts.join(ending) + (isEnded ? ending : ""));
        const all = await linesOf(bytes, size, "utf-8");
        expect(
          all
            .map(({ text }) => text)
            .join(" ")
            .trim(),
        ).toBe(texts.join(" ").trim());
        for (const [index, { end, line: number }] of all.entries())
          expect(await linesOf(bytes, size, "utf-8", end, number)).toEqual(all.slice(index + 1));
      },
    ),
    { numRuns: 150 },
  ));

test.each<[FileEncoding, string]>([
  ["windows-1252", "\r\n"],
  ["utf-16le", "\r\n"],
  ["utf-16le", "\n"],
])("a line without end (%s) is cut, and what follows it is read where it stands", async (encoding, ending) => {
  const long = 5 * 1024 * 1024;
  const text = `a${ending}${"x".repeat(long)}${ending}b;1${ending}`;
  const bytes = Buffer.from(text, encoding === "utf-16le" ? "utf16le" : "latin1");
  // Line ends fall on both sides of where a part ends.
  for (const size of [1024 * 1024, 700_001]) {
    const lines = await linesOf(bytes, size, encoding);
    expect(lines.map(({ text: read }) => read.slice(0, 5))).toEqual(["a", "xxxxx", "b;1"]);
    expect(lines[1]?.text.length).toBeLessThanOrEqual(1024 * 1024);
    const width = encoding === "utf-16le" ? 2 : 1;
    expect(lines.map(({ end }) => end / width)).toEqual([1 + ending.length, 1 + long + 2 * ending.length, text.length]);
  }
});

const recordsOf = (text: string, separator = ";") =>
  Array.fromAsync(
    csvRecords(linesFrom(inParts(Buffer.from(text), 5), { encoding: "utf-8", offset: 0, line: 0 }), separator),
  );

test("records go on over lines within quotes, and a quote in a cell is inches", async () => {
  expect(
    (await recordsOf('a;"x\ny";1\n\nb;5" buis;2\nc;"zegt ""ja""";3\n')).map(({ line: at, cells }) => [at, cells]),
  ).toEqual([
    [1, ["a", "x\ny", "1"]],
    [4, ["b", '5" buis', "2"]],
    [5, ["c", 'zegt "ja"', "3"]],
  ]);
});

test("a quote that never closes takes its own line along and no other", async () => {
  const text = ['a;"open;1', ...Array.from({ length: 60 }, (_, index) => `${index};x;2`)].join("\n");
  const records = await recordsOf(text);
  expect(records[0]).toMatchObject({ line: 1, cells: null });
  expect(records.slice(1).map(({ cells }) => cells?.[0])).toEqual(
    Array.from({ length: 60 }, (_, index) => String(index)),
  );
  expect((await recordsOf('a;1\nb;"open')).map(({ cells }) => cells)).toEqual([["a", "1"], null]);
});
