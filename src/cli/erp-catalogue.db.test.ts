import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { amount, text } from "#domain/amount.ts";
import { until } from "./testing/coupled-shop.ts";
import { addItems, codeOf, coupleErpCatalogue, csCartVat } from "./testing/erp-catalogue.ts";
import { coupleCsCart, jan, type CsCartErp } from "./testing/erp-world.ts";
import { liftLimits } from "./testing/lifted-limits.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  liftLimits();
  under = await hubUnderTest();
});

const writesAt = ({ shop }: CsCartErp, entity = "products"): { method: string; path: string; body: string }[] =>
  shop.requests.filter(({ method, path, done }) => method !== "GET" && path.includes(entity) && done === "written");
const inShop = ({ shop }: CsCartErp, code: string) => shop.store.catalog.withCode(code);

/** Nothing in the shop yet. */
const couple = (count: number, options: Parameters<typeof coupleCsCart>[1] = {}): Promise<CsCartErp> =>
  coupleCsCart(under, { goods: [], ...options }).then((w) => {
    addItems(w.visma, count);
    return w;
  });

/** Goods only: costs are items as well, and are no products. */
const products = { ...csCartVat, onlyTypes: ["FinishedGoodItem"] };

describe("products", () => {
  test("a first look writes nothing; then all is made once, and a delta writes exactly what changed", async () => {
    const w = await couple(120);
    w.shop.store.catalog.add({ code: codeOf(1), name: "Eigen naam", price: "2.42", amount: 10 });
    const catalogue = await coupleErpCatalogue(w, "products", products);
    await catalogue.act("look");
    const looked = await catalogue.run("ready");
    expect([looked.counts["toCreate"], writesAt(w)]).toEqual([119, []]);
    await catalogue.act("start");
    await catalogue.run("done");
    expect(writesAt(w).filter(({ method }) => method === "POST")).toHaveLength(119);
    expect(inShop(w, codeOf(1)).name).toBe("Eigen naam");
    expect(inShop(w, codeOf(2))).toMatchObject({ name: "Artikel 2", taxIds: [6], price: 363n });
    const before = writesAt(w).length;
    for (let nth = 1; nth <= 50; nth += 1) w.visma.erp.changeItem(codeOf(nth), { defaultPrice: amount(`${nth}.50`) });
    await catalogue.follow();
    const written = writesAt(w).slice(before);
    expect(written.map(({ method }) => method)).toEqual(Array(50).fill("PUT"));
    expect(new Set(written.map(({ path }) => path)).size).toBe(50);
    await catalogue.follow();
    expect(writesAt(w)).toHaveLength(before + 50);
  });

  test("without a code or VAT class of ours they stop by name, the others go on", async () => {
    const w = await couple(3);
    w.visma.erp.changeItem(codeOf(2), { vatCode: "LOW" });
    w.shop.store.catalog.add({ code: codeOf(3), name: "Een", price: "1.00", amount: 1 });
    w.shop.store.catalog.add({ code: codeOf(3), name: "Twee", price: "1.00", amount: 1 });
    const catalogue = await coupleErpCatalogue(w, "products", products);
    await catalogue.start();
    const held = await catalogue.records("?state=held");
    expect(held.map(({ code, reason }) => [code, reason?.code])).toEqual([
      [codeOf(2), "stop.vatRate"],
      [codeOf(3), "stop.duplicateInShop"],
    ]);
    expect(inShop(w, codeOf(1)).name).toBe("Artikel 1");
  });

  test("a picture goes over once; one of more than 30 MB stops its product by name", async () => {
    const w = await couple(2);
    const jpeg = (bytes: number) => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(bytes)]);
    w.visma.erp.attach(codeOf(1), "mok.jpg", jpeg(1000), "image/jpeg");
    w.visma.erp.attach(codeOf(2), "reus.jpg", jpeg(31 * 1024 * 1024), "image/jpeg");
    const catalogue = await coupleErpCatalogue(w, "products", products);
    await catalogue.start();
    expect(inShop(w, codeOf(1)).main?.bytes.byteLength).toBe(1004);
    const [stopped] = await catalogue.records("?state=held");
    expect(stopped).toMatchObject({ code: codeOf(2), reason: { message: expect.stringContaining("reus.jpg") } });
    const before = writesAt(w).length;
    w.visma.erp.changeItem(codeOf(1), { defaultPrice: amount("99") });
    await catalogue.follow();
    expect(
      writesAt(w)
        .slice(before)
        .filter(({ body }) => body.includes("main_pair")),
    ).toEqual([]);
  });

  test("the first import takes the ERP's stock over", async () => {
    const w = await couple(2);
    w.visma.erp.countStock(codeOf(2), "4.5");
    const catalogue = await coupleErpCatalogue(w, "products", products);
    await catalogue.start();
    expect([1, 2].map((nth) => inShop(w, codeOf(nth)).amount)).toEqual([10, 4]);
  });

  test("an attribute of the ERP goes to the field of the shop that was chosen for it, and follows", async () => {
    const w = await couple(1);
    w.visma.erp.changeItem(codeOf(1), { attributes: [{ id: "GEWICHT", value: "0.45" }] });
    const attributes = [{ from: "attribute:GEWICHT", to: "weight", when: "onUpdate" }];
    const catalogue = await coupleErpCatalogue(w, "products", { ...products, attributes });
    await catalogue.start();
    expect(inShop(w, codeOf(1)).weight).toBe("0.45");
    const before = writesAt(w).length;
    w.visma.erp.changeItem(codeOf(1), { attributes: [{ id: "GEWICHT", value: "0.60" }] });
    await catalogue.follow();
    expect(inShop(w, codeOf(1)).weight).toBe("0.60");
    expect(writesAt(w).slice(before)).toMatchObject([{ method: "PUT", body: '{"weight":"0.60"}' }]);
  });

  test("categories that the shop chose itself stay, also where a category may be written later on", async () => {
    const w = await couple(1);
    const own = [2, 3];
    w.shop.store.catalog.add({ code: codeOf(1), name: "Artikel 1", price: "2.42", amount: 1, categoryIds: own });
    const category = { from: "type", when: "onUpdate" };
    const catalogue = await coupleErpCatalogue(w, "products", { ...products, fields: { category } });
    await catalogue.start();
    expect(inShop(w, codeOf(1)).categoryIds).toEqual(own);
    expect((await catalogue.records()).find(({ code }) => code === codeOf(1))?.kept).toContain("category");
  });

  test("a shop that ignores `page` stops what it is asked for by name, and is not read for ever", async () => {
    const w = await couple(1);
    const twins = 250;
    for (let nth = 1; nth <= twins; nth += 1)
      w.shop.store.catalog.add({ code: `${codeOf(1)}-${nth}`, name: "X", price: "1.00", amount: 1 });
    w.shop.settings.ignoresPage = true;
    const before = w.shop.requests.length;
    const catalogue = await coupleErpCatalogue(w, "products", products);
    await catalogue.act("look");
    await catalogue.run("ready");
    const stopped = (await catalogue.records()).find(({ code }) => code === codeOf(1));
    expect(stopped?.reason?.code).toBe("remote.protocol_changed");
    expect(w.shop.requests.length - before).toBeLessThan(20);
  });

  test("with the ERP down in the middle it waits, and goes on without writing anything twice", async () => {
    const w = await couple(60);
    const catalogue = await coupleErpCatalogue(w, "products", products);
    await catalogue.act("look");
    await catalogue.run("ready");
    w.visma.settings.pageSizes.inventory = 20;
    await catalogue.act("start");
    await until("some are made", async () => w.shop.store.catalog.products.size > 5);
    await w.visma.unplug();
    await until("it stands still", async () => (await catalogue.see()).run?.reason !== null);
    await w.visma.plug();
    under.world.ahead += 600;
    await catalogue.run("done");
    expect(writesAt(w).map(({ method }) => method)).toEqual(Array(60).fill("POST"));
    expect(w.shop.store.catalog.products.size).toBe(60);
    // With VAT, as this shop has them: also where there was no product to see it by.
    expect(inShop(w, codeOf(2)).price).toBe(363n);
  });
});

