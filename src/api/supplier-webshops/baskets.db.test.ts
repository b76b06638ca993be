// Over 300 lines because one wholesaler and one set of people serve everything that can be done with a basket.
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { apiUnderTest, expectProblem } from "#api/testing/api-under-test.ts";
import { join, setUp, type Browser } from "#api/testing/browser.ts";
import {
  basketLine,
  openWholesaler,
  webshopConnector,
  wholesalerConnector,
  type Mood,
} from "#api/testing/wholesaler.ts";
import { basketLogin, draftOf, openHostsOf, switchOn } from "./testing/supplier-logins.ts";

const shop = await openWholesaler();
const api = await apiUnderTest({ connectors: [wholesalerConnector, webshopConnector], openHosts: openHostsOf(shop) });
const { owner: database } = api.store;
let an: Browser;
let bert: Browser;
let entryId = "";
let partyId = "";
let administrationId = "";

interface Line {
  readonly position: number;
  readonly code: string;
  readonly quantity: string;
  readonly isTicked: boolean;
  readonly takenQuantity: string;
  readonly match: string;
  readonly description: string;
  readonly offer: {
    readonly price: string | null;
    readonly quantity: string;
    readonly from: string;
    readonly amount: string | null;
  };
  readonly fault: { readonly field: string } | null;
}
interface Page {
  readonly id: string;
  readonly version: number;
  readonly emptied: string;
  readonly state: string;
  readonly ticked: { readonly count: number; readonly amount: string };
  readonly lines: readonly Line[];
}
interface Answer {
  readonly outcome: string;
  readonly title: string;
  readonly body: string;
  readonly basket: Page | null;
}

beforeAll(async () => {
  ({ browser: an, administrationId } = await setUp(api));
  bert = await join(api, an, { role: "bookkeeper", email: "bert@fietsen.example", administrationId });
  await switchOn(an);
  const party = await an.call("POST", "/api/parties", { name: "Groothandel Proef nv" });
  ({ id: partyId } = party.json as { id: string });
  entryId = await basketLogin(an, shop, "an", { partyId });
});
beforeEach(() => {
  shop.mood = "well";
});

let unique = 0;
/** A basket nobody fetched before. */
const fill = (userName: string, count = 2): void => {
  unique += 1;
  shop.baskets.set(
    userName,
    Array.from({ length: count }, (_, index) => basketLine(`A${unique}-${index + 1}`, { quantity: String(index + 1) })),
  );
};
const nl = { "accept-language": "nl" };
const ask = (who: Browser, body: object = {}) => who.call("POST", "/api/supplier-baskets", { entryId, ...body }, nl);
const fetchBasket = async (who: Browser = an, body: object = {}): Promise<Page> => {
  const answer = await ask(who, body);
  const { basket }: Answer = answer.json;
  if (basket === null) throw new Error(answer.text);
  return basket;
};
const choose = (who: Browser, page: Page, lines: readonly object[]) =>
  who.call("PUT", `/api/supplier-baskets/${page.id}/lines`, { version: page.version, lines }, nl);
const take = (who: Browser, page: Page, document: { id: string; version: number }, more: object = {}) =>
  who.call(
    "POST",
    `/api/supplier-baskets/${page.id}/to-document`,
    { version: page.version, documentId: document.id, documentVersion: document.version, key: randomUUID(), ...more },
    nl,
  );
const read = async (who: Browser, id: string): Promise<Page> =>
  (await who.call("GET", `/api/supplier-baskets/${id}`)).json;
const linesOn = async (
  documentId: string,
): Promise<{ name: string; quantity: string; price: string; code: string }[]> => {
  const { rows } = await sql<{ name: string; quantity: string; price: string; code: string }>`
    select item_name as name, trim_scale(quantity)::text as quantity, trim_scale(price)::text as price, sellers_item_identifier as code
    from document_lines where document_id = ${documentId} order by position`.execute(database);
  return rows;
};

