/**
 * A bare item of RFC 9651. A token is a word without quotes. Bytes are kept as the base64 that stood there (`bytesOf` judges its spelling), and what
 * no signature of ours uses (decimals, dates, display texts) as it was written: it may stand in a part that is not looked at.
 */
export type BareItem =
  | { readonly kind: "integer"; readonly value: number }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "token"; readonly value: string }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "bytes"; readonly base64: string }
  | { readonly kind: "other"; readonly text: string };

export type Parameters = ReadonlyMap<string, BareItem>;

export interface Item {
  readonly item: BareItem;
  readonly parameters: Parameters;
}

export interface InnerList {
  readonly items: readonly Item[];
  readonly parameters: Parameters;
}

export type Dictionary = ReadonlyMap<string, Item | InnerList>;

const key = /[a-z*][a-z0-9_.*-]*/y;
const bareKinds = [
  [
    /-?\d{1,12}\.\d{1,3}(?![\d.])|@-?\d{1,15}(?![\d.])|%"(?:[\x20\x21\x23\x24\x26-\x7e]|%[0-9a-f]{2})*"/y,
    (found: string): BareItem => ({ kind: "other", text: found }),
  ],
  [/-?\d{1,15}(?![\d.])/y, (found: string): BareItem => ({ kind: "integer", value: Number(found) })],
  [
    /"(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*"/y,
    (found: string): BareItem => ({ kind: "string", value: found.slice(1, -1).replaceAll(/\\(["\\])/g, "$1") }),
  ],
  [/:[A-Za-z0-9+/]*={0,2}:/y, (found: string): BareItem => ({ kind: "bytes", base64: found.slice(1, -1) })],
  [/\?[01]/y, (found: string): BareItem => ({ kind: "boolean", value: found === "?1" })],
  [/[A-Za-z*][A-Za-z0-9!#$%&'*+.^_`|~:/-]*/y, (found: string): BareItem => ({ kind: "token", value: found })],
] as const;

/** The bytes of an item in the one spelling of base64 there is for them; null for others, as two spellings of one signature invite mischief. */
export function bytesOf(item: BareItem): Buffer | null {
  if (item.kind !== "bytes") return null;
  const value = Buffer.from(item.base64, "base64");
  return value.toString("base64") === item.base64 ? value : null;
}

/** A dictionary field, or null when it is none. Narrower than RFC 9651: a name that stands twice is refused instead of the last one winning. */
export function parseDictionary(text: string): Dictionary | null {
  const found = new Map<string, Item | InnerList>();
  let at = 0;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) return null;
    at = pattern.lastIndex;
    return match[0];
  };
  const bare = (): BareItem | null => {
    for (const [pattern, make] of bareKinds) {
      const match = take(pattern);
      if (match !== null) return make(match);
    }
    return null;
  };
  const parameters = (): Parameters | null => {
    const all = new Map<string, BareItem>();
    while (take(/; */y) !== null) {
      const name = take(key);
      const value: BareItem | null = take(/=/y) === null ? { kind: "boolean", value: true } : bare();
      if (name === null || value === null || all.has(name)) return null;
      all.set(name, value);
    }
    return all;
  };
  const item = (): Item | null => {
    const value = bare();
    const its = value === null ? null : parameters();
    return value === null || its === null ? null : { item: value, parameters: its };
  };
  const innerList = (): InnerList | null => {
    const items: Item[] = [];
    take(/ */y);
    while (take(/\)/y) === null) {
      const one = item();
      if (one === null || (take(/ +/y) === null && text[at] !== ")")) return null;
      items.push(one);
    }
    const its = parameters();
    return its === null ? null : { items, parameters: its };
  };

  take(/ */y);
  for (;;) {
    const name = take(key);
    if (name === null || found.has(name)) return null;
    const member = take(/=/y) === null ? null : take(/\(/y) === null ? item() : innerList();
    if (member === null) return null;
    found.set(name, member);
    take(/[ \t]*/y);
    if (at === text.length) return found;
    if (take(/,[ \t]*/y) === null) return null;
  }
}

const bareText = (bare: BareItem): string => {
  switch (bare.kind) {
    case "integer":
      return String(bare.value);
    case "string":
      return `"${bare.value.replaceAll(/["\\]/g, "\\$&")}"`;
    case "token":
      return bare.value;
    case "boolean":
      return bare.value ? "?1" : "?0";
    case "bytes":
      return `:${bare.base64}:`;
    case "other":
      return bare.text;
  }
};

const parametersText = (parameters: Parameters): string =>
  [...parameters]
    .map(([name, value]) => (value.kind === "boolean" && value.value ? `;${name}` : `;${name}=${bareText(value)}`))
    .join("");

/** The one way RFC 9651 writes it, whatever it looked like when it came. */
export const itemText = ({ item, parameters }: Item): string => `${bareText(item)}${parametersText(parameters)}`;

export const innerListText = ({ items, parameters }: InnerList): string =>
  `(${items.map(itemText).join(" ")})${parametersText(parameters)}`;
