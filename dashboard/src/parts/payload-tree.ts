/** One field of a message. */
export interface PayloadNode {
  readonly path: string;
  readonly name: string;
  /** Its value; of something that unfolds how much is in it. */
  readonly text: string;
  readonly children: readonly PayloadNode[];
}

/** What a long text shows of itself. */
const longest = 500;

function nodeOf(name: string, value: unknown, path: string): PayloadNode {
  if (typeof value !== "object" || value === null)
    return { path, name, text: JSON.stringify(value)?.slice(0, longest) ?? "", children: [] };
  const children = Object.entries(value).map(([key, inner]) => nodeOf(key, inner, `${path}.${key}`));
  return { path, name, text: Array.isArray(value) ? `[${children.length}]` : `{${children.length}}`, children };
}

/** A message in JSON as a tree; null when it is no JSON, or nothing that unfolds. */
export function treeOf(body: string): readonly PayloadNode[] | null {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== "object" || value === null) return null;
    const { children } = nodeOf("", value, "$");
    const [only] = children;
    // A list of one is that one.
    return Array.isArray(value) && children.length === 1 && only !== undefined ? only.children : children;
  } catch {
    return null;
  }
}
