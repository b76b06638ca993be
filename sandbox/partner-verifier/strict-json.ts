/** JSON as read; an object has no prototype, so that no member name means anything. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

export interface JsonObject {
  [name: string]: Json;
}

const mostLevels = 32;
const space = /[ \t\n\r]*/y;
const literal = /true|false|null/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const string =
  // oxlint-disable-next-line no-control-regex -- these are what JSON forbids in a string
  /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;

/**
 * The JSON object in the bytes of a body, by the page's section "JSON"; null where a reader must refuse them: no UTF-8,
 * a byte order mark, a name twice in one object, half a surrogate pair, U+0000, a number beyond a double, more than 32
 * levels, or no object.
 */
export function readJsonObject(bytes: Uint8Array): JsonObject | null {
  try {
    // A byte order mark stays in the text, where no JSON begins with it.
    const value = parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
    return isJsonObject(value) ? value : null;
  } catch (error) {
    // SyntaxError is thrown below, TypeError by the decoder.
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}

/** Whether it is an object, and not a list. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parse(text: string): Json {
  let at = 0;

  function take(pattern: RegExp): string | null {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) return null;
    at += found.length;
    return found;
  }

  /** Takes the character where it is next, after white space. */
  function takeMark(mark: string): boolean {
    take(space);
    if (text[at] !== mark) return false;
    at += 1;
    return true;
  }

  function need(mark: string): void {
    if (!takeMark(mark)) throw new SyntaxError(`${mark} expected at ${at}`);
  }

  function takeString(): string {
    take(space);
    const found = take(string);
    if (found === null) throw new SyntaxError(`text expected at ${at}`);
    const value = String(JSON.parse(found));
    if (!value.isWellFormed()) throw new SyntaxError(`half a surrogate pair before ${at}`);
    if (value.includes("\0")) throw new SyntaxError(`U+0000 before ${at}`);
    return value;
  }

  function takeObject(level: number): JsonObject {
    const object = Object.create(null) as JsonObject;
    if (takeMark("}")) return object;
    do {
      const name = takeString();
      if (name in object) throw new SyntaxError(`${name} stands twice`);
      need(":");
      object[name] = takeValue(level);
    } while (takeMark(","));
    need("}");
    return object;
  }

  function takeList(level: number): Json[] {
    const list: Json[] = [];
    if (takeMark("]")) return list;
    do list.push(takeValue(level));
    while (takeMark(","));
    need("]");
    return list;
  }

  function takeNumber(): number {
    const found = take(number);
    const value = Number(found);
    // What no double can hold has no canonical form.
    if (found === null || !Number.isFinite(value)) throw new SyntaxError(`no value at ${at}`);
    return value;
  }

  function takeValue(levelsAround: number): Json {
    take(space);
    const mark = text[at];
    if (mark === '"') return takeString();
    if (mark === "{" || mark === "[") {
      if (levelsAround === mostLevels) throw new SyntaxError(`more than ${mostLevels} levels`);
      at += 1;
      return mark === "{" ? takeObject(levelsAround + 1) : takeList(levelsAround + 1);
    }
    const word = take(literal);
    if (word !== null) return word === "null" ? null : word === "true";
    return takeNumber();
  }

  const value = takeValue(0);
  take(space);
  if (at !== text.length) throw new SyntaxError(`more behind the value, at ${at}`);
  return value;
}
