/** The list of keys is a lazy part; whoever wants it open says so with this event. */
const name = "schakel:keys";

export const openKeys = (): void => void window.dispatchEvent(new Event(name));

export function onOpenKeys(open: () => void): () => void {
  window.addEventListener(name, open);
  return () => window.removeEventListener(name, open);
}
