import type { StateLook } from "#dashboard/look/tokens.ts";
import type { TextKey } from "#dashboard/words/texts.ts";
import type { Payment } from "./payments-query.ts";

type Facts = Pick<Payment, "direction" | "amount" | "reversed" | "remainder" | "reversesId" | "allocations">;

const isNotZero = (amount: string): boolean => /[1-9]/.test(amount);

/** What is to be said of a payment before anything else: money for nothing first, then money that went back. */
export function markOf({ direction, amount, reversed, remainder, reversesId, allocations }: Facts) {
  const mark = <Text extends TextKey>(look: StateLook, text: Text) => ({ look, text }) as const;
  if (direction === "out") return mark("skipped", reversesId === null ? "payMark.out" : "payMark.back");
  if (isNotZero(remainder)) return mark("act", allocations.length === 0 ? "payMark.unassigned" : "payMark.tooMuch");
  if (isNotZero(reversed)) return mark("skipped", reversed === amount ? "payMark.reversed" : "payMark.reversedInPart");
  return mark("done", "payMark.in");
}
