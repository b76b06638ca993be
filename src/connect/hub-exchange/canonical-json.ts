/**
 * The canonical form of RFC 8785: no white space, members by the UTF-16 code units of their names, numbers and text as ECMAScript writes them. Of
 * what `JSON.parse` gives, or of our own plain objects; throws on anything else, as it would come out differently elsewhere.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError("no canonical form: a number that is not finite");
    return JSON.stringify(value);
  }
  if (typeof value === "string") {
    if (!value.isWellFormed()) throw new TypeError("no canonical form: half a surrogate pair");
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((member) => canonicalJson(member)).join(",")}]`;
  if (typeof value !== "object") throw new TypeError(`no canonical form: ${typeof value}`);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    // By code units, as `<` compares; not by a language.
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${members.map(([name, member]) => `${canonicalJson(name)}:${canonicalJson(member)}`).join(",")}}`;
}

export const canonicalBytes = (value: unknown): Buffer => Buffer.from(canonicalJson(value), "utf8");
