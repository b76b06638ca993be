import { remedyFor, type ErrorCode } from "./error.ts";

/** What became of an order (design.md section 2). */
export const outcomes = ["documented", "skipped", "waiting", "held", "failed"] as const;
export type Outcome = (typeof outcomes)[number];

/** Named rules by which an order is skipped. */
export const skipRules = [
  "rule.status",
  "rule.before",
  "rule.offset",
  "rule.zero",
  "rule.unpaid",
  "rule.user",
] as const;
export type SkipRule = (typeof skipRules)[number];

export interface Reason {
  readonly code: ErrorCode | SkipRule;
  /** One plain English sentence or word: the difference, the status, the missing mapping. People see the text of the code. */
  readonly text: string;
}

/**
 * Which outcome may follow which; `null` = nothing known yet. Documented stays documented: what changes later is drift.
 * Skipped, held and failed may become anything, because the source changed, a person acted, or we were mended.
 */
export const outcomeTransitions: Readonly<Record<Outcome | "none", readonly Outcome[]>> = {
  none: ["documented", "skipped", "waiting", "held", "failed"],
  waiting: ["documented", "skipped", "waiting", "held", "failed"],
  skipped: ["documented", "skipped", "waiting", "held", "failed"],
  held: ["documented", "skipped", "waiting", "held", "failed"],
  failed: ["documented", "skipped", "waiting", "held", "failed"],
  documented: ["documented"],
};

export const mayBecome = (from: Outcome | null, to: Outcome): boolean =>
  outcomeTransitions[from ?? "none"].includes(to);

/** Outcome by remedy: retry waits; reconnect, configure and correct are held for a person; report has failed. */
export function outcomeOfError(code: ErrorCode): Outcome {
  const remedy = remedyFor(code);
  if (remedy === "retry") return "waiting";
  return remedy === "report" ? "failed" : "held";
}