describe("what comes of asking", () => {
  const said = async (mood: Mood): Promise<Answer> => {
    shop.mood = mood;
    const answer = await ask(an);
    expect(answer.status).toBe(200);
    return answer.json;
  };

  test.each([
    ["refuses", "refused", "Groothandel Proef nv weigert de login Login an"],
    ["offersNothing", "notOffered", "Geen winkelmandjes bij Groothandel Proef nv"],
    ["breaksOff", "unreachable", "Groothandel Proef nv antwoordt niet"],
    ["page", "unreachable", "Groothandel Proef nv antwoordt niet"],
    ["nonsense", "unreadable", "Het antwoord van Groothandel Proef nv is niet te lezen"],
    ["unknownItem", "unknownItem", "Groothandel Proef nv kent een artikel in het mandje niet"],
  ] as const)("a shop that %s is said to be %s", async (mood, outcome, title) => {
    fill("an");
    expect(await said(mood)).toMatchObject({ outcome, title, basket: null });
    const { rows } = await sql`select from supplier_baskets where state = 'staged'`.execute(database);
    expect(rows).toHaveLength(0);
  });

  test("an empty basket says that the login works, which is something else than a refused one", async () => {
    shop.baskets.set("an", []);
    expect(await said("well")).toMatchObject({
      outcome: "empty",
      title: "Het winkelmandje bij Groothandel Proef nv is leeg",
      body: "De login Login an werkt. Vul het mandje in de webshop en haal het dan opnieuw op.",
      basket: null,
    });
  });

  test("a full one is staged with its raw answer; nothing is on a document and nothing changed at the supplier", async () => {
    fill("an");
    const asked = shop.asked.length;
    const answer = await said("well");
    expect(answer).toMatchObject({
      outcome: "loaded",
      title: "2 artikelen opgehaald",
      body: "Er staat nog niets op een document.",
    });
    expect(answer.basket).toMatchObject({ state: "staged", emptied: "no", ticked: { count: 2, amount: "30.00" } });
    expect(shop.asked.slice(asked)).toEqual(["an GET basket"]);
    const { rows } = await sql<{
      raw: Buffer;
    }>`select raw from supplier_baskets where id = ${answer.basket?.id ?? ""}`.execute(database);
    expect(rows[0]?.raw.toString()).toContain(`"lineId":"A${unique}-1"`);
  });

  test("without a login, with another function's entry and of nobody there is no basket", async () => {
    const bare = await an.call("POST", "/api/supplier-entries", { function: "basket", connector: "wholesaler" });
    const price = await an.call("POST", "/api/supplier-entries", { function: "price", connector: "wholesaler" });
    const { id: withoutLogin }: { id: string } = bare.json;
    const { id: ofPrices }: { id: string } = price.json;
    expectProblem(await ask(an, { entryId: withoutLogin }), 409, "request.conflict");
    expectProblem(await ask(an, { entryId: ofPrices }), 400, "request.invalid");
    expectProblem(await ask(an, { entryId: randomUUID() }), 404, "request.not_found");
    expectProblem(await ask(an, { documentId: randomUUID() }), 404, "request.not_found");
    expectProblem(await ask(an, { entryId: "x" }), 400, "request.invalid");
  });
});

