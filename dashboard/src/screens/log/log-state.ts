import type { Schemas } from "#dashboard/api/client.ts";
import type { StateLook } from "#dashboard/look/tokens.ts";
import type { LogState } from "./log-filters.ts";

export type LogLine = Schemas["LogLine"];

const looks = {
  documented: "done",
  skipped: "skipped",
  waiting: "waiting",
  held: "act",
  failed: "failed",
  changed: "changed",
} as const satisfies Readonly<Record<LogState, StateLook>>;

export const lookOf = (state: LogState): StateLook => looks[state];

/** One run and one order in it: opening a row shows what it is about. */
export const subjectOf = ({ number, orderId }: Pick<LogLine, "number" | "orderId">): string | null =>
  orderId === null ? null : number === "" ? orderId : number;
