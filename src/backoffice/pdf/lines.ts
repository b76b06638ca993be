import type { Content, TableCell } from "pdfmake/interfaces.js";
import { amount, equals, isPositive, text, zero, type Amount } from "#domain/amount.ts";
import { hasMoney, type DocumentLine } from "#domain/document.ts";
import { subtotalAt } from "#domain/draft.ts";
import type { VatCategory } from "#domain/vat.ts";
import { breakable, printable, printableLine } from "./printable.ts";
import {
  alignedOnDecimals,
  currencySign,
  hairline,
  money,
  number,
  percent,
  showsPrices,
  soft,
  type Page,
} from "./sheet.ts";
import { unitWord } from "./unit-words.ts";

/** "21%", or the word for why there is none. */
export function vatText(category: VatCategory, rate: Amount, page: Page): string {
  const { words } = page;
  const named: Partial<Record<VatCategory, string>> = {
    AE: words.reverseCharge,
    E: words.exempt,
    K: words.intraCommunity,
    G: words.export,
    O: words.outsideVat,
  };
  return named[category] ?? percent(rate, page);
}

/** Without zeros that say nothing: quantities. */
const plain = (value: Amount): Amount =>
  amount(text(value).includes(".") ? text(value).replace(/\.?0+$/, "") : text(value));

/** Entered without VAT, a discounted line shows its price before the discount; with VAT, the net price has the discount in it. */
const isDiscountApart = (line: DocumentLine, { document }: Page): boolean =>
  !document.pricesIncludeTax && (line.price ?? null) !== null && isDiscounted(line);

const isDiscounted = ({ discountPercent = zero }: DocumentLine): boolean => isPositive(discountPercent);

const discountText = ({ discountPercent = zero }: DocumentLine, page: Page): string =>
  `-${percent(discountPercent, page)}`;

/** Prices show the decimals they need, at least two. */
const priceText = (line: DocumentLine, page: Page): string => {
  const shown = isDiscountApart(line, page) ? (line.price ?? line.netPrice) : line.netPrice;
  const price = number(plain(shown), page, 2);
  return equals(line.baseQuantity, amount("1")) ? price : `${price} / ${number(plain(line.baseQuantity), page)}`;
};

/** A row longer than this may be broken over pages; a shorter one is kept whole. */
const mostWhole = 900;

function nameCell(line: DocumentLine, page: Page): TableCell {
  const name = printableLine(line.itemName);
  const code = printableLine(line.sellersItemIdentifier);
  const details = [
    name === "" ? "" : code,
    isDiscounted(line) && !isDiscountApart(line, page) ? `${page.words.discount} ${discountText(line, page)}` : "",
    printable(line.description),
  ].filter((detail) => detail !== "");
  return {
    stack: [
      { text: breakable(name || code || "-") },
      ...(details.length === 0
        ? []
        : [{ text: breakable(details.join(" · ")), fontSize: 7.5, color: soft, lineHeight: 1.15 }]),
    ],
    // What belongs to a line stands under it, a little to the right.
    margin: [line.parentPosition === null ? 0 : 9, 0, 0, 0],
  };
}

const rightCell = (value: string) =>
  ({ text: value, alignment: "right", noWrap: true, preserveTrailingSpaces: true }) as const;

interface Column {
  readonly label: string;
  readonly isLeft?: boolean;
  /** One cell per line that counts. */
  readonly cells: readonly string[];
}

/** The columns of figures, each with a text per line that counts. */
function columnsOf(page: Page, counted: readonly DocumentLine[]): Column[] {
  const { words, place } = page;
  const sign = currencySign(page);
  const quantity: Column[] = [
    {
      label: words.quantity,
      cells: alignedOnDecimals(
        counted.map((line) => number(plain(line.quantity), page)),
        place,
      ),
    },
    {
      label: "",
      isLeft: true,
      cells: counted.map((line) => unitWord(line.unitCode, text(plain(line.quantity)), place.language)),
    },
  ];
  if (!showsPrices(page)) return quantity;
  const discounts = counted.map((line) => (isDiscountApart(line, page) ? discountText(line, page) : ""));
  return [
    ...quantity,
    {
      label: `${words.price} (${sign})`,
      cells: alignedOnDecimals(
        counted.map((line) => priceText(line, page)),
        place,
      ),
    },
    ...(discounts.some((discount) => discount !== "") ? [{ label: words.discount, cells: discounts }] : []),
    { label: words.vat, cells: counted.map((line) => vatText(line.vatCategory, line.vatRate, page)) },
    { label: `${words.amount} (${sign})`, cells: counted.map((line) => money(line.lineNetAmount, page)) },
  ];
}

/** A line that does not count: text over the whole width, or a sum of what stands above it. */
function readersRow(page: Page, index: number, columns: number): TableCell[] {
  const { lines } = page.document;
  const line = lines[index];
  if (line === undefined) return [];
  const said = [line.itemName, line.description].map(printable).filter((part) => part !== "");
  const empty = (count: number): TableCell[] => Array.from({ length: count }, () => ({ text: "" }));
  if (line.kind === "subtotal" && showsPrices(page)) {
    const label = said.join(" ") || page.words.subtotal;
    const value = { ...rightCell(money(subtotalAt(lines, index), page)), bold: true };
    return [{ text: breakable(label), bold: true, colSpan: columns - 1 }, ...empty(columns - 2), value];
  }
  return [{ text: breakable(said.join("\n")), colSpan: columns, color: soft }, ...empty(columns - 1)];
}

/** The lines of the document: their header comes back on every page, amounts stand below each other on the decimal mark. */
export function linesTable(page: Page): Content[] {
  const { lines } = page.document;
  if (lines.length === 0) return [];
  const counted = lines.filter(hasMoney);
  const columns = columnsOf(page, counted);
  const header: TableCell[] = [page.words.description, ...columns.map(({ label }) => label)].map((label, index) => ({
    text: label,
    fontSize: 7.5,
    color: soft,
    noWrap: true,
    alignment: index === 0 || columns[index - 1]?.isLeft === true ? "left" : "right",
  }));
  const body = lines.map((line, index): TableCell[] => {
    if (!hasMoney(line)) return readersRow(page, index, columns.length + 1);
    const own = counted.indexOf(line);
    return [
      nameCell(line, page),
      ...columns.map(({ cells, isLeft }) =>
        isLeft === true ? { text: cells[own] ?? "", color: soft, noWrap: true } : rightCell(cells[own] ?? ""),
      ),
    ];
  });
  const longest = Math.max(...lines.map((line) => line.itemName.length + line.description.length));
  return [
    {
      table: {
        headerRows: 1,
        keepWithHeaderRows: 1,
        dontBreakRows: longest <= mostWhole,
        widths: ["*", ...columns.map(() => "auto" as const)],
        body: [header, ...body],
      },
      layout: {
        hLineWidth: (row) => (row === 0 ? 0 : row === 1 ? 1 : 0.5),
        vLineWidth: () => 0,
        hLineColor: (row) => (row === 1 ? page.accent : hairline),
        paddingLeft: (column) => (column === 0 ? 0 : columns[column - 1]?.isLeft === true ? 4 : 12),
        paddingRight: () => 0,
        paddingTop: () => 5,
        paddingBottom: () => 5,
      },
      margin: [0, 16, 0, 0],
    },
  ];
}