describe("stock", () => {
  test("goes from the ERP to the shop, and an order of the shop to the ERP, and the two meet", async () => {
    const w = await coupleCsCart(under);
    const stock = await coupleErpCatalogue(w, "stock");
    w.visma.erp.countStock("MUG-01", "40");
    await stock.start();
    expect(inShop(w, "MUG-01").amount).toBe(40);
    const { orderId } = w.shop.counter.place({ customer: jan, lines: [{ code: "MUG-01", amount: 3 }] });
    expect(inShop(w, "MUG-01").amount).toBe(37);
    // Not in the ERP yet: its figure is 40, and the shop keeps 37.
    w.visma.erp.receiveGoods("MUG-01", "0.4");
    await stock.follow();
    expect(inShop(w, "MUG-01").amount).toBe(37);
    await w.sweep();
    await w.outcome(orderId, "documented");
    w.visma.erp.receiveGoods("MUG-01", "10");
    await stock.follow();
    // Booked only just: the ERP may not have had it in its figure yet, so it is taken off, perhaps twice.
    expect(inShop(w, "MUG-01").amount).toBe(44);
    await sql`update inbox set decided_at = decided_at - interval '3 minutes' where administration_id = ${w.administrationId}`.execute(
      under.store.owner,
    );
    await stock.follow();
    expect(inShop(w, "MUG-01").amount).toBe(47);
    const { onHand, soBooked } = w.visma.books.stock.level("MUG-01", "1");
    expect([text(onHand), text(soBooked)]).toEqual(["50.4", "3"]);
  });
});

