import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withoutEntities } from "./html-entities.ts";
import { formsIn } from "./page-forms.ts";

const fieldsOf = (page: string) =>
  formsIn(page).forms.flatMap(({ fields }) => fields.map(({ name, value }) => [name, value]));

describe("the forms of a page", () => {
  test.each<readonly [what: string, page: string, fields: readonly (readonly string[])[]]>([
    ["as it should be", '<form action="x"><input type="hidden" name="a" value="1"></form>', [["a", "1"]]],
    ["in capitals, single quotes, any order", "<FORM><INPUT VALUE='1' TYPE=hidden NAME='a'></FORM>", [["a", "1"]]],
    ["without quotes", "<form><input type=hidden name=a value=1/></form>", [["a", "1/"]]],
    ["with blanks around the equals sign", '<form><input name = "a" value\n=\n"1" />', [["a", "1"]]],
    [
      "without a value",
      '<form><input name="a"><input name="b" value="">',
      [
        ["a", ""],
        ["b", ""],
      ],
    ],
    [
      "a greater-than sign in a value",
      '<form><input name="a" value="3 > 2"><input name="b" value="2">',
      [
        ["a", "3 > 2"],
        ["b", "2"],
      ],
    ],
    [
      "entities, once",
      '<form><input name="a" value="&lt;b&gt; &amp;eacute; &eacute; &#8364; &#x20AC;">',
      [["a", "<b> &eacute; é € €"]],
    ],
    [
      "brackets in names",
      '<form><input name="NEW_ITEM-LONGTEXT_1:132[]" value="x">',
      [["NEW_ITEM-LONGTEXT_1:132[]", "x"]],
    ],
    [
      "a textarea",
      '<form><textarea name="a">\n1\n&amp; 2</textarea><input name="b" value="2">',
      [
        ["a", "1\n& 2"],
        ["b", "2"],
      ],
    ],
    [
      "buttons, switched-off and unticked fields are not sent",
      '<form><input type="submit" name="a" value="1"><input name="b" value="1" disabled><input type="checkbox" name="c" value="1"><input type="checkbox" name="d" value="1" checked>',
      [["d", "1"]],
    ],
    [
      "what stands in a comment or a script",
      '<form><!-- <input name="a" value="1"> --><script>"<input name=\'b\' value=\'1\'>"</script><input name="c" value="1">',
      [["c", "1"]],
    ],
    ["outside a form", '<input name="a" value="1"><form></form>', []],
    ["the same attribute twice: the first", '<form><input name="a" name="b" value="1">', [["a", "1"]]],
    ["half a tag", '<form><input name="a" value="1"><input name="b" value="', [["a", "1"]]],
    ["no markup", "a < b > c", []],
  ])("%s", (_what, page, fields) => expect(fieldsOf(page)).toEqual(fields));

  test("which form is which, and whether somebody is asked to log in", () => {
    const page =
      '<form action=" /zoek "><input name="q"></form><form action="https://hub.example/r?a=1&amp;b=2"><input type=PASSWORD name=p></form>';
    expect(formsIn(page)).toEqual({
      forms: [
        { action: "/zoek", fields: [{ name: "q", value: "" }] },
        { action: "https://hub.example/r?a=1&b=2", fields: [] },
      ],
      asksPassword: true,
    });
  });

  test("anything at all ends, and in time that goes with its length", () => {
    const piece = fc.constantFrom(
      "<",
      ">",
      '"',
      "'",
      "=",
      "<form>",
      "<input ",
      "name",
      "value",
      "<!--",
      "-->",
      "<script>",
      "</",
      " ",
      "&amp;",
      "/",
      "x",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        expect(formsIn(pieces.join("")).forms.length).toBeLessThanOrEqual(pieces.length);
      }),
      { numRuns: 2000 },
    );
    // Unfinished quotes in a long page are not looked for again and again.
    expect(formsIn(`<form>${'<input name="a" value="1">'.repeat(20_000)}`).forms[0]?.fields).toHaveLength(20_000);
    expect(() => formsIn("x".repeat(5 * 1024 * 1024 + 1))).toThrow(RangeError);
  });
});

test.each([
  ["&Oslash;&szlig;&yuml;&nbsp;|", "Øßÿ\u00a0|"],
  ["&unknown; &amp &#0; &#xD800; &#99999999;", "&unknown; &amp &#0; &#xD800; &#99999999;"],
  ["&amp;lt;", "&lt;"],
])("entities: %s", (written, text) => expect(withoutEntities(written)).toBe(text));
