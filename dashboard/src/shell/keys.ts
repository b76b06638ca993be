/** Letters after `g`: the same in all languages (ui.md section 5). */
export const goLetters = {
  o: "home",
  t: "work",
  b: "orders",
  v: "documents",
  i: "purchasing",
  k: "couplings",
  l: "log",
  c: "completeness",
} as const;
export type Destination = (typeof goLetters)[keyof typeof goLetters];

/**
 * On the page of a record: next, previous, edit, skip; try again and process again, which only get focus, so that Enter confirms them.
 * What they do is whatever on the page says so with `aria-keyshortcuts`.
 */
const recordKeys = ["n", "p", "e", "s", "r", "w"] as const;
export type RecordKey = (typeof recordKeys)[number] | "Escape";
export const onlyFocused: readonly RecordKey[] = ["r", "w"];

export type KeyAction =
  { readonly go: Destination } | { readonly press: RecordKey } | "list" | "filter" | "search" | "copyLink";

export interface KeyState {
  /** When `g` was pressed; its second letter has to follow within a second and a half. */
  readonly goSince: number | null;
}

export interface Stroke {
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly inField: boolean;
  readonly at: number;
}

const patience = 1_500;
const isDestination = (key: string): key is keyof typeof goLetters => key in goLetters;

/**
 * What a key stroke means and what is remembered of it. Keys are matched on the typed character, because on AZERTY `/`
 * and `?` arrive with Shift; single letters only count when no field has focus.
 */
export function onStroke(state: KeyState, stroke: Stroke, lettersOn: boolean): { state: KeyState; action?: KeyAction } {
  const none = { goSince: null };
  const key = stroke.key.toLowerCase();
  if (stroke.ctrl) return key === "k" && !stroke.alt ? { state: none, action: "search" } : { state: none };
  if (stroke.alt || stroke.inField) return { state: none };
  if (key === "escape") return { state: none, action: { press: "Escape" } };
  if (!lettersOn) return { state: none };
  if (state.goSince !== null && stroke.at - state.goSince <= patience && isDestination(key)) {
    return { state: none, action: { go: goLetters[key] } };
  }
  if (key === "g") return { state: { goSince: stroke.at } };
  if (key === "h" || key === "?") return { state: none, action: "list" };
  if (key === "f" || key === "/") return { state: none, action: "filter" };
  if (key === "c") return { state: none, action: "copyLink" };
  const pressed = recordKeys.find((known) => known === key);
  return pressed === undefined ? { state: none } : { state: none, action: { press: pressed } };
}
