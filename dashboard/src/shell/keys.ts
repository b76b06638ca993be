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

export type KeyAction = { readonly go: Destination } | "list" | "filter" | "search";

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
  if (stroke.alt || stroke.inField || !lettersOn) return { state: none };
  if (state.goSince !== null && stroke.at - state.goSince <= patience && isDestination(key)) {
    return { state: none, action: { go: goLetters[key] } };
  }
  if (key === "g") return { state: { goSince: stroke.at } };
  if (key === "h" || key === "?") return { state: none, action: "list" };
  if (key === "f" || key === "/") return { state: none, action: "filter" };
  return { state: none };
}
