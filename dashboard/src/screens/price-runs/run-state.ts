import type { StateLook } from "#dashboard/look/tokens.ts";
import type { PriceRun } from "./price-run-queries.ts";

export const runLooks = {
  asking: "busy",
  paused: "waiting",
  stopped: "skipped",
  review: "act",
  applied: "done",
  undone: "skipped",
} as const satisfies Readonly<Record<PriceRun["state"], StateLook>>;

/** One that stopped by itself needs somebody. */
export const lookOf = ({ state, reason }: Pick<PriceRun, "state" | "reason">): StateLook =>
  state === "stopped" && reason !== null ? "failed" : runLooks[state];
