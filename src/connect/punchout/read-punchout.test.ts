import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asHubError } from "#domain/error.ts";
import { Basket } from "#domain/supplier/basket.ts";
import { readFormPairs } from "./form-pairs.ts";
import { faultOf, fixture, formOf, formType, lineFields, readPost } from "./testing/posts.ts";

describe("form fields", () => {
  const pairs = (body: string) =>
    readFormPairs(Buffer.from(body, "latin1")).map(({ name, value }) =>
      [name, value].map((bytes) => Buffer.from(bytes).toString("latin1")),
    );

  test.each([
    [
      "a=1&b=2",
      [
        ["a", "1"],
        ["b", "2"],
      ],
    ],
    [
      "a=1&a=2",
      [
        ["a", "1"],
        ["a", "2"],
      ],
    ],
    ["&&a=1&", [["a", "1"]]],
    ["a", [["a", ""]]],
    ["=1", [["", "1"]]],
    ["a=b=c", [["a", "b=c"]]],
    ["a+b=c+d", [["a b", "c d"]]],
    ["a%5B1%5d=%e9", [["a[1]", "é"]]],
    [
      "a=100%&b=%zz&c=%4",
      [
        ["a", "100%"],
        ["b", "%zz"],
        ["c", "%4"],
      ],
    ],
    [
      "a[]=1&a[]=2",
      [
        ["a[]", "1"],
        ["a[]", "2"],
      ],
    ],
    ["a=1;b=2", [["a", "1;b=2"]]],
    ["", []],
  ])("%j", (body, expected) => {
    expect(pairs(body)).toEqual(expected);
  });

  test("too many fields are refused", () => {
    expect(faultOf(() => readPost("a&".repeat(200_001)))).toBe("document.invalid tooManyFields");
  });
});

