import { fileURLToPath } from "node:url";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { amount, cents, text } from "#domain/amount.ts";
import { startShop } from "#sandbox/woocommerce/shop.ts";
import { startVismaNet } from "#sandbox/visma-net/stand-in.ts";
import { coupleErpCatalogue } from "./testing/erp-catalogue.ts";
import { coupleVisma, setUpCompany } from "./testing/erp-world.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import { liftLimits } from "./testing/lifted-limits.ts";

let under: HubUnderTest;
beforeAll(async () => {
  liftLimits();
  under = await hubUnderTest();
});

const recordings = fileURLToPath(new URL("../../fixtures/woocommerce", import.meta.url));
const goods = ["KP-001", "HON-500", "BOEK-VL", "MOK-350", "PLV-1L", "STOEL-ERGO"];

/** The recorded shop and Visma Net, with the shop's goods as items there. */
async function coupled(settings: object = {}) {
  const shop = await startShop({ folder: recordings, deliveryTimeout: 10_000 });
  onTestFinished(() => shop.stop());
  const visma = await startVismaNet();
  onTestFinished(() => visma.stop());
  setUpCompany(visma);
  for (const number of goods) visma.erp.addItem({ number }, "100");
  const credentials = { consumerKey: shop.consumerKey, consumerSecret: shop.consumerSecret };
  const connection = { connector: "woocommerce", settings: { shopUrl: shop.url }, credentials } as const;
  const w = await coupleVisma(under, connection, visma, { settings });
  /** As if it was saved just now. */
  const touch = async (id: number): Promise<string> => {
    const order = shop.orders.get(id);
    if (order === undefined) throw new Error(`The shop has no order ${id}`);
    const now = Temporal.Now.instant().toString({ smallestUnit: "second" }).replace("Z", "");
    shop.orders.put({ ...order, date_modified: now, date_modified_gmt: now });
    await w.sweep();
    return text(cents(amount(String(order["total"]))));
  };
  const there = (id: number) =>
    visma.books
      .ordersReferred(String(id))
      .map(({ values }) => `${values.currencyId} ${text(cents(values.orderTotal))}`);
  return { ...w, shop, touch, there };
}

test("an order of WooCommerce is a sales order once and to the cent, its discount and shipping with it", async () => {
  const w = await coupled();
  for (const id of [42, 47]) {
    const total = await w.touch(id);
    await w.outcome(id, "documented");
    expect(w.there(id)).toEqual([`EUR ${total}`]);
  }
});

test("one in another currency waits for its rate by name, and goes over in its own currency", async () => {
  const w = await coupled();
  const total = await w.touch(76);
  const { order } = await w.outcome(76, "held");
  expect(order.reason).toMatchObject({ code: "mapping.missing", message: expect.stringContaining("GBP") });
  await w.api.put(`/api/connections/${w.shopId}/mappings/exchangeRate/GBP`, { rate: "1.15" });
  await w.outcome(76, "documented");
  expect(w.there(76)).toEqual([`GBP ${total}`]);
});

test("stock of the ERP stands in the shop, where that counts it", async () => {
  const w = await coupled();
  const stock = await coupleErpCatalogue(w, "stock");
  expect((await stock.start()).counts).toEqual({ updated: goods.length });
  w.visma.erp.countStock("KP-001", "7");
  await stock.follow();
  const [product] = w.shop.products.withSku("KP-001");
  expect(w.shop.products.stockOf(product?.id ?? 0)).toBe(7);
});

const mapped = {
  vatClasses: { HIGH: { to: "standard", rate: "21" }, BE6: { to: "reduced-rate", rate: "6" } },
  onlyTypes: ["FinishedGoodItem"],
};

test("a first import takes the ERP's stock over; an attribute goes along, and follows", async () => {
  const w = await coupled();
  w.visma.erp.addItem({ number: "NIEUW-1", description: "Nieuwe mok" }, "12");
  w.visma.erp.changeItem("NIEUW-1", { attributes: [{ id: "KLEUR", value: "blauw" }] });
  const attributes = [{ from: "attribute:KLEUR", to: "Kleur", when: "onUpdate" }];
  const products = await coupleErpCatalogue(w, "products", { ...mapped, attributes });
  await products.start();
  const made = () => w.shop.products.withSku("NIEUW-1")[0];
  expect(w.shop.products.stockOf(made()?.id ?? 0)).toBe(12);
  expect(made()).toMatchObject({ name: "Nieuwe mok", attributes: [{ name: "Kleur", options: ["blauw"] }] });
  w.visma.erp.changeItem("NIEUW-1", { attributes: [{ id: "KLEUR", value: "groen" }] });
  await products.follow();
  expect(made()).toMatchObject({ attributes: [{ name: "Kleur", options: ["groen"] }] });
});

test("customers of the ERP are made in the shop and follow; what one filled in there stays", async () => {
  const w = await coupled();
  const debtor = w.visma.erp.addCustomer({
    ...{ name: "Bakkerij Baert", customerClass: "WEB", vatRegistrationId: "BE0202239951" },
    mainContact: { name: "Els Baert", email: "info@baert.example", phone1: "+32 9 000 00 01" },
    mainAddress: { addressLine1: "Kerkstraat 1", postalCode: "9000", city: "Gent", countryId: "BE" },
  });
  const person = w.visma.erp.addCustomer({
    ...{ name: "An Peeters", customerClass: "WEB" },
    mainContact: { name: "An Peeters", email: "an.peeters@voorbeeld.test", phone1: "+32 9 111 11 11" },
  });
  const customers = await coupleErpCatalogue(w, "customers");
  await customers.start();
  const inShop = (email: string) => w.shop.customers.list().find((one) => one["email"] === email);
  expect(inShop("info@baert.example")).toMatchObject({
    ...{ first_name: "Els", last_name: "Baert" },
    billing: { company: "Bakkerij Baert", address_1: "Kerkstraat 1", postcode: "9000", city: "Gent", country: "BE" },
  });
  // A private person stays one, and keeps the phone number they gave.
  expect(inShop("an.peeters@voorbeeld.test")).toMatchObject({ billing: { company: "", phone: "+32 470 12 34 56" } });
  expect((await customers.records()).find(({ externalId }) => externalId === person.number)?.kept).toEqual(["phone"]);
  w.visma.erp.changeCustomer(debtor.number, { mainContact: { phone1: "+32 9 000 00 02" } });
  await customers.follow();
  expect(inShop("info@baert.example")).toMatchObject({ billing: { phone: "+32 9 000 00 02", city: "Gent" } });
  expect((await customers.follow()).run?.counts ?? {}).not.toHaveProperty("updated");
  expect(w.shop.customers.passwords).toEqual([]);
});
