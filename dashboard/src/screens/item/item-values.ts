import { readNumber, shownNumber, type DecimalMark } from "#dashboard/parts/number-input.ts";
import type { ItemPage } from "#dashboard/screens/items/items-query.ts";

/** An item as its form holds it: numbers as they are typed. */
export interface ItemValues {
  readonly sellersItemIdentifier: string;
  readonly name: string;
  readonly unitCode: string;
  readonly salesPrice: string;
  readonly vatRate: string;
  readonly countsStock: boolean;
  /** One per line. */
  readonly gtins: string;
}

export const emptyItem: ItemValues = {
  sellersItemIdentifier: "",
  name: "",
  unitCode: "C62",
  salesPrice: "",
  vatRate: "",
  countsStock: true,
  gtins: "",
};

const shown = (value: string | null, mark: DecimalMark, atLeast: number): string =>
  value === null ? "" : shownNumber(value, mark, atLeast);

export const valuesOf = (item: ItemPage, mark: DecimalMark): ItemValues => ({
  sellersItemIdentifier: item.sellersItemIdentifier,
  name: item.name,
  unitCode: item.unitCode,
  salesPrice: shown(item.salesPrice, mark, 2),
  vatRate: shown(item.vatRate, mark, 0),
  countsStock: item.countsStock,
  gtins: item.gtins.join("\n"),
});

/** Barcodes as they are typed: one per line, or between commas. */
export const linesOf = (text: string): string[] =>
  text
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** A field that is filled in with what is no number. */
export const isNoNumber = (typed: string): boolean => typed.trim() !== "" && readNumber(typed) === null;

/** As the hub takes it. */
export const bodyOf = ({ salesPrice, vatRate, gtins, ...values }: ItemValues, mark: DecimalMark) => ({
  ...values,
  salesPrice: readNumber(salesPrice, mark),
  vatRate: readNumber(vatRate, mark),
  gtins: linesOf(gtins),
});

/** What the hub says of the barcode on a line, with the code it is about. */
export function gtinFault(gtins: string, at: (field: string) => string | null): string | null {
  const faults = linesOf(gtins).flatMap((gtin, index) => {
    const message = at(`gtins.${index}`);
    return message === null ? [] : [`${gtin}: ${message}`];
  });
  return faults.length === 0 ? at("gtins") : faults.join(" ");
}
