import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { apiUnderTest } from "#api/testing/api-under-test.ts";
import { inAdministration } from "#store/database.ts";

const { call, store, makeToken } = await apiUnderTest();

/** A company with a price list of these articles, and own items. */
async function company(
  articles: readonly (readonly [code: string, name: string, gtin?: string, maker?: string])[] = [],
) {
  const id = await store.makeAdministration();
  const token = await makeToken("owner", id);
  const as = (method: string, path: string, body?: unknown) =>
    call(method, path, { token, body, headers: { "accept-language": "nl" } });
  const party = (await as("POST", "/api/parties", { name: "Groothandel Voorbeeld" })).json as { id: string };
  const list = (await as("POST", "/api/price-lists", { partyId: party.id, name: "2026" })).json as { id: string };
  for (const [code, name, gtin = "", maker = ""] of articles)
    expect(
      await as("POST", "/api/supplier-items", {
        priceListId: list.id,
        suppliersItemIdentifier: code,
        name,
        gtin,
        manufacturersItemIdentifier: maker,
        gross: "10",
      }),
    ).toMatchObject({ status: 201 });
  const found = async (search: string, more = "") =>
    (await as("GET", `/api/supplier-items?search=${encodeURIComponent(search)}${more}`)).json as {
      items: { kind: string; id: string; code: string; by: string }[];
      corrected: string | null;
    };
  const codes = async (search: string, more = "") => (await found(search, more)).items.map(({ code }) => code);
  return { id, as, list, party, found, codes };
}

const articles = [
  ["7000003", "Installatiedraad H07V-U 1,5 blauw ring 100 m", "5412345000013", "H07V-U1,5BL"],
  ["7000004", "Installatiedraad H07V-U 2,5 zwart ring 100 m"],
  ["0700002", "LED lamp 9 W E27 840", "96385074"],
  ["07.000-21", "Wandlamp Équipe wit"],
  ["X1", "Draadeinde 100% koper_blank"],
] as const;

describe("what is found", () => {
  let at: Awaited<ReturnType<typeof company>>;
  beforeAll(async () => {
    at = await company(articles);
    await at.as("POST", "/api/items", {
      sellersItemIdentifier: "EIGEN-1",
      name: "Eigen lamp",
      gtins: ["5412345000020"],
    });
  });

  test.each([
    ["7000003", ["7000003"]],
    ["700000", ["7000003", "7000004"]],
    ["07 000 02", ["0700002"]],
    ["07.00", ["0700002", "07.000-21"]],
    ["0700021", ["07.000-21"]],
    ["h07v-u1,5", ["7000003"]],
    ["5412345000013", ["7000003"]],
    ["05412345000013", ["7000003"]],
    ["96385074", ["0700002"]],
    ["5412345000020", ["EIGEN-1"]],
    ["install", ["7000003", "7000004"]],
    ["draad zwart", ["7000004"]],
    ["ring 100 blauw", ["7000003"]],
    ["equipe", ["07.000-21"]],
    ["lamp", ["EIGEN-1", "0700002", "07.000-21"]],
    ["X1", ["X1"]],
    ["100%", ["X1"]],
    ["koper_blank", ["X1"]],
    ["koperxblank", []],
    ["%%%", []],
    ["'; drop table item_search; --", []],
    ["zaag", []],
  ])("%s", async (search, codes) => {
    expect((await at.codes(search)).toSorted()).toEqual([...codes].toSorted());
  });

  test.each([
    ["instalatiedraad", "installatiedraad"],
    ["installatiedraat blauw", "installatiedraad blauw"],
    ["wnadlamp", "wandlamp"],
    ["wandlapm", "wandlamp"],
  ])("%s was one typo from %s", async (search, meant) => {
    const { items, corrected } = await at.found(search);
    expect(items.length).toBeGreaterThan(0);
    expect(corrected).toBe(meant);
  });

  test("what is mistyped may begin another word, which nothing has together with the others", async () => {
    const { found } = await company([
      ["B1", "Bracket geel"],
      ["B2", "Backetten rood"],
    ]);
    expect(await found("backet geel")).toMatchObject({ items: [{ code: "B1" }], corrected: "bracket geel" });
    expect(await found("backet")).toMatchObject({ items: [{ code: "B2" }], corrected: null });
  });

  test("two typos, a typo in a code and a short word find nothing", async () => {
    for (const search of ["instalatiedrad", "7000093", "lmp"]) expect(await at.codes(search)).toEqual([]);
  });

  test("the surest first, own items before those of suppliers", async () => {
    const { items } = await at.found("lamp");
    expect(items.map(({ kind, by }) => [kind, by])).toEqual([
      ["item", "words"],
      ["supplierItem", "words"],
      ["supplierItem", "words"],
    ]);
    expect((await at.found("700000")).items.map(({ by }) => by)).toEqual(["prefix", "prefix"]);
    expect((await at.found("7000003")).items[0]?.by).toBe("code");
  });

  test("within one price list only its articles", async () => {
    expect((await at.codes("lamp", `&priceListId=${at.list.id}`)).toSorted()).toEqual(["07.000-21", "0700002"]);
    expect(await at.codes("lamp", `&priceListId=${randomUUID()}`)).toEqual([]);
    expect(await at.codes("lamp", "&limit=1")).toEqual(["EIGEN-1"]);
  });

  test("bad input is answered, and never long", async () => {
    for (const search of ["", " ", "a", "?", "\u{1F4A1}", "x".repeat(200), "a ".repeat(99)])
      expect((await at.as("GET", `/api/supplier-items?search=${encodeURIComponent(search)}`)).status).toBe(200);
    expect((await at.as("GET", `/api/supplier-items?search=${"x".repeat(201)}`)).status).toBe(400);
    expect((await at.as("GET", "/api/supplier-items?search=%00")).status).toBe(400);
  });
});

