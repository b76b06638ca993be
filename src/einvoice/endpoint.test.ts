import { expect, test } from "vitest";
import { endpointOf, registrationOf, vatIdentifierOf } from "./endpoint.ts";
import { leys, onlyCountry } from "./testing/golden-documents.ts";

interface Known {
  country?: string;
  vat?: string;
  legal?: string;
  email?: string;
}

const party = ({ country = "", vat = "", legal = "", email = "" }: Known) => ({
  ...leys,
  address: onlyCountry(country),
  vatIdentifier: vat,
  legalRegistrationIdentifier: legal,
  email,
});

test.each<[string, Known, string, string]>([
  ["a Belgian enterprise number", { country: "BE", legal: "0202239951" }, "0208", "0202239951"],
  ["a Belgian number as people write it", { country: "BE", legal: "BE 0202.239.951" }, "0208", "0202239951"],
  ["a Belgian number without its leading zero", { country: "BE", legal: "202.239.951" }, "0208", "0202239951"],
  ["a Belgian VAT number alone", { country: "BE", vat: "BE0202239951" }, "0208", "0202239951"],
  ["a Belgian VAT number and no address", { vat: "BE1000000021" }, "0208", "1000000021"],
  [
    "a Dutch KvK number before the VAT number",
    { country: "NL", legal: "87654321", vat: "NL000099998B57" },
    "0106",
    "87654321",
  ],
  ["a Dutch government body", { country: "NL", legal: "00000001003214345000" }, "0190", "00000001003214345000"],
  ["a Dutch VAT number alone", { country: "NL", vat: "NL000099998B57" }, "9944", "NL000099998B57"],
  ["a Luxembourg VAT number", { country: "LU", vat: "LU15027442" }, "9938", "LU15027442"],
  ["a German VAT number", { country: "DE", vat: "DE136695976" }, "9930", "DE136695976"],
  ["a French VAT number", { country: "FR", vat: "FR40303265045", legal: "303265045" }, "9957", "FR40303265045"],
  [
    "a country without a scheme of ours, by e-mail",
    { country: "ES", vat: "ESX1234567X", email: "Ana@Example.es" },
    "EM",
    "ana@example.es",
  ],
  ["a private person with an e-mail address", { country: "BE", email: "an@example.be" }, "EM", "an@example.be"],
  [
    "a Belgian number with wrong check digits, by e-mail",
    { country: "BE", legal: "0202239950", email: "a@example.be" },
    "EM",
    "a@example.be",
  ],
])("the endpoint of %s", (_, known, schemeId, value) => {
  expect(endpointOf(party(known))).toEqual({ schemeId, value });
});

test.each<[string, Known]>([
  ["nothing", {}],
  ["a country", { country: "BE" }],
  ["a number with wrong check digits", { country: "BE", vat: "BE0202239950" }],
  ["seven digits that are no KvK number", { country: "NL", legal: "8765432" }],
  ["a broken e-mail address", { country: "BE", email: "an at example.be" }],
])("a party of whom only %s is known has no endpoint", (_, known) => {
  expect(endpointOf(party(known))).toBeNull();
});

test("a registration number of an unknown register is stated without a scheme", () => {
  expect(registrationOf(party({ country: "FR", legal: " RCS Paris 303 265 045 " }))).toEqual({
    schemeId: "",
    value: "RCS Paris 303 265 045",
  });
});

test.each([
  ["be 0202.239.951", "BE0202239951"],
  ["EL123456789", "EL123456789"],
  ["0202239951", ""],
  ["geen", ""],
  ["", ""],
])("the VAT number in %j is %j", (given, expected) => {
  expect(vatIdentifierOf(party({ vat: given }))).toBe(expected);
});
