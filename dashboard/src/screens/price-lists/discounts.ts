import { readNumber, shownNumber, type DecimalMark } from "#dashboard/parts/number-input.ts";

export interface Discount {
  readonly kind: string;
  readonly value: string;
}

const most = 3;

/** Percents as one types them, one after another: `60+10+5`. Null when that is no row of at most three percents. */
export function readPercents(text: string, mark: DecimalMark): readonly Discount[] | null {
  if (text.trim() === "") return [];
  const values = text.split(/[+;]/).map((part) => readNumber(part, mark));
  if (values.length > most || values.some((value) => value === null || !isPercent(value))) return null;
  return values.map((value) => ({ kind: "percent", value: value ?? "" }));
}

const isPercent = (value: string): boolean => /^(\d{1,2}(\.\d+)?|100(\.0+)?)$/.test(value);

/** What a form can hold: percents only, one after another. Null when there is something else among them. */
export const shownPercents = (discounts: readonly Discount[], mark: DecimalMark): string | null =>
  discounts.every(({ kind }) => kind === "percent")
    ? discounts.map(({ value }) => shownNumber(value, mark)).join(" + ")
    : null;
