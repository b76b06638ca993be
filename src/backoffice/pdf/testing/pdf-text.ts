import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { wordsOf } from "#backoffice/pdf/words.ts";
import type { Totals } from "#domain/document.ts";
import type { Language } from "#domain/party.ts";

export interface PdfText {
  /** Per page: rows from the top, each its cells from left to right. Words close together are one cell. */
  readonly pages: readonly (readonly (readonly string[])[])[];
  readonly text: string;
  readonly attachments: readonly { readonly name: string; readonly bytes: Buffer }[];
  /** XMP, as it stands in the file. */
  readonly metadata: string;
  readonly language: string | null;
}

interface Piece {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Pieces on one base line, a little tolerance for other sizes of type in the same row. */
function rowsOf(pieces: readonly Piece[]): string[][] {
  const rows: Piece[][] = [];
  for (const piece of pieces.toSorted((a, b) => b.y - a.y)) {
    const row = rows.at(-1);
    if (row !== undefined && Math.abs((row[0]?.y ?? 0) - piece.y) < 2) row.push(piece);
    else rows.push([piece]);
  }
  return rows.map((row) => {
    const cells: { text: string; end: number }[] = [];
    for (const piece of row.toSorted((a, b) => a.x - b.x)) {
      const cell = cells.at(-1);
      if (cell !== undefined && piece.x - cell.end < 5) {
        cell.text += piece.x - cell.end > 1 && !/\s$/.test(cell.text) ? ` ${piece.text}` : piece.text;
        cell.end = piece.x + piece.width;
      } else cells.push({ text: piece.text, end: piece.x + piece.width });
    }
    return cells.map((cell) => cell.text.replaceAll(/[\s\u200B]+/g, " ").trim());
  });
}

/** What a reader and a program find in a PDF. */
export async function pdfText(bytes: Buffer): Promise<PdfText> {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages: string[][][] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    const pieces = items.flatMap((item): Piece[] => {
      if (!("str" in item) || item.str.trim() === "") return [];
      const [x, y] = (item.transform as readonly number[]).slice(4);
      return [{ text: item.str, x: x ?? 0, y: y ?? 0, width: item.width }];
    });
    pages.push(rowsOf(pieces));
  }
  const attached = ((await pdf.getAttachments()) ?? {}) as Record<string, { filename: string; content: Uint8Array }>;
  const { metadata, info } = await pdf.getMetadata();
  await pdf.destroy();
  return {
    pages,
    text: pages.map((rows) => rows.map((row) => row.join("\t")).join("\n")).join("\f"),
    attachments: Object.values(attached).map(({ filename, content }) => ({
      name: filename,
      bytes: Buffer.from(content),
    })),
    metadata: metadata === null ? "" : String((metadata as { getRaw(): unknown }).getRaw()),
    language: (info as { Language?: string }).Language ?? null,
  };
}

/** A printed amount as decimal text: "€ 1.234,50", "1 234,50 €", "£1,234.50". */
export function decimalOf(printed: string, language: Language): string {
  const digits = printed.replaceAll(language === "en" ? /[^\d.-]/g : /[^\d,-]/g, "").replace(",", ".");
  return digits;
}

/** The sums as they are printed last (a subtotal among the lines goes before them), by their name in the database; one that is not printed is missing. `country`: of the seller. */
export function totalsOn(
  pdf: PdfText,
  { kind, language, country }: { readonly kind: string; readonly language: Language; readonly country: string },
): Partial<Record<keyof Totals, string>> {
  const words = wordsOf(language, country);
  const isCredit = kind === "creditNote";
  const asksMoney = ["invoice", "paymentRequest", "tillReceipt"].includes(kind);
  const labels: readonly (readonly [keyof Totals, string])[] = [
    ["lineExtensionAmount", words.subtotal],
    ["taxExclusiveAmount", words.taxExclusive],
    ["taxAmount", words.tax],
    ["taxInclusiveAmount", words.taxInclusive],
    ["payableRoundingAmount", words.rounding],
    ["prepaidAmount", isCredit ? words.refunded : words.prepaid],
    ["payableAmount", isCredit ? words.leftToSettle : asksMoney ? words.payable : words.total],
  ];
  const found: Partial<Record<keyof Totals, string>> = {};
  for (const row of pdf.pages.flat()) {
    const label = row.at(-2);
    const value = row.at(-1);
    const entry = labels.find(([, text]) => text === label);
    if (entry !== undefined && value !== undefined && /\d/.test(value)) {
      const decimal = decimalOf(value, language);
      found[entry[0]] = entry[0] === "prepaidAmount" ? decimal.replace(/^-/, "") : decimal;
    }
  }
  return found;
}

/** VAT per rate as printed: label of the rate, taxable amount, VAT. */
export function vatOn(pdf: PdfText, language: Language, country: string): (readonly [string, string, string])[] {
  const words = wordsOf(language, country);
  const rows = pdf.pages.flat();
  const start = rows.findIndex((row) => row[0] === words.vat && row[1] === words.taxable);
  const found: [string, string, string][] = [];
  for (const [label = "", taxable = "", tax = ""] of start < 0 ? [] : rows.slice(start + 1)) {
    if (!/^-?[\d.,\s\u00A0]+$/.test(taxable) || !/^-?[\d.,\s\u00A0]+$/.test(tax)) continue;
    found.push([label, decimalOf(taxable, language), decimalOf(tax, language)]);
  }
  return found;
}
