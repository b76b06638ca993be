import { amount, type Amount } from "#domain/amount.ts";
import { readDecimal } from "#domain/supplier/decimals.ts";
import type { XmlElement } from "#einvoice/read-xml.ts";
import { xmlEscaped } from "#connect/xml-escape.ts";

/** The first child of that name. An element without content is there all the same. */
export const child = (element: XmlElement | null, name: string): XmlElement | null =>
  element?.children.find((one) => one.name === name) ?? null;

export const children = (element: XmlElement | null, name: string): readonly XmlElement[] =>
  element?.children.filter((one) => one.name === name) ?? [];

/** What stands at a path, trimmed; empty when nothing does. */
export const textAt = (element: XmlElement | null, ...path: readonly string[]): string =>
  path.reduce<XmlElement | null>((at, name) => child(at, name), element)?.text.trim() ?? "";

/** A number with a decimal comma. `isUnreadable`: something stands there, and it is none. */
export function decimalAt(
  element: XmlElement | null,
  ...path: readonly string[]
): { readonly value: Amount | null; readonly isUnreadable: boolean } {
  const written = textAt(element, ...path);
  const value = written === "" ? null : readDecimal(written, "comma");
  return { value, isUnreadable: value === null && written !== "" };
}

/** Three elements; null when one of them is missing or 0, or when there is no such day. */
export function dateAt(element: XmlElement | null, name: string): string | null {
  const at = child(element, name);
  const [year, month, day] = ["Year", "Month", "Day"].map((part) => textAt(at, part));
  if (![year, month, day].every((part) => part !== undefined && /^\d{1,4}$/.test(part))) return null;
  if (Number(year) < 1900) return null;
  try {
    const parts = { year: Number(year), month: Number(month), day: Number(day) };
    return Temporal.PlainDate.from(parts, { overflow: "reject" }).toString();
  } catch {
    return null; // no such day
  }
}

export const one = amount("1");

/** The element as it came, without what its parents are: kept with a price. */
export function fragment({ name, attributes, text, children: inside }: XmlElement): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlEscaped(value)}"`);
  const content = inside.length === 0 ? xmlEscaped(text) : inside.map(fragment).join("");
  return `<${name}${given.join("")}>${content}</${name}>`;
}
