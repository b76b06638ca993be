// Over 300 lines because all acts on one run are tried on the same made-up list.
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { isHubRefusal } from "./hub-client.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import { oddWorld, registerOddPrices, type PriceWorld, type Saying } from "./testing/price-world.ts";

let under: HubUnderTest;
beforeAll(async () => {
  registerOddPrices();
  under = await hubUnderTest();
});

const refused = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "it was done",
    (thrown: unknown) => (isHubRefusal(thrown) ? `${thrown.status} ${thrown.answer}` : String(thrown)),
  );

const owned = async <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> =>
  (await query.execute(under.store.owner)).rows;

/** Net prices of a piece by code. */
const prices =
  (net: Readonly<Record<string, string>>): Saying =>
  (code) =>
    net[code] === undefined ? { status: "unknown", net: null } : { net: net[code] };

/** What stands at the supplier's articles: code, net, basis, cost, source. */
const listed = ({ administrationId }: PriceWorld) =>
  owned(sql<object>`select suppliers_item_identifier as code, trim_scale(net)::text as net, trim_scale(basis_quantity)::text as basis,
      trim_scale(cost_per_use_unit)::text as cost, price_source as source
    from supplier_items where administration_id = ${administrationId} order by 1`);

const tabs = ({ administrationId }: PriceWorld) =>
  owned(sql<object>`select suppliers_item_identifier as code, trim_scale(purchase_price)::text as price, trim_scale(price_quantity)::text as per,
      trim_scale(cost_per_use_unit)::text as cost from item_suppliers where administration_id = ${administrationId} order by 1`);

const salesPrices = ({ administrationId }: PriceWorld) =>
  owned(sql<object>`select sellers_item_identifier as code, trim_scale(sales_price)::text as price from items
    where administration_id = ${administrationId} order by 1`);

const asked = async (w: PriceWorld) => w.becomes((await w.begin()).id, "review");