describe("to a document", () => {
  test("exactly the ticked lines enter, with the chosen quantities, and nothing else ever does", async () => {
    fill("an", 3);
    const document = await draftOf(an, "quote", {
      lines: [{ itemName: "Werkuren", quantity: "2", price: "45", vatCategory: "S", vatRate: "21" }],
    });
    const page = await fetchBasket(an, { documentId: document.id });
    const chosen = await choose(an, page, [
      { position: 1, isTicked: false },
      { position: 3, quantity: "7.5" },
    ]);
    expect(chosen.json).toMatchObject({ ticked: { count: 2, amount: "95.00" } });
    expect(await linesOn(document.id)).toHaveLength(1);
    const taken = await take(an, chosen.json, document);
    expect(taken.json).toEqual({ documentId: document.id, lines: 2 });
    expect(await linesOn(document.id)).toMatchObject([
      { name: "Werkuren" },
      { name: `Artikel A${unique}-2`, quantity: "2", price: "10" },
      { name: `Artikel A${unique}-3`, quantity: "7.5", price: "10" },
    ]);
    const after = await read(an, page.id);
    expect(after.state).toBe("taken");
    expect(after.lines.map(({ takenQuantity, isTicked }) => [takenQuantity, isTicked])).toEqual([
      ["0", false],
      ["2", false],
      ["7.5", false],
    ]);
    expect(shop.asked.filter((line) => line.includes("DELETE"))).toEqual([]);
  });

  test("the same press of the button takes nothing twice; five at once take it once", async () => {
    fill("an");
    const document = await draftOf(an, "invoice");
    const page = await fetchBasket();
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => take(an, page, document, { key })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await linesOn(document.id)).toHaveLength(2);
  });

  test.each([
    "invoice",
    "deliveryNote",
    "orderConfirmation",
    "salesQuote",
    "workOrder",
    "workPreparation",
    "purchaseOrder",
    "quote",
  ])("a basket goes into a draft of kind %s", async (kind) => {
    fill("an");
    const document = await draftOf(an, kind);
    expect((await take(an, await fetchBasket(), document)).json).toEqual({ documentId: document.id, lines: 2 });
    const codes = (await linesOn(document.id)).map(({ code }) => code);
    expect(codes).toEqual([`A${unique}-1`, `A${unique}-2`]);
  });

  test("into another kind, another currency, a document that was changed meanwhile or is final it does not go", async () => {
    fill("an");
    const page = await fetchBasket();
    expectProblem(await take(an, page, await draftOf(an, "orderSlip")), 400, "request.invalid");
    const quote = await draftOf(an, "quote");
    expectProblem(await take(an, page, { ...quote, version: quote.version + 1 }), 409, "request.conflict");
    await sql`update documents set currency = 'USD', exchange_rate = 0.9 where id = ${quote.id}`.execute(database);
    const dollars = await take(an, page, quote);
    expectProblem(dollars, 400, "request.invalid");
    expect(dollars.text).toContain("Het mandje is in EUR, het document in USD");
    const final = await draftOf(an, "quote", {
      lines: [{ itemName: "x", price: "1", vatCategory: "S", vatRate: "21" }],
    });
    await sql`update documents set status = 'issued', number = 'Q1', series = 'q', year = 2026, sequence = 1, issue_date = '2026-11-03' where id = ${final.id}`.execute(
      database,
    );
    expectProblem(await take(an, page, final), 409, "request.conflict");
    expectProblem(await take(an, page, { id: randomUUID(), version: 1 }), 404, "request.not_found");
    expect((await read(an, page.id)).state).toBe("staged");
  });

  test("one line that cannot enter keeps all of them out, and says which and why", async () => {
    shop.baskets.set("an", [
      basketLine("GOED"),
      basketLine("ZONDER-PRIJS", { price: null }),
      basketLine("VREEMDE-EENHEID", { unitCode: "", suppliersUnit: "HASPEL" }),
      basketLine("NUL", { quantity: "0" }),
    ]);
    const document = await draftOf(an, "quote");
    const page = await fetchBasket();
    expect(page.lines.map(({ fault }) => fault?.field ?? null)).toEqual([null, "price", "unitCode", "quantity"]);
    expect(page.lines[3]?.isTicked).toBe(false);
    const refused = await take(an, page, document);
    expectProblem(refused, 422, "document.invalid");
    expect(refused.json).toMatchObject({ errors: [{ field: "lines.2.price" }, { field: "lines.3.unitCode" }] });
    expect(refused.text).toContain("HASPEL");
    expect(await linesOn(document.id)).toEqual([]);
    const mended = await choose(an, page, [
      { position: 2, enteredPrice: "3.25" },
      { position: 3, unitCode: "MTR" },
    ]);
    expect((await take(an, mended.json, document)).status).toBe(200);
    expect((await linesOn(document.id)).map(({ price }) => price)).toEqual(["10", "3.25", "10"]);
    // The unit was asked once of this supplier.
    shop.baskets.set("an", [basketLine("NOG-EEN", { unitCode: "", suppliersUnit: "haspel" })]);
    expect((await fetchBasket()).lines[0]).toMatchObject({ fault: null, unitCode: "MTR" });
  });

  test("nothing ticked, an old version and senseless choices are refused", async () => {
    fill("an");
    const page = await fetchBasket();
    const document = await draftOf(an, "quote");
    const none = await choose(an, page, [
      { position: 1, isTicked: false },
      { position: 2, isTicked: false },
    ]);
    expectProblem(await take(an, none.json, document), 400, "request.invalid");
    expectProblem(await take(an, page, document), 409, "request.conflict");
    expectProblem(await choose(an, page, [{ position: 1, isTicked: true }]), 409, "request.conflict");
    for (const bad of [
      { quantity: "-1" },
      { quantity: "1e3" },
      { quantity: "1.1234567" },
      { quantity: "10000000000" },
      { enteredPrice: "-2" },
      { unitCode: "m²" },
    ])
      expectProblem(await choose(an, none.json, [{ position: 1, ...bad }]), 400, "request.invalid");
    expectProblem(await take(an, none.json, document, { key: "kort" }), 400, "request.invalid");
  });

  test("a price without VAT is brought to the prices of a document that have it in them", async () => {
    shop.baskets.set("an", [basketLine("MET-BTW", { net: "100.00" })]);
    const document = await draftOf(an, "quote", { pricesIncludeTax: true });
    expect((await take(an, await fetchBasket(), document)).status).toBe(200);
    expect(await linesOn(document.id)).toMatchObject([{ price: "121" }]);
  });
});

