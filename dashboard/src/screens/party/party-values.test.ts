import { expect, test } from "vitest";
import { emptyAddress } from "#dashboard/parts/address-fields.tsx";
import { bodyOf, emptyParty, withFound } from "./party-values.ts";

test("a place of delivery nobody filled in is none; no language is that of the company", () => {
  const kade = { ...emptyAddress, streetName: "Kade 1" };
  expect(bodyOf({ ...emptyParty, name: "De Molen", delivery: [emptyAddress, kade] })).toMatchObject({
    name: "De Molen",
    language: null,
    addresses: { postal: emptyAddress, delivery: [kade] },
  });
  expect(bodyOf({ ...emptyParty, language: "fr" }).language).toBe("fr");
});

test("what a look-up does not know stays as it was typed", () => {
  const typed = { ...emptyParty, name: "Molen", postal: { ...emptyAddress, countryCode: "BE", streetName: "Kade 1" } };
  const found = withFound(typed, { name: "De Molen bv", address: { streetName: "", cityName: "Gent" } });
  expect(found).toMatchObject({
    name: "De Molen bv",
    postal: { countryCode: "BE", streetName: "Kade 1", cityName: "Gent" },
  });
  expect(withFound(typed, { name: "", address: {} })).toEqual(typed);
});
