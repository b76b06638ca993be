import type { Content, TDocumentDefinitions } from "pdfmake/interfaces.js";
import type { TextLanguage } from "#domain/texts/text.ts";
import { printPdf } from "./print-pdf.ts";
import { printable, printableLine } from "./printable.ts";
import { hairline, soft } from "./sheet.ts";

export interface ReportTable {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns from this one on hold figures and stand to the right. */
  readonly figuresFrom: number;
}

/** A report as it is read: every text is finished, nothing is calculated here. */
export interface Report {
  readonly language: TextLanguage;
  readonly company: string;
  readonly title: string;
  readonly subtitle: string;
  readonly verdict: string;
  readonly tables: readonly ReportTable[];
  readonly notes: readonly string[];
  readonly footer: string;
}

const margin = 48;

function tableOf({ title, header, rows, figuresFrom }: ReportTable): Content[] {
  const cell = (text: string, column: number, style: object = {}) => ({
    text: printable(text),
    alignment: column >= figuresFrom ? ("right" as const) : ("left" as const),
    ...style,
  });
  return [
    { text: printableLine(title), bold: true, fontSize: 11, margin: [0, 16, 0, 4] },
    {
      layout: { hLineColor: () => hairline, vLineWidth: () => 0, hLineWidth: () => 0.6 },
      table: {
        headerRows: 1,
        widths: header.map((_, column) => (column === 0 || column < figuresFrom ? "*" : "auto")),
        body: [
          header.map((text, column) => cell(text, column, { color: soft })),
          ...rows.map((row) => row.map((text, column) => cell(text, column))),
        ],
      },
    },
  ];
}

const definitionOf = (report: Report): Omit<TDocumentDefinitions, "info" | "subset" | "version" | "language"> => ({
  pageSize: "A4",
  pageMargins: [margin, margin, margin, margin + 12],
  defaultStyle: { font: "Roboto", fontSize: 9.5, lineHeight: 1.15, color: "#1b1d21" },
  footer: (current, count) => ({
    columns: [
      { text: printableLine(report.footer), width: "*" },
      { text: `${current}/${count}`, width: "auto", alignment: "right" },
    ],
    fontSize: 7.5,
    color: soft,
    margin: [margin, 12, margin, 0],
  }),
  content: [
    { text: printableLine(report.company), color: soft },
    { text: printableLine(report.title), fontSize: 17, margin: [0, 4, 0, 0] },
    { text: printableLine(report.subtitle), color: soft, margin: [0, 2, 0, 12] },
    { text: printable(report.verdict), bold: true, fontSize: 11 },
    ...report.tables.filter(({ rows }) => rows.length > 0).flatMap(tableOf),
    ...report.notes.map((note): Content => ({ text: printable(note), margin: [0, 10, 0, 0] })),
  ],
});

/** A report as PDF/A-3b. `at`: what the file says about when it was made; the same report gives the same bytes. */
export const printReport = (report: Report, at: Temporal.Instant): Promise<Buffer> =>
  printPdf(definitionOf(report), {
    title: report.title,
    author: printableLine(report.company),
    language: report.language,
    at,
    attached: null,
  });
