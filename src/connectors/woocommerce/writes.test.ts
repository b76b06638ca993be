import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Party } from "#domain/party.ts";
import type { Shop } from "#sandbox/woocommerce/shop.ts";
import { shopUnderTest, type ShopUnderTest } from "./testing/shop-under-test.ts";

let under: ShopUnderTest;
let shop: Shop;

beforeEach(async () => {
  under = await shopUnderTest();
  ({ shop } = under);
});

afterEach(() => under.stop());

describe("stock", () => {
  const set = (items: readonly (readonly [id: number, parent: string, quantity: string])[], settings: object = {}) =>
    under.run(
      "stock.set",
      {
        items: items.map(([id, externalParentId, quantity]) => ({
          externalId: String(id),
          externalParentId,
          quantity,
        })),
      },
      settings,
    );

  test("products go in one request and variations in one per product; what is not counted is told, not silent", async () => {
    const answer = await set([
      [12, "", "5"],
      [41, "", "5"],
      [28, "24", "0"],
      [13, "", "-2"],
      [27, "24", "3.000"],
    ]);
    expect(answer).toEqual({
      items: [
        { externalId: "12", quantity: "5" },
        { externalId: "41", quantity: null },
        { externalId: "28", quantity: "0" },
        { externalId: "13", quantity: "-2" },
        { externalId: "27", quantity: "3" },
      ],
    });
    expect(under.writes()).toEqual(["POST products/batch", "POST products/24/variations/batch"]);
    expect([12, 41, 28].map((id) => shop.products.stockOf(id))).toEqual([5, null, 0]);
  });

  test("with the merchant's consent the shop begins to count", async () => {
    expect(await set([[41, "", "5"]], { managesStock: true })).toEqual({
      items: [{ externalId: "41", quantity: "5" }],
    });
    expect(shop.products.stockOf(41)).toBe(5);
  });

  test("a variation that is counted with its product is not counted itself", async () => {
    shop.products.change(24, { manage_stock: true, stock_quantity: 9 });
    shop.products.change(28, { manage_stock: false });
    expect(await set([[28, "24", "3"]])).toEqual({ items: [{ externalId: "28", quantity: null }] });
    expect(shop.products.stockOf(28)).toBe(9);
  });

  test("one that is refused is named; the others were written, and half a piece is none", async () => {
    shop.products.refuse(13, 1);
    const both = [
      [12, "", "5"],
      [13, "", "6"],
    ] as const;
    await expect(set(both)).rejects.toMatchObject({ code: "document.rejected", details: { ids: "13" } });
    expect(shop.products.stockOf(12)).toBe(5);
    await set(both);
    expect(shop.products.stockOf(13)).toBe(6);
    await expect(set([[12, "", "7.5"]])).rejects.toMatchObject({ code: "document.invalid" });
  });

  test("a lost answer is repeated as it was, and ends the same", async () => {
    shop.fail({ kind: "lost", match: /batch/ });
    await expect(set([[12, "", "5"]])).rejects.toMatchObject({ code: "remote.outcome_unknown" });
    expect(await set([[12, "", "5"]])).toEqual({ items: [{ externalId: "12", quantity: "5" }] });
    expect(shop.products.moves.map(({ to }) => to)).toEqual([5, 5]);
  });
});

describe("categories and tax classes", () => {
  test("one that is there already is as good as made, by whoever made it and whatever its capitals", async () => {
    const { id } = await under.make("categories.create", { name: "Kaas & wijn", parentId: "" });
    expect(await under.make("categories.create", { name: "kaas & WIJN", parentId: "" })).toMatchObject({ id });
    shop.fail({ kind: "lost", method: "POST" });
    const below = { name: "Oud", parentId: id };
    await expect(under.make("categories.create", below)).rejects.toMatchObject({ code: "remote.outcome_unknown" });
    under.later(61);
    const { id: belowId } = await under.make("categories.create", below);
    expect(await under.run("categories.list", {})).toEqual({
      items: [
        { id: "15", name: "Uncategorized", parentId: "" },
        { id, name: "Kaas & wijn", parentId: "" },
        { id: belowId, name: "Oud", parentId: id },
      ],
    });
    await expect(under.make("categories.create", { name: "X", parentId: "99" })).rejects.toMatchObject({
      code: "document.rejected",
    });
  });

  test("the shop's classes of VAT", async () => {
    expect(await under.run("vatClasses.list", {})).toMatchObject({
      items: [
        { id: "standard" },
        { id: "reduced-rate" },
        { id: "tussentarief", name: "Tussentarief" },
        { id: "zero-rate" },
      ],
    });
  });
});

