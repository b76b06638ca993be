import { describe, expect, test } from "vitest";
import { eraseSettings } from "#connect/connector.ts";
import { once } from "#connect/once.ts";
import type { CreateName, Input } from "#connect/operations.ts";
import { perform } from "#connect/perform.ts";
import { rememberedEffects } from "#connect/remembered-effects.ts";
import { WireFault, type WireRequest } from "#connect/transport.ts";
import { answersInTurn, jsonAnswer, sessionOn, type Answering } from "#connectors/recorded-transport.ts";
import { amount } from "#domain/amount.ts";
import { Party } from "#domain/party.ts";
import { csCart } from "./connector.ts";
import { listOf } from "./testing/order-json.ts";

const connector = eraseSettings(csCart);

function on(answers: readonly Answering[], more: Record<string, unknown> = {}) {
  const { transport, requests } = answersInTurn(answers);
  return { requests, session: sessionOn(connector, { shopUrl: "https://shop.example.be", ...more }, transport) };
}
const writes = (requests: readonly WireRequest[]) =>
  requests.flatMap(({ method, body }) => (method === "GET" || body === null ? [] : [JSON.parse(body) as unknown]));

const product = (more: object = {}) => ({
  product_id: "12",
  product: "Mok",
  product_code: "MUG-01",
  price: "24.20",
  amount: "12",
  tracking: "B",
  status: "A",
  ...more,
});
const lost: Answering = () => {
  throw new WireFault("lost", "the answer was lost");
};

/** The first time its answer is lost, and a minute later it is tried again. */
async function twice<N extends CreateName>(operation: N, input: Input<N>, answers: readonly Answering[]) {
  let seconds = 0;
  const { requests, session } = on([lost, ...answers]);
  const book = rememberedEffects(() => seconds);
  const run = () => once(book, { connector, sendingWithin: () => session }, { key: "k", operation, input, mark: "" });
  await expect(run()).rejects.toMatchObject({ code: "remote.outcome_unknown" });
  seconds = 120;
  return { made: await run(), requests };
}

describe("an answer that was lost: it is looked for by what it holds before it is made again", () => {
  const buyer = Party.parse({ name: "An De Smet", email: "an@example.be", address: { countryCode: "BE" } });

  test("a product by its code", async () => {
    const { made, requests } = await twice(
      "products.create",
      { item: { name: "Mok", sellersItemIdentifier: "MUG-01" } },
      [() => jsonAnswer(listOf("products", [product({ product_id: "11", product_code: "MUG-011" }), product()]))],
    );
    expect(made).toMatchObject({ id: "12" });
    expect(writes(requests)).toHaveLength(1);
    expect(requests[1]?.url.searchParams.get("pcode")).toBe("Y");
  });

  test("a customer by the address, compared as people mean it", async () => {
    const { made, requests } = await twice("customers.create", { buyer }, [
      () =>
        jsonAnswer(
          listOf("users", [
            { user_id: "7", user_type: "C", email: "jan.an@example.be" },
            { user_id: "8", user_type: "C", email: "AN@example.be" },
          ]),
        ),
    ]);
    expect(made).toMatchObject({ id: "8" });
    expect(writes(requests)).toHaveLength(1);
  });

  test("a category by its name and place", async () => {
    const { made, requests } = await twice("categories.create", { name: "Keuken", parentId: "" }, [
      () =>
        jsonAnswer(
          listOf("categories", [
            { category_id: "1", category: "Keuken", parent_id: "9" },
            { category_id: "2", category: "Keuken", parent_id: "0" },
          ]),
        ),
    ]);
    expect(made).toMatchObject({ id: "2" });
    expect(writes(requests)).toHaveLength(1);
  });

  test("what is not there is made", async () => {
    const { made, requests } = await twice("customers.create", { buyer }, [
      () => jsonAnswer(listOf("users", [])),
      () => jsonAnswer({ user_id: 9 }, 201),
    ]);
    expect(made).toMatchObject({ id: "9" });
    expect(writes(requests)).toHaveLength(2);
  });
});

describe("products", () => {
  test("only what is given is written, and the pictures by their address", async () => {
    const { requests, session } = on([
      () => jsonAnswer({ product_id: "12" }),
      () => jsonAnswer(product({ price: "19.90" })),
    ]);
    const input = {
      externalId: "12",
      externalParentId: "",
      item: { price: amount("19.9"), isActive: false, imageUrls: ["https://hub.example/1.jpg"] },
    };
    const { item } = await perform(connector, session, "products.update", input);
    expect(writes(requests)).toEqual([
      { price: "19.90", status: "D", main_pair: { detailed: { image_path: "https://hub.example/1.jpg" } } },
    ]);
    expect(item).toMatchObject({ price: "19.90", stock: "12" });
  });

  const tree = listOf("categories", [
    { category_id: "12", category: "Keuken", parent_id: "0" },
    { category_id: "14", category: "Mokken", parent_id: "12" },
  ]);

  test("say which categories they are in; one the shop does not list is there all the same", async () => {
    const { session } = on([
      () => jsonAnswer(listOf("products", [product({ category_ids: [14, 99] })])),
      () => jsonAnswer(tree),
    ]);
    const { items } = await perform(connector, session, "products.find", { codes: ["MUG-01"] });
    expect(items[0]?.categories).toEqual([["Keuken", "Mokken"], ["99"]]);
  });

  test("a change tells the same pictures as the next look: lists do not have the others", async () => {
    const picture = (image_path: string) => ({ detailed: { image_path } });
    const listed = product({ main_pair: picture("https://shop.example/1.jpg") });
    const { session } = on([
      () => jsonAnswer({ product_id: "12" }),
      () => jsonAnswer({ ...listed, image_pairs: { 5: picture("https://shop.example/2.jpg") } }),
      () => jsonAnswer(listOf("products", [listed])),
    ]);
    const imageUrls = ["https://hub.example/1.jpg", "https://hub.example/2.jpg"];
    const change = { externalId: "12", externalParentId: "", item: { imageUrls } };
    const { item } = await perform(connector, session, "products.update", change);
    const { items } = await perform(connector, session, "products.find", { codes: ["MUG-01"] });
    expect(item.images).toEqual(items[0]?.images);
  });

  test("an extra field that the connection does not know is refused before anything is sent", async () => {
    const { requests, session } = on([() => jsonAnswer({ product_id: "12" })]);
    const input = { externalId: "12", externalParentId: "", item: { attributes: { company_id: "2" } } };
    await expect(perform(connector, session, "products.update", input)).rejects.toMatchObject({
      code: "document.invalid",
    });
    expect(requests).toEqual([]);
  });

  test("a refusal is told in the shop's own words", async () => {
    const { session } = on([
      () => jsonAnswer({ message: "Bad Request: The required field 'price' is missing", status: 400 }, 400),
    ]);
    const input = { externalId: "12", externalParentId: "", item: { name: "Mok" } };
    await expect(perform(connector, session, "products.update", input)).rejects.toMatchObject({
      code: "document.rejected",
      message: expect.stringContaining("'price' is missing") as string,
    });
  });
});

