import { expect, test } from "vitest";
import { Address, normaliseEmail, Party } from "./party.ts";

test.each([
  [" An.Peeters@Example.BE ", "an.peeters@example.be"],
  ["an+shop@example.be", "an+shop@example.be"],
  ["a.n@example.be", "a.n@example.be"],
  ["ANAÏS@EXAMPLE.BE", "anaïs@example.be"],
  // The same letters, composed and as base letter with accent.
  ["anai\u0308s@example.be", "ana\u00efs@example.be"],
  ["an@localhost", "an@localhost"],
  ["", ""],
  ["an", ""],
  ["an@", ""],
  ["@example.be", ""],
  ["an@@example.be", ""],
  ["an peeters@example.be", ""],
  ["an@example.be, bo@example.be", ""],
])("%j compares as %j", (email, expected) => {
  expect(normaliseEmail(email)).toBe(expected);
});

test("comparing twice changes nothing more", () => {
  for (const email of [" ÉÈ@Example.be", "I\u0307@x.be"])
    expect(normaliseEmail(normaliseEmail(email))).toBe(normaliseEmail(email));
});

test("a guest of whom nothing is known is a party", () => {
  expect(Party.parse({ address: {} })).toMatchObject({
    externalId: "",
    name: "",
    language: null,
    address: { countryCode: "" },
  });
});

test.each(["be", "BEL", "B1", " BE"])("%j is no country code", (countryCode) => {
  expect(Address.safeParse({ countryCode }).success).toBe(false);
});
