import { useSyncExternalStore, type MouseEvent } from "react";

/** Where the program lives on the hub. */
export const base = "/catalogue/";

export const views = ["search", "item", "scan", "basket", "lists", "help"] as const;
export type View = (typeof views)[number];

export interface ProgramPlace {
  readonly view: View;
  readonly query: URLSearchParams;
}

/** The view an address shows; any other address is the search, as a link from elsewhere may be old. */
export function placeOf(path: string, search: string): ProgramPlace {
  const name = path.startsWith(base) ? path.slice(base.length).replace(/\/$/, "") : "";
  const view = views.find((one) => one === name) ?? "search";
  return { view, query: new URLSearchParams(search) };
}

export function addressOf(view: View, query: Readonly<Record<string, string>> = {}): string {
  const said = new URLSearchParams(query).toString();
  return `${base}${view === "search" ? "" : view}${said === "" ? "" : `?${said}`}`;
}

const moved = "catalogue-moved";

/** Goes to another view; `replace`: without a step back. */
export function go(address: string, replace = false): void {
  if (replace) history.replaceState(null, "", address);
  else history.pushState({ inside: true }, "", address);
  window.dispatchEvent(new Event(moved));
}

/** To where somebody came from, when that was in the program. */
export function goBack(otherwise: string): void {
  if ((history.state as { inside?: boolean } | null)?.inside === true) history.back();
  else go(otherwise, true);
}

const subscribe = (changed: () => void): (() => void) => {
  window.addEventListener("popstate", changed);
  window.addEventListener(moved, changed);
  return () => {
    window.removeEventListener("popstate", changed);
    window.removeEventListener(moved, changed);
  };
};

export function usePlace(): ProgramPlace {
  const href = useSyncExternalStore(subscribe, () => `${location.pathname}${location.search}`);
  const [path = "", search = ""] = href.split("?");
  return placeOf(path, search);
}

/** A link inside the program; opening it in another window stays the browser's own affair. */
export function follow(event: MouseEvent<HTMLAnchorElement>): void {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(event.currentTarget.getAttribute("href") ?? base);
}
