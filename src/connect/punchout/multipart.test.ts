import { describe, expect, test } from "vitest";
import { essence, faultOf, fixture, lineFields, readPost } from "./testing/posts.ts";

const boundary = "----WebKitFormBoundary7MA4YWxkTrZu0gW";
const contentType = `multipart/form-data; boundary=${boundary}`;

interface Part {
  readonly name: string;
  readonly value: string | Buffer;
  readonly more?: string;
  readonly headers?: string;
}
const bodyOf = (parts: readonly Part[], { end = "--\r\n", line = "\r\n" } = {}): Buffer =>
  Buffer.concat([
    ...parts.flatMap(({ name, value, more = "", headers = "" }) => [
      Buffer.from(`--${boundary}${line}Content-Disposition: form-data; name="${name}"${more}${line}${headers}${line}`),
      typeof value === "string" ? Buffer.from(value) : value,
      Buffer.from(line),
    ]),
    Buffer.from(`--${boundary}${end}`),
  ]);
const parts = (pairs: readonly (readonly [string, string])[]): Part[] =>
  pairs.map(([name, value]) => ({ name, value }));
const essences = (body: Buffer, type = contentType) =>
  readPost(body, { contentType: type }).basket.lines.map((line) => [...essence(line), line.description]);

describe("a form that is sent in parts", () => {
  test("is the same basket as the form that is sent as one", () => {
    const pairs = [...new URLSearchParams(fixture("oci.txt").toString("latin1"))];
    const reading = readPost(bodyOf(parts(pairs)), { contentType });
    expect(reading).toEqual(readPost(fixture("oci.txt")));
    expect(reading.basket.lines).toHaveLength(2);
  });

  test("with a cXML message in it, however the boundary and the names are written", () => {
    const message = fixture("cxml.xml").toString();
    const body = bodyOf([{ name: "cxml-URLENCODED", value: message, headers: "content-type: text/plain\r\n" }]);
    for (const type of [contentType, `Multipart/Form-Data; charset=UTF-8; Boundary="${boundary}"`])
      expect(essences(body, type).map(([key]) => key)).toEqual(["031710    005  100", "L-9W"]);
    const base64 = bodyOf([{ name: "cXML-base64", value: Buffer.from(message).toString("base64") }]);
    expect(essences(base64)).toHaveLength(2);
  });

  test("in line ends of its own, with words before the first part and files beside the fields", () => {
    const odd: Part[] = [
      { name: "NEW_ITEM-VENDORMAT[9]", value: "file", more: '; filename="a.txt"' },
      ...parts(lineFields(1, { DESCRIPTION: `a "b" ${boundary} c=d&e+f%20` })),
    ];
    const line: [...(string | null)[]] = ["A1", "1", "C62", "1", `a "b" ${boundary} c=d&e+f%20`];
    expect(essences(Buffer.concat([Buffer.from("This is a message in parts.\r\n"), bodyOf(odd)]))).toEqual([line]);
    expect(essences(bodyOf(odd, { line: "\n", end: "--" }))).toEqual([line]);
  });

  test.each([
    ["by the part", "latin1", "", "Content-Type: text/plain; charset=ISO-8859-1\r\n", []],
    ["by the whole", "latin1", "; charset=windows-1252", "", []],
    ["by nobody", "latin1", "", "", ["charsetRepaired"]],
    ["UTF-8 by nobody", "utf8", "", "", []],
    ["a part that is not what it says", "utf8", "", "Content-Type: text/plain; charset=us-ascii\r\n", []],
  ] as const)("in a character set that is named %s", (_, encoding, ofAll, headers, told) => {
    const value = Buffer.from("1,5 mm² é", encoding);
    const fields = lineFields(1).filter(([name]) => !name.includes("DESCRIPTION"));
    const body = bodyOf([...parts(fields), { name: "NEW_ITEM-DESCRIPTION[1]", value, headers }]);
    const { basket, warnings } = readPost(body, { contentType: contentType + ofAll });

    expect([basket.lines[0]?.description, warnings.map(({ code }) => code)]).toEqual(["1,5 mm² é", told]);
  });

  test.each([
    ["without a boundary", bodyOf(parts(lineFields(1))), "multipart/form-data", "contentType"],
    ["of which the end is lost", bodyOf(parts(lineFields(1)), { end: "" }), contentType, "multipart"],
    ["that breaks off in a part", bodyOf(parts(lineFields(1))).subarray(0, 300), contentType, "multipart"],
    ["that is none", Buffer.from("NEW_ITEM-QUANTITY[1]=1"), contentType, "multipart"],
    [
      "whose parts are packed in a way of their own",
      bodyOf([{ name: "NEW_ITEM-QUANTITY[1]", value: "MQ==", headers: "Content-Transfer-Encoding: base64\r\n" }]),
      contentType,
      "multipart",
    ],
    ["with a part without a name", Buffer.from(`--${boundary}\r\n\r\nx\r\n--${boundary}--`), contentType, "multipart"],
  ])("%s is refused", (_, body, type, reason) => {
    expect(faultOf(() => readPost(body, { contentType: type }))).toBe(`document.invalid ${reason}`);
  });

  test("without any part it is an empty basket; with too many it is refused", () => {
    const empty = readPost(Buffer.from(`--${boundary}--\r\n`), { contentType });
    expect([empty.basket.lines, empty.warnings]).toEqual([[], [{ line: null, code: "nothingReturned" }]]);
    const head = "--x\n\n";
    const many = Buffer.from(head.repeat(1_000_000));
    expect(faultOf(() => readPost(many, { contentType: "multipart/form-data; boundary=x" }))).toMatch(
      /multipart|tooMany/,
    );
  });
});
