import { addressesOf, type Settings, type Target } from "./coupling-settings.ts";

/** One sentence of what a coupling does: a text and what is filled in. */
export type Sentence =
  | { readonly text: "kind"; readonly kind: Settings["documentKind"] }
  | { readonly text: "there"; readonly kind: Settings["documentKind"]; readonly system: string }
  | { readonly text: "failure"; readonly to: readonly string[] }
  | { readonly text: "moment"; readonly moment: "created" | "paid" }
  | { readonly text: "statuses"; readonly statuses: readonly string[] }
  | { readonly text: "sending"; readonly sending: Settings["sending"] }
  | { readonly text: "from"; readonly date: string }
  | { readonly text: "everything" }
  | { readonly text: "old" }
  | { readonly text: "offset"; readonly count: number };

/**
 * What begins when a coupling goes on, whole, in the order somebody asks: what, when, who hears of it, from where. `firstOn`: the day it would
 * go on for the first time; null when it has been on.
 */
export function whatBegins(
  settings: Settings,
  offset: number,
  firstOn: string | null,
  target: Target = null,
): readonly Sentence[] {
  const { documentKind, moment, statuses, sending, startDate } = settings;
  return [
    target === null ? { text: "kind", kind: documentKind } : { text: "there", kind: documentKind, system: target.name },
    moment === "statuses" ? { text: "statuses", statuses } : { text: "moment", moment },
    target === null ? { text: "sending", sending } : { text: "failure", to: addressesOf(settings.failureMailTo) },
    startDate === null ? { text: "everything" } : { text: "from", date: startDate },
    ...(firstOn !== null && (startDate === null || startDate <= firstOn) ? [{ text: "old" } as const] : []),
    ...(offset > 0 ? [{ text: "offset", count: offset } as const] : []),
  ];
}
