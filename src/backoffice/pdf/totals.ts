import type { Content, CustomTableLayout, TableCell } from "pdfmake/interfaces.js";
import { isZero, negate, text, type Amount } from "#domain/amount.ts";
import type { VatLine } from "#domain/document.ts";
import { amountText } from "#domain/texts/format.ts";
import { exemptionReasons } from "#domain/vat.ts";
import { vatText } from "./lines.ts";
import { breakable, printable, printableLine } from "./printable.ts";
import { hairline, money, number, showsPrices, soft, type Page } from "./sheet.ts";

interface Row {
  readonly label: string;
  readonly value: string;
}

/** With its currency, for the one amount that counts. */
export const withCurrency = (value: Amount, { document, place }: Page): string =>
  printable(amountText(text(value), document.currency, place));

/** What the last and largest figure is, and what was already paid: they mean something else on each kind. */
function finalWords({ document, words }: Page): { readonly prepaid: string; readonly payable: string } {
  if (document.kind === "creditNote") return { prepaid: words.refunded, payable: words.leftToSettle };
  const asksMoney = ["invoice", "paymentRequest", "tillReceipt"].includes(document.kind);
  return { prepaid: words.prepaid, payable: asksMoney ? words.payable : words.total };
}

function rowsOf(page: Page): Row[] {
  const { words, document } = page;
  const { totals, allowanceCharges } = document;
  const when = (condition: boolean, label: string, value: Amount): Row[] =>
    condition ? [{ label, value: money(value, page) }] : [];
  const adjustments = allowanceCharges.map((entry): Row => {
    const reason =
      breakable(printableLine(entry.reason)) || (entry.kind === "allowance" ? words.discount : words.charge);
    const value = entry.kind === "allowance" ? negate(entry.amount) : entry.amount;
    return { label: `${reason} (${vatText(entry.vatCategory, entry.vatRate, page)})`, value: money(value, page) };
  });
  return [
    ...when(adjustments.length > 0, words.subtotal, totals.lineExtensionAmount),
    ...adjustments,
    ...when(true, words.taxExclusive, totals.taxExclusiveAmount),
    ...when(true, words.tax, totals.taxAmount),
    ...when(true, words.taxInclusive, totals.taxInclusiveAmount),
    ...when(!isZero(totals.payableRoundingAmount), words.rounding, totals.payableRoundingAmount),
    ...when(!isZero(totals.prepaidAmount), finalWords(page).prepaid, negate(totals.prepaidAmount)),
  ];
}

const bare = (sidePadding: number): CustomTableLayout => ({
  defaultBorder: false,
  paddingLeft: (column) => (column === 0 ? 0 : sidePadding),
  paddingRight: () => 0,
  paddingTop: () => 2.2,
  paddingBottom: () => 2.2,
});

const amountCell = (value: string): TableCell => ({ text: value, alignment: "right", noWrap: true });

function sums(page: Page): Content {
  const final: TableCell[] = [
    { text: finalWords(page).payable, bold: true, fontSize: 12, color: page.accent, margin: [0, 4, 0, 0] },
    {
      ...(amountCell(withCurrency(page.document.totals.payableAmount, page)) as object),
      bold: true,
      fontSize: 12,
      color: page.accent,
      margin: [0, 4, 0, 0],
    } as TableCell,
  ];
  const rows = rowsOf(page).map(({ label, value }): TableCell[] => [{ text: label }, amountCell(value)]);
  return {
    table: { widths: ["*", "auto"], body: [...rows, final] },
    layout: {
      ...bare(10),
      defaultBorder: true,
      vLineWidth: () => 0,
      hLineWidth: (row: number) => (row === rows.length ? 1 : 0),
      hLineColor: () => page.accent,
    },
  };
}

/** Why a category bears no VAT, as it stands on the document, else as the law's short form. */
function reasonOf({ vatCategory, exemptionReason }: VatLine, { place }: Page): string {
  const stored = printable(exemptionReason ?? "");
  if (stored !== "") return stored;
  const known = exemptionReasons[vatCategory];
  return known === undefined ? "" : printable(place.language === "de" ? known.en : known[place.language]);
}

/** VAT per rate, the reasons for bearing none, and the total in euro when the currency is another one. */
function vatBreakdown(page: Page): Content {
  const { document, words } = page;
  const header = [words.vat, words.taxable, words.tax].map((label, column): TableCell => ({
    text: label,
    fontSize: 7.5,
    color: soft,
    alignment: column === 0 ? "left" : "right",
  }));
  const rows = document.vat.map((vat): TableCell[] => [
    { text: vatText(vat.vatCategory, vat.vatRate, page) },
    amountCell(money(vat.taxableAmount, page)),
    amountCell(money(vat.taxAmount, page)),
  ]);
  const labels = document.vat.map((vat) => vatText(vat.vatCategory, vat.vatRate, page));
  // A reason that says no more than its label stands there already.
  const reasons = [...new Set(document.vat.map((vat) => reasonOf(vat, page)))].filter(
    (reason) => reason !== "" && !labels.includes(reason),
  );
  const inEuro =
    document.taxAmountInEuro === null
      ? ""
      : `${words.taxInEuro}: ${printable(amountText(text(document.taxAmountInEuro), "EUR", page.place))}`;
  const rate =
    inEuro === "" || document.exchangeRate === null
      ? ""
      : ` (${words.rate} 1 ${document.currency} = ${number(document.exchangeRate, page)} EUR)`;
  return {
    stack: [
      {
        table: { widths: ["auto", "auto", "auto"], headerRows: 1, body: [header, ...rows] },
        layout: {
          ...bare(16),
          defaultBorder: true,
          vLineWidth: () => 0,
          hLineWidth: (row: number) => (row === 1 ? 0.6 : 0),
          hLineColor: () => hairline,
        },
      },
      ...[...reasons, `${inEuro}${rate}`]
        .filter((note) => note !== "")
        .map((note): Content => ({ text: note, fontSize: 8, margin: [0, 4, 0, 0] })),
    ],
  };
}

/** VAT on the left, sums on the right, kept together. Nothing on papers without prices. */
export function totals(page: Page): Content[] {
  if (!showsPrices(page)) return [];
  return [
    {
      columns: [
        { width: "*", stack: [vatBreakdown(page)] },
        { width: 222, stack: [sums(page)] },
      ],
      columnGap: 24,
      unbreakable: true,
      margin: [0, 14, 0, 0],
    },
  ];
}
