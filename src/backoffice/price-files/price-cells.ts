import { amount, compare, isNegative, isPositive, zero, type Amount } from "#domain/amount.ts";
import type { Discount } from "#domain/supplier/price-answer.ts";
import { gtin14, plain } from "#domain/supplier/supplier-item.ts";
import { unitWord } from "#domain/supplier/units.ts";
import type { TextKey } from "#domain/texts/text.ts";
import type { FileProblem, Staged } from "#store/price-import-rows.ts";
import { isPriceField, type PriceFieldCode } from "./price-fields.ts";
import type { decimalMarks, PriceColumn } from "./price-format.ts";

type Mark = (typeof decimalMarks)[number];
type ProblemText = Extract<TextKey, `price.wrong.${string}`>;

const hundred = amount("100");

/**
 * A number of a cell, in the mark of its column; null when it is none, or could be two. A lone mark with three digits behind it is a thousand
 * to one and a decimal to another, and a price wrong by a thousand is worse than none.
 */
export function cellNumber(cell: string, mark: Mark): Amount | null {
  const bare = cell
    .replaceAll(/[€$£\s\u00a0\u202f']/g, "")
    .replace(/^(?:EUR|USD|CHF|GBP)|(?:EUR|USD|CHF|GBP)$/i, "")
    .replace(/,-{1,2}$/, "");
  const [own, group] = mark === "comma" ? [",", "."] : [".", ","];
  const written = (decimal: string, thousands: string): string =>
    bare
      .replaceAll(thousands, "")
      .replace(decimal, ".")
      .replace(/^(-?)\./, "$10.");
  const isGrouped = (decimal: string, thousands: string) =>
    new RegExp(`^-?\\d{1,3}(?:\\${thousands}\\d{3})+\\${decimal}\\d{1,12}$`).test(bare) ||
    new RegExp(`^-?\\d{1,3}(?:\\${thousands}\\d{3}){2,}$`).test(bare);
  if (bare.length > 40) return null;
  if (/^-?\d{1,24}$/.test(bare)) return amount(bare);
  if (new RegExp(`^-?\\d{0,24}\\${own}\\d{1,12}$`).test(bare) || isGrouped(own, group))
    return amount(written(own, group));
  // The other mark, where it cannot stand between thousands.
  const isDecimal = new RegExp(`^-?(?:\\d{0,24}\\${group}(?:\\d{1,2}|\\d{4,12})|0?\\${group}\\d{1,12})$`).test(bare);
  return isDecimal || isGrouped(group, own) ? amount(written(group, own)) : null;
}

/** What our own export and spreadsheets write around text: `'=1+1`, `="0012"`. What is left may look like a formula and is only text. */
export const cellText = (cell: string): string =>
  cell
    .trim()
    .replace(/^="(.*)"$/s, "$1")
    .replace(/^'(?=[=+\-@])/, "")
    .replaceAll("\0", "\u{FFFD}")
    .toWellFormed()
    .trim();

/** A number a spreadsheet has rounded: what it was cannot be known any more. */
const isRounded = (text: string): boolean => /^\d+(?:[.,]\d+)?E\+?\d+$/i.test(text);

/** "60", "60+10+5", "60 % / 10 %": one after another; null when it is none, or more than three. */
export function cellDiscounts(cell: string, mark: Mark): Discount[] | null {
  const parts = cell
    .split(/[+/]|\ben\b|\bet\b/)
    .map((part) => part.replaceAll("%", "").trim())
    .filter((part) => part !== "");
  const values = parts.map((part) => cellNumber(part, mark));
  if (values.length === 0 || values.length > 3) return null;
  if (values.some((value) => value === null || isNegative(value) || compare(value, hundred) > 0)) return null;
  return values
    .filter((value) => value !== null && isPositive(value))
    .map((value) => ({ kind: "percent", value: value ?? zero, group: "", source: "list" }));
}

/** "100", "per 100", "/100", "100 M": how many units, and in which word; null when it cannot be read. */
export function cellBasis(cell: string): { readonly quantity: string; readonly word: string } | null {
  const found = /^(?:per|\/|prijs per|prix par|par)?\s*(\d{1,6})\s*([\p{L}²³.]{0,20})$/iu.exec(cell.trim());
  if (found !== null) return Number(found[1]) > 0 ? { quantity: String(Number(found[1])), word: found[2] ?? "" } : null;
  // A unit alone is a price for one of it. `C` and `M` are a hundred and a thousand to some, and a metre to others.
  const word = /^(?:per|\/)?\s*([\p{L}²³.]{2,20})$/iu.exec(cell.trim())?.[1];
  return word === undefined ? null : { quantity: "1", word };
}

/** 2026-11-21, 21/11/2026, 21.11.26, 20261121; null when it is no day. */
export function cellDay(cell: string): string | null {
  const iso = /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?$/.exec(cell.trim());
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})$/.exec(cell.trim());
  const [year, month, day] =
    iso !== null
      ? [iso[1], iso[2], iso[3]]
      : local !== null
        ? [local[3]?.padStart(4, "20"), local[2], local[1]]
        : [undefined, undefined, undefined];
  if (year === undefined || month === undefined || day === undefined) return null;
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: "reject" },
    ).toString();
  } catch {
    return null;
  }
}