describe("customers", () => {
  const buyer = (fields: object) => ({ buyer: Party.parse({ address: {}, ...fields }) });
  const ghent = { streetName: "Veldstraat 1", postalZone: "9000", cityName: "Gent", countryCode: "BE" };

  test("are found by e-mail in any case, of any role; without one there is nothing to look for", async () => {
    const id = shop.customers.add({ email: "baas@voorbeeld.test", role: "administrator" });
    const found = async (email: string) => under.run("customers.find", buyer({ email }));
    expect(await found(" AN.Peeters@voorbeeld.test")).toMatchObject({
      id: "2",
      buyer: { name: "An Peeters", address: { cityName: "Mechelen" } },
    });
    expect(await found("baas@voorbeeld.test")).toMatchObject({ id: String(id) });
    expect(await found("niemand@voorbeeld.test")).toBeNull();
    await expect(found("")).rejects.toMatchObject({ code: "document.invalid" });
  });

  test("are made with general fields alone, and once", async () => {
    const jan = buyer({ name: "Jan van der Maes", email: "Jan@voorbeeld.test", phone: "+32 9 1", address: ghent });
    shop.fail({ kind: "lost", method: "POST" });
    await expect(under.make("customers.create", jan)).rejects.toMatchObject({ code: "remote.outcome_unknown" });
    under.later(61);
    const { id } = await under.make("customers.create", jan);
    expect(shop.customers.list()).toHaveLength(3);
    expect(shop.customers.get(Number(id))).toMatchObject({
      ...{ email: "jan@voorbeeld.test", first_name: "Jan", last_name: "van der Maes" },
      billing: { address_1: "Veldstraat 1", city: "Gent", country: "BE", phone: "+32 9 1", company: "" },
    });
    await expect(under.make("customers.create", jan, {}, "another")).rejects.toMatchObject({
      code: "document.rejected",
      details: { field: "email" },
    });
    const company = buyer({ name: "Bakkerij BV", contactName: "Els Bos", email: "els@voorbeeld.test" });
    const made = await under.make("customers.create", company);
    expect(shop.customers.get(Number(made.id))).toMatchObject({
      billing: { company: "Bakkerij BV", first_name: "Els", last_name: "Bos" },
    });
    expect(shop.customers.passwords).toEqual([]);
  });

  test("a change leaves the account, what is not filled in, and how a name was cut as they are", async () => {
    const party = { name: "Piet de Vries", email: "nieuw@voorbeeld.test", address: ghent };
    await under.run("customers.update", { externalId: "2", ...buyer({ ...party, name: "An  Peeters" }) });
    expect(shop.customers.get(2)).toMatchObject({
      ...{ email: "an.peeters@voorbeeld.test", first_name: "An", role: "customer" },
      billing: { email: "an.peeters@voorbeeld.test", city: "Gent", address_2: "", phone: "+32 470 12 34 56" },
      shipping: { city: "Mechelen" },
    });
    // A company stays one, also when its contact is not named.
    await under.run("customers.update", { externalId: "3", ...buyer({ ...party, name: "De Vries Groep" }) });
    expect(shop.customers.get(3)).toMatchObject({
      first_name: "Piet",
      billing: { company: "De Vries Groep", first_name: "Piet", last_name: "de Vries" },
    });
    expect(shop.customers.passwords).toEqual([]);
  });

  test("the address of the invoice and the names of the account are only filled in", async () => {
    const accountant = { email: "boekhouding@voorbeeld.test", first_name: "Els" };
    shop.customers.change(2, { billing: accountant });
    const jan = { name: "Jan Peeters", email: "an.peeters@voorbeeld.test", phone: "+32 2 2" };
    await under.run("customers.update", { externalId: "2", ...buyer(jan) });
    expect(shop.customers.get(2)).toMatchObject({
      ...{ first_name: "An", last_name: "Peeters" },
      billing: { email: accountant.email, first_name: "Jan", phone: "+32 2 2" },
    });
    shop.customers.change(2, { first_name: "", last_name: "", billing: { email: "" } });
    await under.run("customers.update", { externalId: "2", ...buyer(jan) });
    expect(shop.customers.get(2)).toMatchObject({
      ...{ first_name: "Jan", last_name: "Peeters" },
      billing: { email: "an.peeters@voorbeeld.test" },
    });
  });

  test("a VAT number goes where the shop keeps it, and is read there again", async () => {
    const els = {
      name: "Bakkerij BV",
      contactName: "Els Bos",
      email: "els@voorbeeld.test",
      vatIdentifier: "BE0202239951",
    };
    const { id } = await under.make("customers.create", buyer(els));
    expect(await under.run("customers.find", buyer(els))).toMatchObject({ buyer: { vatIdentifier: "BE0202239951" } });
    shop.customers.change(Number(id), { meta_data: [{ key: "_vat_number", value: "BE0202239951" }] });
    const moved = { ...els, vatIdentifier: "BE0417497106" };
    const settings = { vatIdentifierKeys: ["billing_vat", "_vat_number"] };
    await under.run("customers.update", { externalId: id, ...buyer(moved) }, settings);
    expect(await under.run("customers.find", buyer(els), settings)).toMatchObject({
      buyer: { vatIdentifier: "BE0417497106" },
    });
    expect(JSON.stringify(shop.customers.get(Number(id)))).not.toContain('billing_vat"');
    await under.run("customers.update", { externalId: id, ...buyer(moved) }, { vatIdentifierKeys: [] });
    // The shop's own way of writing the same number stays.
    shop.customers.change(Number(id), { meta_data: [{ key: "_vat_number", value: "BE 0417.497.106" }] });
    await under.run("customers.update", { externalId: id, ...buyer(moved) }, settings);
    expect(JSON.stringify(shop.customers.get(Number(id)))).toContain("0417.497.106");
  });

  test("the account of somebody who works there is left alone", async () => {
    const id = shop.customers.add({ email: "baas@voorbeeld.test", role: "shop_manager" });
    await expect(
      under.run("customers.update", {
        externalId: String(id),
        ...buyer({ name: "Baas", email: "baas@voorbeeld.test" }),
      }),
    ).rejects.toMatchObject({ code: "document.rejected" });
    expect(under.writes()).toEqual([]);
  });
});
