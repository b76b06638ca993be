import { expect, test } from "vitest";
import { apiUnderTest } from "./testing/api-under-test.ts";

const { call, store, makeToken } = await apiUnderTest();
const administrationId = await store.makeAdministration();
const token = await makeToken("owner", administrationId);

interface Field {
  readonly name: string;
  readonly label: string;
  readonly kind: string;
  readonly isNeeded: boolean;
  readonly isLearnt: boolean;
  readonly choices: readonly unknown[];
}
interface Listed {
  readonly id: string;
  readonly isOn: boolean;
  readonly settings: readonly Field[];
  readonly credentials: readonly unknown[];
  readonly webhooks: string;
  readonly statuses: readonly unknown[];
}

async function listed(language: string): Promise<Record<string, Listed>> {
  const { json } = await call("GET", "/api/connectors", { token, headers: { "accept-language": language } });
  return Object.fromEntries((json as { items: Listed[] }).items.map((one) => [one.id, one]));
}

test("each product comes with its form, its keys and its words, in the language of the reader", async () => {
  const { woocommerce, "cs-cart": csCart, mollie, "bancontact-pro": bancontact } = await listed("fr");
  const field = (of: Listed | undefined, name: string) => of?.settings.find((one) => one.name === name);
  expect(field(woocommerce, "shopUrl")).toMatchObject({ kind: "address", isNeeded: true, isLearnt: false });
  expect(field(woocommerce, "shopUrl")?.label).toMatch(/boutique/i);
  expect(field(woocommerce, "timeZone")).toMatchObject({ kind: "text", isNeeded: false, isLearnt: true });
  expect(field(woocommerce, "payOnDeliveryMethods")).toMatchObject({ kind: "list", initial: ["cod"] });
  expect(field(woocommerce, "pricesIncludeTax")).toMatchObject({ kind: "yesNo", initial: null });
  expect(woocommerce).toMatchObject({ givesOrders: true, webhooks: "byHand" });
  expect(woocommerce?.statuses).toContainEqual({ value: "completed", nl: "Afgerond", en: "Completed" });
  expect(csCart).toMatchObject({ givesOrders: true, webhooks: "none" });
  expect(field(csCart, "shopUrl")).toMatchObject({ kind: "address", isNeeded: true });
  expect(field(csCart, "paidStatuses")).toMatchObject({ kind: "list", initial: ["P", "C"] });
  expect(field(csCart, "apiForm")).toMatchObject({ isLearnt: true });
  expect(csCart?.statuses).toContainEqual({ value: "P", nl: "Verwerkt", en: "Processed" });
  expect(field(bancontact, "environment")).toMatchObject({
    kind: "choice",
    choices: [{ value: "production", label: "Réel : les clients paient" }, { value: "preproduction" }],
  });
  expect(mollie).toMatchObject({ givesOrders: false, webhooks: "byItself", credentials: [{ name: "apiKey" }] });
});

test("it says whose app is on", async () => {
  expect((await listed("nl"))["mollie"]?.isOn).toBe(false);
  await call("POST", "/api/apps/mollie/activate", { token, body: {} });
  expect((await listed("nl"))["mollie"]?.isOn).toBe(true);
});

test("a package of no real product is offered to nobody, and shown where it is connected", async () => {
  expect(Object.keys(await listed("nl"))).not.toContain("demo-books");
  const given = { connector: "demo-books", name: "Boeken", settings: { apiUrl: "https://boeken.example/" } };
  const made = await call("POST", "/api/connections", { token, body: { ...given, credentials: { apiKey: "a-key" } } });
  expect(made.status).toBe(201);
  expect((await listed("nl"))["demo-books"]).toMatchObject({ id: "demo-books", givesOrders: false });
});
