import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { amount } from "#domain/amount.ts";
import { Item } from "#domain/item.ts";
import { Party } from "#domain/party.ts";
import { decideCustomer } from "./customers.ts";
import { compareFields, type Known } from "./fields.ts";
import { wantedFields } from "./product-fields.ts";
import { decideProduct, type ProductSight } from "./products.ts";
import { CustomerSettings, ProductSettings } from "./settings.ts";

const hash = (text: string): string => createHash("sha256").update(text).digest("hex");
const settings = ProductSettings.parse({ vatClasses: { HOOG: { to: "std", rate: "21" } } });
const item = (given: Partial<z.input<typeof Item>> = {}) =>
  Item.parse({
    ...{
      externalId: "1",
      name: "Mok",
      sellersItemIdentifier: "MOK-1",
      price: "10",
      pricesIncludeTax: false,
      stock: null,
    },
    ...{ vatRate: null, vatClass: "HOOG", modifiedAt: null },
    ...given,
  });
const nothing = { written: {}, intended: null, code: "", targetId: "" };
const sight = (given: Partial<ProductSight> = {}): ProductSight => ({
  ...{ item: item(), known: nothing, twins: 0, found: [], shopPricesIncludeVat: false },
  ...given,
});

describe("the standard map (C5.4–C5.10)", () => {
  test("code, name, category from the type, VAT class by hand, price, image", () => {
    const wanted = wantedFields(
      item({ type: "Mokken", images: [{ id: "f", fileName: "", revision: "1" }] }),
      settings,
      {
        source: false,
        shop: false,
      },
    );
    expect(Array.isArray(wanted) && Object.fromEntries(wanted.map((one) => [one.field, one.wanted]))).toEqual({
      ...{ name: "Mok", price: "10", vatClass: "std", category: "Mokken", images: '[["f","1"]]', isActive: "true" },
    });
  });

  test.each([
    [false, true, "12.1"],
    [true, false, "8.264463"],
    [true, true, "10"],
    [null, true, "10"],
  ])("a price of 10 %s VAT goes to a shop %s VAT as %s", (source, shop, price) => {
    const wanted = wantedFields(item(), settings, { source, shop });
    expect(Array.isArray(wanted) && wanted.find(({ field }) => field === "price")?.wanted).toBe(price);
  });

  test("in a shop that does not say how its prices are, nothing is guessed", () => {
    const modes = { source: false, shop: null };
    expect(wantedFields(item(), settings, modes)).toMatchObject({ code: "stop.priceMode" });
  });

  test("without a rate a price in the other mode stops, and a class without a choice too", () => {
    const modes = { source: false, shop: true };
    const noRate = ProductSettings.parse({ vatClasses: { HOOG: { to: "std" } } });
    expect(wantedFields(item(), noRate, modes)).toMatchObject({ code: "stop.vatRate" });
    const noClass = ProductSettings.parse({});
    expect(wantedFields(item(), noClass, { source: null, shop: null })).toMatchObject({ code: "stop.vatClass" });
  });
});

describe("matching", () => {
  const twice = [item({ externalId: "a" }), item({ externalId: "b" })];
  test.each([
    ["no code", sight({ item: item({ sellersItemIdentifier: "  " }) }), "stop.noCode"],
    ["a code that another has too", sight({ twins: 1 }), "stop.duplicateCode"],
    ["a code that the shop has twice", sight({ found: twice }), "stop.duplicateInShop"],
    ["a code that changed", sight({ known: { ...nothing, targetId: "a", code: "OUD" } }), "stop.codeChanged"],
    ["deleted in the shop", sight({ known: { ...nothing, targetId: "a", code: "MOK-1" } }), "skip.removed"],
    ["not for sale", sight({ item: item({ isActive: false }) }), "skip.inactive"],
  ])("%s", (_name, given, code) => {
    expect(decideProduct(given, settings, hash)).toMatchObject({ code });
  });

  test("a code with blanks around it is the same code", () => {
    const found = [item({ externalId: "a" })];
    const decision = decideProduct(sight({ item: item({ sellersItemIdentifier: " MOK-1 " }), found }), settings, hash);
    expect(decision.kind).toBe("update");
  });
});

test("an attribute is the shop's own whatever its capitals", () => {
  const rules = ProductSettings.parse({
    vatClasses: { HOOG: { to: "std" } },
    attributes: [{ from: "unitCode", to: "kleur", when: "onUpdate" }],
  });
  const found = [item({ attributes: { Kleur: "rood" } })];
  const decision = decideProduct(sight({ item: item({ unitCode: "blauw" }), found }), rules, hash);
  expect(decision).toMatchObject({ comparison: { keep: ["attribute:kleur"] } });
});

