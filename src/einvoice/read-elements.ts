import type { Amount } from "#domain/amount.ts";
import { readDecimal } from "#domain/supplier/decimals.ts";
import type { XmlElement } from "./read-xml.ts";

const ubl = "urn:oasis:names:specification:ubl:schema:xsd:";

/** The message itself: files out of a mailbox have it in an envelope. */
export function messageIn<Name extends string>(
  root: XmlElement,
  names: readonly Name[],
  depth = 0,
): { readonly name: Name; readonly element: XmlElement } | null {
  const name = names.find((one) => root.namespace === `${ubl}${one}-2` && root.name === one);
  if (name !== undefined) return { name, element: root };
  if (depth === 2) return null;
  for (const inner of root.children) {
    const found = messageIn(inner, names, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

export const children = (element: XmlElement | null, name: string): readonly XmlElement[] =>
  element?.children.filter((one) => one.name === name) ?? [];
/** The first at a path, by names without prefix. */
export const at = (element: XmlElement | null, ...path: readonly string[]): XmlElement | null =>
  path.reduce<XmlElement | null>((from, name) => children(from, name)[0] ?? null, element);
/** In one line. */
export const textAt = (element: XmlElement | null, ...path: readonly string[]): string =>
  (at(element, ...path)?.text ?? "").trim().replaceAll(/\s+/g, " ");
export const cut = (text: string, most: number): string => text.slice(0, most).toWellFormed();
export const numberAt = (element: XmlElement | null, ...path: readonly string[]): string =>
  cut(textAt(element, ...path), 100);
export const decimalAt = (element: XmlElement | null, ...path: readonly string[]): Amount | null =>
  readDecimal(textAt(element, ...path).replace(/^\+/, ""), "dot");

/** The day alone: a time zone behind it says when it was written, not which day is meant. */
export function dayAt(element: XmlElement | null, ...path: readonly string[]): string | null {
  const day = textAt(element, ...path).slice(0, 10);
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(day) ? Temporal.PlainDate.from(day).toString() : null;
  } catch {
    return null;
  }
}

/** Several elements of one name as one text, with its line breaks: notes. */
export const notesAt = (element: XmlElement | null, name: string): string =>
  cut(
    children(element, name)
      .map(({ text }) => text.trim().replaceAll(/[^\S\n]*\n[^\S\n]*/g, "\n"))
      .filter((text) => text !== "")
      .join("\n"),
    4000,
  );