describe("stock", () => {
  const set = (quantity: string, answers: readonly Answering[]) => {
    const { requests, session } = on(answers);
    const items = [{ externalId: "12", externalParentId: "", quantity: amount(quantity) }];
    return { requests, result: perform(connector, session, "stock.set", { items }) };
  };

  test("absolute, and what stands there afterwards is read", async () => {
    const its = set("5.00", [
      () => jsonAnswer(product()),
      () => jsonAnswer({ product_id: "12" }),
      () => jsonAnswer(product({ amount: 4 })),
    ]);
    // Somebody bought one meanwhile.
    expect(await its.result).toEqual({ items: [{ externalId: "12", quantity: "4" }] });
    expect(writes(its.requests)).toEqual([{ amount: "5" }]);
  });

  test.each(["D", "O"])(
    "a product that is not counted by itself (%s) is left alone, and said to be",
    async (tracking) => {
      const its = set("5", [() => jsonAnswer(product({ tracking }))]);
      expect(await its.result).toEqual({ items: [{ externalId: "12", quantity: null }] });
      expect(writes(its.requests)).toEqual([]);
    },
  );

  test("half a piece is refused before anything is sent", async () => {
    const its = set("7.5", [() => jsonAnswer(product())]);
    await expect(its.result).rejects.toMatchObject({ code: "document.invalid" });
    expect(its.requests).toEqual([]);
  });
});

describe("customers", () => {
  const buyer = Party.parse({
    name: "Peeters bv",
    contactName: "An De Smet",
    email: "an@example.be",
    phone: "1",
    vatIdentifier: "BE0202239951",
    address: { cityName: "Gent", countryCode: "BE" },
  });

  test("general fields only: never a password, and the address one signs in with stays", async () => {
    const { requests, session } = on([() => jsonAnswer({ user_id: "8" })], { vatFieldIds: ["37"] });
    await perform(connector, session, "customers.update", { externalId: "8", buyer });
    const [body] = writes(requests);
    expect(body).toMatchObject({
      company: "Peeters bv",
      firstname: "An",
      lastname: "De Smet",
      b_city: "Gent",
      fields: { "37": "BE0202239951" },
    });
    expect(body).not.toHaveProperty("email");
    expect(JSON.stringify(body)).not.toMatch(/password|subscri/);
  });

  test("a change holds what is filled in: no empty name, company or address goes with it", async () => {
    const bodyOf = async (given: object) => {
      const { requests, session } = on([() => jsonAnswer({ user_id: "8" })]);
      const its = Party.parse({ email: "an@example.be", address: {}, ...given });
      await perform(connector, session, "customers.update", { externalId: "8", buyer: its });
      return writes(requests)[0];
    };
    expect(await bodyOf({ phone: "+32 2" })).toEqual({ phone: "+32 2", b_phone: "+32 2" });
    expect(await bodyOf({ contactName: "An" })).toEqual({
      ...{ firstname: "An", lastname: "", b_firstname: "An", b_lastname: "" },
    });
    expect(await bodyOf({ address: { cityName: "Gent" } })).toEqual({
      ...{ b_address: "", b_address_2: "", b_city: "Gent", b_zipcode: "", b_state: "" },
    });
  });

  test("without an address none can be made", async () => {
    const { requests, session } = on([() => jsonAnswer({ user_id: "8" })]);
    const effect = {
      key: "k",
      operation: "customers.create",
      input: { buyer: { ...buyer, email: "" } },
      mark: "",
    } as const;
    await expect(once(rememberedEffects(), { connector, sendingWithin: () => session }, effect)).rejects.toMatchObject({
      code: "document.invalid",
    });
    expect(requests).toEqual([]);
  });

  test("an administrator is no customer", async () => {
    const { session } = on([
      () => jsonAnswer(listOf("users", [{ user_id: "1", user_type: "A", email: "an@example.be" }])),
    ]);
    expect(await perform(connector, session, "customers.find", { buyer })).toBeNull();
  });
});

describe("hosts that have had enough", () => {
  test.each([508, 509])("%s is asked to wait", async (status) => {
    const { session } = on([() => ({ status, headers: {}, body: "Resource Limit Is Reached" })]);
    await expect(perform(connector, session, "orders.get", { ids: ["1"] })).rejects.toMatchObject({
      code: "remote.rate_limited",
    });
  });
});
