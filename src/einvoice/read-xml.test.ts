import { expect, test } from "vitest";
import { limits, readXml } from "./read-xml.ts";

const read = (xml: string) => readXml(Buffer.from(xml, "utf8"));
const refusal = (xml: string | Uint8Array): unknown => {
  try {
    return readXml(typeof xml === "string" ? Buffer.from(xml, "utf8") : xml);
  } catch (error) {
    return error;
  }
};

test("an element tree has names without prefix, namespaces, attributes, text and CDATA", () => {
  expect(read(`<a:x xmlns:a="urn:a" n="1" a:m="&#50;"><y>b<![CDATA[<c>]]>d</y><a:z/></a:x>`)).toEqual({
    name: "x",
    namespace: "urn:a",
    attributes: { n: "1", m: "2" },
    text: "",
    children: [
      { name: "y", namespace: "", attributes: {}, text: "b<c>d", children: [] },
      { name: "z", namespace: "urn:a", attributes: {}, text: "", children: [] },
    ],
  });
});

const bomb = `<!DOCTYPE a [<!ENTITY x "x"><!ENTITY y "&x;&x;">]><a>&y;</a>`;
const outside = `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`;

test.each([
  ["an entity bomb", bomb, "DOCTYPE"],
  ["a reference to a file", outside, "DOCTYPE"],
  ["an empty DOCTYPE", "<!DOCTYPE a><a/>", "DOCTYPE"],
  ["an unknown entity", "<a>&x;</a>", "entity"],
  ["an unclosed element", "<a><b></a>", "cannot be read"],
  ["text after the root", "<a/>b", "cannot be read"],
  ["an undeclared prefix", "<p:a/>", "prefix"],
  ["no element at all", "", "cannot be read"],
  ["plain text", "invoice 12", "cannot be read"],
])("%s is refused", (_, xml, why) => {
  expect(refusal(xml)).toMatchObject({ code: "document.invalid", message: expect.stringContaining(why) });
});

test("depth, nodes and bytes have a limit, and up to it all is read", () => {
  const nested = (depth: number) => "<a>".repeat(depth) + "</a>".repeat(depth);
  expect(read(nested(limits.depth)).name).toBe("a");
  expect(refusal(nested(limits.depth + 1))).toMatchObject({
    code: "document.invalid",
    message: expect.stringContaining("deep"),
  });

  const wide = (count: number) => `<r>${"<a/>".repeat(count)}</r>`;
  expect(read(wide(limits.nodes - 1)).children).toHaveLength(limits.nodes - 1);
  expect(refusal(wide(limits.nodes))).toMatchObject({ message: expect.stringContaining("elements and attributes") });
  expect(refusal(`<r>${`<a b="1"/>`.repeat(limits.nodes / 2)}</r>`)).toMatchObject({ code: "document.invalid" });

  expect(refusal(new Uint8Array(limits.bytes + 1))).toMatchObject({ message: expect.stringContaining("bytes") });
});

test("the encoding is that of the byte order mark or the declaration, and else UTF-8", () => {
  const declared = Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?><a>caf\u00e9</a>`, "latin1");
  const marked = Buffer.from("\ufeff<a>café</a>", "utf16le");
  for (const bytes of [declared, marked, Buffer.from("\ufeff<a>café</a>", "utf8")])
    expect(readXml(bytes).text).toBe("café");
});

test("bytes that are not of their encoding, and encodings nobody knows, are refused", () => {
  expect(refusal(Buffer.from("<a>caf\u00e9</a>", "latin1"))).toMatchObject({ code: "document.invalid" });
  expect(refusal(`<?xml version="1.0" encoding="klingon"?><a/>`)).toMatchObject({ code: "document.invalid" });
});
