import { expect, test } from "vitest";
import { emptyForm, newLine } from "./draft-form.ts";
import { changed } from "./form-changes.ts";

const usualVat = "S 21";
const start = emptyForm({ language: "nl", usualVat });
const first = start.lines[0]!;
const three = {
  ...start,
  lines: [
    { ...first, key: "a", vat: "S 6", unitCode: "HUR" },
    { ...newLine("text", undefined, usualVat), key: "b" },
    { ...first, key: "c" },
  ],
};
const keys = (form: typeof start) => form.lines.map(({ key }) => key);

test("a new line copies VAT and unit of the last line with money above it", () => {
  const form = changed(three, { do: "add", after: "b", kind: "item", key: "n", usualVat });
  expect(keys(form)).toEqual(["a", "b", "n", "c"]);
  expect(form.lines[2]).toMatchObject({ vat: "S 6", unitCode: "HUR", quantity: "1", price: "" });
  expect(changed(start, { do: "add", after: null, kind: "text", usualVat }).lines).toHaveLength(2);
});

test("lines that are not concerned stay the same objects", () => {
  const form = changed(three, { do: "line", key: "a", values: { itemName: "Helm" } });
  expect(form.lines[0]?.itemName).toBe("Helm");
  expect(form.lines[1]).toBe(three.lines[1]);
});

test("a line moves up and down, not out of the table", () => {
  expect(keys(changed(three, { do: "move", key: "c", by: -1 }))).toEqual(["a", "c", "b"]);
  expect(keys(changed(three, { do: "move", key: "a", by: 1 }))).toEqual(["b", "a", "c"]);
  expect(changed(three, { do: "move", key: "a", by: -1 })).toBe(three);
  expect(changed(three, { do: "move", key: "c", by: 1 })).toBe(three);
});

test("the last line that is removed leaves an empty one", () => {
  expect(keys(changed(three, { do: "remove", key: "b", usualVat }))).toEqual(["a", "c"]);
  const form = changed(start, { do: "remove", key: first.key, usualVat });
  expect(form.lines).toHaveLength(1);
  expect(form.lines[0]?.key).not.toBe(first.key);
});

test("a discount is added, changed and taken away", () => {
  const added = changed(start, { do: "addAllowance" });
  const key = added.allowances[0]?.key ?? "";
  const ten = changed(added, { do: "allowance", key, values: { value: "10" } });
  expect(ten.allowances).toMatchObject([{ value: "10", unit: "percent" }]);
  expect(changed(ten, { do: "allowance", key, values: null }).allowances).toEqual([]);
});
