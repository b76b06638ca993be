import type { Format } from "#dashboard/words/format.ts";
import type { T } from "#dashboard/words/texts.ts";

const tenth = 100;

/** How long something took; what rounds to nothing still took some time. */
export const tookText = (milliseconds: number, t: T, format: Format): string =>
  milliseconds < tenth ? t("log.run.atOnce", { time: format.duration(tenth) }) : format.duration(milliseconds);