describe("our own items", () => {
  test("are found by the code of the supplier, else by the barcode; sold at their price, bought at cost", async () => {
    const own = async (code: string, gtins: string[], salesPrice: string | null) => {
      const made = await an.call("POST", "/api/items", {
        sellersItemIdentifier: code,
        name: `Eigen ${code}`,
        gtins,
        salesPrice,
        vatRate: "6",
      });
      expect(made.status).toBe(201);
      return (made.json as { id: string }).id;
    };
    const byCode = await own("KABEL", [], "1.50");
    await own("LAMP", ["5412345000013"], null);
    await own("TWEE-A", ["4006381333931"], "1");
    await own("TWEE-B", ["04006381333931"], "1");
    await sql`insert into item_suppliers (administration_id, item_id, party_id, suppliers_item_identifier)
      values (${administrationId}, ${byCode}, ${partyId}, '7000001')`.execute(database);
    shop.baskets.set("an", [
      basketLine("7000001", { gtin: "5412345000013" }),
      basketLine("ANDERS", { gtin: "05412345000013" }),
      basketLine("DUBBEL", { gtin: "4006381333931" }),
      basketLine("NIEUW"),
    ]);
    const page = await fetchBasket();
    expect(page.lines.map(({ match }) => match)).toEqual(["supplier", "gtin", "several", "none"]);
    const quote = await draftOf(an, "quote");
    const seen: Page = (await an.call("GET", `/api/supplier-baskets/${page.id}?documentId=${quote.id}`)).json;
    expect(seen.lines.map(({ offer }) => [offer.from, offer.price])).toEqual([
      ["item", "1.5"],
      ["cost", "10"],
      ["cost", "10"],
      ["cost", "10"],
    ]);
    expect((await take(an, page, quote)).status).toBe(200);
    const { rows } =
      await sql`select item_id, trim_scale(vat_rate)::text as rate from document_lines where document_id = ${quote.id} order by position`.execute(
        database,
      );
    expect(rows[0]).toEqual({ item_id: byCode, rate: "6" });
    expect(rows[3]).toEqual({ item_id: null, rate: "21" });
    const bought = await draftOf(an, "purchaseOrder");
    const again = await choose(an, await read(an, page.id), [{ position: 1, isTicked: true }]);
    expect((await take(an, again.json, bought, { again: true })).status).toBe(200);
    expect(await linesOn(bought.id)).toMatchObject([{ price: "10", code: "7000001" }]);
  });

  test("a price per 100 is one per 1, with what comes on top", async () => {
    const price = {
      ...basketLine("DRAAD").price,
      net: "23.90",
      basis: { quantity: "100", unitCode: "MTR" },
      orderUnitCode: "MTR",
      useUnitCode: "MTR",
      surcharges: [{ kind: "recupel", amount: "0.05", per: { quantity: "1", unitCode: "MTR" }, includedInNet: "no" }],
    };
    shop.baskets.set("an", [basketLine("DRAAD", { quantity: "200", unitCode: "MTR", price: price as never })]);
    const page = await fetchBasket();
    expect(page.lines[0]?.offer).toMatchObject({ price: "0.289", amount: "57.80" });
  });
});

