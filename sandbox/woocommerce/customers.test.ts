import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ask, type Answer } from "./asking.ts";
import { selfSigned } from "./certificate.ts";
import type { ItemJson } from "./documents.ts";
import { startShop, type Shop } from "./shop.ts";

const folder = fileURLToPath(new URL("../../fixtures/woocommerce", import.meta.url));

let shop: Shop;

function call(method: string, path: string, body?: unknown): Promise<Answer> {
  const key = [shop.consumerKey, shop.consumerSecret] as const;
  return ask(`${shop.url}/wp-json/wc/v3/${path}`, { method, key, ...(body === undefined ? {} : { body }) });
}
const bodyOf = ({ body }: Answer): ItemJson => body as ItemJson;

beforeEach(async () => {
  shop = await startShop({ folder, tls: selfSigned(), keepDeliveries: true });
});

afterEach(() => shop.stop());

describe("customers", () => {
  const jan = { email: "jan.maes@voorbeeld.test", first_name: "Jan", billing: { city: "Gent", nonsense: "x" } };

  test("are made in the form of a recorded one and found by e-mail in any case", async () => {
    const made = await call("POST", "customers", jan);
    expect(made.status).toBe(201);
    expect(Object.keys(bodyOf(made))).toEqual(Object.keys(bodyOf(await call("GET", "customers/2"))));
    expect(made.body).toMatchObject({ role: "customer", username: "jan.maes", billing: { city: "Gent", phone: "" } });
    expect(bodyOf(made)["billing"]).not.toHaveProperty("nonsense");
    expect((await call("GET", "customers?email=Jan.Maes@voorbeeld.test")).body).toMatchObject([{ id: 4 }]);
    expect((await call("PUT", "orders/42", { customer_id: 4 })).status).toBe(200);
  });

  test("an e-mail that is there is refused, also when it is of somebody who is no customer and in no list", async () => {
    shop.customers.add({ email: "baas@voorbeeld.test", role: "administrator" });
    expect((await call("GET", "customers?email=baas@voorbeeld.test")).body).toEqual([]);
    expect((await call("GET", "customers?email=baas@voorbeeld.test&role=all")).body).toHaveLength(1);
    for (const email of ["baas@voorbeeld.test", "AN.Peeters@voorbeeld.test"]) {
      expect(await call("POST", "customers", { email })).toMatchObject({
        status: 400,
        body: { code: "registration-error-email-exists" },
      });
    }
    expect(await call("PUT", "customers/2", { email: "piet.devries@voorbeeld.test" })).toMatchObject({
      status: 400,
      body: { code: "woocommerce_rest_customer_invalid_email" },
    });
    expect((await call("PUT", "customers/2", { email: "an.peeters@voorbeeld.test" })).status).toBe(200);
  });

  test("a change keeps what is not named, and says whose password it touched", async () => {
    await call("PUT", "customers/2", { billing: { city: "Lier" }, shipping: { city: "Lier" }, role: "administrator" });
    expect(shop.customers.get(2)).toMatchObject({
      role: "customer",
      billing: { city: "Lier", address_1: "Kerkstraat 5 bus 2" },
    });
    expect(shop.customers.passwords).toEqual([]);
    await call("PUT", "customers/2", { password: "geheim" });
    expect(shop.customers.passwords).toEqual([2]);
  });

  test("what cannot be is refused by name", async () => {
    expect(await call("POST", "customers", { first_name: "Zonder" })).toMatchObject({
      status: 400,
      body: { code: "rest_missing_callback_param", data: { params: ["email"] } },
    });
    for (const body of [{ email: "geen adres" }, { email: "a@b.test", billing: { email: "" } }]) {
      expect((await call("POST", "customers", body)).body).toMatchObject({ code: "rest_invalid_param" });
    }
    expect((await call("GET", "customers/99")).status).toBe(404);
    expect((await call("PUT", "customers/99", {})).status).toBe(400);
  });
});

describe("categories", () => {
  test("are a tree in which a name stands once under each parent", async () => {
    const top = bodyOf(await call("POST", "products/categories", { name: "Kaas & wijn" }));
    expect(top).toMatchObject({ name: "Kaas &amp; wijn", slug: "kaas-wijn", parent: 0, count: 0 });
    expect(await call("POST", "products/categories", { name: "kaas &amp; Wijn" })).toMatchObject({
      status: 400,
      body: { code: "term_exists", data: { status: 400, resource_id: top.id } },
    });
    const below = await call("POST", "products/categories", { name: "Kaas & wijn", parent: top.id });
    expect(below).toMatchObject({ status: 201, body: { parent: top.id, slug: "kaas-wijn-2" } });
    expect(await call("POST", "products/categories", { name: "Elders", parent: 999 })).toMatchObject({
      status: 404,
      body: { code: "woocommerce_rest_term_invalid" },
    });
    expect((await call("POST", "products/categories", {})).body).toMatchObject({ code: "rest_missing_callback_param" });
  });

  test("are listed with how many products they hold, and follow a product", async () => {
    const { id } = bodyOf(await call("POST", "products/categories", { name: "Kazen" }));
    await call("PUT", "products/12", { categories: [{ id }] });
    const { body, headers } = await call("GET", "products/categories?_fields=id,count");
    expect(headers["x-wp-total"]).toBe("2");
    expect(body).toEqual([
      { id, count: 1 },
      { id: 15, count: 13 },
    ]);
    expect((await call("GET", `products?category=${id}&_fields=id`)).body).toEqual([{ id: 12 }]);
    expect((await call("DELETE", `products/categories/${id}`)).status).toBe(501);
    await call("DELETE", `products/categories/${id}?force=true`);
    expect(shop.products.get(12)).toMatchObject({ categories: [{ id: 15 }] });
  });
});
