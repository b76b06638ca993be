import type { ElementOrder } from "./element-order.ts";

/** Either text or children, never both: UBL has no mixed content. */
export interface UblElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly UblElement[];
}

type Maybe = UblElement | null | undefined;

/** Null when there is nothing to say: Peppol refuses empty elements (R008). */
export function leaf(name: string, text: string, attributes: Readonly<Record<string, string>> = {}): UblElement | null {
  const legal = legalText(text);
  return legal.trim() === "" ? null : { name, attributes, text: legal, children: [] };
}

/** Null when no child has anything to say. */
export function branch(name: string, children: readonly Maybe[]): UblElement | null {
  const present = children.filter((child) => child !== null && child !== undefined);
  return present.length === 0 ? null : { name, attributes: {}, text: "", children: present };
}

/** Without the characters XML 1.0 has no way to write: control characters, lone surrogates, U+FFFE and U+FFFF. */
const legalText = (text: string): string =>
  text.replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "");

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  // Written out, because a reader turns a bare carriage return into a line feed.
  "\r": "&#13;",
};
const escapeText = (text: string): string => text.replaceAll(/[&<>\r]/g, (character) => entities[character] ?? "");
const escapeAttribute = (text: string): string =>
  legalText(text).replaceAll(/[&<>"\t\n\r]/g, (character) => entities[character] ?? `&#${character.codePointAt(0)};`);

/** Children in the order of the table. The XSD alone checks order, and only at the access point, so a name missing here throws. */
function inOrder(element: UblElement, order: ElementOrder): UblElement[] {
  const expected = order[element.name];
  if (expected === undefined)
    throw new RangeError(`${element.name} may have no children: it is not in the order table`);
  const ranked = element.children.map((child) => {
    const rank = expected.indexOf(child.name);
    if (rank === -1) throw new RangeError(`${child.name} is not in the order table of ${element.name}`);
    return { child, rank };
  });
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ child }) => child);
}

function write(element: UblElement, tag: string, order: ElementOrder, indent: string, extra = ""): string {
  const attributes = Object.entries(element.attributes).map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`);
  const open = `${indent}<${tag}${extra}${attributes.join("")}>`;
  if (element.children.length === 0) return `${open}${escapeText(element.text)}</${tag}>\n`;
  const children = inOrder(element, order).map((child) =>
    write(child, `${child.children.length === 0 ? "cbc" : "cac"}:${child.name}`, order, `${indent}  `),
  );
  return `${open}\n${children.join("")}${indent}</${tag}>\n`;
}

const ubl = "urn:oasis:names:specification:ubl:schema:xsd:";

/** The whole document as XML text, to be stored and sent as UTF-8. `root` is Invoice or CreditNote. */
export function writeXml(root: UblElement, order: ElementOrder): string {
  const namespaces = [
    ` xmlns="${ubl}${root.name}-2"`,
    ` xmlns:cac="${ubl}CommonAggregateComponents-2"`,
    ` xmlns:cbc="${ubl}CommonBasicComponents-2"`,
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(root, root.name, order, "", namespaces.join(""))}`;
}