test("a name that changes is found by the new one and no longer by the old; what is deleted or archived not at all", async () => {
  const { as, codes, list } = await company([["A1", "Oude naam"]]);
  const items = (await as("GET", `/api/supplier-items?priceListId=${list.id}`)).json as { items: { id: string }[] };
  const place = `/api/supplier-items/${items.items[0]?.id}`;
  const item = (await as("GET", place)).json as { version: number };
  await as("PUT", place, { name: "Nieuwe benaming", gross: "10", version: item.version });
  expect([await codes("oude"), await codes("benaming")]).toEqual([[], ["A1"]]);
  const own = (await as("POST", "/api/items", { sellersItemIdentifier: "E1", name: "Eigen ding" })).json as {
    id: string;
  };
  expect(await codes("eigen ding")).toEqual(["E1"]);
  await as("PUT", `/api/items/${own.id}`, {
    sellersItemIdentifier: "E1",
    name: "Eigen ding",
    version: 1,
    isArchived: true,
  });
  expect(await codes("eigen ding")).toEqual([]);
  const found = (await as("GET", `/api/price-lists/${list.id}`)).json as {
    name: string;
    currency: string;
    terms: unknown;
    version: number;
  };
  await as("PUT", `/api/price-lists/${list.id}`, {
    name: found.name,
    currency: found.currency,
    terms: found.terms,
    version: found.version,
    isArchived: true,
  });
  expect(await codes("benaming")).toEqual([]);
});

