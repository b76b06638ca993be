import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amount } from "#domain/amount.ts";
import { keysOf, matchIndex, matchLine, orderedGtin, taughtKeyOf, type MatchableItem } from "./match-lines.ts";
import { MessageItem } from "./order-message.ts";

const item = (itemId: string, given: Partial<MatchableItem> = {}): MatchableItem => ({
  ...{ itemId, sellersItemIdentifier: itemId, gtins: [], manufacturers: [] },
  ...given,
});
const line = (given: Partial<MessageItem>): MessageItem => MessageItem.parse(given);

const lamp = item("lamp", { sellersItemIdentifier: "0700002", gtins: ["5412345000020"] });
const wire = item("wire", {
  sellersItemIdentifier: "H07V 1,5",
  manufacturers: [{ brandName: "Nexans", manufacturersItemIdentifier: "N-100" }],
});

const withCheckDigit = (digits: string): string => {
  const total = Array.from(digits.padStart(13, "0"), Number).reduce(
    (sum, digit, place) => sum + digit * (place % 2 === 0 ? 3 : 1),
    0,
  );
  return `${digits}${(10 - (total % 10)) % 10}`;
};

describe("a GTIN as it is compared", () => {
  test("a code of 8, 12 or 13 digits is the one with zeros in front", () => {
    const digits = fc
      .constantFrom(7, 11, 12)
      .chain((length) => fc.integer({ min: 10 ** (length - 1), max: 10 ** length - 1 }));
    fc.assert(
      fc.property(digits, (bare) => {
        const gtin = withCheckDigit(String(bare));
        expect(orderedGtin(gtin)).toBe(gtin.padStart(14, "0"));
        expect(orderedGtin(gtin.padStart(14, "0"))).toBe(orderedGtin(gtin));
      }),
    );
  });

  test("a wrong check digit, another length and zeros alone are none", () => {
    const digits = fc.integer({ min: 10 ** 11, max: 10 ** 12 - 1 });
    fc.assert(
      fc.property(digits, fc.integer({ min: 1, max: 9 }), (bare, off) => {
        const gtin = withCheckDigit(String(bare));
        expect(orderedGtin(`${gtin.slice(0, -1)}${(Number(gtin.at(-1)) + off) % 10}`)).toBe("");
      }),
    );
    for (const wrong of ["", "0000000000000", "541234500002", "54123450000200000", "5412345O00020", "٥٤١٢٣٤٥"])
      expect(orderedGtin(wrong)).toBe("");
    expect(orderedGtin(" 5412345.000020 ")).toBe("05412345000020");
  });

  test("another packing is another code", () => {
    expect(orderedGtin("15412345000027")).not.toBe(orderedGtin("5412345000020"));
    const index = matchIndex([lamp], []);
    expect(matchLine(line({ gtin: "15412345000027" }), index).itemId).toBeNull();
  });
});

