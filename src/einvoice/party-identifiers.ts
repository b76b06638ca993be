import type { XmlElement } from "./read-xml.ts";

/** Numbers a party goes by, as they are compared. */
export interface PartyIdentifiers {
  readonly name: string;
  /** With the country in front. */
  readonly vat: readonly string[];
  /** Of the register of its country, without the country. */
  readonly legal: readonly string[];
}

const bare = (text: string): string => text.toUpperCase().replaceAll(/[^0-9A-Z]/g, "");

/** A Belgian enterprise number and its VAT number are one; old ones are written without the zero in front. */
function vatOf(written: string, country: string): string {
  const text = bare(written);
  const belgian = /^(?:BE)?(\d{9,10})$/.exec(text)?.[1];
  if (belgian !== undefined && (text.startsWith("BE") || country === "BE")) return `BE${belgian.padStart(10, "0")}`;
  return /^[A-Z]{2}/.test(text) ? text : "";
}

const texts = (party: XmlElement, outer: string, inner: string): string[] =>
  party.children
    .filter(({ name }) => name === outer)
    .flatMap(({ children }) => children.filter(({ name }) => name === inner).map(({ text }) => text.trim()));

/** Of a UBL party; null where it names none of its numbers. */
export function identifiersOf(party: XmlElement | null): PartyIdentifiers | null {
  if (party === null) return null;
  const endpoints = party.children.filter(({ name }) => name === "EndpointID");
  const ofScheme = (...schemes: readonly string[]) =>
    endpoints.filter(({ attributes }) => schemes.includes(attributes["schemeID"] ?? "")).map(({ text }) => text.trim());
  const legal = [...texts(party, "PartyLegalEntity", "CompanyID"), ...ofScheme("0106", "0208")];
  const vat = [
    ...texts(party, "PartyTaxScheme", "CompanyID").map((text) => vatOf(text, "")),
    ...ofScheme("9925", "9944").map((text) => vatOf(text, "")),
    ...ofScheme("0208").map((text) => vatOf(text, "BE")),
    ...legal.filter((text) => /^BE/i.test(text)).map((text) => vatOf(text, "BE")),
  ].filter((text) => text !== "");
  const name = [...texts(party, "PartyLegalEntity", "RegistrationName"), ...texts(party, "PartyName", "Name")];
  if (vat.length === 0 && legal.length === 0) return null;
  return {
    name: (name[0] ?? "").slice(0, 200),
    vat: [...new Set(vat)],
    legal: legal.map(bare).filter((text) => text !== ""),
  };
}

interface Known {
  readonly vatIdentifier: string;
  readonly legalRegistrationIdentifier: string;
}

/** Whether a paper names somebody else than the one we know. Where the two have no number of one kind to compare, it does not. */
export function isSomebodyElse(said: PartyIdentifiers | null, known: Known): boolean {
  if (said === null) return false;
  const ownVat = vatOf(known.vatIdentifier, "");
  const ownLegal = bare(known.legalRegistrationIdentifier);
  const belgian = vatOf(known.legalRegistrationIdentifier, ownVat.startsWith("BE") ? "BE" : "");
  const ownVats = [ownVat, belgian].filter((text) => text !== "");
  const isComparable = (ownVats.length > 0 && said.vat.length > 0) || (ownLegal !== "" && said.legal.length > 0);
  const isSame = ownVats.some((text) => said.vat.includes(text)) || said.legal.includes(ownLegal);
  return isComparable && !isSame;
}