describe("character sets", () => {
  const line = (description: string, encoding: BufferEncoding): Uint8Array => {
    const escaped = [...Buffer.from(description, encoding)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`);
    return Buffer.from(`${formOf(lineFields(1, { UNIT: "M" }))}&NEW_ITEM-CUST_FIELD2[1]=${escaped.join("")}`);
  };
  const read = (bytes: Uint8Array, charset: string, sentCharset: string | null = null) => {
    const reading = readPost(bytes, {
      contentType: `${formType}${charset === "" ? "" : `; charset=${charset}`}`,
      sentCharset,
    });
    const raw = JSON.parse(reading.basket.lines[0]?.price?.raw ?? "{}") as Record<string, string[]>;
    return [raw["CUST_FIELD2"]?.[0], ...reading.warnings.map(({ code }) => code)];
  };

  test.each([
    ["by the content type", "latin1", "ISO-8859-1", null, ["mm²"]],
    ["by the content type, in quotes and capitals", "utf8", '"UTF-8"', "iso-8859-1", ["mm²"]],
    ["by what we asked for", "latin1", "", "iso-8859-1", ["mm²"]],
    ["as UTF-8 when it is", "utf8", "", null, ["mm²"]],
    ["as windows-1252 when it is not", "latin1", "", null, ["mm²", "charsetRepaired"]],
    [
      "as windows-1252 when UTF-8 was asked for and is not what came",
      "latin1",
      "",
      "utf-8",
      ["mm²", "charsetRepaired"],
    ],
    ["a lie in the content type", "latin1", "utf-8", null, ["mm²", "charsetRepaired"]],
    ["by a name that programs have for it", "latin1", "ISO8859_1", null, ["mm²"]],
    ["by another such name", "latin1", "cp1252", null, ["mm²"]],
    ["and another", "latin1", "WIN1252", null, ["mm²"]],
    ["ASCII, whose other half is UTF-8", "utf8", "us-ascii", null, ["mm²"]],
    ["a set nobody knows", "utf8", "klingon", null, ["mm²", "charsetUnknown"]],
    ["a set in which names are no names", "utf8", "utf-16", null, ["mm²", "charsetUnknown"]],
    ["as the content type says, also when it could be something else", "utf8", "iso-8859-1", null, ["mmÂ²"]],
  ] as const)("%s", (_, encoding, charset, sent, expected) => {
    expect(read(line("mm²", encoding), charset, sent)).toEqual(expected);
  });

  test("the euro sign of windows-1252, also where a shop calls it ISO-8859-1", () => {
    const bytes = Buffer.from(`${formOf(lineFields(1))}&NEW_ITEM-CUST_FIELD2[1]=%80`);
    expect(read(bytes, "")).toEqual(["€", "charsetRepaired"]);
    expect(read(bytes, "iso-8859-1")).toEqual(["€"]);
  });

  test("the field in which a browser names it, when the content type does not", () => {
    const bytes = (name: string) => Buffer.concat([line("mm²", "utf8"), Buffer.from(`&_charset_=${name}`)]);
    expect(read(bytes("utf-8"), "", "iso-8859-1")).toEqual(["mm²"]);
    expect(read(bytes("utf-8"), "iso-8859-1")).toEqual(["mmÂ²"]);
    expect(read(bytes(""), "", "iso-8859-1")).toEqual(["mmÂ²"]);
  });

  test("a message in UTF-16, as its content type says", () => {
    const message = fixture("cxml.xml").toString().replace('encoding="UTF-8"', 'encoding="UTF-16"');
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(message, "utf16le")]);
    expect(readPost(bytes, { contentType: "text/xml; charset=utf-16" }).basket.lines).toHaveLength(2);
  });

  test("bytes that were not percent-encoded at all", () => {
    const bytes = Buffer.from(
      "NEW_ITEM-VENDORMAT[1]=A&NEW_ITEM-QUANTITY[1]=1&NEW_ITEM-DESCRIPTION[1]=mm\u00b2",
      "latin1",
    );
    expect(readPost(bytes).basket.lines[0]?.description).toBe("mm²");
  });
});

describe("what is no post of a shop", () => {
  test.each([
    ["no content type", "", "contentType"],
    ["JSON", "application/json", "contentType"],
    ["an upload", "multipart/form-data; boundary=x", "multipart"],
    ["a page under the name of a form", formType, "xml"],
    ["HTML", "text/html", "contentType"],
    ["XML that is HTML", "text/xml", "xml"],
  ])("%s is refused", (_, contentType, reason) => {
    expect(faultOf(() => readPost("<html><p>Storing</html>", { contentType }))).toBe(`document.invalid ${reason}`);
  });

  test.each([
    ["words", "hello world"],
    ["JSON", '{"items":[{"a":"b=c"}]}'],
    ["bytes", Buffer.from("89504e470d0a1a0a3d26000000", "hex")],
    ["a PDF", "%PDF-1.7\n1 0 obj\n<</Type=/Catalog>>"],
    ["text with an equals sign", 'let x = "a"; // no form'],
    ["base64 of nothing we know", "iVBORw0KGgo"],
  ])("%s under the name of a form are no empty basket", (_, body) => {
    expect(faultOf(() => readPost(body))).toBe("document.invalid noFieldUnderstood");
  });

  test.each(["", "\r\n", "submit=Overnemen&~caller=CTLG&sap-language=nl&returntarget=_top", "_charset_=&a%5B%5D="])(
    "a form without items is an empty basket: %j",
    (body) => {
      const { basket, refused, warnings } = readPost(body);
      expect([basket.lines, refused, warnings.map(({ code }) => code)]).toEqual([[], [], ["nothingReturned"]]);
    },
  );

  test("the XML variant of OCI is said not to be read", () => {
    const body = formOf([
      ["~xmlDocument", "PD94bWw+"],
      ["~xml_type", "ESAPO"],
    ]);
    expect(faultOf(() => readPost(body))).toBe("document.invalid notPunchOut");
  });

  test("a message of cXML is one in whatever field it comes, and under the name of a form", () => {
    const whole = readPost(fixture("cxml.xml"), { contentType: "text/xml" });
    for (const message of [fixture("cxml.xml").toString(), fixture("cxml.xml").toString().replaceAll("<", "&lt;")])
      for (const name of ["~xmlinboundpost", "oracart", "cXML"])
        expect(
          readPost(
            formOf([
              ["x", "1"],
              [name, message],
            ]),
          ).basket,
        ).toEqual(whole.basket);
    expect(readPost(fixture("cxml.xml"))).toEqual(whole);
    expect(readPost(Buffer.concat([Buffer.from("\ufeff\n"), fixture("cxml.xml")])).basket).toEqual(whole.basket);
  });

  test("5 MB are read, a byte more is not", () => {
    const limit = 5 * 1024 * 1024;
    expect(readPost(Buffer.concat([Buffer.from("a="), Buffer.alloc(limit - 2, "x")])).basket.lines).toEqual([]);
    expect(faultOf(() => readPost(Buffer.alloc(limit + 1, "x")))).toBe("document.invalid tooLarge");
  });

  test.each([
    ["percent signs", `a=${"%".repeat(5_000_000)}`, 0],
    ["percent signs without a form", "%".repeat(5_000_000), "document.invalid noFieldUnderstood"],
    ["blanks around a number", `NEW_ITEM-VENDORMAT[1]=A&NEW_ITEM-QUANTITY[1]=${"+".repeat(4_900_000)}1x`, 0],
    ["dots in a unit", `${formOf(lineFields(1, { UNIT: "" }))}&NEW_ITEM-UNIT[2]=${".".repeat(4_900_000)}x`, 1],
    ["brackets in a name", `NEW_ITEM-${"[]".repeat(2_000_000)}=1&NEW_ITEM-A[1]=2`, 0],
    ["one field, very often", "NEW_ITEM-QUANTITY[1]=1&".repeat(199_000), 0],
    ["padding in base64", `cXML-base64=${"=".repeat(4_900_000)}A`, "document.invalid base64"],
    ["blanks before nothing", `cXML-urlencoded=${"+".repeat(4_900_000)}x`, "document.invalid xml"],
    ["blanks in a DOCTYPE", `cXML-urlencoded=%3C!DOCTYPE${"+".repeat(4_900_000)}x`, "document.invalid xml"],
  ])("5 MB of %s are handled", (_, body, expected) => {
    const linesOf = (): number => readPost(body).basket.lines.length;
    expect(typeof expected === "number" ? linesOf() : faultOf(linesOf)).toBe(expected);
  });
});

describe("whatever comes", () => {
  const anyText = fc.string({ unit: "binary", maxLength: 30 });
  const anyValue = fc.oneof(
    anyText,
    fc.constantFrom("", "0", "1", "-1", "1.5", "1,5", "100", "1000", "1,000.000", "EUR", "X", "ST", "9".repeat(26)),
  );
  const anyName = fc.oneof(
    fc
      .tuple(
        fc.constantFrom(
          "VENDORMAT",
          "DESCRIPTION",
          "QUANTITY",
          "PRICE",
          "PRICEUNIT",
          "UNIT",
          "CURRENCY",
          "SERVICE",
          "LONGTEXT",
        ),
        fc.integer({ min: 0, max: 4 }),
      )
      .map(([field, n]) => `NEW_ITEM-${field}[${n}]`),
    anyText.map((text) => `NEW_ITEM-${text}`),
    fc.constantFrom("cXML-base64", "CXML-urlencoded"),
    anyText,
  );
  const anyType = fc.oneof(
    fc.constantFrom(formType, `${formType}; charset=iso-8859-1`, `${formType};charset=utf-8`, "text/xml"),
    anyText,
  );

  /** Read, or refused with the one code there is for it, and what was read is a basket. */
  const assertHandled = (body: Uint8Array | string, contentType: string): void => {
    try {
      const { basket } = readPost(body, { contentType });
      expect(Basket.parse(JSON.parse(JSON.stringify(basket)))).toEqual(basket);
    } catch (error) {
      const { code, details } = asHubError(error);
      expect([code, details["reason"]]).toEqual(["document.invalid", expect.any(String)]);
    }
  };

  test("any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), anyType, (bytes, contentType) => {
        assertHandled(bytes, contentType);
      }),
      { numRuns: 500 },
    );
  });

  test("any form", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyName, anyValue), { maxLength: 25 }), (pairs) => {
        const escape = (text: string): string =>
          [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
        assertHandled(pairs.map(([name, value]) => `${escape(name)}=${escape(value)}`).join("&"), formType);
      }),
      { numRuns: 500 },
    );
  });

  test.each(["oci.txt", "oci-odd-lines.txt", "cxml-urlencoded.txt", "cxml-base64.txt", "cxml.xml"])(
    "%s with some of its bytes changed, lost or doubled",
    (name) => {
      const whole = fixture(name);
      const change = fc.record({
        at: fc.nat({ max: whole.length - 1 }),
        drop: fc.nat({ max: 40 }),
        bytes: fc.uint8Array({ maxLength: 12 }),
      });
      fc.assert(
        fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
          const bytes = changes.reduce(
            (body, { at, drop, bytes: more }) => Buffer.concat([body.subarray(0, at), more, body.subarray(at + drop)]),
            whole,
          );
          assertHandled(bytes, name.endsWith(".xml") ? "application/xml" : formType);
        }),
        { numRuns: 200 },
      );
    },
  );

  test("the order of the fields says nothing", () => {
    const pairs = fixture("oci-odd-lines.txt").toString("latin1").split("&");
    const expected = readPost(pairs.join("&"));
    fc.assert(
      fc.property(fc.shuffledSubarray(pairs, { minLength: pairs.length }), (shuffled) => {
        expect(readPost(shuffled.join("&"))).toEqual(expected);
      }),
    );
  });
});