/** What a cell says, as fields of the article; what is wrong with it; or what a person should know although it is left out. */
type Read = { readonly fields: Staged } | { readonly wrong: ProblemText } | { readonly left: ProblemText };

const words =
  (field: string, most: number) =>
  (cell: string): Read =>
    cell.length > most ? { wrong: "price.wrong.tooLong" } : { fields: { [field]: cell } };

const number =
  (field: string, fits: (value: Amount) => boolean, wrong: ProblemText) =>
  (cell: string, mark: Mark): Read => {
    const value = cellNumber(cell, mark);
    return value === null || !fits(value) ? { wrong } : { fields: { [field]: String(plain(value)) } };
  };

/** 0 and "op aanvraag" are no prices: the article has none. */
const price =
  (field: string) =>
  (cell: string, mark: Mark): Read => {
    if (/aanvraag|demande|request|n\.?v\.?t/i.test(cell)) return { fields: { onRequest: "true" } };
    const value = cellNumber(cell, mark);
    if (value === null || isNegative(value)) return { wrong: "price.wrong.price" };
    return isPositive(value) ? { fields: { [field]: String(plain(value)) } } : { fields: {} };
  };

const positive =
  (field: string) =>
  (cell: string, mark: Mark): Read => {
    const value = cellNumber(cell, mark);
    if (value === null || isNegative(value)) return { wrong: "price.wrong.quantity" };
    return isPositive(value) ? { fields: { [field]: String(plain(value)) } } : { fields: {} };
  };

const isRate = (value: Amount): boolean => !isNegative(value) && compare(value, hundred) <= 0;

