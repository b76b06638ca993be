import { z } from "zod";
import { add, AmountText, amount, divide, isZero, multiply, round, subtract, type Amount } from "#domain/amount.ts";

/** How a sales price follows from a cost price. A margin is a percent on the cost price: 30 makes 100 into 130. A factor multiplies it. */
export const SalesRule = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("margin"), percent: AmountText }),
  z.object({ kind: z.literal("factor"), factor: AmountText }),
]);
export type SalesRule = z.infer<typeof SalesRule>;

const hundred = amount("100");

/** Per the same unit as the cost, to four decimals: a metre of wire is sold in tenths of a cent. */
export const salesPriceOf = (cost: Amount, rule: SalesRule): Amount =>
  round(multiply(cost, rule.kind === "factor" ? rule.factor : add(amount("1"), divide(rule.percent, hundred))), 4);

/** The margin a sales price leaves, in percent on the cost price; null on a cost of nothing. */
export const marginPercent = (cost: Amount, salesPrice: Amount): Amount | null =>
  isZero(cost) ? null : divide(multiply(subtract(salesPrice, cost), hundred), cost);