describe("customers", () => {
  test("are made and changed in the shop, and never a password or consent with them", async () => {
    const w = await couple(0);
    const debtor = w.visma.erp.addCustomer({
      name: "Bakkerij Baert",
      customerClass: "WEB",
      mainContact: { email: "info@baert.example", phone1: "+32 9 000 00 01" },
    });
    const customers = await coupleErpCatalogue(w, "customers");
    await customers.start();
    const made = w.shop.store.users.withEmail("info@baert.example");
    expect(made).toBeDefined();
    expect(
      writesAt(w, "users")
        .map(({ body }) => body)
        .join(),
    ).not.toMatch(/password|consent|subscri/i);
    // The shop does not say what stands there: what may have been changed there is left alone.
    const before = writesAt(w, "users").length;
    w.visma.erp.changeCustomer(debtor.number, { mainContact: { phone1: "+32 9 000 00 02" } });
    await customers.follow();
    expect(writesAt(w, "users")).toHaveLength(before);
    expect((await customers.records()).find(({ externalId }) => externalId === debtor.number)?.kept).toEqual(["phone"]);
  });

  test("a field that may be written over leaves the others as they stand", async () => {
    const w = await couple(0);
    const debtor = w.visma.erp.addCustomer({
      ...{ name: "Bakkerij Baert", customerClass: "WEB" },
      mainContact: { name: "Els Baert", email: "info@baert.example", phone1: "+32 9 000 00 01" },
      mainAddress: { addressLine1: "Kerkstraat 1", postalCode: "9000", city: "Gent", countryId: "BE" },
    });
    const fields = { phone: { when: "onUpdate", overwrites: true } };
    const customers = await coupleErpCatalogue(w, "customers", { fields });
    await customers.start();
    const made = { ...w.shop.store.users.withEmail("info@baert.example")?.fields };
    expect(made).toMatchObject({ company: "Bakkerij Baert", firstname: "Els", b_city: "Gent", b_country: "BE" });
    w.visma.erp.changeCustomer(debtor.number, { mainContact: { phone1: "+32 9 000 00 02" } });
    await customers.follow();
    const phone = { phone: "+32 9 000 00 02", b_phone: "+32 9 000 00 02" };
    expect(w.shop.store.users.withEmail("info@baert.example")?.fields).toEqual({ ...made, ...phone });
  });
});
