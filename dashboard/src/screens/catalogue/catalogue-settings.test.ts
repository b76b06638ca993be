import { describe, expect, test } from "vitest";
import { categoryNames, differingParts, formOf, openVatClasses, settingsOf, vatRowsOf } from "./catalogue-settings.ts";

const rule = { when: "onUpdate", overwrites: false } as const;
/** As the hub gives them. */
const products = {
  fields: { name: { ...rule, from: "name" }, vatClass: { ...rule, overwrites: true } },
  attributes: [{ ...rule, from: "attribute:Kleur", to: "kleur" }],
  vatClasses: { HOOG: { to: "std", rate: "21" }, LAAG: { to: "red", rate: null } },
  categories: { "Fietsen > Stad": "12" },
  makesCategories: false,
  shopPricesIncludeVat: true,
  creates: true,
  withInactive: false,
  onlyTypes: ["NonStock"],
  stock: {
    warehouses: { use: "chosen", ids: ["1", "2"] },
    safety: "1.5",
    safetyOf: { "A-1": "3" },
    wholeNumbers: true,
  },
  transforms: ["second-warehouse"],
  everyMinutes: 15,
};
const stock = {
  warehouses: { use: "all" },
  ...{ safety: "2", safetyOf: {}, wholeNumbers: false, transforms: [], everyMinutes: 5 },
};
const customers = { fields: { name: rule }, creates: false, everyMinutes: 60 };

describe("what nobody touched is sent back as it came", () => {
  test.each([
    ["products", products],
    ["stock", stock],
    ["customers", customers],
  ] as const)("%s", (kind, settings) => {
    expect(settingsOf(kind, formOf(kind, settings, ","), ",")).toEqual(settings);
  });
});

test("numbers are shown and read in the language of the reader; what is no number is left to the hub to refuse", () => {
  const form = formOf("products", products, ",");
  expect([form.stock.safety, form.vatClasses[0]?.rate, form.vatClasses[1]?.rate]).toEqual(["1,5", "21", ""]);
  const typed = {
    ...form,
    everyMinutes: "vaak",
    stock: { ...form.stock, safety: "2,25", safetyOf: [{ code: " B ", amount: "x" }] },
  };
  expect(settingsOf("products", typed, ",")).toMatchObject({
    everyMinutes: "vaak",
    stock: { safety: "2.25", safetyOf: { B: "x" } },
  });
});

test("rows that are half filled in are not sent", () => {
  const form = formOf("products", products, ",");
  const half = {
    ...form,
    attributes: [
      { ...rule, from: "attribute:", to: "maat" },
      { ...rule, from: "gtin", to: " ean " },
    ],
    vatClasses: [{ from: "NUL", to: "", rate: "" }],
    categories: [{ from: "", to: "12" }],
    onlyTypes: " A \n\nA\nB",
  };
  expect(settingsOf("products", half, ",")).toMatchObject({
    attributes: [{ from: "gtin", to: "ean" }],
    vatClasses: {},
    categories: {},
    onlyTypes: ["A", "B"],
  });
});

test("each VAT class of the source has a row, and one it lists no more keeps its own", () => {
  const form = formOf("products", products, ",");
  const listed = [{ id: "NUL" }, { id: "HOOG" }];
  expect(vatRowsOf(form.vatClasses, listed).map(({ from, to }) => [from, to])).toEqual([
    ["NUL", ""],
    ["HOOG", "std"],
    ["LAAG", "red"],
  ]);
  expect(openVatClasses(form, listed)).toBe(1);
  const never = { ...form, fields: { ...form.fields, vatClass: { when: "never", overwrites: false } as const } };
  expect(openVatClasses(never, listed)).toBe(0);
});

test("categories are called by their whole path, also in a list that goes round in circles", () => {
  const list = [
    { id: "2", name: "Stad", parentId: "1" },
    { id: "1", name: "Fietsen", parentId: "" },
    { id: "3", name: "Rond", parentId: "3" },
  ];
  expect(categoryNames(list)).toEqual([
    { value: "1", label: "Fietsen" },
    { value: "2", label: "Fietsen > Stad" },
    { value: "3", label: "Rond" },
  ]);
});

test("two versions differ in the parts somebody changed", () => {
  const form = formOf("products", products, ",");
  expect(differingParts(form, { ...form, creates: false, everyMinutes: "20" })).toEqual(["creates", "everyMinutes"]);
});
