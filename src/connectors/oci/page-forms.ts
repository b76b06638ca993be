import { withoutEntities } from "./html-entities.ts";

/** A form of a web page, with what a browser would send of it without anybody pressing anything. */
export interface PageForm {
  readonly action: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
}

export interface PageForms {
  readonly forms: readonly PageForm[];
  /** Somebody is asked to log in. */
  readonly asksPassword: boolean;
}

interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Behind its `>`. */
  readonly end: number;
}

const isBlank = (character: string): boolean => /\s/.test(character);

/** The tag that begins at a `<`; null when it is none, or does not end. Quotes may be of either kind, or missing. */
function tagAt(page: string, start: number): Tag | null {
  const name = /^<(\/?[A-Za-z][A-Za-z\d]*)/.exec(page.slice(start, start + 32))?.[1];
  if (name === undefined) return null;
  const attributes = new Map<string, string>();
  let at = start + 1 + name.length;
  const skipBlanks = (): void => {
    while (at < page.length && (isBlank(page[at] ?? "") || page[at] === "/")) at += 1;
  };
  for (skipBlanks(); at < page.length && page[at] !== ">"; skipBlanks()) {
    const from = at;
    while (at < page.length && !/[\s=>/]/.test(page[at] ?? "")) at += 1;
    const key = page.slice(from, at).toLowerCase();
    while (at < page.length && isBlank(page[at] ?? "")) at += 1;
    let value = "";
    if (page[at] === "=") {
      at += 1;
      while (at < page.length && isBlank(page[at] ?? "")) at += 1;
      const quote = page[at];
      if (quote === '"' || quote === "'") {
        const end = page.indexOf(quote, at + 1);
        if (end < 0) return null;
        value = page.slice(at + 1, end);
        at = end + 1;
      } else {
        const begin = at;
        while (at < page.length && !/[\s>]/.test(page[at] ?? "")) at += 1;
        value = page.slice(begin, at);
      }
    }
    if (key !== "" && !attributes.has(key)) attributes.set(key, withoutEntities(value));
    if (key === "" && at === from) at += 1;
  }
  return at < page.length ? { name: name.toLowerCase(), attributes, end: at + 1 } : null;
}

const largestPage = 5 * 1024 * 1024;
const mostFields = 100_000;

/**
 * The forms of a page that a shop means for a browser. A scanner of our own, because all that is wanted of a page are its inputs, also of
 * pages that no parser of XML would take. Throws a RangeError for a page that is too long to be one of those.
 */
export function formsIn(page: string): PageForms {
  if (page.length > largestPage) throw new RangeError("The page is too long");
  const forms: { action: string; fields: { name: string; value: string }[] }[] = [];
  const lower = page.toLowerCase();
  let asksPassword = false;
  let count = 0;
  for (let at = page.indexOf("<"); at >= 0; at = page.indexOf("<", at)) {
    if (page.startsWith("<!--", at)) {
      const end = page.indexOf("-->", at + 4);
      at = end < 0 ? page.length : end + 3;
      continue;
    }
    const tag = tagAt(page, at);
    if (tag === null) {
      at += 1;
      continue;
    }
    const { name, attributes, end } = tag;
    at = end;
    const form = forms.at(-1);
    const add = (value: string): void => {
      const field = attributes.get("name") ?? "";
      if (form === undefined || field === "" || attributes.has("disabled")) return;
      count += 1;
      if (count > mostFields) throw new RangeError("The page has too many fields");
      form.fields.push({ name: field, value });
    };
    if (name === "script" || name === "style") {
      const close = lower.indexOf(`</${name}`, at);
      at = close < 0 ? page.length : close;
    } else if (name === "form") forms.push({ action: (attributes.get("action") ?? "").trim(), fields: [] });
    else if (name === "textarea") {
      const close = lower.indexOf("</textarea", at);
      const stop = close < 0 ? page.length : close;
      // A line break right behind the tag is no part of the text.
      add(withoutEntities(page.slice(at, stop).replace(/^\r?\n/, "")));
      at = stop;
    } else if (name === "input") {
      const type = (attributes.get("type") ?? "text").trim().toLowerCase();
      if (type === "password") asksPassword = true;
      const isSent = !["submit", "button", "image", "reset", "file", "password"].includes(type);
      const isOff = (type === "checkbox" || type === "radio") && !attributes.has("checked");
      if (isSent && !isOff) add(attributes.get("value") ?? "");
    }
  }
  return { forms, asksPassword };
}
