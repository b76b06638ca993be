import type { Json } from "./strict-json.ts";

/** The canonical form of a value: RFC 8785, whose text and numbers are those of ECMAScript. */
export function canonicalForm(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalForm).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  // Texts are compared by their UTF-16 code units, as the RFC wants.
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalForm(member)}`).join(",")}}`;
}
