import type { Schemas } from "#dashboard/api/client.ts";
import type { StateLook } from "#dashboard/look/tokens.ts";

export type Connection = Schemas["Connection"];
export type Connector = Schemas["Connector"];
export type ShopSetup = Schemas["ShopSetup"];

const looks = {
  unchecked: "unknown",
  connected: "done",
  reconnect: "act",
  unreachable: "waiting",
  paused: "skipped",
} as const satisfies Readonly<Record<string, StateLook>>;
export type ConnectionState = keyof typeof looks;

const isState = (state: string): state is ConnectionState => state in looks;

/** A state this version of the screens does not know yet counts as not checked. */
export const stateOf = ({ state }: Pick<Connection, "state">): ConnectionState =>
  isState(state) ? state : "unchecked";

export const lookOf = (state: ConnectionState): StateLook => looks[state];

/** The one thing a person can do about a state; null while nothing helps but waiting, and when all is well. */
export function remedyOf(state: ConnectionState): "check" | "reconnect" | "resume" | null {
  switch (state) {
    case "unchecked":
      return "check";
    case "reconnect":
      return "reconnect";
    case "paused":
      return "resume";
    case "connected":
    case "unreachable":
      return null;
  }
}
