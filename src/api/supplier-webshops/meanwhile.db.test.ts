import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { apiUnderTest, expectProblem, type Answer } from "#api/testing/api-under-test.ts";
import { setUp, type Browser } from "#api/testing/browser.ts";
import { basketLine, openWholesaler, wholesalerConnector } from "#api/testing/wholesaler.ts";
import { basketLogin, draftOf, openHostsOf, switchOn } from "./testing/supplier-logins.ts";

const shop = await openWholesaler();
const api = await apiUnderTest({ connectors: [wholesalerConnector], openHosts: openHostsOf(shop) });
const { owner: database } = api.store;
let an: Browser;
let partyId = "";
let entryId = "";

interface Page {
  readonly id: string;
  readonly version: number;
  readonly entryId: string | null;
  readonly documentId: string | null;
  readonly state: string;
}
interface Draft {
  readonly id: string;
  readonly version: number;
}

beforeAll(async () => {
  ({ browser: an } = await setUp(api));
  await switchOn(an);
  const party = await an.call("POST", "/api/parties", { name: "Groothandel Proef nv" });
  ({ id: partyId } = party.json as { id: string });
  entryId = await basketLogin(an, shop, "an", { partyId });
});
let unique = 0;
beforeEach(() => {
  shop.beforeAnswer = async () => undefined;
  unique += 1;
  shop.baskets.set("an", [basketLine(`A${unique}`), basketLine(`B${unique}`)]);
});

const nl = { "accept-language": "nl" };
const ask = (body: object = {}): Promise<Answer> => an.call("POST", "/api/supplier-baskets", { entryId, ...body }, nl);
const stage = async (body: object = {}): Promise<Page> => {
  const answer = await ask(body);
  const { basket }: { basket: Page | null } = answer.json;
  if (basket === null || basket === undefined) throw new Error(answer.text);
  return basket;
};
const take = (page: Page, document: Draft, more: object = {}): Promise<Answer> =>
  an.call(
    "POST",
    `/api/supplier-baskets/${page.id}/to-document`,
    { version: page.version, documentId: document.id, documentVersion: document.version, key: randomUUID(), ...more },
    nl,
  );
const choose = (page: Page, lines: readonly object[]): Promise<Answer> =>
  an.call("PUT", `/api/supplier-baskets/${page.id}/lines`, { version: page.version, lines }, nl);
