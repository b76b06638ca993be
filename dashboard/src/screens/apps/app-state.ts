import type { Schemas } from "#dashboard/api/client.ts";
import type { StateLook } from "#dashboard/look/tokens.ts";

export type App = Schemas["App"];

/** What stands beside the name of an app. Only what is out of the ordinary is a chip: a page of green ticks says nothing. */
export function stateOf({ state, isFixed }: Pick<App, "state" | "isFixed">): {
  readonly look: StateLook | null;
  readonly text: "apps.on" | "apps.off" | "apps.stopped" | "apps.fixed";
} {
  if (isFixed) return { look: null, text: "apps.fixed" };
  if (state === "stopped") return { look: "act", text: "apps.stopped" };
  return { look: null, text: state === "on" ? "apps.on" : "apps.off" };
}

/** A code is asked where it stands in the way, and before the one that is there runs out. */
export const asksLicence = ({ mayActivate, hindrance, licence }: App): boolean =>
  licence !== null && ((mayActivate && hindrance !== null) || licence.state === "expiring");
