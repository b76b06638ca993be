import { SaxesParser } from "saxes";

export interface XmlElement {
  readonly name: string;
  /** Of its own namespace; the service knows none. */
  readonly namespace: string;
  /** By name, with the namespace in braces before it where there is one: `{http://…}noNamespaceSchemaLocation`. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** All text directly in it, as written. */
  readonly text: string;
}

interface Open extends XmlElement {
  readonly children: Open[];
  text: string;
}

/** Throws when it is not UTF-8, says it is something else, is not well-formed, or has a DOCTYPE. */
export function readXml(bytes: Uint8Array): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const open: Open[] = [];
  let root: Open | undefined;
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("doctype", () => {
    throw new SyntaxError("A DOCTYPE is not allowed");
  });
  parser.on("xmldecl", ({ encoding = "UTF-8" }) => {
    if (encoding.toUpperCase() !== "UTF-8") throw new SyntaxError(`The request says it is ${encoding}`);
  });
  parser.on("opentag", (tag) => {
    const attributes = new Map<string, string>();
    for (const { prefix, local, uri, value } of Object.values(tag.attributes)) {
      if (prefix === "xmlns" || local === "xmlns") continue;
      attributes.set(uri === "" ? local : `{${uri}}${local}`, value);
    }
    const element: Open = { name: tag.local, namespace: tag.uri, attributes, children: [], text: "" };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on("closetag", () => {
    open.pop();
  });
  const addText = (text: string): void => {
    const current = open.at(-1);
    if (current !== undefined) current.text += text;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.write(new TextDecoder("utf-8", { fatal: true }).decode(bytes)).close();
  if (root === undefined) throw new SyntaxError("There is no element");
  return root;
}

export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((child) => child.name === name);

export const childrenOf = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  element?.children.filter((child) => child.name === name) ?? [];

/** The text at the end of a path of names; `null` when one of them is not there. */
export function textAt(element: XmlElement | undefined, ...path: readonly string[]): string | null {
  let at = element;
  for (const name of path) at = childOf(at, name);
  return at?.text ?? null;
}
