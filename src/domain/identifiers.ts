import { euVat } from "stdnum";
import { isUnionCountry } from "./vat.ts";

/** Capitals without spaces, dots, dashes and slashes: "be 0202.239.951" is "BE0202239951". */
export const compactIdentifier = (identifier: string): string => identifier.toUpperCase().replaceAll(/[\s.\-/]/g, "");

/** Country (ISO 3166-1) of a VAT number by its prefix; EL is Greece's VAT prefix, its country code is GR. */
export function countryOfVatIdentifier(identifier: string): string {
  const prefix = compactIdentifier(identifier).slice(0, 2);
  return prefix === "EL" ? "GR" : prefix;
}

/** A VAT number as VIES and invoices write it: without signs, and Greece with its VAT prefix. */
export const compactVatIdentifier = (identifier: string): string =>
  compactIdentifier(identifier).replace(/^GR(?=\d)/, "EL");

/** Prefixes of VAT numbers outside the Union that look like one: Northern Ireland, Great Britain, Switzerland, Norway. */
const otherVatPrefixes = new Set(["XI", "GB", "CH", "NO"]);

/** A VAT number as somebody typed it, with the country of who it is of: compact and with its prefix. A text without digits ("nvt", "-") is no number. */
export function writtenVatIdentifier(written: string, country: string): string {
  const compact = compactIdentifier(written);
  if (!/\d/.test(compact)) return "";
  const vatPrefix = country === "GR" ? "EL" : country;
  const start = compact.slice(0, 2);
  const isPrefixed =
    /^[A-Z]{2}$/.test(start) && (isUnionCountry(start) || otherVatPrefixes.has(start) || start === country);
  const full = isPrefixed ? compact : `${vatPrefix}${compact}`;
  // Numbers from before 2008, and numbers kept as a JSON number, miss their leading zero.
  return /^BE\d{9}$/.test(full) ? `BE0${full.slice(2)}` : full;
}

/** Belgian enterprise number, scheme 0208: ten digits, the last two are 97 − (first eight mod 97). Numbers starting with 1 exist. */
export function isBelgianEnterpriseNumber(digits: string): boolean {
  return /^[01]\d{9}$/.test(digits) && 97 - (Number(digits.slice(0, 8)) % 97) === Number(digits.slice(8));
}

/** A Belgian VAT number holds the enterprise number: `0202.239.951` of `BE0202239951`. Empty for any other. */
export function enterpriseNumberOf(vatIdentifier: string): string {
  const [, digits = ""] = /^BE(\d{10})$/.exec(compactIdentifier(vatIdentifier)) ?? [];
  return isBelgianEnterpriseNumber(digits) ? `${digits.slice(0, 4)}.${digits.slice(4, 7)}.${digits.slice(7)}` : "";
}

/**
 * True when the form and check digits of an EU VAT number are right (vat.md section 5). Says nothing of being registered:
 * that is VIES. Northern Ireland (XI) and numbers without country prefix are refused.
 */
export function isVatIdentifierForm(identifier: string): boolean {
  const compact = compactIdentifier(identifier);
  if (compact.startsWith("BE")) return isBelgianEnterpriseNumber(compact.slice(2));
  if (!/^[A-Z]{2}[A-Z0-9]{2,13}$/.test(compact)) return false;
  return (euVat[countryOfVatIdentifier(compact)] ?? []).some((validator) => validator.validate(compact).isValid);
}
