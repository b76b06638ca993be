import type { Content, DynamicContent, TDocumentDefinitions } from "pdfmake/interfaces.js";
import { firstTop, head, left, right, strip } from "./head.ts";
import { linesTable } from "./lines.ts";
import { payment, printIban } from "./payment.ts";
import { printPdf, type AttachedFile } from "./print-pdf.ts";
import { printable, printableLine } from "./printable.ts";
import { hairline, pageOf, showsPrices, soft, type Page, type Sheet } from "./sheet.ts";
import { totals } from "./totals.ts";
import { filled } from "./words.ts";

const width = 595.28 - left - right;
const footerSize = 7.5;

/** From the second page on: whose document this is, above the lines that go on. */
const headerOf =
  (page: Page): DynamicContent =>
  (current) =>
    current === 1
      ? ""
      : {
          columns: [
            { text: printableLine(page.document.seller.name), width: "*", noWrap: true },
            {
              text: page.isDraft ? `${page.title} · ${page.words.draft}` : page.title,
              width: "auto",
              alignment: "right",
            },
          ],
          columnGap: 20,
          fontSize: footerSize,
          color: soft,
          margin: [left, 19, right, 0],
        };

const accountsOf = ({ document, style }: Page): string[] =>
  [...new Set([document.sellerIban, style.secondIban].map(printIban))].filter((iban) => iban !== "");

const footerLines = (page: Page): string[] =>
  [
    ...printable(page.style.footer).split("\n"),
    accountsOf(page)
      .map((iban) => `IBAN ${iban}`)
      .join("   "),
  ].filter((line) => line.trim() !== "");

/** Room that the footer takes: about 120 characters go on a line. */
const footerHeight = (page: Page): number =>
  footerLines(page).reduce((height, line) => height + Math.ceil(line.length / 110), 0) * footerSize * 1.25;

const footerOf =
  (page: Page): DynamicContent =>
  (current, count) => ({
    stack: [
      { canvas: [{ type: "line", x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 0.6, lineColor: hairline }] },
      {
        columns: [
          { width: "*", stack: footerLines(page).map((line): Content => ({ text: line })) },
          { width: "auto", text: filled(page.words.page, { page: current, pages: count }), alignment: "right" },
        ],
        columnGap: 24,
        margin: [0, 6, 0, 0],
      },
    ],
    fontSize: footerSize,
    color: soft,
    lineHeight: 1.2,
    margin: [left, 14, right, 0],
  });

/** A text below the amounts; nothing when it is empty. */
const below = (text: string, margin: number, style: object = {}): Content[] =>
  text === "" ? [] : [{ text, margin: [0, margin, 0, 0], ...style }];

function closing(page: Page): Content[] {
  // On papers without prices, terms of payment would only puzzle.
  const own = [page.document.terms, showsPrices(page) ? page.style.terms[page.place.language] : ""].map(printable);
  return [
    ...below(printable(page.caption), 14),
    ...payment(page),
    ...below(own.filter((text) => text !== "").join("\n\n"), 16, { fontSize: 7.5, color: soft, lineHeight: 1.2 }),
  ];
}

/** The page of a document, as pdfmake lays it out. */
function definitionOf(page: Page): Omit<TDocumentDefinitions, "files" | "info" | "subset" | "version" | "language"> {
  return {
    pageSize: "A4",
    pageMargins: [left, firstTop, right, 44 + footerHeight(page)],
    header: headerOf(page),
    footer: footerOf(page),
    defaultStyle: { font: "Roboto", fontSize: 9.5, lineHeight: 1.1, color: "#1b1d21" },
    content: [...head(page), ...strip(page), ...linesTable(page), ...totals(page), ...closing(page)],
    ...(page.isDraft && {
      watermark: { text: page.words.draft, color: "#9aa0a6", opacity: 0.16, bold: true, angle: -45 },
    }),
  };
}

/** A document as PDF/A-3b, with its UBL in it when it has one. `at`: what the file says about when it was made. */
export async function printDocument(sheet: Sheet, at: Temporal.Instant, ubl: AttachedFile | null): Promise<Buffer> {
  const page = pageOf(sheet);
  return printPdf(definitionOf(page), {
    title: page.isDraft ? `${page.title} (${page.words.draft})` : page.title,
    author: printableLine(page.document.seller.name),
    language: page.document.language,
    at,
    attached: ubl,
  });
}
