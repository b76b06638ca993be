import { newId } from "#dashboard/parts/new-id.ts";
import { shownNumber, type DecimalMark } from "#dashboard/parts/number-input.ts";
import type { Schemas } from "#dashboard/api/client.ts";

export type Entered = Schemas["DraftContent"];
export type EnteredLine = Entered["lines"][number];
export type LineKind = EnteredLine["kind"];
export type VatCategory = EnteredLine["vatCategory"];

/** A line as it is typed: numbers are text until they are read. */
export interface FormLine extends Omit<
  EnteredLine,
  "quantity" | "price" | "discountPercent" | "vatCategory" | "vatRate"
> {
  /** Stays with the line when it moves. */
  readonly key: string;
  readonly quantity: string;
  readonly price: string;
  readonly discount: string;
  /** Category and rate: `S 21`. */
  readonly vat: string;
}

export interface FormAllowance {
  readonly key: string;
  readonly reason: string;
  readonly value: string;
  readonly unit: "percent" | "amount";
  readonly group: Entered["allowances"][number]["group"];
}

/** A draft as it is typed. */
export interface DraftForm extends Omit<Entered, "lines" | "allowances" | "issueDate" | "dueDate" | "deliveryDate"> {
  /** Empty: none was chosen. */
  readonly issueDate: string;
  readonly dueDate: string;
  readonly deliveryDate: string;
  readonly lines: readonly FormLine[];
  readonly allowances: readonly FormAllowance[];
}

/** Money, unlike a text or a subtotal. */
export const hasMoney = ({ kind }: { readonly kind: LineKind }): boolean => kind !== "text" && kind !== "subtotal";

const plainRate = (rate: string): string => (rate.includes(".") ? rate.replace(/\.?0+$/, "") : rate);
export const vatKey = (category: VatCategory, rate: string): string => `${category} ${plainRate(rate)}`;

export function vatOf(key: string): { readonly vatCategory: VatCategory; readonly vatRate: string } {
  const [category = "S", rate = "0"] = key.split(" ");
  return { vatCategory: category as VatCategory, vatRate: rate };
}

const isZero = (text: string): boolean => !/[1-9]/.test(text);

const formLineOf = (line: EnteredLine, mark: DecimalMark): FormLine => {
  const { quantity, price, discountPercent, vatCategory, vatRate, ...rest } = line;
  const isMoney = hasMoney(line);
  return {
    ...rest,
    key: newId(),
    quantity: isMoney ? shownNumber(quantity, mark) : "",
    price: isMoney ? shownNumber(price, mark, 2) : "",
    discount: isMoney && !isZero(discountPercent) ? shownNumber(discountPercent, mark) : "",
    vat: vatKey(vatCategory, vatRate),
  };
};

/** What the hub has of a draft, to type in. */
export const formOf = (entered: Entered, mark: DecimalMark): DraftForm => ({
  ...entered,
  issueDate: entered.issueDate ?? "",
  dueDate: entered.dueDate ?? "",
  deliveryDate: entered.deliveryDate ?? "",
  lines: entered.lines.map((line) => formLineOf(line, mark)),
  allowances: entered.allowances.map(({ reason, percent, amount, group }) => ({
    key: newId(),
    reason,
    value: percent === null ? shownNumber(amount ?? "0", mark, 2) : shownNumber(percent, mark),
    unit: percent === null ? "amount" : "percent",
    group,
  })),
});

/** A line that copies VAT and unit of the one above it. */
export function newLine(kind: LineKind, above: FormLine | undefined, usualVat: string): FormLine {
  return {
    key: newId(),
    kind,
    itemId: null,
    sourceLineId: "",
    itemName: "",
    description: "",
    sellersItemIdentifier: "",
    standardItemIdentifier: "",
    quantity: kind === "item" ? "1" : "",
    unitCode: above?.unitCode ?? "C62",
    price: "",
    baseQuantity: "1",
    discount: "",
    vat: above?.vat ?? usualVat,
    from: null,
  };
}

interface Start {
  readonly language: Entered["language"];
  readonly usualVat: string;
}

/** One empty line, and nothing else. */
export const emptyForm = ({ language, usualVat }: Start): DraftForm => ({
  buyerId: null,
  deliverTo: null,
  issueDate: "",
  dueDate: "",
  paymentTermDays: null,
  deliveryDate: "",
  language,
  noteAboveLines: "",
  internalNote: "",
  orderReference: "",
  buyerReference: "",
  terms: "",
  precedingDocumentId: null,
  pricesIncludeTax: false,
  exemptionReason: "",
  rounding: "0",
  allowances: [],
  lines: [newLine("item", undefined, usualVat)],
});

/** A line nobody wrote anything in: it is not kept. */
export const isBlank = ({ kind, itemName, price, itemId, from, description }: FormLine): boolean =>
  kind !== "subtotal" &&
  itemName.trim() === "" &&
  description.trim() === "" &&
  price.trim() === "" &&
  itemId === null &&
  from === null;
