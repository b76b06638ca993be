import { useLayoutEffect, type RefObject } from "react";

/** Tabs that do not fit scroll sideways: the chosen one is brought into view, and the page stays where it is. */
export function useChosenInView(tabs: RefObject<HTMLElement | null>, chosen: string): void {
  useLayoutEffect(() => {
    const row = tabs.current;
    const tab = row?.querySelector<HTMLElement>("[aria-current], [aria-pressed=true]");
    if (!row || !tab) return;
    row.scrollTo({ left: tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2 });
  }, [tabs, chosen]);
}
