import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { checkLogo, mostLogoBytes } from "./logo.ts";
import { jpegOf, pngOf } from "./pdf/testing/pictures.ts";

const faultOf = (bytes: Buffer): string | null => {
  const checked = checkLogo(bytes);
  return "fault" in checked ? checked.fault : null;
};

describe("a logo is taken", () => {
  test.each([
    ["8-bit with transparency", {}],
    ["16-bit", { depth: 16, colourType: 2 }],
    ["16-bit with transparency", { depth: 16, colourType: 6 }],
    ["black and white", { depth: 1, colourType: 0 }],
    ["with a palette", { depth: 4, colourType: 3 }],
    ["grey with transparency", { colourType: 4 }],
  ])("PNG, %s", (_name, form) => {
    expect(checkLogo(pngOf({ width: 40, height: 20, ...form }))).toMatchObject({
      logo: { mediaType: "image/png", width: 40, height: 20 },
    });
  });

  test("PNG, interlaced", () => {
    // Columns and rows of the seven passes of 17 × 16 pixels.
    const passes = [[3, 2], [2, 2], [5, 2], [4, 4], [9, 4], [8, 8], [17, 8]] as const; // prettier-ignore
    const raw = Buffer.alloc(passes.reduce((total, [columns, rows]) => total + rows * (1 + columns), 0));
    expect(faultOf(pngOf({ width: 17, height: 16, colourType: 0, interlace: 1, raw }))).toBe(null);
  });

  test("JPEG, without its place on earth", () => {
    const bytes = jpegOf({ width: 300, height: 100 });
    const checked = checkLogo(bytes);
    expect(checked).toMatchObject({ logo: { mediaType: "image/jpeg", width: 300, height: 100 } });
    expect(bytes.includes("GPS")).toBe(true);
    expect("logo" in checked && checked.logo.bytes.includes("GPS")).toBe(false);
    expect("logo" in checked && checked.logo.bytes.includes("JFIF")).toBe(true);
  });

  test("without comments, and without what follows the picture", () => {
    const bytes = pngOf({ width: 40, height: 20, extra: [["tEXt", Buffer.from("Author\0An Peeters")]] });
    const checked = checkLogo(Buffer.concat([bytes, Buffer.from("<script>")]));
    expect("logo" in checked && checked.logo.bytes.includes("An Peeters")).toBe(false);
    expect("logo" in checked && checked.logo.bytes.includes("<script>")).toBe(false);
  });
});

describe("a logo is refused", () => {
  const svg = '<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  test.each([
    ["an SVG", Buffer.from(svg), "svg"],
    ["an SVG in UTF-16", Buffer.from(svg, "utf16le"), "svg"],
    ["a page", Buffer.from("<html></html>"), "format"],
    ["nothing", Buffer.alloc(0), "format"],
    ["a GIF", Buffer.from("GIF89a"), "format"],
    ["one dot", pngOf({ width: 1, height: 1 }), "tooSmall"],
    ["20,000 by 20,000", pngOf({ width: 20_000, height: 20_000, raw: Buffer.alloc(10) }), "tooBig"],
    ["4,000 by 4,000", pngOf({ width: 4000, height: 4000, raw: Buffer.alloc(10) }), "tooBig"],
    ["a JPEG in CMYK", jpegOf({ width: 300, height: 100, parts: 4 }), "cmyk"],
    ["a JPEG in 12 bits", jpegOf({ width: 300, height: 100, depth: 12 }), "broken"],
    ["half a JPEG", jpegOf({ width: 300, height: 100 }).subarray(0, -2), "broken"],
    ["half a PNG", pngOf({ width: 40, height: 20 }).subarray(0, -20), "broken"],
    ["less in it than it says", pngOf({ width: 40, height: 20, raw: Buffer.alloc(10) }), "broken"],
    ["a palette that is not there", pngOf({ width: 40, height: 20, colourType: 3 }).fill("XXXX", 37, 41), "broken"],
    ["a depth that does not exist", pngOf({ width: 40, height: 20, depth: 3 }), "broken"],
    ["a PNG in name only", Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), "broken"],
    ["too many bytes", Buffer.alloc(mostLogoBytes + 1), "tooLarge"],
  ])("%s", (_name, bytes, fault) => {
    expect(faultOf(bytes)).toBe(fault);
  });

  test("that unpacks to far more than it says, without unpacking it", () => {
    const bomb = Buffer.alloc(200 * 1024 * 1024);
    expect(deflateSync(bomb).byteLength).toBeLessThan(mostLogoBytes);
    expect(faultOf(pngOf({ width: 40, height: 20, raw: bomb }))).toBe("broken");
  });
});
