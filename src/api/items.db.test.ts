import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { apiUnderTest, expectProblem } from "#api/testing/api-under-test.ts";

const { call, store, makeToken } = await apiUnderTest();

async function company() {
  const id = await store.makeAdministration();
  const token = await makeToken("owner", id);
  return (method: string, path: string, body?: unknown, language = "nl") =>
    call(method, path, { token, body, headers: { "accept-language": language } });
}

const boor = {
  sellersItemIdentifier: "B-12",
  name: "Boormachine Équipe 18 V",
  unitCode: "C62",
  salesPrice: "99.123456",
  vatRate: "21",
  gtins: ["5412345000013", "96385074"],
  countsStock: false,
};

test("an item is kept to its last decimal and found by code, name and barcode", async () => {
  const as = await company();
  const { id } = (await as("POST", "/api/items", boor)).json as { id: string };
  expect((await as("GET", `/api/items/${id}`)).json).toMatchObject({
    ...boor,
    version: 1,
    onHand: "0",
    mayDelete: true,
  });
  for (const q of ["b-12", "equipe boor", "5412345000013", "96385074", "5412 345 000013"]) {
    const { json } = await as("GET", `/api/items?q=${encodeURIComponent(q)}`);
    expect({ q, json }).toMatchObject({ q, json: { items: [{ id }] } });
  }
  for (const q of ["zaag", "541234500001", "b_12"])
    expect((await as("GET", `/api/items?q=${q}`)).json).toMatchObject({ items: [] });
});

test.each([
  ["salesPrice", { salesPrice: "-1" }],
  ["salesPrice", { salesPrice: "1.1234567" }],
  ["vatRate", { vatRate: "101" }],
  ["gtins.1", { gtins: ["96385074", "5412345000014"] }],
  ["unitCode", { unitCode: "stuk" }],
  ["name", { name: "" }],
])("a wrong %s is refused", async (field, change) => {
  const as = await company();
  const refused = await as("POST", "/api/items", { ...boor, ...change });
  expectProblem(refused, 400, "request.invalid");
  expect((refused.json as { errors: { field: string }[] }).errors[0]?.field).toBe(field);
});

test("is saved once per reading, archived, deleted, and never under the code of another", async () => {
  const as = await company();
  const { id } = (await as("POST", "/api/items", boor)).json as { id: string };
  await as("POST", "/api/items", { sellersItemIdentifier: "Z", name: "Zaag" });
  const price = { ...boor, salesPrice: "100", gtins: [], version: 1 };
  expect((await as("PUT", `/api/items/${id}`, price)).json).toMatchObject({ salesPrice: "100", gtins: [], version: 2 });
  expectProblem(await as("PUT", `/api/items/${id}`, price), 409, "request.conflict");
  const taken = await as("PUT", `/api/items/${id}`, { ...price, version: 2, sellersItemIdentifier: "Z" });
  expect(taken.json).toMatchObject({
    errors: [{ field: "sellersItemIdentifier", message: "Deze code is van een ander artikel" }],
  });
  await as("PUT", `/api/items/${id}`, { ...price, version: 2, isArchived: true });
  expect((await as("GET", "/api/items")).json).toMatchObject({ items: [{ sellersItemIdentifier: "Z" }] });
  expect((await as("GET", "/api/items?archived=true")).json).toMatchObject({ items: [{ id }] });
  expect((await as("DELETE", `/api/items/${id}`)).status).toBe(200);
  expectProblem(await as("GET", `/api/items/${id}`), 404);
  expectProblem(await as("GET", `/api/items/${randomUUID()}`), 404);
});

test("units have a word in the language that is asked", async () => {
  const as = await company();
  const wordOf = async (language: string) =>
    (
      (await as("GET", "/api/units", undefined, language)).json as { items: { code: string; one: string }[] }
    ).items.find(({ code }) => code === "HUR")?.one;
  expect([await wordOf("nl"), await wordOf("fr"), await wordOf("en")]).toEqual(["uur", "heure", "hour"]);
});
