import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { apiUnderTest } from "#api/testing/api-under-test.ts";
import { importCompany, people, type Import } from "#api/testing/import-company.ts";

const api = await apiUnderTest();
const { store } = api;
const company = () => importCompany(api);

describe("a second time", () => {
  test("nothing changes; a changed cell changes its contact, and an empty one leaves what is there", async () => {
    const { bring, get, upload, as } = await company();
    await bring("parties", people);
    expect((await bring("parties", people)).counts).toEqual({ new: 0, changed: 0, unchanged: 2, wrong: 0 });
    const changed = "Naam;E-mail;Telefoon;Contactpersoon\nDe Fiets bv;FIETS@example.be;059 12;\n";
    const { id } = (await upload("parties", changed)).json as Import;
    const seen = (await as("PUT", `/api/imports/${id}/mapping`, {})).json as Import;
    expect(seen.counts).toMatchObject({ changed: 1 });
    await bring("parties", changed);
    const list: { items: { id: string }[] } = await get("/api/parties?q=fiets");
    expect(await get(`/api/parties/${list.items[0]?.id}`)).toMatchObject({
      name: "De Fiets bv",
      phone: "059 12",
      version: 2,
      addresses: { postal: { cityName: "Oostende" } },
    });
  });

  test("another VAT number is another company, whatever its address", async () => {
    const { bring } = await company();
    await bring("parties", "Naam;E-mail;Btw-nummer\nEen;boek@houder.example;BE0202239951\n");
    const seen = await bring("parties", "Naam;E-mail;Btw-nummer\nTwee;boek@houder.example;BE0765432146\n");
    expect(seen.counts).toMatchObject({ new: 1, changed: 0 });
  });

  test("what is exported comes back unchanged", async () => {
    const { bring, as } = await company();
    await bring("parties", people);
    await bring("items", "Code;Naam;Prijs;Btw;EAN\nA1;@Boor;0,123456;21;5412345000013\nA2;-Zaag;;;\n");
    for (const language of ["nl", "fr", "en"])
      for (const what of ["parties", "items"]) {
        const { text } = await as("GET", `/api/${what}/export`, undefined, language);
        const seen = await bring(what, text);
        expect({ language, what, ...seen.counts }).toEqual({
          language,
          what,
          new: 0,
          changed: 0,
          unchanged: 2,
          wrong: 0,
        });
      }
  });
});

describe("undo", () => {
  test("puts back what it changed, and leaves what was changed or used since", async () => {
    const { id: administrationId, bring, get, as, carryOut } = await company();
    await bring("items", "Code;Naam;Prijs\nA1;Boor;12,50\nA2;Zaag;7,00\n");
    const before = await get("/api/items");
    const { id } = await bring(
      "items",
      "Code;Naam;Prijs;EAN\nA1;Boor XL;13;5412345000013\nA2;Zaag;8;\nA3;Vijl;1;\nA4;Bout;2;\n",
    );
    const list: { items: { id: string; sellersItemIdentifier: string }[] } = await get("/api/items");
    const idOf = (code: string) => list.items.find((item) => item.sellersItemIdentifier === code)?.id ?? "";
    await as("PUT", `/api/items/${idOf("A2")}`, {
      sellersItemIdentifier: "A2",
      name: "Zaag",
      salesPrice: "9",
      version: 2,
    });
    await sql`with l as (insert into locations (id, administration_id, name) values (gen_random_uuid(), ${administrationId}, 'Magazijn') returning id)
      insert into stock_movements (id, administration_id, item_id, location_id, quantity, reason)
      select gen_random_uuid(), ${administrationId}, ${idOf("A4")}, l.id, 1, 'count' from l`.execute(store.owner);
    expect((await as("POST", `/api/imports/${id}/undo`)).json).toMatchObject({ state: "undoing" });
    await carryOut();
    expect((await get(`/api/imports/${id}`)) as Import).toMatchObject({
      state: "undone",
      kept: 2,
      undoneBy: "owner in a test",
    });
    const kept: { items: unknown[] } = await get(`/api/imports/${id}/rows?kept=true`);
    expect(kept.items).toMatchObject([
      { line: 3, outcome: "kept", keptReason: "changed" },
      { line: 5, outcome: "kept", keptReason: "used" },
    ]);
    const after: { items: { sellersItemIdentifier: string; salesPrice: string }[] } = await get("/api/items");
    expect(after.items.map(({ sellersItemIdentifier, salesPrice }) => [sellersItemIdentifier, salesPrice])).toEqual([
      ["A1", "12.50"],
      ["A2", "9"],
      ["A4", "2"],
    ]);
    expect((before as { items: unknown[] }).items[0]).toEqual(after.items[0]);
  });
});
