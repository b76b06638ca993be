import { amount, zero } from "#domain/amount.ts";
import { calculateDocument, type Calculation, type Group, type GroupLine } from "#domain/calculation.ts";
import { categoryOfRate } from "#domain/vat.ts";

/** A line of one piece, worth `value` in the price mode of the calculation. */
export const lineOf = (sequence: number, value: string, facts: Partial<GroupLine["line"]> = {}): GroupLine => ({
  line: {
    sequence,
    kind: "item",
    parentPosition: null,
    sourceLineId: String(sequence),
    itemName: `Item ${sequence}`,
    description: "",
    sellersItemIdentifier: "",
    standardItemIdentifier: "",
    quantity: amount("1"),
    unitCode: "C62",
    ...facts,
  },
  amount: amount(value),
});

export const groupOf = (rate: string, lines: readonly GroupLine[], facts: Partial<Group> = {}): Group => ({
  vat: {
    country: "BE",
    category: categoryOfRate(amount(rate)),
    rate: amount(rate),
    exemptionReason: null,
    exemptionReasonCode: null,
  },
  lines,
  allowances: [],
  extra: zero,
  sourceTaxAmount: null,
  ...facts,
});

export const calculate = (groups: readonly Group[], total: string, facts: Partial<Calculation> = {}) =>
  calculateDocument({
    pricesIncludeTax: true,
    groups,
    total: amount(total),
    prepaidAmount: zero,
    vatPolicy: "calculated",
    ...facts,
  });