test("a list of last year that is archived takes no room from the one of this year", async () => {
  const names = Array.from({ length: 12 }, (_, index) => [`A${index}`, "Wandlamp"] as const);
  const { id, as, codes, list, party } = await company(names);
  const { id: now } = (await as("POST", "/api/price-lists", { partyId: party.id, name: "2027" })).json as {
    id: string;
  };
  // Behind the others in every order there is.
  await sql`insert into supplier_items (id, administration_id, price_list_id, party_id, suppliers_item_identifier, manufacturers_item_identifier, name,
      gtin, currency, price_status, price_source, priced_at)
    values ('ffffffff-ffff-4fff-bfff-ffffffffffff', ${id}, ${now}, ${party.id}, 'A99', 'M99', 'Wandlamp', '', 'EUR', 'noPrice', 'list', now())`.execute(
    store.owner,
  );
  const { terms, version } = (await as("GET", `/api/price-lists/${list.id}`)).json as {
    terms: unknown;
    version: number;
  };
  await as("PUT", `/api/price-lists/${list.id}`, { name: "2026", currency: "EUR", terms, version, isArchived: true });
  for (const search of ["A", "A9", "wandl", "andlamp", "andlamp 99", "wnadlamp"])
    expect([search, await codes(search, "&limit=5")]).toEqual([search, search === "A" ? [] : ["A99"]]);
});

describe("another company", () => {
  test("is never found, by any kind of search", async () => {
    const theirs = await company(articles);
    await theirs.as("POST", "/api/items", {
      sellersItemIdentifier: "EIGEN-1",
      name: "Eigen lamp",
      gtins: ["5412345000020"],
    });
    const ours = await company([["Z", "Zaag"]]);
    for (const search of [
      "7000003",
      "700000",
      "5412345000013",
      "5412345000020",
      "install",
      "draad",
      "instalatiedraad",
      "h07v",
      "eigen",
    ])
      expect([search, await ours.codes(search)]).toEqual([search, []]);
    expect(await ours.codes("draad", `&priceListId=${theirs.list.id}`)).toEqual([]);
    expect((await ours.as("GET", `/api/supplier-items?priceListId=${theirs.list.id}`)).status).toBe(404);
  });

  test("is not read through the function that runs as its owner either", async () => {
    const theirs = await company(articles);
    const ours = await company([["Z", "Zaag draad"]]);
    const find = (administration: string, patterns: readonly string[], list: string | null = null) =>
      inAdministration(
        store.app,
        administration,
        async (trx) =>
          (
            await sql<{
              id: string;
            }>`select id from find_by_words(${[...patterns]}::text[], ${list}::uuid, 100)`.execute(trx)
          ).rows,
      );
    expect((await find(theirs.id, ["draad"])).length).toBe(3);
    expect((await find(ours.id, ["draad"])).length).toBe(1);
    expect(await find(ours.id, ["draad"], theirs.list.id)).toEqual([]);
    // What would be SQL stays a pattern.
    for (const pattern of [
      "x' or true --",
      "x%' or administration_id <> administration_id or s.search like '%",
      "\\",
      "'",
    ])
      expect(await find(ours.id, [pattern])).toEqual([]);
    const without = sql`select id from find_by_words(array['draad'], null, 100)`.execute(store.app);
    await expect(without).rejects.toThrow(/unrecognized configuration parameter|invalid input syntax/);
    await expect(sql`select id from find_by_words(array['draad'], null, 100)`.execute(store.hub)).rejects.toThrow(
      "permission denied",
    );
  });

  test("is not found where most of all there is to search is ours, nor by who has little of it", async () => {
    const ours = await company([...articles, ["Z", "Zaag draad"]]);
    const theirs = await company([["T", "Telefoondraad"]]);
    const others = sql`delete from item_search where administration_id not in (${ours.id}, ${theirs.id})`;
    await others.execute(store.owner);
    await sql`analyze item_search`.execute(store.owner);
    const most = async (id: string) =>
      (await sql<{ most: boolean }>`select searches_most(${id}) as most`.execute(store.owner)).rows[0]?.most;
    expect([await most(ours.id), await most(theirs.id)]).toEqual([true, false]);
    expect((await ours.codes("draad")).toSorted()).toEqual(["7000003", "7000004", "X1", "Z"]);
    expect(await theirs.codes("draad")).toEqual(["T"]);
    expect((await ours.codes("raad", `&priceListId=${ours.list.id}`)).length).toBe(4);
    expect(await ours.codes("raad", `&priceListId=${theirs.list.id}`)).toEqual([]);
  });
});
