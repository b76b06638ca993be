import { compare, isNegative, isPositive, amount, zero, type Amount } from "#domain/amount.ts";
import {
  mostDocumentLines,
  type SupplierDocumentKind,
  type SupplierDocumentLine,
} from "#domain/supplier/supplier-document.ts";
import { gtin14 } from "#domain/supplier/supplier-item.ts";
import { unitOf } from "#domain/supplier/units.ts";
import {
  answerOf,
  type ReadFault,
  type ReadingPlace,
  type ReadRemark,
  type ReadSupplierDocument,
} from "#einvoice/supplier-document-ubl.ts";
import { cellsOf } from "#backoffice/price-files/csv-records.ts";
import { encodingLook, lineDecoder } from "#backoffice/price-files/file-lines.ts";
import { cellBasis, cellDay, cellNumber, cellText } from "#backoffice/price-files/price-cells.ts";
import { columnsOf, type CsvField } from "./csv-columns.ts";

/** What a person says of a file that does not say it itself. */
export interface SaidOfFile {
  readonly kind: SupplierDocumentKind | null;
  readonly number: string;
}

type Mark = Parameters<typeof cellNumber>[1];

interface Sheet {
  readonly columns: ReadonlyMap<CsvField, number>;
  /** With the number of the line each begins on. */
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

/** Nobody's heading stands further down. */
const headingWithin = 20;

/**
 * An order or delivery note out of a CSV with headings. One row that cannot be read refuses the whole: half a delivery note is a
 * wrong one.
 */
export function readCsvDocument(
  bytes: Buffer,
  said: SaidOfFile,
  place: ReadingPlace,
): ReadSupplierDocument | ReadFault {
  const look = encodingLook("windows-1252");
  look.add(bytes);
  const text = lineDecoder(look.result())(bytes).replace(/^\u{FEFF}/u, "");
  const sheet = sheetOf(text);
  if (sheet === null) return { fault: "notKnown", where: "" };
  const { columns, rows } = sheet;
  if (rows.length > mostDocumentLines) return { fault: "tooManyLines", where: String(rows.length) };
  if (rows.length === 0) return { fault: "noLines", where: "" };
  const all = (field: CsvField): string[] => {
    const index = columns.get(field);
    return index === undefined
      ? []
      : rows.map(({ cells }) => cellText(cells[index] ?? "")).filter((cell) => cell !== "");
  };
  const numbers = [...new Set(all("number"))];
  const [number = said.number.trim()] = numbers;
  if (number === "" || numbers.length > 1) return { fault: "noNumber", where: numbers.slice(0, 3).join(", ") };
  const currencies = [...new Set(all("currency").map((cell) => cell.toUpperCase()))];
  const [currency = place.currency] = currencies;
  if (currencies.length > 1 || !/^[A-Z]{3}$/.test(currency))
    return { fault: "currency", where: currencies.slice(0, 3).join(", ") };
  const kind = said.kind ?? (columns.has("delivered") ? "deliveryNote" : "order");
  const mark = markOf(columns, rows);
  const remarks: ReadRemark[] = [];
  const lines: SupplierDocumentLine[] = [];
  for (const row of rows) {
    const read = lineOf(row, columns, mark, kind, { ...place, currency }, remarks);
    if ("fault" in read) return read;
    lines.push(read);
  }
  const [ourOrderNumber = ""] = all("ourOrderNumber");
  const [day = ""] = all("date");
  return {
    document: {
      kind,
      number: number.slice(0, 100),
      ourOrderNumber: ourOrderNumber.slice(0, 100),
      ourReference: "",
      date: cellDay(day),
      currency,
      lines,
    },
    otherNumbers: [said.number],
    seller: null,
    buyer: null,
    remarks,
  };
}

/** The table with the separator that makes most known headings; null where none makes a table of articles. */
function sheetOf(text: string): Sheet | null {
  const lines = text.split(/\r\n|\n|\r/);
  let best: (Sheet & { readonly known: number }) | null = null;
  for (const separator of [";", "\t", ",", "|"]) {
    for (const [index, line] of lines.slice(0, headingWithin).entries()) {
      const columns = columnsOf((cellsOf(line, separator) ?? []).map(cellText));
      const isTable =
        (columns.has("quantity") || columns.has("delivered")) &&
        (columns.has("code") || columns.has("gtin") || columns.has("description"));
      if (!isTable || columns.size <= (best?.known ?? 0)) continue;
      const rows = rowsOf(lines, index + 1, separator);
      best = { columns, rows, known: columns.size };
    }
  }
  return best;
}

/** A quote that is open at the end of a line goes on on the next; one that never closes was meant as inches. */
function rowsOf(lines: readonly string[], from: number, separator: string): Sheet["rows"] {
  const rows: { line: number; cells: readonly string[] }[] = [];
  for (let index = from; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (line.trim() === "") continue;
    let cells = cellsOf(line, separator);
    let taken = 0;
    for (let more = 1; cells === null && more <= 20 && index + more < lines.length; more += 1) {
      cells = cellsOf(lines.slice(index, index + more + 1).join("\n"), separator);
      taken = more;
    }
    rows.push({ line: index + 1, cells: cells ?? line.split(separator) });
    if (cells !== null) index += taken;
  }
  return rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
}

const numeric = ["quantity", "delivered", "backordered", "price", "vatRate"] as const satisfies readonly CsvField[];

/** The decimal mark that most numbers of the file can only be written with. */
function markOf(columns: Sheet["columns"], rows: Sheet["rows"]): Mark {
  const cells = rows.flatMap((row) => numeric.map((field) => row.cells[columns.get(field) ?? -1] ?? ""));
  const dots = cells.filter((cell) => /^\s*-?\d+\.\d{1,2}\s*$/.test(cell)).length;
  const commas = cells.filter((cell) => /^\s*-?\d+,\d{1,2}\s*$/.test(cell)).length;
  return dots > commas ? "dot" : "comma";
}

const hundred = amount("100");

function lineOf(
  { line, cells }: Sheet["rows"][number],
  columns: Sheet["columns"],
  mark: Mark,
  kind: SupplierDocumentKind,
  place: ReadingPlace,
  remarks: ReadRemark[],
): SupplierDocumentLine | ReadFault {
  const cellAt = (field: CsvField): string => cellText(cells[columns.get(field) ?? -1] ?? "");
  const wrong = new Set<CsvField>();
  const numberAt = (field: CsvField): Amount | null => {
    const cell = cellAt(field);
    const value = cell === "" ? null : cellNumber(cell.replace(/%$/, ""), mark);
    if (cell !== "" && value === null) wrong.add(field);
    return value;
  };
  const delivered = numberAt("delivered");
  const ordered = numberAt("quantity");
  const backordered = numberAt("backordered");
  const price = numberAt("price");
  const rate = numberAt("vatRate");
  const quantity = ordered ?? delivered;
  if (quantity === null || wrong.has("quantity") || wrong.has("delivered") || wrong.has("backordered"))
    return { fault: "quantity", where: String(line) };
  const lineId = cellAt("lineId").slice(0, 100) || String(line);
  const written = cellAt("unit").slice(0, 20);
  const unitCode = unitOf(written, {}) ?? "";
  const basis = cellAt("basis") === "" ? { quantity: "1", word: "" } : cellBasis(cellAt("basis"));
  const hasPrice = price !== null && !isNegative(price) && basis !== null;
  if (wrong.has("price") || (price !== null && !hasPrice)) remarks.push({ line: lineId, reason: "priceToBeAsked" });
  const isRate = rate !== null && !isNegative(rate) && compare(rate, hundred) <= 0;
  const named = {
    suppliersItemIdentifier: cellAt("code").slice(0, 200),
    manufacturersItemIdentifier: cellAt("manufacturer").slice(0, 200),
    brandName: cellAt("brand").slice(0, 200),
    gtin: gtin14(cellAt("gtin")),
  };
  const description = cellAt("description").slice(0, 1000);
  const isNote = kind === "deliveryNote";
  return {
    ...{ ...named, lineId, description, unitCode, suppliersUnit: written, kind: "item", note: "" },
    quantity,
    // 0 is how a program writes that it does not know.
    price:
      hasPrice && isPositive(price)
        ? answerOf(
            { ...named, name: description },
            { price, basis: amount(basis.quantity) },
            unitCode || written || "C62",
            isRate ? rate : null,
            place,
          )
        : null,
    vatRate: isRate ? rate : null,
    leadTimeDays: null,
    ourLineId: cellAt("ourLineId").slice(0, 100),
    delivered: delivered ?? (isNote && !columns.has("delivered") ? (ordered ?? zero) : null),
    deliveryDate: null,
    backordered,
    backorderDate: null,
  };
}