describe("what is looked at before anything is written", () => {
  test("old, new, difference, what is for a person first, and what is not found", async () => {
    const w = await oddWorld(under, prices({ A: "10.30", B: "1000", C: "10.00", E: "7.00" }));
    await w.plant([
      { code: "A", cost: "10.00" },
      { code: "B", cost: "10.00" },
      { code: "C", cost: "10.00" },
      { code: "D", cost: "10.00" },
      { code: "E", cost: null },
    ]);
    const run = await asked(w);
    expect(run.counts).toEqual({ up: 2, review: 1, same: 1, unknown: 1, first: 1, calls: 1 });
    expect(run.ticked).toBe(2);
    const seen = await w.answers(run.id);
    expect(
      seen.map(({ code, bucket, oldCost, cost, changePercent, isReview, isTicked }) => [
        ...[code, bucket, oldCost, cost, changePercent, isReview, isTicked],
      ]),
    ).toEqual([
      ["A", "small", "10", "10.3", "3.00", false, true],
      ["B", "big", "10", "1000", "9900.00", true, false],
      ["C", "same", "10", "10", "0.00", false, false],
      ["D", "notFound", "10", null, null, false, false],
      ["E", "small", null, "7", null, false, true],
    ]);
    expect(seen[1]?.remarks).toEqual([
      "De kostprijs wordt meer dan drie keer zo hoog of zo laag",
      "De prijs scheelt een factor 10, 100 of 1000: waarschijnlijk een vergissing in de prijseenheid",
    ]);
    for (const [filter, codes] of [
      ["changed", ["A", "B", "E"]],
      ["big", ["B"]],
      ["review", ["B"]],
      ["notFound", ["D"]],
      ["skipped", []],
    ] as const)
      expect((await w.answers(run.id, `filter=${filter}`)).map(({ code }) => code)).toEqual(codes);
    // All at once is never what is for a person first; that is ticked as such.
    expect((await w.act(run.id, "ticks", { filter: "changed", isTicked: true })).ticked).toBe(2);
    expect((await w.act(run.id, "ticks", { filter: "review", isTicked: true })).ticked).toBe(3);
    expect((await w.act(run.id, "ticks", { filter: "changed", isTicked: false })).ticked).toBe(0);
    const biggest = await w.answers(run.id, "sort=change&limit=2");
    expect(biggest.map(({ code }) => code)).toEqual(["B", "A"]);
    expect((await listed(w))[0]).toEqual({ code: "A", net: "10", basis: "1", cost: "10", source: "list" });
  });

  test("what it does to open quotes and to the margin of our own item", async () => {
    const w = await oddWorld(under, prices({ A: "12.00", B: "5.00" }));
    await w.plant([
      { code: "A", cost: "10.00", item: { salesPrice: "15.00" } },
      { code: "B", cost: "6.00", item: { salesPrice: null } },
    ]);
    const itemId = await w.itemId("A");
    const { id: buyerId } = await w.api.post<{ id: string }>("/api/parties", {
      name: "Jan Klant",
      addresses: {
        postal: { streetName: "Dorp 1", cityName: "Gent", postalZone: "9000", countryCode: "BE" },
        delivery: [],
      },
    });
    const quote = async (quantity: string, unitCode = "C62") =>
      w.api.post<{ id: string }>("/api/documents", {
        ...{ kind: "quote", buyerId },
        lines: [{ itemName: "Eigen A", itemId, quantity, unitCode, price: "15.00", vatCategory: "S", vatRate: "21" }],
      });
    await quote("10");
    const { id: sent } = await quote("5");
    await w.api.post(`/api/documents/${sent}/issue`, {});
    // In another unit nothing can be said of it; one that became an order is open no more.
    await quote("100", "MTR");
    const { id: done } = await quote("1000");
    await w.api.post(`/api/documents/${done}/issue`, {});
    await w.api.post(`/api/documents/${done}/convert`, { to: "orderConfirmation" });
    const run = await asked(w);
    expect(run.effect).toEqual({ quotes: 2, marginChange: "-30.00" });
    const [a, b] = await w.answers(run.id);
    expect(a?.effect).toEqual({ quotes: 2, marginChange: "-30.00" });
    expect(a?.sales).toEqual({ price: "15", marginBefore: "50.00", marginAfter: "25.00" });
    expect([b?.effect, b?.sales]).toEqual([null, null]);
    const unticked = await w.act(run.id, "ticks", { codes: ["A"], isTicked: false });
    expect(unticked.effect).toEqual({ quotes: 0, marginChange: "0.00" });
  });

  test("a price per 100 is never read as one per 1, and the other way round", async () => {
    const per100 = {
      net: "38.00",
      basis: { quantity: "100", unitCode: "MTR" },
      orderUnitCode: "MTR",
      useUnitCode: "MTR",
    };
    const w = await oddWorld(under, (code) =>
      code === "X" ? { ...per100, basis: { quantity: "1", unitCode: "MTR" } } : per100,
    );
    await w.plant([
      { code: "A", cost: "0.36", basis: "100", unitCode: "MTR" },
      { code: "B", cost: "0.38", basis: "1", unitCode: "MTR" },
      { code: "X", cost: "0.38", basis: "100", unitCode: "MTR" },
    ]);
    const run = await asked(w);
    const seen = await w.answers(run.id);
    expect(seen.map(({ code, cost, isTicked }) => [code, cost, isTicked])).toEqual([
      ["A", "0.38", true],
      ["B", "0.38", false],
      ["X", "38", false],
    ]);
    await w.act(run.id, "apply", { underSuppliers: true });
    await w.written(run.id);
    expect(await listed(w)).toEqual([
      { code: "A", net: "38", basis: "100", cost: "0.38", source: "service" },
      { code: "B", net: "0.38", basis: "1", cost: "0.38", source: "list" },
      { code: "X", net: "38", basis: "100", cost: "0.38", source: "list" },
    ]);
  });

  test("what has no price is never ticked, whoever asks for it", async () => {
    const w = await oddWorld(under, (code) => (code === "A" ? { net: "0" } : { status: "onRequest", net: null }));
    await w.plant([
      { code: "A", cost: "10.00" },
      { code: "B", cost: "10.00" },
    ]);
    const run = await asked(w);
    expect(run.counts).toEqual({ noPrice: 1, onRequest: 1, calls: 1 });
    await w.act(run.id, "ticks", { filter: "all", isTicked: true });
    expect((await w.act(run.id, "ticks", { codes: ["A", "B"], isTicked: true })).ticked).toBe(0);
    expect(await refused(w.act(run.id, "apply", { underSuppliers: true }))).toMatch(/^400.*Vink minstens/);
  });

  test("a supplier that says nothing of an article, says one twice or names another, leaves the rest as it is", async () => {
    const w = await oddWorld(under, (code) =>
      code === "A" ? null : code === "B" ? { suppliersItemIdentifier: "Z", net: "3.00" } : { net: "9.00" },
    );
    await w.plant(["A", "B", "C"].map((code) => ({ code, cost: "10.00" })));
    const run = await asked(w);
    expect(run.counts).toEqual({ error: 2, down: 1, calls: 1 });
    expect((await w.answers(run.id)).map(({ code, status, cost }) => [code, status, cost])).toEqual([
      ["A", "error", null],
      ["B", "error", null],
      ["C", "ok", "9"],
    ]);
  });
});

