import { add, amount, compare, equals, isNegative, isZero, sum, zero, type Amount } from "#domain/amount.ts";
import { vatCategories } from "#domain/vat.ts";
import { currency, day, decimal, objectOf, oneOf, optional, refuseUnknown, text, type Fields } from "./fields.ts";
import { invalid, Refused } from "./refusals.ts";

export interface DocumentLine {
  readonly description: string;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly netAmount: string;
  readonly vatCategory: string;
  readonly vatRate: string;
  /** Only in an account that asks codes, as `roundingItem`. */
  readonly item?: string;
  readonly vatCode?: string;
}

export interface DocumentVat {
  readonly vatCategory: string;
  readonly vatRate: string;
  readonly taxableAmount: string;
  readonly taxAmount: string;
}

export interface DocumentTotals {
  readonly net: string;
  readonly vat: string;
  readonly gross: string;
  readonly rounding: string;
  readonly payable: string;
}

export interface DocumentBody {
  readonly kind: "invoice" | "creditNote" | "order";
  readonly contactId: string;
  readonly date: string;
  readonly currency: string;
  readonly orderNumber: string;
  readonly corrects: string | null;
  readonly lines: readonly DocumentLine[];
  readonly vat: readonly DocumentVat[];
  readonly totals: DocumentTotals;
  readonly roundingItem?: string | null;
  /** Only of a document that was made in the mode look-up. */ readonly reference?: string;
}

/** What a document is checked against. */
export interface Surroundings {
  readonly hasReference: boolean;
  readonly closedUntil: string | null;
  isContact(id: string): boolean;
  isInvoice(id: string): boolean;
  /** Null: it asks none. */
  readonly codes: Codes | null;
}

export interface Codes {
  /** Exactly one item has this code. */
  isItem(code: string): boolean;
  isVatCode(code: string): boolean;
}

const known = ["kind", "contactId", "date", "currency", "orderNumber", "corrects", "lines", "vat", "totals"];
const ofLine = ["description", "quantity", "unitPrice", "netAmount", "vatCategory", "vatRate"];
const ofVat = ["vatCategory", "vatRate", "taxableAmount", "taxAmount"];
const ofTotals = ["net", "vat", "gross", "rounding", "payable"] as const;

function listOf(given: unknown, path: string, most: number): readonly unknown[] {
  if (!Array.isArray(given) || given.length < 1 || given.length > most) {
    throw invalid(path, `${path} is a list of 1 to ${most}`);
  }
  return given;
}

interface Rated {
  /** Category and rate as one text, the rate written in one way: 21 is 21.00. */ readonly group: string;
}

function groupOf(given: Fields, at: string): string {
  const category = oneOf(given["vatCategory"], `${at}vatCategory`, vatCategories);
  const rate = decimal(given["vatRate"], `${at}vatRate`, 2);
  if (isNegative(rate) || compare(rate, hundred) > 0) throw invalid(`${at}vatRate`, `${at}vatRate is 0 to 100`);
  return `${category} ${add(rate, zero)}`;
}
const hundred = amount("100");

function checkItem(given: unknown, path: string, { isItem }: Codes): void {
  if (!isItem(text(given, path, 1, 100))) throw invalid(path, `${path} is the code of exactly one item`);
}

function lineOf(one: unknown, index: number, codes: Codes | null): Rated & { readonly net: Amount } {
  const path = `lines[${index}]`;
  const given = objectOf(one, path);
  refuseUnknown(given, codes === null ? ofLine : [...ofLine, "item", "vatCode"], `${path}.`);
  if (codes !== null) {
    checkItem(given["item"], `${path}.item`, codes);
    if (!codes.isVatCode(text(given["vatCode"], `${path}.vatCode`, 1, 100)))
      throw invalid(`${path}.vatCode`, `${path}.vatCode is a VAT code of the package`);
  }
  text(given["description"], `${path}.description`, 1, 500);
  decimal(given["quantity"], `${path}.quantity`, 6);
  decimal(given["unitPrice"], `${path}.unitPrice`, 6);
  const net = decimal(given["netAmount"], `${path}.netAmount`, 2);
  return { net, group: groupOf(given, `${path}.`) };
}

function vatOf(one: unknown, index: number): Rated & { readonly taxable: Amount; readonly tax: Amount } {
  const path = `vat[${index}]`;
  const given = objectOf(one, path);
  refuseUnknown(given, ofVat, `${path}.`);
  const group = groupOf(given, `${path}.`);
  const taxable = decimal(given["taxableAmount"], `${path}.taxableAmount`, 2);
  return { group, taxable, tax: decimal(given["taxAmount"], `${path}.taxAmount`, 2) };
}

