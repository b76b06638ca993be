import { expect, test } from "vitest";
import { changedSettings, entryOf, nameFor, partsOf, typedSince, type Field } from "./entry.ts";

const field = (name: string, kind: Field["kind"], changes: Partial<Field> = {}): Field => ({
  name,
  label: name,
  kind,
  isNeeded: false,
  isLearnt: false,
  choices: [],
  placeholder: "",
  initial: null,
  ...changes,
});
const fields = [
  field("shopUrl", "address", { isNeeded: true }),
  field("methods", "list", { initial: ["cod"] }),
  field("includes", "yesNo", { isLearnt: true }),
  field("environment", "choice", { initial: "production" }),
];

test("what is kept stands in the fields, and defaults where nothing is", () => {
  expect(entryOf(fields, { shopUrl: "https://velo.example", includes: false })).toEqual({
    shopUrl: "https://velo.example",
    methods: "cod",
    includes: "no",
    environment: "production",
  });
});

test("only what was changed is sent, in the form the hub keeps", () => {
  const before = entryOf(fields, { shopUrl: "https://velo.example" });
  expect(changedSettings(fields, before, before)).toEqual({});
  const typed = { ...before, methods: " cod \n\nbacs", includes: "yes" };
  expect(changedSettings(fields, typed, before)).toEqual({ methods: ["cod", "bacs"], includes: true });
  expect(changedSettings(fields, { ...typed, includes: "" }, typed)).toEqual({ includes: null });
});

test("a setting put back to its default is sent, once another one was kept", () => {
  const initial = entryOf(fields, {});
  expect(changedSettings(fields, initial, { ...initial, environment: "sandbox" })).toEqual({
    environment: "production",
  });
});

test("what was typed while the form was being saved stays", () => {
  expect(typedSince({ a: "1", b: "22", c: "3" }, { a: "1", b: "2" })).toEqual({ b: "22", c: "3" });
});

test("what has to be answered stands in front", () => {
  const names = (list: readonly Field[]) => list.map(({ name }) => name);
  const { front, more, learnt } = partsOf(fields);
  expect([names(front), names(more), names(learnt)]).toEqual([["shopUrl", "environment"], ["methods"], ["includes"]]);
});

test.each([
  ["https://www.velo.example/winkel", "velo.example"],
  ["velo.example", "velo.example"],
  ["", "WooCommerce"],
  ["http://", "WooCommerce"],
])("a connection to %s is called %s", (shopUrl, name) => {
  expect(nameFor({ shopUrl }, fields, "WooCommerce")).toBe(name);
});