describe("taking over", () => {
  const say = prices({ A: "12.00", B: "5.00", C: "20.00", D: "99.00" });
  const own = (): Promise<PriceWorld> => oddWorld(under, say);
  const articles = [
    { code: "A", cost: "10.00", item: { salesPrice: "15.00" } },
    { code: "B", cost: "6.00" },
    { code: "C", cost: "19.00", item: { salesPrice: "30.00" } },
    { code: "D", cost: "10.00", item: { salesPrice: "15.00" } },
  ] as const;

  test("under suppliers: what is ticked, the article and its tab; sales prices stay; and back", async () => {
    const w = await own();
    await w.plant(articles);
    const run = await asked(w);
    const before = [await listed(w), await tabs(w), await salesPrices(w)];
    await w.act(run.id, "ticks", { codes: ["C"], isTicked: false });
    await w.act(run.id, "apply", { underSuppliers: true });
    const written = await w.written(run.id);
    expect([written.state, written.batches[0]?.counts]).toEqual(["applied", { supplierItems: 2, itemSuppliers: 1 }]);
    expect(await listed(w)).toEqual([
      { code: "A", net: "12", basis: "1", cost: "12", source: "service" },
      { code: "B", net: "5", basis: "1", cost: "5", source: "service" },
      { code: "C", net: "19", basis: "1", cost: "19", source: "list" },
      { code: "D", net: "10", basis: "1", cost: "10", source: "list" },
    ]);
    expect(await tabs(w)).toEqual([
      { code: "A", price: "12", per: "1", cost: "12" },
      { code: "C", price: "19", per: "1", cost: null },
      { code: "D", price: "10", per: "1", cost: null },
    ]);
    expect(await salesPrices(w)).toEqual(before[2]);
    // Asked for once more nothing is written twice.
    await w.act(run.id, "apply", { underSuppliers: true });
    expect((await w.written(run.id)).batches[1]?.counts).toEqual({});
    const [batch] = written.batches;
    await w.act(run.id, `batches/${batch?.id ?? ""}/undo`);
    const undone = await w.written(run.id);
    expect(undone.batches[0]).toMatchObject({ state: "undone", undoUntil: null, counts: { putBack: 3, kept: 0 } });
    expect([await listed(w), await tabs(w), await salesPrices(w)]).toEqual(before);
    expect(await refused(w.act(run.id, `batches/${batch?.id ?? ""}/undo`))).toMatch(/^409/);
    // What was put back can be taken over again.
    await w.act(run.id, "apply", { underSuppliers: true });
    await w.written(run.id);
    expect((await listed(w))[0]).toMatchObject({ code: "A", net: "12" });
  });

  test("under prices: by a margin or a factor, the item's own rule first, and back", async () => {
    const w = await own();
    await w.plant(articles);
    await sql`update items set sales_rule = '{"kind":"factor","factor":"2"}' where id = ${await w.itemId("A")}`.execute(
      under.store.owner,
    );
    const run = await asked(w);
    const before = [await listed(w), await salesPrices(w)];
    await w.act(run.id, "ticks", { codes: ["D"], isTicked: true });
    await w.act(run.id, "apply", { underPrices: true });
    const written = await w.written(run.id);
    expect(written.batches[0]?.counts).toEqual({ salesPrices: 1, leftOut: 3 });
    expect(await salesPrices(w)).toEqual([
      { code: "EIGEN-A", price: "24" },
      { code: "EIGEN-C", price: "30" },
      { code: "EIGEN-D", price: "15" },
    ]);
    expect((await w.answers(run.id, "filter=leftOut")).map(({ code, remarks }) => [code, remarks[0]])).toEqual([
      ["B", "Dit is geen artikel van jou, dus er is geen artikelkaart om de prijs op te bewaren."],
      ["C", "De verkoopprijs is niet gewijzigd: voor dit artikel is geen marge of factor gekozen."],
      ["D", "De verkoopprijs is niet gewijzigd: voor dit artikel is geen marge of factor gekozen."],
    ]);
    await w.act(run.id, "apply", { underPrices: true, salesRule: { kind: "margin", percent: "30" } });
    await w.written(run.id);
    expect(await salesPrices(w)).toEqual([
      { code: "EIGEN-A", price: "15.6" },
      { code: "EIGEN-C", price: "26" },
      { code: "EIGEN-D", price: "128.7" },
    ]);
    for (const { id } of (await w.see(run.id)).batches.toReversed()) {
      await w.act(run.id, `batches/${id}/undo`);
      await w.written(run.id);
    }
    expect([await listed(w), await salesPrices(w)]).toEqual(before);
    expect((await w.see(run.id)).state).toBe("undone");
  });

  test("both at once are one act, and go back together", async () => {
    const w = await own();
    await w.plant(articles);
    const run = await asked(w);
    const before = [await listed(w), await tabs(w), await salesPrices(w)];
    await w.act(run.id, "apply", {
      underSuppliers: true,
      underPrices: true,
      salesRule: { kind: "factor", factor: "2" },
    });
    const { batches } = await w.written(run.id);
    expect(batches.map(({ counts }) => counts)).toEqual([{ supplierItems: 3, itemSuppliers: 2, salesPrices: 2 }]);
    await w.act(run.id, `batches/${batches[0]?.id ?? ""}/undo`);
    await w.written(run.id);
    expect([await listed(w), await tabs(w), await salesPrices(w)]).toEqual(before);
  });

  test("what somebody changed meanwhile is neither written over nor put back, and both are said", async () => {
    const w = await own();
    await w.plant(articles);
    const run = await asked(w);
    const change = (code: string) =>
      sql`update supplier_items set net = 77, cost_per_use_unit = 77, version = version + 1
        where administration_id = ${w.administrationId} and suppliers_item_identifier = ${code}`.execute(
        under.store.owner,
      );
    await change("B");
    await w.act(run.id, "apply", { underSuppliers: true });
    const written = await w.written(run.id);
    expect(written.batches[0]?.counts).toMatchObject({ supplierItems: 2, leftOut: 1 });
    expect((await w.answers(run.id, "filter=leftOut")).map(({ code, remarks }) => [code, remarks[0]])).toEqual([
      ["B", "Iemand heeft deze prijs gewijzigd nadat hij opgevraagd is. Hij is niet overgenomen."],
    ]);
    await change("C");
    const batchId = written.batches[0]?.id ?? "";
    await w.act(run.id, `batches/${batchId}/undo`);
    expect((await w.written(run.id)).batches[0]?.counts).toMatchObject({ putBack: 3, kept: 1 });
    expect((await listed(w)).map((row) => (row as { net: string }).net)).toEqual(["10", "77", "77", "10"]);
    const { items } = await w.api.get<{ items: object[] }>(`/api/price-runs/${run.id}/batches/${batchId}/kept`);
    expect(items).toMatchObject([{ kind: "supplierItem", code: "C", name: "Artikel C" }]);
  });

  test("a day later they stay as they are", async () => {
    const w = await own();
    await w.plant(articles);
    const run = await asked(w);
    await w.act(run.id, "apply", { underSuppliers: true });
    const { batches } = await w.written(run.id);
    await sql`update price_batches set applied_at = applied_at - interval '25 hours' where id = ${batches[0]?.id ?? ""}`.execute(
      under.store.owner,
    );
    expect((await w.see(run.id)).batches[0]?.undoUntil).toBeNull();
    expect(await refused(w.act(run.id, `batches/${batches[0]?.id ?? ""}/undo`))).toMatch(/^409.*24 uur/);
  });

  test("many are written step by step, also by another node after one was killed in between", async () => {
    const count = 1200;
    const w = await oddWorld(under, () => ({ net: "11.00" }));
    await sql`insert into supplier_items (id, administration_id, price_list_id, party_id, suppliers_item_identifier, currency, net, price_status,
        cost_per_use_unit, price_source, priced_at)
      select gen_random_uuid(), ${w.administrationId}, ${w.listId}, ${w.supplierId}, 'N' || lpad(n::text, 5, '0'), 'EUR', 10, 'ok', 10, 'list', now()
      from generate_series(1, ${count}) n`.execute(under.store.owner);
    const run = await asked(w);
    // The second step fails as if its node ended: everything of it is undone, and it is done again.
    const name = `die_${w.administrationId.slice(0, 8)}`;
    await sql`create sequence ${sql.id(`${name}_seq`)}`.execute(under.store.owner);
    await sql`grant usage on sequence ${sql.id(`${name}_seq`)} to schakel_app`.execute(under.store.owner);
    await sql`create function ${sql.id(name)}() returns trigger language plpgsql as ${sql.lit(`begin
      if new.price_run_id = '${run.id}' and nextval('${name}_seq') = 2 then raise exception 'killed'; end if; return new; end`)}`.execute(
      under.store.owner,
    );
    await sql`create trigger ${sql.id(name)} before update of place on price_batches for each row execute function ${sql.id(name)}()`.execute(
      under.store.owner,
    );
    await w.act(run.id, "apply", { underSuppliers: true });
    const written = await w.written(run.id);
    await sql`drop function ${sql.id(name)} cascade`.execute(under.store.owner);
    expect(written.batches[0]?.counts).toEqual({ supplierItems: count });
    const figures = () =>
      w.number(sql<{ count: number }>`select count(*)::int as count from supplier_items
        where administration_id = ${w.administrationId} and net = 11 and version = 2`);
    expect(await figures()).toBe(count);
    await w.act(run.id, `batches/${written.batches[0]?.id ?? ""}/undo`);
    expect((await w.written(run.id)).batches[0]?.counts).toMatchObject({ putBack: count, kept: 0 });
    expect(await figures()).toBe(0);
  });

  test.each([
    [{}, /^400.*Kies waar/],
    [{ underPrices: true, salesRule: { kind: "margin", percent: "-100" } }, /^400.*boven -100/],
    [{ underPrices: true, salesRule: { kind: "factor", factor: "0" } }, /^400.*boven -100/],
    [{ underPrices: true, salesRule: { kind: "factor", factor: "1e3" } }, /^400/],
    [{ underSuppliers: "yes" }, /^400/],
  ])("is refused with %j", async (body, answer) => {
    const w = await own();
    await w.plant(articles);
    const run = await asked(w);
    expect(await refused(w.act(run.id, "apply", body))).toMatch(answer);
  });
});