describe("twice", () => {
  test("the same content that was taken before is asked about before it is fetched again", async () => {
    fill("an");
    const document = await draftOf(an, "quote");
    const page = await fetchBasket();
    // Not taken yet: fetching again doubles nothing.
    await fetchBasket();
    await take(an, page, document);
    const asked = await ask(an);
    expectProblem(asked, 409, "request.conflict");
    expect(asked.json).toMatchObject({ errors: [{ field: "again", id: page.id }] });
    const again = await fetchBasket(an, { again: true });
    expect((await take(an, again, await draftOf(an, "quote"))).status).toBe(200);
    // One line more is another basket.
    shop.baskets.set("an", [...(shop.baskets.get("an") ?? []), basketLine(`A${unique}-extra`)]);
    expect((await ask(an)).status).toBe(200);
  });

  test("a copy that lay ready while the other was taken asks as well", async () => {
    fill("an");
    const [first, second] = [await fetchBasket(), await fetchBasket()];
    await take(an, first, await draftOf(an, "quote"));
    const document = await draftOf(an, "quote");
    expectProblem(await take(an, second, document), 409, "request.conflict");
    expect(await linesOn(document.id)).toEqual([]);
    expect((await take(an, second, document, { again: true })).status).toBe(200);
  });
});

describe("two people with two logins at one supplier", () => {
  test("neither sees, takes or empties the basket of the other", async () => {
    const his = await basketLogin(bert, shop, "bert", { isMine: true, partyId });
    fill("an");
    fill("bert");
    const page = await fetchBasket(bert, { entryId: his });
    expect(page.lines.map(({ code }) => code)).toEqual([`A${unique}-1`, `A${unique}-2`]);
    expectProblem(await ask(an, { entryId: his }), 404, "request.not_found");
    expectProblem(await an.call("GET", `/api/supplier-baskets/${page.id}`), 404, "request.not_found");
    expectProblem(await take(an, page, await draftOf(an, "quote")), 404, "request.not_found");
    expectProblem(await choose(an, page, [{ position: 1, isTicked: false }]), 404, "request.not_found");
    const body = { version: page.version, confirm: true };
    expectProblem(await an.call("POST", `/api/supplier-baskets/${page.id}/empty`, body), 404, "request.not_found");
    for (const file of ["csv", "ubl"])
      expectProblem(await an.call("GET", `/api/supplier-baskets/${page.id}/${file}`), 404, "request.not_found");
    const { items }: { items: Page[] } = (await an.call("GET", "/api/supplier-baskets?limit=100")).json;
    expect(items.map(({ id }) => id)).not.toContain(page.id);
    expect(shop.baskets.get("bert")).toHaveLength(2);
    expect((await bert.call("POST", `/api/supplier-baskets/${page.id}/empty`, body)).json).toMatchObject({
      outcome: "emptied",
    });
    expect(shop.baskets.get("bert")).toHaveLength(0);
    expect(shop.baskets.get("an")).toHaveLength(2);
  });

  test("another administration sees nothing of it, not even at the database", async () => {
    const other = await api.store.makeAdministration({ name: "Buren" });
    const theirs = await api.makeToken("owner", other);
    const { items }: { items: Page[] } = (await an.call("GET", "/api/supplier-baskets")).json;
    expect(items.length).toBeGreaterThan(0);
    const token = { token: theirs };
    expect((await api.call("POST", "/api/apps/supplierWebshops/activate", { ...token, body: {} })).status).toBe(200);
    expect((await api.call("GET", "/api/supplier-baskets", token)).json).toEqual({ items: [] });
    expectProblem(await api.call("GET", `/api/supplier-baskets/${items[0]?.id}`, token), 404);
    await api.store.app.transaction().execute(async (trx) => {
      await sql`select set_config('app.administration', ${other}, true)`.execute(trx);
      for (const table of ["supplier_entries", "supplier_baskets", "supplier_basket_lines", "supplier_basket_takings"])
        expect((await sql`select from ${sql.table(table)}`.execute(trx)).rows).toEqual([]);
    });
  });
});

