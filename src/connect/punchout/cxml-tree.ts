import { SaxesParser } from "saxes";
import { unreadable, type PunchoutContext } from "./reading.ts";

export interface CxmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Directly in the element, CDATA included. */
  readonly text: string;
  readonly children: readonly CxmlElement[];
}

interface Open extends CxmlElement {
  text: string;
  readonly children: Open[];
}

/** Wide for 2000 lines. */
const limits = { depth: 32, nodes: 400_000 } as const;

/** cXML has to name its DTD. This line, and no other DOCTYPE, is taken out; nothing is fetched and no entity is ever declared. */
const knownDoctype =
  /^((?:<\?xml[^>]*\?>)?\s*)<!DOCTYPE\s+cXML\s+SYSTEM\s+(?:"https?:\/\/xml\.cxml\.org\/schemas\/cXML\/[\w.]+\/\w+\.dtd"|'https?:\/\/xml\.cxml\.org\/schemas\/cXML\/[\w.]+\/\w+\.dtd')\s*>/i;

/**
 * The element tree of a cXML message; a reader of its own because `#einvoice` may not be imported here and reads no DOCTYPE. Throws
 * `document.invalid` when it is not well-formed, has another DOCTYPE or is too deep or too long.
 */
export function readCxmlTree(xml: string): CxmlElement {
  const parser = new SaxesParser({ xmlns: false });
  const open: Open[] = [];
  let root: Open | null = null;
  let nodes = 0;
  const addText = (text: string): void => {
    const current = open.at(-1);
    if (current) current.text += text;
  };
  parser.on("error", (error) => {
    throw unreadable("xml", error.message, error);
  });
  parser.on("doctype", () => {
    throw unreadable("doctype", "it has a DOCTYPE that is not cXML's own");
  });
  parser.on("opentag", ({ name, attributes }) => {
    nodes += 1 + Object.keys(attributes).length;
    if (nodes > limits.nodes) throw unreadable("xml", `it has over ${limits.nodes} elements and attributes`);
    const element: Open = { name: name.replace(/^.*:/, ""), attributes: { ...attributes }, text: "", children: [] };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
    if (open.length > limits.depth) throw unreadable("xml", `it is nested more than ${limits.depth} deep`);
  });
  parser.on("closetag", () => {
    open.pop();
  });
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.write(xml.trimStart().replace(knownDoctype, "$1")).close();
  if (root === null) throw unreadable("xml", "it has no element");
  return root;
}

/** Bytes of an XML document as text: by byte order mark, else by its declaration, else UTF-8; what is not that, as windows-1252, told. */
export function xmlText(bytes: Uint8Array, { warn }: Pick<PunchoutContext, "warn">): string {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 200));
  const declared = /^(?:ï»¿)?\s*<\?xml[^>]*\sencoding=["']([A-Za-z0-9._-]+)["']/.exec(start)?.[1] ?? "utf-8";
  const encoding = start.startsWith("ÿþ") ? "utf-16le" : start.startsWith("þÿ") ? "utf-16be" : declared;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // An unknown name or bytes that are not of it; a message in another form of encoding then fails as XML, with its reason.
    warn("charsetRepaired");
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** Base64 as it comes out of a form: with line breaks, with the plus signs a shop forgot to encode read as spaces. */
export function base64Bytes(text: string): Uint8Array {
  const digits = text
    .trim()
    .replaceAll(/[\r\n\t]/g, "")
    .replaceAll(/[ -]/g, "+")
    .replaceAll("_", "/");
  const padding = digits.endsWith("==") ? 2 : digits.endsWith("=") ? 1 : 0;
  const bare = digits.slice(0, digits.length - padding);
  if (!/^[A-Za-z0-9+/]*$/.test(bare) || bare.length % 4 === 1) throw unreadable("base64", "it is not base64");
  return Uint8Array.from(atob(bare), (character) => character.charCodeAt(0));
}

const escapes: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&apos;": "'",
  "&#39;": "'",
  "&#34;": '"',
  "&amp;": "&",
};

/** Some shops escape the message for HTML before they put it in the form: undone once, when it does not begin as XML. */
export const unescapedOnce = (text: string): string =>
  text.trimStart().startsWith("&lt;")
    ? text.replaceAll(/&(?:lt|gt|quot|apos|amp|#39|#34);/g, (escape) => escapes[escape] ?? escape)
    : text;

export const child = (element: CxmlElement | undefined, ...path: readonly string[]): CxmlElement | undefined =>
  path.reduce<CxmlElement | undefined>((at, name) => at?.children.find((one) => one.name === name), element);

export const childrenOf = (element: CxmlElement | undefined, name: string): readonly CxmlElement[] =>
  element?.children.filter((one) => one.name === name) ?? [];

export const textAt = (element: CxmlElement | undefined, ...path: readonly string[]): string =>
  child(element, ...path)?.text.trim() ?? "";

/** Runs of blanks are the layout of the file. Not for item codes: there they mean something. */
export const words = (text: string): string => text.trim().replaceAll(/\s+/g, " ");
