import type { Order } from "./order-state.ts";

/** What pressing a button can do about an order. A button that cannot help is not drawn. */
export type OrderButton = "tryNow" | "process" | "unskip" | "skip" | "isThere" | "sendAgain";

/** Corrected at the source or mended in the hub: looking again may give another answer. A missing choice does not go away by trying. */
const helpsToProcess = new Set([
  "document.invalid",
  "document.rejected",
  "document.totals_mismatch",
  "remote.outcome_unknown",
  "remote.unavailable",
  "remote.rate_limited",
  "remote.conflict",
]);

export function buttonsFor({ outcome, reason }: Pick<Order, "outcome" | "reason">): readonly OrderButton[] {
  const code = reason?.code ?? "";
  // It may be there: nobody leaves it alone before that is known.
  if (outcome === "waiting") return code === "remote.outcome_unknown" ? ["tryNow"] : ["tryNow", "skip"];
  if (outcome === "failed") return ["process", "skip"];
  // Nobody but a person can find out what came of it.
  if (outcome === "held" && reason?.details["effect"] !== undefined) return ["isThere", "sendAgain"];
  if (outcome === "held") return helpsToProcess.has(code) ? ["process", "skip"] : ["skip"];
  return outcome === "skipped" && code === "rule.user" ? ["unskip"] : [];
}
