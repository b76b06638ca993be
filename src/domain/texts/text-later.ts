import type { NamesIn, TextKey } from "./text.ts";

/** Numbers are written as the language has them, lists as alternatives. */
type Value = string | number | readonly string[];

/**
 * A text whose language is not known yet, kept as one string: the only thing a message of a zod schema can be. `textNow` says it. Knows no
 * text itself, so that a browser may load the schemas without the catalogues.
 */
export const textLater = <K extends TextKey>(
  key: K,
  ...given: [NamesIn<K>] extends [never] ? [] : [Readonly<Record<NamesIn<K>, Value>>]
): string => laterOf(key, given);

// Apart, without the types of all texts: their union is too large to be computed inside.
const laterOf = (key: string, [values = {}]: readonly unknown[]): string => JSON.stringify([key, values]);

/** Null for a string that `textLater` did not make. */
export function readLater(
  message: string,
): { readonly key: string; readonly values: Readonly<Record<string, Value>> } | null {
  if (!message.startsWith('["')) return null;
  try {
    const [key, values] = JSON.parse(message) as [unknown, unknown];
    if (typeof key !== "string" || typeof values !== "object" || values === null) return null;
    return { key, values: values as Readonly<Record<string, Value>> };
  } catch {
    return null;
  }
}