/** One row per category and rate of the lines: none twice, none missing, none too many. */
function matchGroups(lines: readonly Rated[], rows: readonly Rated[]): void {
  const used = new Set(lines.map(({ group }) => group));
  const seen = new Set<string>();
  for (const [index, { group }] of rows.entries()) {
    if (seen.has(group)) throw invalid(`vat[${index}]`, `There are two VAT rows of ${group}`);
    if (!used.has(group)) throw invalid(`vat[${index}]`, `No line has the VAT of ${group}`);
    seen.add(group);
  }
  const missing = [...used].find((group) => !seen.has(group));
  if (missing !== undefined) throw invalid("vat", `There is no VAT row of ${missing}`);
}

function expect(what: string, found: Amount, field: string, stated: Amount): void {
  if (equals(found, stated)) return;
  throw new Refused("totals", `${what} is ${found}, ${field} is ${stated}`, field);
}

function checkAmounts(given: Fields, isCredit: boolean, codes: Codes | null): void {
  const lines = listOf(given["lines"], "lines", 1000).map((line, index) => lineOf(line, index, codes));
  const rows = listOf(given["vat"], "vat", 1000).map(vatOf);
  const totals = objectOf(given["totals"], "totals");
  refuseUnknown(totals, ofTotals, "totals.");
  const total = (name: (typeof ofTotals)[number]): Amount => {
    const stated = decimal(totals[name], `totals.${name}`, 2);
    if (isCredit && name !== "rounding" && isNegative(stated)) {
      throw invalid(`totals.${name}`, "The amounts of a credit note are positive");
    }
    return stated;
  };
  const [net, vat, gross, rounding, payable] = [
    total("net"),
    total("vat"),
    total("gross"),
    total("rounding"),
    total("payable"),
  ];
  matchGroups(lines, rows);
  expect("The sum of the lines", sum(lines.map((line) => line.net)), "totals.net", net);
  expect("The sum of the taxable amounts", sum(rows.map((row) => row.taxable)), "totals.net", net);
  expect("The sum of the VAT rows", sum(rows.map((row) => row.tax)), "totals.vat", vat);
  expect("Net and VAT", add(net, vat), "totals.gross", gross);
  expect("Gross and rounding", add(gross, rounding), "totals.payable", payable);
  if (codes === null) return;
  const { roundingItem } = given;
  if (!isZero(rounding)) checkItem(roundingItem, "roundingItem", codes);
  else if (roundingItem !== null) throw invalid("roundingItem", "roundingItem is null where nothing is rounded");
}

function checkCorrects(given: unknown, isCredit: boolean, isInvoice: (id: string) => boolean): void {
  if (!isCredit && given !== null) throw invalid("corrects", "only a credit note corrects");
  if (isCredit && (typeof given !== "string" || !isInvoice(given))) {
    throw invalid("corrects", "corrects is the id of an invoice");
  }
}

/** The document as it was sent, once everything in it has been found right. */
export function documentOf(given: Fields, around: Surroundings): DocumentBody {
  const { codes } = around;
  refuseUnknown(given, [
    ...known,
    ...(around.hasReference ? ["reference"] : []),
    ...(codes === null ? [] : ["roundingItem"]),
  ]);
  const kinds = codes === null ? (["invoice", "creditNote"] as const) : (["invoice", "creditNote", "order"] as const);
  const isCredit = oneOf(given["kind"], "kind", kinds) === "creditNote";
  const contactId = text(given["contactId"], "contactId", 1, 100);
  if (!around.isContact(contactId)) throw invalid("contactId", "There is no such contact");
  const date = day(given["date"], "date");
  currency(given["currency"], "currency");
  text(given["orderNumber"], "orderNumber", 0, 100);
  checkCorrects(given["corrects"], isCredit, around.isInvoice);
  const reference = around.hasReference ? { reference: optional(given["reference"], "reference", 64) } : {};
  checkAmounts(given, isCredit, codes);
  // ISO days compare as text.
  if (around.closedUntil !== null && date <= around.closedUntil) {
    throw new Refused("period_closed", `The books are closed until ${around.closedUntil}`, "date");
  }
  return { ...given, ...reference } as unknown as DocumentBody;
}
