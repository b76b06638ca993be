/**
 * How PHP and WordPress read query strings, write JSON and build links (contract sections 2 and 7). A client that signs
 * or follows what it gets from a real shop meets exactly these forms.
 */

export type ParamValue = string | Map<string, string>;
export type Params = Map<string, ParamValue>;

/** JSON as PHP's json_encode writes it: `\/` and `\u00e9`; webhook signatures depend on these bytes. */
export function phpJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll("/", "\\/")
    .replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function decode(text: string): string {
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** PHP's parse_str: the last `a=` wins, `a[]=` and `a[k]=` make arrays, everything else stays one string. */
export function parseQuery(query: string): Params {
  const params: Params = new Map();
  for (const part of query.split("&")) {
    if (part === "") continue;
    const equals = part.indexOf("=");
    const name = decode(equals < 0 ? part : part.slice(0, equals));
    const value = equals < 0 ? "" : decode(part.slice(equals + 1));
    const array = /^([^[]+)\[([^\]]*)\]/.exec(name);
    if (array === null) {
      params.set(name, value);
      continue;
    }
    const [, base = "", key = ""] = array;
    const held = params.get(base);
    const list = held instanceof Map ? held : new Map<string, string>();
    let index = key;
    if (key === "") {
      const numbers = [...list.keys()].map(Number).filter((number) => Number.isInteger(number));
      index = String(numbers.length === 0 ? 0 : Math.max(...numbers) + 1);
    }
    list.set(index, value);
    params.set(base, list);
  }
  return params;
}

/** PHP's rawurlencode. */
export function rawUrlEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function urlEncode(text: string): string {
  return rawUrlEncode(text).replaceAll("~", "%7E").replaceAll("%20", "+");
}

function build(params: Params, encode: (text: string) => string): string {
  const parts: string[] = [];
  for (const [name, value] of params) {
    if (typeof value === "string") parts.push(`${encode(name)}=${encode(value)}`);
    else for (const [key, item] of value) parts.push(`${name}%5B${key}%5D=${encode(item)}`);
  }
  return parts.join("&").replace(/=(?=&|$)/g, "");
}

/**
 * The paging link of the REST API: WordPress writes the parameters raw, reads them back and encodes them while setting
 * the page, so a `+` turns into a space and a trailing `=` is lost (recorded in rest/lists/oauth1-plain-http-ok.json).
 */
export function pageLink(address: string, params: Params, page: number): string {
  const again = parseQuery(build(params, (text) => text));
  again.set("page", String(page));
  return `${address}?${build(again, urlEncode)}`;
}

/** WordPress' wp_parse_list: an array as it is, a string split on commas and white space. */
export function parseList(value: ParamValue | undefined): string[] {
  if (value === undefined) return [];
  if (value instanceof Map) return [...value.values()];
  return value.split(/[\s,]+/).filter((item) => item !== "");
}

/** A list parameter as WordPress keeps it after cleaning, which is how it comes back in the paging link. */
export function listParam(items: readonly string[]): Map<string, string> {
  return new Map(items.map((item, index) => [String(index), item]));
}

/** The text of a scalar parameter; PHP would see an array where a scalar is wanted as not of the type. */
export function scalar(value: ParamValue | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
