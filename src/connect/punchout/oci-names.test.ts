import { describe, expect, test } from "vitest";
import { ociField } from "./oci.ts";
import { faultOf, formOf, lineFields, readPost } from "./testing/posts.ts";

describe("names", () => {
  test.each([
    ["NEW_ITEM-QUANTITY[1]", 1, "QUANTITY"],
    ["new_item-quantity[1]", 1, "QUANTITY"],
    [" NEW_ITEM-QUANTITY[01] ", 1, "QUANTITY"],
    ["NEW_ITEM[3][QUANTITY]", 3, "QUANTITY"],
    ["NEW_ITEM[QUANTITY][3]", 3, "QUANTITY"],
    ["NEW_ITEM[3].QUANTITY", 3, "QUANTITY"],
    ["NEW_ITEM-QUANTITY[3][]", 3, "QUANTITY"],
    ["NEW_ITEM-QUANTITY[3][0]", 3, "QUANTITY"],
    ["NEW_ITEM-CUST_FIELD1[4]", 4, "CUST_FIELD1"],
    ["NEW_ITEM-LONGTEXT_7:132[]", 7, "LONGTEXT"],
    ["NEW_ITEM-LONGTEXT_7:132[2]", 7, "LONGTEXT"],
    ["NEW_ITEM-LONGTEXT_7:132", 7, "LONGTEXT"],
    ["NEW_ITEM[LONGTEXT_7:132][]", 7, "LONGTEXT"],
    ["NEW_ITEM-LONGTEXT[7]", 7, "LONGTEXT"],
  ])("%s is of line %i: %s", (name, line, field) => {
    expect(ociField(name)).toEqual({ line, field });
  });

  test.each([
    "NEW_ITEM-QUANTITY[]",
    "NEW_ITEM-QUANTITY",
    "NEW_ITEM[1]",
    "NEW_ITEM-QUANTITY[x]",
    "NEW_ITEM-QUANTITY[-]",
    "NEW_ITEM-QUANTITY[12345678901]",
    "NEW_ITEM-A-B[1]",
    "NEW_ITEM-LONGTEXT_:132[]",
  ])("%s is of no line", (name) => {
    expect(ociField(name)).toBeNull();
  });

  test("a field that is of no line is told; when none is of any, it is no empty basket", () => {
    const odd: [string, string] = ["NEW_ITEM-QUANTITY[]", "5"];
    const reading = readPost(formOf([...lineFields(1), odd]));
    expect(reading.warnings).toEqual([{ line: null, code: "fieldNotUnderstood" }]);
    expect(faultOf(() => readPost(formOf([odd])))).toBe("document.invalid noFieldUnderstood");
  });

  test("fields of other systems are nobody's business; without any line nothing came back", () => {
    const reading = readPost(
      formOf([
        ["~caller", "CTLG"],
        ["__proto__", "x"],
        ["NEW_ITEMS", "2"],
      ]),
    );
    expect(reading.basket.lines).toEqual([]);
    expect(reading.warnings).toEqual([{ line: null, code: "nothingReturned" }]);
    expect(readPost("").basket.lines).toEqual([]);
  });

  test("long texts are joined to their line, in their order", () => {
    const { basket } = readPost(
      formOf([
        ...lineFields(2, { DESCRIPTION: "" }),
        ["NEW_ITEM-LONGTEXT_2:132[]", "Ring 100 m"],
        ["NEW_ITEM-LONGTEXT_2:132[]", "blauw"],
      ]),
    );
    expect(basket.lines[0]).toMatchObject({ description: "Ring 100 m", note: "blauw" });
  });

  test("a field twice with the same value is one field, with another value the line is refused", () => {
    const twice = (value: string) => readPost(formOf([...lineFields(1), ["NEW_ITEM-QUANTITY[1]", value]]));
    expect(twice("1").basket.lines).toHaveLength(1);
    expect(twice("5").refused).toEqual([{ line: 1, reason: "fieldTwice" }]);
  });
});
