import { Address } from "#domain/party.ts";

/** Postal code and town as they stand on the last line: 9000 GENT, L-1234 LUXEMBOURG, 1234AB AMSTERDAM, 75001 PARIS. */
const lastLine = /^(?:[A-Z]{1,2}[- ])?(\d{4} ?[A-Z]{2}|\d{2}[- ]\d{3}|\d{3} ?\d{2}|\d{4,5})\s+(.+)$/i;

/** House numbers come with zeros in front: STRAAT 00012. */
const withoutZeros = (street: string): string => street.replace(/ 0+(?=\d)/g, " ");

/** An address as VIES gives it, in lines, split where its form is known; else it stands whole in the first two lines. */
export function splitAddress(given: string, prefix: string): Address {
  const lines = given
    .split(/\r?\n/)
    .map((line) => line.replaceAll(/\s+/g, " ").trim())
    .filter((line) => line !== "");
  const countryCode = prefix === "EL" ? "GR" : prefix === "XI" ? "GB" : prefix;
  const town = lastLine.exec(lines.at(-1) ?? "");
  const [first = "", ...rest] = town === null ? lines : lines.slice(0, -1);
  return Address.parse({
    streetName: withoutZeros(first),
    additionalStreetName: rest.join(", "),
    postalZone: town?.[1] ?? "",
    cityName: town?.[2] ?? "",
    countryCode,
  });
}