const readers: Readonly<Record<PriceFieldCode, (cell: string, mark: Mark) => Read>> = {
  code: (cell) => (isRounded(cell) ? { wrong: "price.wrong.roundedCode" } : words("code", 200)(cell)),
  maker: words("maker", 200),
  gtin: (cell) => {
    const gtin = gtin14(cell);
    return gtin === ""
      ? { left: isRounded(cell) ? "price.wrong.roundedGtin" : "price.wrong.gtin" }
      : { fields: { gtin } };
  },
  name: words("name", 500),
  brand: words("brand", 200),
  gross: price("gross"),
  net: price("net"),
  discount: (cell, mark) => {
    const discounts = cellDiscounts(cell, mark);
    return discounts === null
      ? { wrong: "price.wrong.discount" }
      : { fields: { discounts: JSON.stringify(discounts) } };
  },
  group: words("group", 60),
  basis: (cell) => {
    const basis = cellBasis(cell);
    return basis === null
      ? { wrong: "price.wrong.basis" }
      : { fields: { basis: basis.quantity, ...(basis.word !== "" && { basisWord: basis.word }) } };
  },
  unit: (cell) => {
    const basis = /^\d/.test(cell) ? cellBasis(cell) : null;
    if (/^\d/.test(cell) && (basis === null || basis.word === "")) return { wrong: "price.wrong.unit" };
    return {
      fields: basis === null ? { unit: unitWord(cell) } : { unit: unitWord(basis.word), unitBasis: basis.quantity },
    };
  },
  orderUnit: (cell) => ({ fields: { orderUnit: unitWord(cell) } }),
  perOrderUnit: positive("perOrderUnit"),
  usePerOrder: positive("usePerOrder"),
  pack: positive("pack"),
  minimum: positive("minimum"),
  multiple: positive("multiple"),
  recupel: number("recupel", (value) => !isNegative(value), "price.wrong.price"),
  bebat: number("bebat", (value) => !isNegative(value), "price.wrong.price"),
  auvibel: number("auvibel", (value) => !isNegative(value), "price.wrong.price"),
  metal: number("metal", () => true, "price.wrong.price"),
  vatRate: (cell, mark) => number("vatRate", isRate, "price.wrong.rate")(cell.replace("%", ""), mark),
  validFrom: (cell) => {
    const day = cellDay(cell);
    return day === null ? { wrong: "price.wrong.day" } : { fields: { validFrom: day } };
  },
  category: words("category", 200),
  currency: (cell) =>
    /^[A-Z]{3}$/i.test(cell) ? { fields: { currency: cell.toUpperCase() } } : { wrong: "price.wrong.currency" },
};

export interface ReadRow {
  /** Null: nothing of it is taken over. */
  readonly fields: Staged | null;
  readonly problems: readonly FileProblem[];
}

/** A row of a CSV as what it says of one article. A cell that cannot be read leaves its whole row out: half a price is a wrong price. */
export function readCsvRow(
  { line, cells }: { readonly line: number; readonly cells: readonly string[] | null },
  columns: readonly PriceColumn[],
): ReadRow {
  const problems: FileProblem[] = [];
  const tell = (text: ProblemText, place: string, value: string): void => {
    problems.push({ line, place, value: value.slice(0, 100), text, values: {} });
  };
  if (cells === null) {
    tell("price.wrong.quote", "", "");
    return { fields: null, problems };
  }
  const extra = cells.slice(columns.length).filter((cell) => cell.trim() !== "");
  if (extra.length > 0) {
    tell("price.wrong.extra", "", extra.join(" "));
    return { fields: null, problems };
  }
  let fields: Record<string, string> = {};
  // Two prices may each say in their header what they are for.
  const headerBases = new Set<string>();
  let isWrong = false;
  for (const { position, field, header, decimal, basis } of columns) {
    const cell = cellText(cells[position] ?? "");
    if (field === null || !isPriceField(field) || cell === "") continue;
    const read = readers[field](cell, decimal ?? "comma");
    if ("fields" in read) {
      fields = { ...fields, ...read.fields };
      if (basis !== null && Object.keys(read.fields).some((key) => key === "gross" || key === "net"))
        headerBases.add(basis);
    } else {
      tell("wrong" in read ? read.wrong : read.left, header || String(position + 1), cell);
      isWrong ||= "wrong" in read;
    }
  }
  const bases = new Set([
    ...["basis", "unitBasis"].map((key) => fields[key]).filter((one) => one !== undefined),
    ...headerBases,
  ]);
  if (bases.size > 1) {
    tell("price.wrong.twoBases", "", [...bases].join(", "));
    isWrong = true;
  }
  if ((fields["code"] ?? "") === "" && !isWrong) {
    tell("price.wrong.noCode", "", "");
    isWrong = true;
  }
  if (isWrong) return { fields: null, problems };
  const { unitBasis: _unit, basisWord, ...plainFields } = fields;
  const [basis] = bases;
  const unit = plainFields["unit"] ?? (basisWord === undefined ? undefined : unitWord(basisWord));
  return {
    fields: {
      ...plainFields,
      ...(basis !== undefined && { basis }),
      ...(unit !== undefined && { unit }),
      hasArticle: "true",
    },
    problems,
  };
}
