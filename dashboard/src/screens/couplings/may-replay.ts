import type { Coupling } from "./coupling-settings.ts";
import type { DryRun } from "./dry-run-queries.ts";

/** Only what ended, with the settings as they are, of a coupling that is on: the hub refuses all else. */
export const mayReplay = (
  { state, settings, settingsVersion, counts }: DryRun,
  coupling: Pick<Coupling, "state" | "settingsVersion">,
): boolean =>
  state === "done" &&
  settings === null &&
  settingsVersion === coupling.settingsVersion &&
  coupling.state === "live" &&
  (counts["orders"] ?? 0) > 0;
