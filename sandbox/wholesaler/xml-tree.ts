/** XML that came in, as a tree. No DTD is loaded and no entity but the five of XML is known. */
import { SaxesParser } from "saxes";

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

export interface Document {
  readonly root: Element;
  /** Of `<!DOCTYPE …>`; null without one. */ readonly doctype: string | null;
}

/** In the encoding it declares; what cannot be read throws. */
function textOf(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 200)).toString("latin1");
  const declared =
    /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*encoding=["']([^"']+)["']/.exec(head)?.[1]?.toLowerCase() ?? "utf-8";
  if (!["utf-8", "iso-8859-1", "us-ascii"].includes(declared)) throw new SyntaxError(`Unknown encoding ${declared}`);
  return declared === "iso-8859-1"
    ? Buffer.from(bytes).toString("latin1")
    : new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}

/** Throws on what is not well-formed. */
export function readXml(bytes: Uint8Array): Document {
  const parser = new SaxesParser();
  const open: Element[] = [];
  let root: Element | undefined;
  let doctype: string | null = null;
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("doctype", (text) => {
    doctype = text.trim();
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element: Element = { name, attributes, children: [], text: "" };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const add = (text: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  };
  parser.on("text", add);
  parser.on("cdata", add);
  parser.on("closetag", () => void open.pop());
  parser.write(textOf(bytes)).close();
  if (root === undefined) throw new SyntaxError("No element");
  return { root, doctype };
}

export const all = (element: Element, name: string): Element[] => element.children.filter((one) => one.name === name);

/** The first element at a path of names. */
export function at(element: Element, path: string): Element | undefined {
  let found: Element | undefined = element;
  for (const name of path.split("/")) found = found?.children.find((one) => one.name === name);
  return found;
}

/** Its text without blanks around it; undefined when it is not there or says nothing. */
export function said(element: Element, path: string): string | undefined {
  const text = at(element, path)?.text.trim();
  return text === "" ? undefined : text;
}
