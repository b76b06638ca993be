import type { Timing } from "#engine/options.ts";

/** Quick to look around, and it sweeps only when it is told to. */
export const patient: Timing = {
  careSeconds: 0.2,
  leftBehindSeconds: 1,
  sweepSeconds: 3600,
  pollSeconds: 3600,
  migrationSeconds: 3600,
  alarmSeconds: 3600,
};
