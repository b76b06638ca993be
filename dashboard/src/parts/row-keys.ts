import { useEffect, type RefObject } from "react";
import { isTyping } from "./typing.ts";

/**
 * j, k and the arrows walk through the rows of a list: the link with `data-row` gets focus, so that Enter opens it.
 * `reach` brings a row that is not drawn into view.
 */
export function useRowKeys(list: RefObject<HTMLElement | null>, count: number, reach: (index: number) => void): void {
  useEffect(() => {
    const focus = (index: number): boolean => {
      const link = list.current?.querySelector<HTMLElement>(`[data-row="${index}"]`);
      link?.focus();
      return link !== null && link !== undefined;
    };
    const onKey = (event: KeyboardEvent): void => {
      if (
        event.defaultPrevented ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        event.shiftKey ||
        isTyping(event.target)
      )
        return;
      const row = document.activeElement?.closest<HTMLElement>("[data-row]") ?? null;
      const isArrow = event.key === "ArrowDown" || event.key === "ArrowUp";
      // Arrows scroll the page until somebody is in the list.
      if (isArrow && row === null) return;
      const step =
        event.key === "j" || event.key === "ArrowDown" ? 1 : event.key === "k" || event.key === "ArrowUp" ? -1 : 0;
      if (step === 0 || count === 0) return;
      event.preventDefault();
      const here = row === null ? (step > 0 ? -1 : 0) : Number(row.dataset["row"]);
      const next = Math.min(count - 1, Math.max(0, here + step));
      if (focus(next)) return;
      reach(next);
      requestAnimationFrame(() => focus(next));
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [list, count, reach]);
}