describe("who may be asked", () => {
  test("only a login that is set up for prices, of this supplier, and of this person", async () => {
    const w = await oddWorld(under, prices({ A: "12.00" }));
    await w.plant([{ code: "A", cost: "10.00" }]);
    const entry = (fields: string) =>
      sql`update supplier_entries set ${sql.raw(fields)} where id = ${w.entryId}`.execute(under.store.owner);
    await entry("user_id = 'somebody'");
    expect(await refused(w.begin())).toMatch(/^404/);
    await entry("user_id = null, connection_id = null");
    expect(await refused(w.begin())).toMatch(/^409.*Vul eerst de login/);
    await entry(`connection_id = '${w.connectionId}', party_id = null`);
    expect(await refused(w.begin())).toMatch(/^409.*Zeg eerst welke relatie/);
    const { id: other } = await w.api.post<{ id: string }>("/api/parties", { name: "Andere Groothandel" });
    await entry(`party_id = '${other}'`);
    expect(await refused(w.begin())).toMatch(/^409.*Deze login is van Andere Groothandel/);
    await entry(`party_id = '${w.supplierId}'`);
    await sql`update supplier_entries set function = 'basket' where id = ${w.entryId}`.execute(under.store.owner);
    expect(await refused(w.begin())).toMatch(/^409/);
    await sql`update supplier_entries set function = 'price' where id = ${w.entryId}`.execute(under.store.owner);
    expect(await refused(w.begin({}))).toMatch(/^400.*Kies een prijslijst/);
    expect(await refused(w.begin({ priceListId: w.listId, documentId: w.listId }))).toMatch(/^400/);
    expect(await refused(w.begin({ priceListId: w.entryId }))).toMatch(/^404/);
    await sql`update price_lists set archived_at = now() where id = ${w.listId}`.execute(under.store.owner);
    expect(await refused(w.begin())).toMatch(/^404/);
    await sql`update price_lists set archived_at = null where id = ${w.listId}`.execute(under.store.owner);
    await w.becomes((await w.begin()).id, "review");
  });

  test("an empty list is nothing to ask", async () => {
    const w = await oddWorld(under, () => null);
    expect(await refused(w.begin())).toMatch(/^409.*artikelcode/);
  });

  test("runs of another company are not there", async () => {
    const w = await oddWorld(under, prices({ A: "12.00" }));
    await w.plant([{ code: "A", cost: "10.00" }]);
    const run = await asked(w);
    const other = await oddWorld(under, () => null);
    expect(await refused(other.see(run.id))).toMatch(/^404/);
    expect(await refused(other.act(run.id, "apply", { underSuppliers: true }))).toMatch(/^404/);
    const { items } = await other.api.get<{ items: object[] }>("/api/price-runs");
    expect(items).toEqual([]);
  });
});
