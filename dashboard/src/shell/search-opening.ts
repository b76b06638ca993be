/** The search box is a lazy part of its own; whoever wants it open says so with this event. */
const name = "schakel:search";

export const openSearch = (): void => void window.dispatchEvent(new Event(name));

export function onOpenSearch(open: () => void): () => void {
  window.addEventListener(name, open);
  return () => window.removeEventListener(name, open);
}