describe("the article of a line", () => {
  test("is found by its barcode first, with or without the zero in front", () => {
    const index = matchIndex([lamp, wire], []);
    expect(matchLine(line({ gtin: "05412345000020" }), index)).toMatchObject({ itemId: "lamp", step: "gtin" });
    const both = matchLine(line({ gtin: "5412345000020", sellersItemIdentifier: "H07V 1,5" }), index);
    expect(both).toMatchObject({ itemId: "lamp", step: "gtin", isContradicted: true });
  });

  test("is found by our own code: in any case, but with its zeros and blanks", () => {
    const index = matchIndex([lamp, wire], []);
    expect(matchLine(line({ sellersItemIdentifier: " h07v 1,5 " }), index)).toMatchObject({
      itemId: "wire",
      step: "sellersCode",
    });
    expect(matchLine(line({ sellersItemIdentifier: "700002" }), index).itemId).toBeNull();
    expect(matchLine(line({ sellersItemIdentifier: "H07V1,5" }), index).itemId).toBeNull();
  });

  test("a barcode with a wrong check digit falls to our code, and is told", () => {
    const found = matchLine(line({ gtin: "5412345000021", sellersItemIdentifier: "0700002" }), matchIndex([lamp], []));
    expect(found).toMatchObject({ itemId: "lamp", step: "sellersCode", isContradicted: false });
    expect(found.attempts[0]).toEqual({ step: "gtin", key: "5412345000021", result: "invalid", itemIds: [] });
  });

  test("of two articles with one barcode our code chooses, and only among those two", () => {
    const twin = item("twin", { gtins: ["5412345000020"] });
    const index = matchIndex([lamp, twin, wire], []);
    expect(matchLine(line({ gtin: "5412345000020" }), index).itemId).toBeNull();
    const chosen = matchLine(line({ gtin: "5412345000020", sellersItemIdentifier: "TWIN" }), index);
    expect(chosen).toMatchObject({ itemId: "twin", step: "sellersCode", isContradicted: false });
    expect(matchLine(line({ gtin: "5412345000020", sellersItemIdentifier: "H07V 1,5" }), index).itemId).toBeNull();
  });

  test("is found by brand and code of the manufacturer, never by one of them", () => {
    const index = matchIndex([wire], [], [["Nexans Benelux", "Nexans"]]);
    const made = (brandName: string) => line({ brandName, manufacturersItemIdentifier: "n-100" });
    expect(matchLine(made("NEXANS"), index)).toMatchObject({ itemId: "wire", step: "manufacturersCode" });
    expect(matchLine(made("Nexans  Benelux"), index).itemId).toBe("wire");
    expect(matchLine(made("Prysmian"), index).itemId).toBeNull();
    expect(matchLine(made(""), index).itemId).toBeNull();
    expect(matchLine(line({ brandName: "Nexans" }), index).itemId).toBeNull();
  });

  test("is what a person taught, exactly by that code of that kind, with its unit", () => {
    const taught = [{ key: "buyer:100", itemId: "wire", unitFactor: amount("100") }];
    const index = matchIndex([lamp, wire], taught);
    expect(matchLine(line({ buyersItemIdentifier: "100" }), index)).toMatchObject({
      itemId: "wire",
      step: "taught",
      unitFactor: amount("100"),
    });
    expect(matchLine(line({ sellersItemIdentifier: "100" }), index).itemId).toBeNull();
    expect(matchLine(line({ buyersItemIdentifier: "1OO" }), index).itemId).toBeNull();
  });

  test("what was taught settles a barcode that two articles have", () => {
    const twin = item("twin", { gtins: ["5412345000020"] });
    const key = taughtKeyOf(line({ gtin: "5412345000020" })) ?? "";
    const index = matchIndex([lamp, twin], [{ key, itemId: "twin", unitFactor: null }]);
    expect(matchLine(line({ gtin: "5412345000020" }), index)).toMatchObject({ itemId: "twin", step: "taught" });
  });

  test("is never guessed by its description", () => {
    const index = matchIndex([item("lamp"), item("led lamp 9 w")], []);
    expect(matchLine(line({ itemName: "lamp", description: "LED lamp 9 W" }), index).itemId).toBeNull();
    expect(taughtKeyOf(line({ itemName: "lamp" }))).toBeNull();
    expect(taughtKeyOf(line({ brandName: "Nexans" }))).toBeNull();
  });

  test("every key of a line is tried and told, whatever the line holds", () => {
    const texts = fc.string({ unit: "grapheme", maxLength: 20 });
    const lines = fc.record({
      gtin: texts,
      sellersItemIdentifier: texts,
      buyersItemIdentifier: texts,
      manufacturersItemIdentifier: texts,
      brandName: texts,
    });
    const index = matchIndex([lamp, wire], []);
    fc.assert(
      fc.property(lines, (given) => {
        const found = matchLine(given, index);
        expect(found.attempts.map(({ step }) => step)).toEqual(["gtin", "sellersCode", "manufacturersCode", "taught"]);
        expect(found.itemId === null).toBe(found.step === null);
      }),
    );
  });

  test("the keys to look up are those that are compared", () => {
    const keys = keysOf([
      line({ gtin: "5412345000020", sellersItemIdentifier: " AbC " }),
      line({ gtin: "5412345000021" }),
    ]);
    expect(keys).toEqual({
      gtins: ["05412345000020"],
      sellersCodes: ["abc"],
      manufacturersCodes: [],
      taught: ["seller:AbC", "gtin:5412345000021"],
    });
  });

  test("hostile keys are keys like others", () => {
    for (const code of ["__proto__", "constructor", "toString"]) {
      expect(
        matchLine(line({ sellersItemIdentifier: code, buyersItemIdentifier: code }), matchIndex([lamp], [])).itemId,
      ).toBeNull();
      expect(matchLine(line({ sellersItemIdentifier: code }), matchIndex([item(code)], [])).itemId).toBe(code);
    }
  });
});
