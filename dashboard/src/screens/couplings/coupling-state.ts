import type { Overview } from "#dashboard/api/client.ts";
import type { StateLook } from "#dashboard/look/tokens.ts";

type State = Overview["couplings"][number]["state"];

const looks = {
  live: "done",
  off: "skipped",
  dry: "busy",
  paused: "skipped",
  reconnect: "act",
  unreachable: "waiting",
  moduleOff: "skipped",
} as const satisfies Readonly<Record<State, StateLook>>;

const words = {
  live: "couplings.on",
  off: "coupling.off",
  dry: "coupling.dry",
  paused: "coupling.paused",
  reconnect: "coupling.reconnect",
  unreachable: "coupling.unreachable",
  moduleOff: "coupling.moduleOff",
} as const satisfies Readonly<Record<State, string>>;

/** The first thing that keeps a coupling from working counts: its app, its connection, then itself. */
export const lookOf = (state: State): StateLook => looks[state];
export const wordOf = (state: State) => words[state];
