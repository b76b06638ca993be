import type { Placed } from "#connect/placed.ts";
import { xmlEscaped } from "#connect/xml-escape.ts";
import type { Settings } from "./settings.ts";

/** XML that is complete in itself: what is in it is escaped. */
export type Xml = string;

export const leaf = (name: string, text: string): Xml => `<${name}>${xmlEscaped(text)}</${name}>`;

/** Left out when there is nothing to say: nobody knows what an empty element means to Cebeo. */
export const optional = (name: string, text: string): Xml => (text.trim() === "" ? "" : leaf(name, text));

export const branch = (name: string, ...children: readonly Xml[]): Xml => `<${name}>${children.join("")}</${name}>`;

/** Left out without content. */
export const optionalBranch = (name: string, ...children: readonly Xml[]): Xml =>
  children.every((child) => child === "") ? "" : branch(name, ...children);

/** Three elements, as Cebeo has dates. */
export function date(name: string, iso: string | null): Xml {
  if (iso === null) return "";
  const { day, month, year } = Temporal.PlainDate.from(iso);
  return branch(name, leaf("Day", String(day)), leaf("Month", String(month)), leaf("Year", String(year)));
}

/** What is asked for decides what the answer is made of (contract 2.1). */
export type ResponseType = "List" | "Detail" | "Message";

const root =
  '<cebeoXML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="2.0.0" ' +
  'xsi:noNamespaceSchemaLocation="http://b2b.cebeo.be/XMLschema/2.0.0/cebeoXML.xsd">';

/** A whole request. Its elements stand in the order of the contract's tables: a schema with a sequence is likely. */
export function envelope(
  { customerNumber, userName }: Settings,
  responseType: ResponseType,
  operation: Xml,
): readonly (string | Placed)[] {
  const login = leaf("CustomerNumber", customerNumber) + leaf("UserName", userName);
  return [
    `<?xml version="1.0" encoding="UTF-8"?>${root}<Request><Customer>${login}<Password>`,
    { secret: "password" },
    `</Password></Customer>${leaf("ResponseType", responseType)}${operation}</Request></cebeoXML>`,
  ];
}