describe("one field", () => {
  const known = (wanted: string, stands: string | null, intended: Known["intended"] = null): Known => ({
    written: { name: { wanted: hash(wanted), stands: stands === null ? null : hash(stands) } },
    intended,
  });
  const never = { written: {}, intended: null };
  const rule = { when: "onUpdate", overwrites: false } as const;
  const act = (given: { wanted: string; present: string | null; known: Known; overwrites?: boolean }) => {
    const pair = { field: "name", rule: { ...rule, overwrites: given.overwrites ?? false }, ...given };
    const { write, keep, adopted } = compareFields([pair], given.known, hash);
    return write.length > 0 ? "write" : keep.length > 0 ? "keep" : "name" in adopted ? "adopt" : "leave";
  };
  test.each([
    ["never written, and empty in the shop", { wanted: "a", present: null, known: never }, "write"],
    ["never written, and the shop has its own", { wanted: "a", present: "x", known: never }, "keep"],
    ["the same, told to write over it", { wanted: "a", present: "x", known: never, overwrites: true }, "write"],
    ["as it should be", { wanted: "a", present: "a", known: never }, "adopt"],
    ["news of the source", { wanted: "b", present: "a", known: known("a", "a") }, "write"],
    ["news of the shop", { wanted: "a", present: "x", known: known("a", "a") }, "keep"],
    ["news of both", { wanted: "b", present: "x", known: known("a", "a") }, "keep"],
    [
      "news of both, told to write over it",
      { wanted: "b", present: "x", known: known("a", "a"), overwrites: true },
      "write",
    ],
    ["written otherwise by the shop, and no news", { wanted: "a", present: "A", known: known("a", "A") }, "leave"],
    ["written otherwise by the shop, and news", { wanted: "b", present: "A", known: known("a", "A") }, "write"],
    ["emptied by the shop", { wanted: "b", present: null, known: known("a", "a") }, "keep"],
    ["nobody looked what stood there", { wanted: "b", present: "x", known: known("a", null) }, "write"],
    [
      "a write that a node died in",
      { wanted: "b", present: "a", known: known("a", "a", { name: hash("b") }) },
      "write",
    ],
  ] as const)("%s", (_name, given, wanted) => expect(act(given)).toBe(wanted));

  test("only in what is made, or never, is not written later on", () => {
    for (const when of ["onCreate", "never"] as const) {
      const pair = { field: "name", rule: { when, overwrites: true }, wanted: "b", present: "a" };
      expect(compareFields([pair], known("a", "a"), hash)).toMatchObject({ write: [], keep: [] });
    }
  });
});

describe("customers", () => {
  const party = (given: object = {}) =>
    Party.parse({
      externalId: "9",
      name: "Bakker",
      email: "Jan@Example.be",
      phone: "1",
      address: { cityName: "Gent" },
      ...given,
    });
  const rules = CustomerSettings.parse({});
  const known = { written: {}, intended: null, targetId: "" };
  const decide = (given: object = {}) =>
    decideCustomer({ party: party(), known, twins: 0, found: null, ...given }, rules, hash);

  test("one who is not there is made with general data", () => {
    const decision = decide();
    expect(decision).toMatchObject({
      kind: "create",
      buyer: { name: "Bakker", phone: "1", email: "Jan@Example.be", externalId: "" },
    });
  });

  test("no address, or one that two have, stops", () => {
    expect(decide({ party: party({ email: "geen" }) })).toMatchObject({ kind: "held", code: "stop.noEmail" });
    expect(decide({ twins: 1 })).toMatchObject({ kind: "held", code: "stop.duplicateEmail" });
  });

  test("what the customer filled in at the shop stays; what was empty is filled", () => {
    const buyer = party({
      phone: "",
      name: "Bakkerij Jan",
      address: { cityName: "Gent", streetName: "Eigen straat 1" },
    });
    const decision = decide({ found: { id: "k1", buyer } });
    expect(decision).toMatchObject({
      kind: "update",
      buyer: { name: "Bakkerij Jan", phone: "1", address: { streetName: "Eigen straat 1" } },
      comparison: { write: ["phone"], keep: ["name", "address"] },
    });
  });

  test("a shop that does not say what stands there is left alone", () => {
    expect(decide({ found: { id: "k1", buyer: null } })).toMatchObject({ kind: "same" });
  });

  test("there the name of a company never goes without its contact: it would be taken for a person's", () => {
    const over = { when: "onUpdate", overwrites: true };
    const unseen = (fields: object) =>
      decideCustomer(
        { party: party({ contactName: "Els" }), known, twins: 0, found: { id: "k1", buyer: null } },
        CustomerSettings.parse({ fields }),
        hash,
      );
    expect(unseen({ name: over })).toMatchObject({
      kind: "same",
      comparison: { keep: expect.arrayContaining(["name"]) },
    });
    const hashes = { contactName: { wanted: hash("Els"), stands: null } };
    const both = CustomerSettings.parse({ fields: { name: over, contactName: over } });
    const later = { party: party({ contactName: "Els" }), twins: 0, found: { id: "k1", buyer: null } };
    expect(decideCustomer({ ...later, known: { ...known, written: hashes } }, both, hash)).toMatchObject({
      buyer: { name: "Bakker", contactName: "Els", phone: "" },
      comparison: { write: ["name"] },
    });
  });
});

test("a safety of its own is not taken from the prototype", () => {
  expect(() => ProductSettings.parse({ stock: { safety: "-1" } })).toThrow();
  expect(ProductSettings.parse({}).stock.safety).toBe(amount("0"));
});
