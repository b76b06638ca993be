import type { Schemas } from "#dashboard/api/client.ts";
import type { StateLook } from "#dashboard/look/tokens.ts";

export type Catalogue = Schemas["CatalogueCoupling"];
export type CatalogueRun = Schemas["CatalogueRun"];
export type CatalogueKind = Catalogue["kind"];

export type CatalogueState = "begin" | "looking" | "ready" | "writing" | "paused" | "standing" | "live" | "off";

/** What is going on, the first thing a person would want to know first: a run that stands still goes before one that is on. */
export function stateOf({ state, isStarted, run }: Pick<Catalogue, "state" | "isStarted" | "run">): CatalogueState {
  if (run !== null && run.endedAt === null) {
    if (run.isPaused) return "paused";
    if (run.state === "ready") return "ready";
    // Switched off in the middle: what was being written waits.
    if (run.state === "writing" && state === "off") return "off";
    if (run.reason !== null) return "standing";
    // What is followed by itself is no news.
    if (run.state === "looking" || run.state === "writing") return isStarted ? "live" : run.state;
  }
  if (!isStarted) return "begin";
  return state;
}

const looks = {
  begin: "unknown",
  looking: "busy",
  ready: "act",
  writing: "busy",
  paused: "skipped",
  standing: "waiting",
  live: "done",
  off: "skipped",
} as const satisfies Readonly<Record<CatalogueState, StateLook>>;
export const lookOf = (state: CatalogueState): StateLook => looks[state];

/** A run whose numbers still move. */
export const isMoving = (run: CatalogueRun | null): boolean =>
  run !== null && !run.isPaused && (run.state === "looking" || run.state === "writing");

/** How far a run is; `total` null where the source does not say how many there are, or said too few. */
export function progressOf({ seen, total, state }: Pick<CatalogueRun, "seen" | "total" | "state">): {
  readonly seen: number;
  readonly total: number | null;
} {
  const isWhole = state === "ready" || state === "done";
  return { seen, total: isWhole ? Math.max(seen, total ?? 0) : total === null || total < seen ? null : total };
}
