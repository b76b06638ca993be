/** Lines as the fields of OCI (contract section 2). */
import { chanceOf } from "#sandbox/demo-month/random.ts";
import { shown } from "./exact.ts";
import type { Pair } from "./form-bytes.ts";
import type { ReturnLine } from "./return-lines.ts";
import type { Settings } from "./settings.ts";
import { unitCode, unitDecimals } from "./units.ts";
import { longTextAsSent, nameAsSent, numberAsSent } from "./written.ts";

/** Of texts only: codes and numbers of ours are never longer. */
const longest: Readonly<Record<string, number>> = {
  ...{ DESCRIPTION: 40, MATNR: 40, VENDOR: 10, VENDORMAT: 40, MANUFACTCODE: 10, MANUFACTMAT: 40, MATGROUP: 10 },
  ...{ EXT_QUOTE_ID: 35, EXT_QUOTE_ITEM: 10, EXT_PRODUCT_ID: 40, ATTACHMENT: 255, ATTACHMENT_TITLE: 255 },
  ...{ EXT_SCHEMA_TYPE: 10, EXT_CATEGORY_ID: 60, EXT_CATEGORY: 40, SLD_SYS_NAME: 60 },
  ...{ CUST_FIELD1: 10, CUST_FIELD2: 10, CUST_FIELD3: 10, CUST_FIELD4: 20, CUST_FIELD5: 50 },
};

interface Field {
  readonly name: string;
  readonly n: number;
  readonly value: string;
}

export interface OciBasket {
  /** What EXT_QUOTE_ID is, when the shop has one. */ readonly quoteId: string;
  /** Where attachments lie. */ readonly home: string;
}

/** First the fields of the book in the order of the example, then those few shops send. A charge has fewer. */
function fieldsOf(line: ReturnLine, settings: Settings, n: number, position: number, basket: OciBasket): Field[] {
  const { article, quantity, price, per } = line;
  const { currency, oneAsPriceUnit, vatField, quoteIds, allFields, ociVersion, firstNumber, numberStep } = settings;
  const isGoods = !line.isService;
  const amount = (text: string): string => numberAsSent(text, settings);
  const found: (readonly [name: string, value: string | undefined, isThere?: boolean])[] = [
    ["DESCRIPTION", nameAsSent(article.name, settings)],
    ["MATNR", "", isGoods],
    ["QUANTITY", amount(shown(quantity, unitDecimals(line.unit)))],
    ["UNIT", unitCode(line.unit, settings)],
    ["PRICE", price === null ? undefined : amount(shown(price))],
    ["CURRENCY", price === null ? undefined : currency],
    ["PRICEUNIT", per === 1 ? oneAsPriceUnit : String(per)],
    ["LEADTIME", article.leadTime === undefined ? undefined : String(article.leadTime), isGoods],
    ["VENDOR", "WH-7001", allFields],
    ["SERVICE", "X", line.isService],
    ["VENDORMAT", article.number],
    ["MANUFACTCODE", article.brand?.toUpperCase(), allFields],
    ["MANUFACTMAT", article.manufacturerNumber, isGoods],
    ["MATGROUP", article.group, allFields],
    ["CONTRACT", "JC-2026", allFields],
    ["CONTRACT_ITEM", String(position * 10), allFields],
    ["EXT_QUOTE_ID", basket.quoteId, quoteIds],
    ["EXT_QUOTE_ITEM", String(position), quoteIds],
    ["EXT_PRODUCT_ID", article.productId, isGoods],
    ["ATTACHMENT", `${basket.home}/documenten/${article.productId}.pdf`, allFields && isGoods],
    ["ATTACHMENT_TITLE", "Productblad", allFields && isGoods],
    ["ATTACHMENT_PURPOSE", "C", allFields && isGoods],
    ["EXT_SCHEMA_TYPE", "UNSPSC", allFields],
    ["EXT_CATEGORY_ID", article.unspsc, allFields],
    ["EXT_CATEGORY", article.group, allFields],
    ["SLD_SYS_NAME", settings.shopName, allFields],
    ["CUST_FIELD1", article.vat ?? "21.00", vatField && isGoods],
    ["CUST_FIELD2", "WEB", allFields],
    ["ITEM_TYPE", "R", ociVersion === "5.0" && line.isRoot],
    ["PARENT_ID", String(firstNumber + (line.parent ?? 0) * numberStep), ociVersion === "5.0" && line.parent !== null],
  ];
  return found.flatMap(([name, value, isThere = true]) => {
    if (!isThere || value === undefined) return [];
    const cut = settings.longValues
      ? value
      : Array.from(value)
          .slice(0, longest[name] ?? Infinity)
          .join("");
    return { name, n, value: cut };
  });
}

function longFieldsOf(line: ReturnLine, settings: Settings, n: number): Field[] {
  const { longText } = line.article;
  if (longText === undefined || settings.longText === "none" || line.isService) return [];
  const text = longTextAsSent(longText, settings);
  const parts = settings.splitsLongText ? (text.match(/.{1,132}/gsu) ?? []) : [text];
  return parts.map((value) => ({ name: "LONGTEXT", n, value }));
}

function nameOf({ name, n }: Field, { names, longText }: Settings): string {
  const isOdd = name === "LONGTEXT" && longText !== "LONGTEXT[n]";
  if (names === "nested by line") return `NEW_ITEM[${n}][${name}]`;
  if (names === "nested by field") return `NEW_ITEM[${name}][${n}]`;
  if (isOdd) return `NEW_ITEM-LONGTEXT_${n}:132[${longText === "LONGTEXT_n:132[n]" ? n : ""}]`;
  return `NEW_ITEM-${name}[${names === "unnumbered" ? "" : n}]`;
}

/** The same basket is always shuffled alike. */
function shuffled(fields: readonly Field[]): Field[] {
  const chance = chanceOf(fields.length);
  return fields
    .map((field) => ({ field, place: chance.next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ field }) => field);
}

function ordered(fields: readonly Field[], order: Settings["order"]): Field[] {
  if (order === "shuffled") return shuffled(fields);
  if (order === "by line") return [...fields];
  const names = [...new Set(fields.map(({ name }) => name))];
  return names.flatMap((name) => fields.filter((field) => field.name === name));
}

const blank = ["DESCRIPTION", "MATNR", "QUANTITY", "UNIT", "PRICE", "CURRENCY", "VENDORMAT"];

/** Long texts come behind all lines, as in the example. */
export function ociFields(lines: readonly ReturnLine[], settings: Settings, basket: OciBasket): Pair[] {
  const { firstNumber, numberStep, emptyReturn } = settings;
  const numberOf = (index: number): number => firstNumber + index * numberStep;
  const fields = lines.flatMap((line, index) => fieldsOf(line, settings, numberOf(index), index + 1, basket));
  fields.push(...lines.flatMap((line, index) => longFieldsOf(line, settings, numberOf(index))));
  if (lines.length === 0 && emptyReturn === "blank line") {
    fields.push(...blank.map((name) => ({ name, n: firstNumber, value: "" })));
  }
  return ordered(fields, settings.order).map((field) => {
    const name = nameOf(field, settings);
    return [settings.lowerCaseNames ? name.toLowerCase() : name, field.value];
  });
}