describe("hostile and large", () => {
  test("third-party text stays text, and no cell of a file is a formula", async () => {
    const hostile = `=cmd|'/c calc'!A1<script>alert(1)</script>"; drop table items; --`;
    shop.baskets.set("an", [
      basketLine("@SUM(1)", { description: hostile, note: "+1" }),
      basketLine("  spaties   binnenin  "),
    ]);
    const page = await fetchBasket();
    expect(page.lines[0]?.description).toBe(hostile);
    const csv = await an.call("GET", `/api/supplier-baskets/${page.id}/csv`, undefined, nl);
    expect(csv.status).toBe(200);
    expect(csv.text).toContain("'@SUM(1)");
    expect(csv.text).toContain(`'=cmd|`);
    expect(csv.text).not.toMatch(/(^|;)"?[=+@]/m);
    const ubl = await an.call("GET", `/api/supplier-baskets/${page.id}/ubl`);
    expect(ubl.text).toContain("&lt;script&gt;");
    expect(ubl.text).not.toContain("<script");
    expect(ubl.text).toContain("<cbc:ID>  spaties   binnenin  </cbc:ID>");
    const document = await draftOf(an, "purchaseOrder");
    await take(an, page, document);
    expect((await linesOn(document.id)).map(({ code }) => code)).toEqual(["@SUM(1)", "  spaties   binnenin  "]);
  });

  test("a file is not written when it would lack a line", async () => {
    shop.baskets.set("an", [basketLine("PRIJSLOOS", { price: null })]);
    const page = await fetchBasket();
    expectProblem(await an.call("GET", `/api/supplier-baskets/${page.id}/ubl`), 422, "document.invalid");
    expect((await an.call("GET", `/api/supplier-baskets/${page.id}/csv`)).text).toContain("PRIJSLOOS");
  });

  test("five hundred lines go through whole, the same article on two lines stays two lines", async () => {
    unique += 1;
    const lines = Array.from({ length: 500 }, (_, index) =>
      basketLine(`B${unique}-${index % 250}`, { lineId: String(index) }),
    );
    shop.baskets.set("an", lines);
    const page = await fetchBasket();
    expect(page.ticked).toEqual({ count: 500, amount: "5000.00" });
    const document = await draftOf(an, "invoice");
    expect((await take(an, page, document)).json).toMatchObject({ lines: 500 });
    expect(await linesOn(document.id)).toHaveLength(500);
    unique += 1;
    shop.baskets.set(
      "an",
      Array.from({ length: 1001 }, (_, index) => basketLine(`C${unique}-${index}`)),
    );
    expectProblem(await take(an, await fetchBasket(), await draftOf(an, "invoice")), 400, "request.invalid");
  });
});
