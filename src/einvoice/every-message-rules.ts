import { isCountry } from "#domain/countries.ts";
import { isBelgianEnterpriseNumber } from "#domain/identifiers.ts";
import { isGtin } from "#domain/item-content.ts";
import { everyElement, unless, type MessageFinding, type Placed } from "./message-finding.ts";
import type { XmlElement } from "./read-xml.ts";

const dates = new Set(["IssueDate", "DueDate", "TaxPointDate", "StartDate", "EndDate", "ActualDeliveryDate"]);

function isDay(text: string): boolean {
  try {
    return text.length === 10 && Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}

/** A GLN has thirteen digits and the check digit of a barcode of thirteen. */
export const isGln = (digits: string): boolean => /^\d{13}$/.test(digits) && isGtin(digits);

const isIdentifier = ({ element, path }: Placed): boolean =>
  ["EndpointID", "CompanyID"].includes(element.name) || path.endsWith("/PartyIdentification/ID");

function identifierFindings({ element, path }: Placed): MessageFinding[] {
  const value = element.text.trim();
  const scheme = element.attributes["schemeID"];
  if (scheme === "0088")
    return unless(isGln(value), "PEPPOL-COMMON-R040", path, `${value.slice(0, 40)} is no GLN with a right check digit`);
  if (scheme === "0208")
    return unless(
      isBelgianEnterpriseNumber(value),
      "PEPPOL-COMMON-R043",
      path,
      `${value.slice(0, 40)} is no Belgian enterprise number`,
    );
  return [];
}

/** Rules that hold in every Peppol message. `emptyRule`: the id of the one against empty elements. */
export function commonFindings(root: XmlElement, emptyRule: string): MessageFinding[] {
  const all = everyElement(root);
  return [
    ...unless(
      !("schemaLocation" in root.attributes),
      "PEPPOL-COMMON-R003",
      root.name,
      "A message names no schema location",
      "warning",
    ),
    ...all.flatMap(({ element, path }) =>
      unless(element.children.length > 0 || element.text.trim() !== "", emptyRule, path, "An element is empty"),
    ),
    ...all
      .filter(({ element }) => dates.has(element.name))
      .flatMap(({ element, path }) =>
        unless(isDay(element.text.trim()), "PEPPOL-COMMON-R030", path, "A date is written as 2026-11-21"),
      ),
    ...all.filter(isIdentifier).flatMap(identifierFindings),
  ];
}

/** VAT numbers begin with a country; Greece's with EL. */
export const hasVatPrefix = (identifier: string): boolean =>
  identifier.startsWith("EL") || isCountry(identifier.slice(0, 2));
