import { isZero } from "#dashboard/words/format.ts";
import type { Amounts } from "./order-query.ts";

/** Whether there is something to say about its amounts: not of an order that was stopped before there was a document, for another reason. */
export const isCompared = ({ state, total, rounding }: Pick<Amounts, "state" | "total" | "rounding">): boolean =>
  state === "held" ? !isZero(total.difference ?? rounding ?? "0") : state !== null;
