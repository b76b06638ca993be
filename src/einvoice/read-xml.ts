import { HubError } from "#domain/error.ts";
import { SaxesParser } from "saxes";

export interface XmlElement {
  /** Without prefix; the prefix is the writer's choice and says nothing. */
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** All text directly in the element, CDATA included, as written. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}

interface Open extends XmlElement {
  text: string;
  readonly children: Open[];
}

/** Wide for any invoice with its PDF inside, narrow enough that a hostile file costs nothing. */
export const limits = { bytes: 20 * 1024 * 1024, depth: 64, nodes: 200_000 } as const;

const refuse = (why: string, cause?: unknown): HubError =>
  new HubError("document.invalid", `The XML cannot be read: ${why}`, { cause });

/** By byte order mark, else by the XML declaration, else UTF-8. Bytes that are not of that encoding are refused. */
function decode(bytes: Uint8Array): string {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 200));
  const declared = /^(?:ï»¿)?<\?xml[^>]*\sencoding=["']([A-Za-z0-9._-]+)["']/.exec(start)?.[1] ?? "utf-8";
  const encoding = start.startsWith("ÿþ") ? "utf-16le" : start.startsWith("þÿ") ? "utf-16be" : declared;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw refuse(`it is not ${encoding}`, error);
  }
}

/** The element tree of a document. Throws `document.invalid` when it is not well-formed, has a DOCTYPE or goes over `limits`. */
export function readXml(bytes: Uint8Array): XmlElement {
  if (bytes.length > limits.bytes) throw refuse(`${bytes.length} bytes is over the limit of ${limits.bytes}`);
  const parser = new SaxesParser({ xmlns: true });
  const open: Open[] = [];
  let root: Open | null = null;
  let nodes = 0;
  const count = (more: number): void => {
    nodes += more;
    if (nodes > limits.nodes) throw refuse(`it has over ${limits.nodes} elements and attributes`);
  };
  const addText = (text: string): void => {
    const current = open.at(-1);
    if (current) current.text += text;
  };

  parser.on("error", (error) => {
    throw refuse(error.message, error);
  });
  parser.on("doctype", () => {
    throw refuse("a DOCTYPE is not allowed");
  });
  parser.on("opentag", (tag) => {
    const attributes: Record<string, string> = {};
    for (const [name, attribute] of Object.entries(tag.attributes)) {
      if (attribute.prefix !== "xmlns" && name !== "xmlns") attributes[attribute.local] = attribute.value;
    }
    count(1 + Object.keys(tag.attributes).length);
    const element: Open = { name: tag.local, namespace: tag.uri, attributes, text: "", children: [] };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
    if (open.length > limits.depth) throw refuse(`it is nested more than ${limits.depth} deep`);
  });
  parser.on("closetag", () => {
    open.pop();
  });
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.write(decode(bytes)).close();
  if (root === null) throw refuse("it has no element");
  return root;
}
