import { amount, divide, round, text as textOf } from "#domain/amount.ts";
import type { DraftInput, DraftLine } from "#domain/draft.ts";
import { readMoney, readNumber, shownNumber, type DecimalMark } from "#dashboard/parts/number-input.ts";
import {
  hasMoney,
  isBlank,
  vatOf,
  type DraftForm,
  type Entered,
  type FormAllowance,
  type FormLine,
} from "./draft-form.ts";

/** A number that cannot be read, at the address the hub would give it. */
export interface Unread {
  readonly field: string;
}

/** Empty is nothing; what cannot be read is null. */
const numberIn = (typed: string, empty: string, mark: DecimalMark): string | null =>
  typed.trim() === "" ? empty : readNumber(typed, mark);

/** Within what the hub takes; the rest it says itself. */
const isHandy = (value: string): boolean => /^-?\d{1,9}(\.\d{1,12})?$/.test(value);

function bodyLine(line: FormLine, index: number, mark: DecimalMark, unread: Unread[]): Entered["lines"][number] {
  const { key: _, quantity, price, discount, vat, ...rest } = line;
  const read = (field: string, typed: string, empty: string): string => {
    const value = numberIn(typed, empty, mark);
    if (value === null) unread.push({ field: `lines.${index}.${field}` });
    return value ?? empty;
  };
  if (!hasMoney(line)) return { ...rest, quantity: "1", price: "0", discountPercent: "0", ...vatOf(vat), from: null };
  return {
    ...rest,
    quantity: read("quantity", quantity, "1"),
    price: read("price", price, "0"),
    discountPercent: read("discountPercent", discount, "0"),
    ...vatOf(vat),
  };
}

function bodyAllowance({ reason, value, unit, group }: FormAllowance, mark: DecimalMark) {
  const read = unit === "amount" ? readMoney(value, mark) : readNumber(value, mark);
  return {
    isRead: read !== null,
    allowance: {
      reason: reason.trim(),
      percent: unit === "percent" ? (read ?? "0") : null,
      amount: unit === "amount" ? (read ?? "0") : null,
      group,
    },
  };
}

/** The lines that are kept: those somebody wrote something in. Faults of the hub name a line by its place among these. */
export const keptLines = (form: DraftForm): FormLine[] => form.lines.filter((line) => !isBlank(line));

/** What is sent to the hub, and the numbers that cannot be read: with any of these it is not sent. */
export function bodyOf(
  form: DraftForm,
  mark: DecimalMark,
): { readonly content: Entered; readonly unread: readonly Unread[] } {
  const unread: Unread[] = [];
  const lines = keptLines(form).map((line, index) => bodyLine(line, index, mark, unread));
  const allowances = form.allowances
    .filter(({ value, reason }) => value.trim() !== "" || reason.trim() !== "")
    .map((one, index) => {
      const { isRead, allowance } = bodyAllowance(one, mark);
      if (!isRead) unread.push({ field: `allowances.${index}` });
      return allowance;
    });
  return {
    unread,
    content: {
      ...form,
      issueDate: form.issueDate || null,
      dueDate: form.dueDate || null,
      deliveryDate: form.deliveryDate || null,
      lines,
      allowances,
    },
  };
}

const amountIn = (value: string) => amount(isHandy(value) ? value : "0");

export function inputLine(line: FormLine, mark: DecimalMark): DraftLine {
  const { quantity, price, discountPercent, vatRate, ...rest } = bodyLine(line, 0, mark, []);
  return {
    ...rest,
    quantity: amountIn(quantity),
    price: amountIn(price),
    baseQuantity: amountIn(rest.baseQuantity),
    discountPercent: amountIn(discountPercent),
    vatRate: amountIn(vatRate),
  };
}

interface Books {
  readonly vatCountry: string;
  readonly prepaidAmount: string;
}

/** For the arithmetic the hub itself uses. A number that cannot be read counts as nothing until it can. */
export function inputOf(form: DraftForm, mark: DecimalMark, { vatCountry, prepaidAmount }: Books): DraftInput {
  return {
    pricesIncludeTax: form.pricesIncludeTax,
    language: form.language,
    exemptionReason: form.exemptionReason,
    rounding: amountIn(form.rounding),
    prepaidAmount: amountIn(prepaidAmount),
    vatCountry,
    lines: form.lines.map((line) => inputLine(line, mark)),
    allowances: form.allowances
      .filter(({ value }) => value.trim() !== "")
      .map((one) => {
        const { reason, percent, amount: fixed, group } = bodyAllowance(one, mark).allowance;
        return {
          reason,
          percent: percent === null ? null : amountIn(percent),
          amount: fixed === null ? null : amountIn(fixed),
          group: group === null ? null : { vatCategory: group.vatCategory, vatRate: amountIn(group.vatRate) },
        };
      }),
  };
}

/** Prices that include VAT are for one unit: a price per hundred becomes a price per one. */
export function withTaxMode(form: DraftForm, pricesIncludeTax: boolean, mark: DecimalMark): DraftForm {
  const perOne = (line: FormLine): FormLine => {
    const { price, baseQuantity } = inputLine(line, mark);
    if (line.baseQuantity === "1" || !hasMoney(line)) return line;
    const single = textOf(round(divide(price, baseQuantity), 8));
    return { ...line, price: shownNumber(single, mark, 2), baseQuantity: "1" };
  };
  return { ...form, pricesIncludeTax, lines: pricesIncludeTax ? form.lines.map(perOne) : form.lines };
}
