import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contrastOnWhite, readable, tint } from "./colours.ts";
import { hasGlyph } from "./fonts.ts";
import { breakable, printable, printableLine } from "./printable.ts";

describe("text is printed", () => {
  test.each([
    ["as it is in the scripts of Europe", "Zoë, Łódź, Ñandú, Ω, Ж, €, ½, ’", "Zoë, Łódź, Ñandú, Ω, Ж, €, ½, ’"],
    ["as text when it is HTML", "<b>vet</b> & <script>", "<b>vet</b> & <script>"],
    ["without emoji, also of several parts", "Fiets 🚲 voor 👩‍👩‍👧 🇧🇪", "Fiets voor"],
    ["without controls and turned directions", "a\u0000\u0007\u202Eb\u200Fc\u200Dd", "abcd"],
    ["with composed accents", "Zoe\u0308", "Zoë"],
    ["in its plain form", "ＡＢＣ", "ABC"],
    ["with a sign for letters the font lacks", "שלום 中文", "���� ��"],
    ["with the no-break space that the font has", "1\u202F234,50", "1\u00A0234,50"],
    ["with its lines", "een\r\ntwee\u2028drie", "een\ntwee\ndrie"],
    ["when it is empty", " \t ", ""],
  ])("%s", (_name, text, printed) => {
    expect(printable(text)).toBe(printed);
  });

  test("always in glyphs of the font, and the same when printed again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const printed = printable(text);
        expect(Array.from(printed).filter((letter) => letter !== "\n" && !hasGlyph(letter))).toEqual([]);
        expect(printable(printed)).toBe(printed);
        expect(printableLine(text)).not.toContain("\n");
      }),
    );
  });

  test("with places to break inside words no column holds", () => {
    expect(breakable("x".repeat(60)).split("\u200B")).toEqual(["x".repeat(24), "x".repeat(24), "x".repeat(12)]);
    expect(breakable("gewone woorden blijven heel-en-ongebroken")).toBe("gewone woorden blijven heel-en-ongebroken");
  });
});

test("every colour is dark enough to read, and one that was stays what it is", () => {
  const colour = fc.integer({ min: 0, max: 0xff_ff_ff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);
  fc.assert(
    fc.property(colour, (chosen) => {
      const printed = readable(chosen);
      expect(contrastOnWhite(printed)).toBeGreaterThanOrEqual(4.5);
      expect(printed === chosen).toBe(contrastOnWhite(chosen) >= 4.5);
      expect(contrastOnWhite(tint(chosen))).toBeLessThan(1.3);
    }),
  );
});
