import { readNumber, shownNumber, type DecimalMark } from "#dashboard/parts/number-input.ts";

/** How a sales price follows from a cost price. */
export type SalesRule =
  { readonly kind: "margin"; readonly percent: string } | { readonly kind: "factor"; readonly factor: string };

export const ruleKinds = ["none", "margin", "factor"] as const;
export type RuleKind = (typeof ruleKinds)[number];

/** As a form holds it. */
export interface SalesRuleValues {
  readonly kind: RuleKind;
  /** A percent or a factor, as it is typed. */
  readonly value: string;
}

export const noRule: SalesRuleValues = { kind: "none", value: "" };

export const ruleValuesOf = (rule: SalesRule | null, mark: DecimalMark): SalesRuleValues =>
  rule === null
    ? noRule
    : { kind: rule.kind, value: shownNumber(rule.kind === "margin" ? rule.percent : rule.factor, mark) };

/** Null: none was chosen, or what was typed is no number. */
export function ruleOf({ kind, value }: SalesRuleValues, mark: DecimalMark): SalesRule | null {
  const number = readNumber(value, mark);
  if (kind === "none" || number === null) return null;
  return kind === "margin" ? { kind, percent: number } : { kind, factor: number };
}

/** A rule was chosen, and what is typed with it is no number. */
export const isRuleUnread = ({ kind, value }: SalesRuleValues): boolean =>
  kind !== "none" && readNumber(value) === null;
