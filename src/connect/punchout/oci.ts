import { amount, isPositive, type Amount } from "#domain/amount.ts";
import type { BasketLine } from "#domain/supplier/basket.ts";
import { basketLine, postedNumber } from "./basket-line.ts";
import {
  plainText,
  postLimits,
  unreadable,
  type PunchoutContext,
  type PunchoutReading,
  type RefusalReason,
} from "./reading.ts";

export interface TextPair {
  readonly name: string;
  readonly value: string;
}

interface OciField {
  readonly line: number;
  /** In capitals, without NEW_ITEM. */
  readonly field: string;
}

const longText = /^LONGTEXT(?:_(\d{1,9}))?(?::\d+)?$/;

/** Whether a name is one of a basket at all. */
export const isOciName = (name: string): boolean => /^NEW_ITEM(?=[-[.])/i.test(name.trim());

/**
 * Line and field of a name: `NEW_ITEM-QUANTITY[1]`, and what frameworks make of it, such as `NEW_ITEM[1][QUANTITY]`,
 * `NEW_ITEM[QUANTITY][1]` or `NEW_ITEM-QUANTITY[1][]`. In `NEW_ITEM-LONGTEXT_1:132[]` the number is inside the word. Null: no line
 * or no field can be told.
 */
export function ociField(name: string): OciField | null {
  const parts = name
    .trim()
    .toUpperCase()
    .replace(/^NEW_ITEM/, "")
    .split(/[[\].-]+/)
    .filter((part) => part !== "");
  const isNumber = (part: string): boolean => /^\d{1,9}$/.test(part);
  const [word = "", ...moreWords] = parts.filter((part) => !isNumber(part));
  const [number = ""] = parts.filter(isNumber);
  const long = longText.exec(word);
  const line = long?.[1] ?? number;
  if (word === "" || moreWords.length > 0 || line === "") return null;
  if (long !== null) return { line: Number(line), field: "LONGTEXT" };
  return /^[A-Z_0-9]+$/.test(word) ? { line: Number(line), field: word } : null;
}

/** The values of each field of each line. */
function byLine(pairs: readonly TextPair[], { warn }: PunchoutContext): Map<number, Map<string, string[]>> {
  const lines = new Map<number, Map<string, string[]>>();
  let isAnyUnread = false;
  for (const { name, value } of pairs) {
    if (!isOciName(name)) continue;
    const found = ociField(name);
    if (found === null) {
      isAnyUnread = true;
      continue;
    }
    const fields = lines.get(found.line) ?? new Map<string, string[]>();
    lines.set(found.line, fields);
    const values = fields.get(found.field);
    if (values === undefined) fields.set(found.field, [value]);
    else values.push(value);
    if (lines.size > postLimits.lines) throw unreadable("tooManyLines", `over ${postLimits.lines} lines`);
  }
  // Never an empty basket out of fields that were there.
  if (isAnyUnread && lines.size === 0) throw unreadable("noFieldUnderstood", "no field says which line it is of");
  if (isAnyUnread) warn("fieldNotUnderstood");
  return lines;
}

/** Empty, 0 and what is no number mean 1; the last two are told. */
function priceUnitOf(written: string, line: number, { terms, warn }: PunchoutContext): Amount {
  const one = amount("1");
  if (written.trim() === "") return one;
  const number = postedNumber(written, terms.decimalMark);
  if (number?.isComma === true) warn("decimalComma", line);
  if (number !== null && isPositive(number.value)) return number.value;
  warn("priceUnitUnreadable", line);
  return one;
}

/** Fields that may come more than once in a line; of any other a second value makes the line mean two things. */
const repeatable = new Set(["LONGTEXT", "ATTACHMENT", "ATTACHMENT_TITLE", "ATTACHMENT_PURPOSE"]);

function readLine(
  number: number,
  fields: ReadonlyMap<string, readonly string[]>,
  context: PunchoutContext,
): { line: BasketLine; currency: string } | { refused: RefusalReason } {
  if (number === 0) return { refused: "lineZero" };
  for (const [field, values] of fields)
    if (!repeatable.has(field) && values.some((value) => value.trim() !== values[0]?.trim()))
      return { refused: "fieldTwice" };

  const { terms } = context;
  const value = (field: string): string => fields.get(field)?.[0] ?? "";
  const keys = ["VENDORMAT", "EXT_PRODUCT_ID", "MANUFACTMAT"].map(value);
  const long = (fields.get("LONGTEXT") ?? []).map(plainText).filter((part) => part !== "");
  const hasDescription = plainText(value("DESCRIPTION")) !== "";
  return basketLine(
    {
      line: number,
      lineId: String(number),
      key: keys.find((key) => plainText(key) !== "") ?? "",
      manufacturersItemIdentifier: value("MANUFACTMAT"),
      brandName: "",
      description: hasDescription ? value("DESCRIPTION") : (long[0] ?? ""),
      note: (hasDescription ? long : long.slice(1)).join("\n"),
      quantity: value("QUANTITY"),
      unit: value("UNIT"),
      price: value("PRICE"),
      currency: value("CURRENCY"),
      basis: {
        quantity: terms.pricePer === "one" ? amount("1") : priceUnitOf(value("PRICEUNIT"), number, context),
        unit: value("UNIT"),
        perOrderUnit: amount("1"),
      },
      isService: value("SERVICE").trim().toUpperCase() === "X",
      vatRate: terms.vatField === "none" ? "" : value(terms.vatField),
      leadTime: value("LEADTIME"),
      surcharges: [],
      auxiliaryId: "",
      raw: JSON.stringify(Object.fromEntries([...fields].toSorted(([a], [b]) => (a < b ? -1 : 1)))),
    },
    context,
  );
}

/** OCI 5: a set and its parts may both have a price, and a person has to choose. */
function warnOfSets(
  lines: ReadonlyMap<number, ReadonlyMap<string, readonly string[]>>,
  { warn }: PunchoutContext,
): void {
  const parents = new Set([...lines.values()].map((fields) => fields.get("PARENT_ID")?.[0]?.trim() ?? ""));
  for (const number of lines.keys()) if (parents.has(String(number))) warn("setWithParts", number);
}

/** A basket out of the fields of an OCI 4 or 5 post (contract punchout-oci.md 2). The order of the fields says nothing. */
export function readOci(
  pairs: readonly TextPair[],
  context: PunchoutContext,
): Pick<PunchoutReading, "basket" | "refused"> {
  const fieldsOf = byLine(pairs, context);
  warnOfSets(fieldsOf, context);
  const lines: BasketLine[] = [];
  const currencies: string[] = [];
  const refused: { line: number; reason: RefusalReason }[] = [];
  const quotes = new Set<string>();
  for (const [number, fields] of [...fieldsOf].toSorted(([a], [b]) => a - b)) {
    const read = readLine(number, fields, context);
    if ("refused" in read) {
      refused.push({ line: number, reason: read.refused });
      continue;
    }
    lines.push(read.line);
    currencies.push(read.currency);
    quotes.add(plainText(fields.get("EXT_QUOTE_ID")?.[0] ?? ""));
  }
  if (lines.length + refused.length === 0) context.warn("nothingReturned");
  if (new Set(currencies).size > 1) context.warn("mixedCurrencies");
  const [quote = "", ...otherQuotes] = quotes;
  return {
    basket: {
      suppliersBasketId: otherQuotes.length === 0 ? quote.slice(0, postLimits.text) : "",
      currency: currencies[0] ?? context.terms.currency ?? "EUR",
      lines,
    },
    refused,
  };
}
