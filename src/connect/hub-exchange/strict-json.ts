/** The outermost object is the first level. */
export const maximumLevels = 32;

/**
 * Reads JSON that was signed, so that every reader sees the same in it and can keep it: UTF-8 without a byte order mark, no member twice in one
 * object, no half surrogate pairs, no U+0000, no number beyond a double, not deeper than `levels`. Null where it is none of that.
 */
export function strictJson(bytes: Uint8Array, levels = maximumLevels): { readonly value: unknown } | null {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
  // The depth first: JSON.parse itself recurses.
  if (depthOf(text) > levels) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return hasTwins(text) || !isSound(value) ? null : { value };
}

/** How deep a value is that was read already. */
export const levelsOf = (value: unknown): number =>
  typeof value !== "object" || value === null
    ? 0
    : 1 + Object.values(value).reduce((most: number, member: unknown) => Math.max(most, levelsOf(member)), 0);

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/gs;

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of text.matchAll(tokens)) {
    if (token === "{" || token === "[") deepest = Math.max(deepest, (depth += 1));
    else if (token === "}" || token === "]") depth -= 1;
  }
  return deepest;
}

/** True when a member is in one object twice: readers differ in which of them they take. The text is known to be JSON. */
function hasTwins(text: string): boolean {
  const open: (Set<string> | null)[] = [];
  let last = "";
  for (const [token] of text.matchAll(tokens)) {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(null);
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":") {
      const name: unknown = JSON.parse(last);
      const names = open.at(-1);
      if (typeof name !== "string" || names?.has(name) === true) return true;
      names?.add(name);
    }
    last = token;
  }
  return false;
}

/** Databases keep no U+0000 in text, and a number beyond a double (1e400) has no canonical form. */
function isSound(value: unknown): boolean {
  if (typeof value === "string") return value.isWellFormed() && !value.includes("\0");
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([name, member]) => isSound(name) && isSound(member));
}