const linesOn = async ({ id }: Draft): Promise<number> => {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from document_lines where document_id = ${id}`.execute(database);
  return rows[0]?.count ?? -1;
};

test("an entry and a document that are taken away while the supplier is asked take no basket with them", async () => {
  const id = await basketLogin(an, shop, "bea", { partyId });
  shop.baskets.set("bea", [basketLine("A")]);
  const draft = await draftOf(an, "quote");
  shop.beforeAnswer = async () => {
    await an.call("DELETE", `/api/supplier-entries/${id}`);
    await an.call("DELETE", `/api/documents/${draft.id}`);
  };
  const staged = await stage({ entryId: id, documentId: draft.id });
  expect(staged).toMatchObject({ state: "staged", entryId: null, documentId: null });
  expectProblem(await ask({ entryId: id }), 404, "request.not_found");
});

test("of two copies that are taken at once into two documents, the second is asked about", async () => {
  const copies = await Promise.all([stage(), stage(), stage()]);
  const drafts = await Promise.all(copies.map(() => draftOf(an, "quote")));
  const answers = await Promise.all(copies.map((copy, nth) => take(copy, drafts[nth] ?? { id: "", version: 1 })));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
  expect((await Promise.all(drafts.map(linesOn))).toSorted((a, b) => a - b)).toEqual([0, 0, 2]);
});

test("what is left of a basket is asked about when a copy of it was taken meanwhile", async () => {
  const older = await stage();
  const newer = await stage();
  const part = await choose(newer, [{ position: 2, isTicked: false }]);
  expect((await take(part.json, await draftOf(an, "quote"))).status).toBe(200);
  expectProblem(await take(older, await draftOf(an, "quote")), 409, "request.conflict");
  expect((await take(older, await draftOf(an, "quote"), { again: true })).status).toBe(200);
  const rest: Page = (await an.call("GET", `/api/supplier-baskets/${newer.id}`)).json;
  const ticked = await choose(rest, [{ position: 2, isTicked: true }]);
  const draft = await draftOf(an, "quote");
  const refused = await take(ticked.json, draft);
  expectProblem(refused, 409, "request.conflict");
  expect(refused.json).toMatchObject({ errors: [{ field: "again", id: older.id }] });
  expect(await linesOn(draft)).toBe(0);
});

test("of a basket whose document was thrown away it is still asked before it comes twice", async () => {
  const page = await stage();
  const draft = await draftOf(an, "quote");
  expect((await take(page, draft)).status).toBe(200);
  expect((await an.call("DELETE", `/api/documents/${draft.id}`)).status).toBe(200);
  const kept: Page = (await an.call("GET", `/api/supplier-baskets/${page.id}`)).json;
  expect(kept).toMatchObject({ state: "taken", documentId: null });
  expectProblem(await ask(), 409, "request.conflict");
  expect((await take(await stage({ again: true }), await draftOf(an, "quote"))).status).toBe(200);
});

test("goods of one supplier do not get on an order at another; a sale has no supplier", async () => {
  const other = await an.call("POST", "/api/parties", { name: "Andere groothandel" });
  const { id: buyerId }: { id: string } = other.json;
  const page = await stage();
  const order = await draftOf(an, "purchaseOrder", { buyerId });
  const refused = await take(page, order);
  expectProblem(refused, 400, "request.invalid");
  expect(refused.text).toContain("Dit komt van Groothandel Proef nv, het document is voor Andere groothandel");
  expect(await linesOn(order)).toBe(0);
  expect((await take(page, await draftOf(an, "quote", { buyerId }))).status).toBe(200);
  const own = await stage({ again: true });
  expect((await take(own, await draftOf(an, "purchaseOrder", { buyerId: partyId }))).status).toBe(200);
});

test("a line that is chosen twice in one press is refused, whichever was meant", async () => {
  const page = await stage();
  const twice = [1, 2].map((quantity) => ({ position: 1, quantity: String(quantity) }));
  expectProblem(await choose(page, twice), 400, "request.invalid");
});

test("a document that was made final, or a basket that was taken, while both lay open takes nothing more", async () => {
  const page = await stage();
  const lines = [{ itemName: "x", price: "1", vatCategory: "S", vatRate: "21" }];
  const order = await draftOf(an, "purchaseOrder", { buyerId: partyId, lines });
  const placed = await an.call("POST", `/api/documents/${order.id}/issue`, {});
  expect({ status: placed.status, text: placed.text }).toMatchObject({ status: 200 });
  const { version }: Draft = placed.json;
  for (const seen of [order.version, version])
    expectProblem(await take(page, { id: order.id, version: seen }), 409, "request.conflict");
  expect(await linesOn(order)).toBe(1);
  const drafts = [await draftOf(an, "quote"), await draftOf(an, "invoice")];
  const both = await Promise.all(drafts.map((draft) => take(page, draft)));
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  expect((await Promise.all(drafts.map(linesOn))).toSorted((a, b) => a - b)).toEqual([0, 2]);
});

test("a file of an order has one currency, and no cell of a table becomes a formula by a line end or a wide sign", async () => {
  const dollars = { ...basketLine("D").price, currency: "USD" };
  shop.baskets.set("an", [
    basketLine("E", { description: "\n=1+1", note: "＝1+1" }),
    basketLine("D", { price: dollars as never, description: "Klem\n=2+2" }),
  ]);
  const page = await stage();
  const file = (what: string) => an.call("GET", `/api/supplier-baskets/${page.id}/${what}`, undefined, nl);
  const refused = await file("ubl");
  expectProblem(refused, 422, "document.invalid");
  expect(refused.text).toContain("verschillende munten");
  const { text } = await file("csv");
  // Quoted, so that a row of the table is a row of the sheet.
  expect(text).toContain(`;"'\n=1+1";`);
  expect(text).toContain(`;"Klem\n=2+2";`);
  expect(text).toContain("'＝1+1");
  expect(text).toContain("USD");
  const euros = await choose(page, [{ position: 2, isTicked: false }]);
  expect(euros.status).toBe(200);
  expect((await file("ubl")).text).toContain('currencyID="EUR"');
});
