/** A bare item of RFC 9651. Bytes are kept as the base64 that stood there: who needs them judges its spelling. */
export type BareItem =
  | { readonly type: "integer" | "decimal" | "date"; readonly value: number }
  | { readonly type: "string" | "token" | "display"; readonly value: string }
  | { readonly type: "bytes"; readonly base64: string }
  | { readonly type: "boolean"; readonly value: boolean };

/** In order of first appearance. */
export type Parameters = readonly (readonly [name: string, value: BareItem])[];

export interface Item {
  readonly kind: "item";
  readonly value: BareItem;
  readonly parameters: Parameters;
}

export interface InnerList {
  readonly kind: "list";
  readonly items: readonly Item[];
  readonly parameters: Parameters;
}

/** The members of a dictionary as they stand; a name may stand there twice. */
export type Dictionary = readonly (readonly [name: string, member: Item | InnerList])[];

/** The dictionary (RFC 9651) in the value of a header; null where it is none. */
export function readDictionary(text: string): Dictionary | null {
  try {
    return parseDictionary(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The one member of this name; null where no or more than one has it. */
export function onlyMember(dictionary: Dictionary, name: string): Item | InnerList | null {
  const [first, ...others] = dictionary.filter(([found]) => found === name);
  return first === undefined || others.length > 0 ? null : first[1];
}

/** The one parameter of this name; null where no or more than one has it. */
export function onlyParameter(parameters: Parameters, name: string): BareItem | null {
  const [first, ...others] = parameters.filter(([found]) => found === name);
  return first === undefined || others.length > 0 ? null : first[1];
}

/** Whether a name stands twice in it, of a member or of a parameter. */
export function hasRepeat(dictionary: Dictionary): boolean {
  const items = dictionary.flatMap(([, member]) => (member.kind === "list" ? [member, ...member.items] : [member]));
  return [dictionary, ...items.map(({ parameters }) => parameters)].some(isRepeating);
}

function isRepeating(entries: readonly (readonly [name: string, ...rest: unknown[]])[]): boolean {
  return new Set(entries.map(([name]) => name)).size < entries.length;
}

const key = /[a-z*][a-z0-9_.*-]*/y;
const decimal = /-?\d{1,12}\.\d{1,3}(?![\d.])/y;
const integer = /-?\d{1,15}(?![\d.])/y;
const string = /"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"/y;
const token = /[A-Za-z*][A-Za-z0-9!#$%&'*+.^_`|~:/-]*/y;
const bytes = /:([A-Za-z0-9+/]*={0,2}):/y;
const date = /@(-?\d{1,15})(?![\d.])/y;
const display = /%"((?:[\x20\x21\x23\x24\x26-\x7e]|%[0-9a-f]{2})*)"/y;

function parseDictionary(text: string): Dictionary {
  let at = 0;

  /** What the pattern (or its first group) finds here. */
  function take(pattern: RegExp): string | null {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) return null;
    at += found[0].length;
    return found[1] ?? found[0];
  }

  function need(pattern: RegExp): string {
    const found = take(pattern);
    if (found === null) throw new SyntaxError(`${pattern.source} expected at ${at}`);
    return found;
  }

  function takeBareItem(): BareItem {
    const start = at;
    let found = take(decimal);
    if (found !== null) return { type: "decimal", value: Number(found) };
    if ((found = take(integer)) !== null) return { type: "integer", value: Number(found) };
    if ((found = take(string)) !== null) return { type: "string", value: found.replaceAll(/\\(.)/g, "$1") };
    if ((found = take(bytes)) !== null) return { type: "bytes", base64: found };
    if ((found = take(/\?([01])/y)) !== null) return { type: "boolean", value: found === "1" };
    if ((found = take(date)) !== null) return { type: "date", value: Number(found) };
    if ((found = take(display)) !== null) return { type: "display", value: fromPercent(found) };
    if ((found = take(token)) !== null) return { type: "token", value: found };
    throw new SyntaxError(`no item at ${start}`);
  }

  function takeParameters(): Parameters {
    const parameters: [string, BareItem][] = [];
    while (take(/; */y) !== null) {
      parameters.push([need(key), take(/=/y) === null ? { type: "boolean", value: true } : takeBareItem()]);
    }
    return parameters;
  }

  function takeItem(): Item {
    return { kind: "item", value: takeBareItem(), parameters: takeParameters() };
  }

  function takeMember(): Item | InnerList {
    if (take(/=/y) === null) {
      return { kind: "item", value: { type: "boolean", value: true }, parameters: takeParameters() };
    }
    if (take(/\( */y) === null) return takeItem();
    const items: Item[] = [];
    while (take(/\)/y) === null) {
      items.push(takeItem());
      if (text[at] !== ")") need(/ +/y);
    }
    return { kind: "list", items, parameters: takeParameters() };
  }

  const members: [string, Item | InnerList][] = [];
  take(/ +/y);
  if (at === text.length) return members;
  do members.push([need(key), takeMember()]);
  while (take(/[ \t]*,[ \t]*/y) !== null);
  take(/ +/y);
  if (at !== text.length) throw new SyntaxError(`more behind the dictionary, at ${at}`);
  return members;
}

function fromPercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    throw new SyntaxError("no UTF-8 in a display string", { cause: error });
  }
}

/** An item in the one form of RFC 9651, with its parameters. */
export function serialiseItem({ value, parameters }: Item): string {
  return serialiseBareItem(value) + serialiseParameters(parameters);
}

/** An inner list in the one form of RFC 9651, with its parameters. */
export function serialiseInnerList({ items, parameters }: InnerList): string {
  return `(${items.map(serialiseItem).join(" ")})${serialiseParameters(parameters)}`;
}

function serialiseParameters(parameters: Parameters): string {
  return parameters.map(([name, value]) => `;${name}${isTrue(value) ? "" : `=${serialiseBareItem(value)}`}`).join("");
}

function isTrue(item: BareItem): boolean {
  return item.type === "boolean" && item.value;
}

function serialiseBareItem(item: BareItem): string {
  switch (item.type) {
    case "integer":
      return String(item.value);
    case "decimal":
      return Number.isInteger(item.value) ? item.value.toFixed(1) : String(item.value);
    case "date":
      return `@${item.value}`;
    case "string":
      return `"${item.value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
    case "token":
      return item.value;
    case "display":
      return `%"${toPercent(item.value)}"`;
    case "bytes":
      return `:${item.base64}:`;
    case "boolean":
      return item.value ? "?1" : "?0";
  }
}

function toPercent(text: string): string {
  const encode = (byte: number) =>
    byte < 0x20 || byte > 0x7e || byte === 0x22 || byte === 0x25
      ? `%${byte.toString(16).padStart(2, "0")}`
      : String.fromCharCode(byte);
  return [...Buffer.from(text)].map(encode).join("");
}
