import fc from "fast-check";
import { expect, test } from "vitest";
import { readXml } from "./read-xml.ts";
import { branch, leaf, writeXml, type UblElement } from "./xml-writer.ts";

const order = { Invoice: ["ID", "Note", "Party"], Party: ["EndpointID", "Contact"], Contact: ["Name"] };

const read = (children: (UblElement | null)[]) => {
  const root = branch("Invoice", children);
  if (root === null) throw new Error("nothing to write");
  return readXml(Buffer.from(writeXml(root, order), "utf8"));
};

test("children come out in the order of the table, equal names in the order they were given", () => {
  const root = read([
    branch("Party", [leaf("EndpointID", "x")]),
    leaf("Note", "one"),
    leaf("ID", "F1"),
    leaf("Note", "two"),
  ]);
  expect(root.children.map((child) => child.name)).toEqual(["ID", "Note", "Note", "Party"]);
  expect(root.children.map((child) => child.text.trim())).toEqual(["F1", "one", "two", ""]);
});

test("an only child that is not in the table is refused too", () => {
  expect(() => read([leaf("DueDate", "2026-12-20")])).toThrow("DueDate is not in the order table of Invoice");
});

test("a parent that is not in the table is refused", () => {
  expect(() => read([branch("Note", [leaf("ID", "1")])])).toThrow("Note may have no children");
});

test("nothing empty is written, at any depth", () => {
  const root = read([
    leaf("ID", "F1"),
    leaf("Note", " \n "),
    leaf("Note", "\u0000"),
    branch("Party", [branch("Contact", [leaf("Name", "")]), null]),
  ]);
  expect(root.children.map((child) => child.name)).toEqual(["ID"]);
});

test.each([
  ["markup", `<b onclick="x">Fiets & bel</b>`],
  ["the end of a CDATA section", "a ]]> b <![CDATA[ c"],
  ["entities", "&lt;&amp;&#0;&nosuch;"],
  ["emoji and letters beyond the basic plane", "Fiets 🚲👩‍🔧 𝒳"],
  ["line ends of every kind", "a\r\nb\rc\nd"],
  ["tabs and spaces", "\ta  b "],
])("%s survives as text and in an attribute", (_, text) => {
  const root = read([leaf("ID", text, { schemeID: text })]);
  expect(root.children[0]).toMatchObject({ text, attributes: { schemeID: text } });
});

test("characters that XML 1.0 cannot hold are dropped and the rest stays", () => {
  const root = read([leaf("ID", "a\u0000b\u000bc\u001fd\ufffee\uffff\ud800f\udc00")]);
  expect(root.children[0]?.text).toBe("abcdef");
});

test("any text comes back as it went in, apart from what XML cannot hold", () => {
  const holds = (character: string) => {
    const code = character.codePointAt(0)!;
    const isControl = code < 0x20 && ![9, 10, 13].includes(code);
    return !isControl && !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
  };
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1 }), (text) => {
      const kept = Array.from(text).filter(holds).join("");
      const root = read([leaf("ID", `<${text}`, { schemeID: text })]);
      expect(root.children[0]).toMatchObject({ text: `<${kept}`, attributes: { schemeID: kept } });
    }),
  );
});

test("the document declares UTF-8 and the three UBL namespaces", () => {
  const xml = writeXml(branch("Invoice", [leaf("ID", "F1"), branch("Party", [leaf("EndpointID", "x")])])!, order);
  const root = readXml(Buffer.from(xml, "utf8"));
  const schema = "urn:oasis:names:specification:ubl:schema:xsd:";
  expect(xml.startsWith(`<?xml version="1.0" encoding="UTF-8"?>`)).toBe(true);
  expect([root.namespace, ...root.children.map((child) => child.namespace)]).toEqual([
    `${schema}Invoice-2`,
    `${schema}CommonBasicComponents-2`,
    `${schema}CommonAggregateComponents-2`,
  ]);
});
