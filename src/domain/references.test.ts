import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  belgianReference,
  creditorReference,
  dutchReference,
  findBelgianReferences,
  isBelgianReference,
  isCreditorReference,
  isDutchReference,
  paymentReference,
  printBelgianReference,
  printCreditorReference,
} from "./references.ts";

const digits = (min: number, max: number) => fc.stringMatching(new RegExp(`^[0-9]{${min},${max}}$`));
const anotherDigit = (text: string, place: number, by: number): string =>
  text.slice(0, place) + String((Number(text[place]) + by) % 10) + text.slice(place + 1);

describe("Belgian structured communication (OGM)", () => {
  test.each([
    ["0020260101", "002026010102", "+++002/0260/10102+++"],
    ["20260101", "002026010102", "+++002/0260/10102+++"],
    // The remainder 0 is written as 97.
    ["0000097000", "000009700097", "+++000/0097/00097+++"],
  ])("%s becomes %s, printed %s", (base, compact, printed) => {
    expect(belgianReference(base)).toBe(compact);
    expect(printBelgianReference(compact)).toBe(printed);
    expect(isBelgianReference(compact)).toBe(true);
  });

  test("every reference made validates, and is found in print", () => {
    fc.assert(
      fc.property(digits(1, 10), (base) => {
        const made = belgianReference(base);
        expect(isBelgianReference(made)).toBe(true);
        expect(made.slice(0, 10)).toBe(base.padStart(10, "0"));
        expect(findBelgianReferences(`Betaling ${printBelgianReference(made)} dank u`)).toEqual([made]);
      }),
    );
  });

  test("one changed digit is refused, wherever it stands", () => {
    fc.assert(
      fc.property(digits(10, 10), fc.nat({ max: 11 }), fc.integer({ min: 1, max: 9 }), (base, place, by) => {
        expect(isBelgianReference(anotherDigit(belgianReference(base), place, by))).toBe(false);
      }),
    );
  });

  test.each(["", "12345678901", "12a", "-1"])("%j makes no OGM", (base) => {
    expect(() => belgianReference(base)).toThrow(RangeError);
  });

  test.each([
    ["twelve bare digits", "002026010102", ["002026010102"]],
    ["print form", "mededeling +++002/0260/10102+++", ["002026010102"]],
    ["stars", "***002/0260/10102***", ["002026010102"]],
    ["spaces for slashes", "002 0260 10102", ["002026010102"]],
    ["print form with spaces inside", "+++ 002 / 0260 / 10102 +++", ["002026010102"]],
    ["two in one text", "+++002/0260/10102+++ en +++000/0097/00097+++", ["002026010102", "000009700097"]],
    ["two next to each other", "+++002/0260/10102+++ +++000/0097/00097+++", ["002026010102", "000009700097"]],
    ["a year before it", "Factuur 2026 +++002/0260/10102+++", ["002026010102"]],
    ["an amount after it", "+++002/0260/10102+++ 139.15 EUR", ["002026010102"]],
    ["slashes without plus signs, beside other numbers", "2026 002/0260/10102 15", ["002026010102"]],
    ["wrong check digits", "+++002/0260/10103+++", []],
    // The last twelve digits of a Belgian account pass the very same check.
    ["an IBAN", "BE68539007547034", []],
    ["an IBAN in print", "BE68 5390 0754 7034", []],
    ["an IBAN, half in print", "BE68 539007547034", []],
    ["a card number", "4111 0020 2601 0102", []],
    ["eleven digits", "00202601010", []],
    ["nothing", "", []],
  ])("in %s", (_, text, expected) => {
    expect(findBelgianReferences(text)).toEqual(expected);
  });
});

describe("ISO 11649 creditor reference (RF)", () => {
  test.each([
    ["539007547034", "RF18539007547034", "RF18 5390 0754 7034"],
    ["2026H0205", "RF062026H0205", "RF06 2026 H020 5"],
    ["2026h 0205", "RF062026H0205", "RF06 2026 H020 5"],
  ])("%s becomes %s, printed %s", (base, compact, printed) => {
    expect(creditorReference(base)).toBe(compact);
    expect(printCreditorReference(compact)).toBe(printed);
    expect(isCreditorReference(printed)).toBe(true);
    expect(isCreditorReference(printed.toLowerCase())).toBe(true);
  });

  test("every reference made validates, and one changed digit is refused", () => {
    const base = fc.stringMatching(/^[A-Z0-9]{1,21}$/);
    fc.assert(
      fc.property(base, fc.nat(), fc.integer({ min: 1, max: 9 }), (text, where, by) => {
        const made = creditorReference(text);
        expect(isCreditorReference(made)).toBe(true);
        const places = [...made.matchAll(/\d/g)].map((match) => match.index);
        expect(isCreditorReference(anotherDigit(made, places[where % places.length]!, by))).toBe(false);
      }),
    );
  });

  test.each(["", "É1", "1-2", "A".repeat(22)])("%j makes no reference", (base) => {
    expect(() => creditorReference(base)).toThrow(RangeError);
  });

  test.each(["RF18", "XX18539007547034", "RF1853900754703412345678901"])("%j is none", (reference) => {
    expect(isCreditorReference(reference)).toBe(false);
  });
});

describe("Dutch betalingskenmerk", () => {
  test("000056789012345 becomes 5000056789012345", () => {
    expect(dutchReference("000056789012345")).toBe("5000056789012345");
    expect(dutchReference("56789012345")).toBe("5000056789012345");
  });

  test("every reference made has sixteen digits and validates; most changed digits are refused", () => {
    let refused = 0;
    let tried = 0;
    fc.assert(
      fc.property(digits(1, 15), fc.integer({ min: 1, max: 15 }), fc.integer({ min: 1, max: 9 }), (base, place, by) => {
        const made = dutchReference(base);
        expect(made).toHaveLength(16);
        expect(isDutchReference(made)).toBe(true);
        tried += 1;
        refused += isDutchReference(anotherDigit(made, place, by)) ? 0 : 1;
      }),
      { numRuns: 500 },
    );
    // 10 and 1 share a check digit, as do 11 and 0, so a few changes go unseen.
    expect(refused / tried).toBeGreaterThan(0.9);
  });

  test.each([
    ["seven free digits, without check", "1234567", true],
    ["seven free digits with check and length", "871234567", false],
    ["sixteen digits, wrong check", "4000056789012345", false],
    ["eight digits", "12345678", false],
    ["fifteen digits", "123456789012345", false],
  ])("%s", (_, reference, expected) => {
    expect(isDutchReference(reference)).toBe(expected);
  });

  test("nine to fourteen digits carry check and length; exactly one check digit fits", () => {
    fc.assert(
      fc.property(digits(7, 12), (free) => {
        const withLength = `${free.length % 10}${free}`;
        const fitting = Array.from("0123456789").filter((check) => isDutchReference(check + withLength));
        expect(fitting).toHaveLength(1);
        expect(isDutchReference(`${fitting[0]}${(free.length + 1) % 10}${free}`)).toBe(false);
      }),
    );
  });

  test.each(["", "1234567890123456", "12a"])("%j makes no betalingskenmerk", (base) => {
    expect(() => dutchReference(base)).toThrow(RangeError);
  });
});

test.each([
  ["BE", "20260101", "002026010102"],
  ["NL", "56789012345", "5000056789012345"],
  ["LU", "2026", "RF102026"],
  ["", "2026", "RF102026"],
])("a seller in %j asks to quote %s as %s", (country, sequence, expected) => {
  expect(paymentReference(country, sequence)).toBe(expected);
});
