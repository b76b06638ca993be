import { expect, test } from "vitest";
import { rebased } from "./rebased.ts";

const sent = {
  name: "Velo",
  price: "12,5",
  iban: "be68539007547034",
  address: { city: "gent", zone: "9000" },
  cc: ["a"],
};
const saved = { ...sent, price: "12,50", iban: "BE68 5390 0754 7034", address: { city: "Gent", zone: "9000" } };

test("what nobody touched since it was sent is as it was kept, in the same order", () => {
  expect(JSON.stringify(rebased(saved, sent, { ...sent }))).toBe(JSON.stringify(saved));
});

test("what was typed while it was being saved stays, field by field", () => {
  const typed = { ...sent, name: "Velo BV", address: { city: "gent", zone: "9050" }, cc: ["a", "b"] };
  expect(rebased(saved, sent, typed)).toEqual({
    ...saved,
    name: "Velo BV",
    address: { city: "Gent", zone: "9050" },
    cc: ["a", "b"],
  });
});

test("fields that came or went while it was being saved stay so", () => {
  interface Own {
    readonly nl?: { readonly subject?: string; readonly body?: string };
    readonly fr?: { readonly subject?: string };
  }
  const before: Own = { nl: { subject: "x" }, fr: { subject: "y" } };
  expect(rebased<Own>(before, before, { nl: { subject: "x", body: "z" } })).toEqual({
    nl: { subject: "x", body: "z" },
  });
  expect(rebased<Own>({}, {}, { fr: { subject: "y" } })).toEqual({ fr: { subject: "y" } });
});
