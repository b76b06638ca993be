import { sql } from "kysely";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { apiUnderTest, expectProblem } from "#api/testing/api-under-test.ts";
import { join, setUp, type Browser } from "#api/testing/browser.ts";
import { basketLine, openWholesaler, webshopConnector, wholesalerConnector } from "#api/testing/wholesaler.ts";
import { basketLogin, draftOf, openHostsOf, switchOn } from "./testing/supplier-logins.ts";

const shop = await openWholesaler();
const api = await apiUnderTest({ connectors: [wholesalerConnector, webshopConnector], openHosts: openHostsOf(shop) });
const { owner: database } = api.store;
let an: Browser;
let entryId = "";
let administrationId = "";

interface Page {
  readonly id: string;
  readonly version: number;
  readonly emptied: string;
  readonly lineCount: number;
  readonly canEmpty: boolean;
}

beforeAll(async () => {
  ({ browser: an, administrationId } = await setUp(api));
  await switchOn(an);
  entryId = await basketLogin(an, shop, "an");
});
beforeEach(() => {
  shop.mood = "well";
  shop.baskets.set("an", [basketLine("A"), basketLine("B")]);
});

const stage = async (): Promise<Page> => {
  const answer = await an.call("POST", "/api/supplier-baskets", { entryId, again: true });
  return (answer.json as { basket: Page }).basket;
};
const empty = ({ id, version }: Page, confirm = true) =>
  an.call("POST", `/api/supplier-baskets/${id}/empty`, { version, confirm }, { "accept-language": "nl" });
const read = async (id: string): Promise<Page> => (await an.call("GET", `/api/supplier-baskets/${id}`)).json;
const told = async (): Promise<string[]> => {
  const { rows } = await sql<{
    code: string;
  }>`select code from events where code like 'connection.basket%' order by id`.execute(database);
  return rows.map(({ code }) => code);
};
const asked = (): number => shop.asked.filter((line) => line.includes("DELETE")).length;

test("fetching and taking empty nothing; emptying is asked, done once and kept in both logs", async () => {
  const page = await stage();
  const document = await draftOf(an, "quote");
  const taken = await an.call("POST", `/api/supplier-baskets/${page.id}/to-document`, {
    version: page.version,
    documentId: document.id,
    documentVersion: document.version,
    key: "een-druk-op-de-knop",
  });
  expect(taken.status).toBe(200);
  expect(asked()).toBe(0);
  const before = await read(page.id);
  expectProblem(await empty(before, false), 400, "request.invalid");
  expect(asked()).toBe(0);
  const answer = await empty(before);
  expect(answer.json).toMatchObject({ outcome: "emptied", basket: { emptied: "yes", lineCount: 2 } });
  expect(shop.baskets.get("an")).toEqual([]);
  expect(await told()).toEqual(["connection.basketEmptied"]);
  const { rows } =
    await sql`select from audit where action = 'basket.empty' and subject = ${`basket:${page.id}`}`.execute(database);
  expect(rows).toHaveLength(1);
});

test("a basket that changed meanwhile is not emptied, and what is in it now lies ready", async () => {
  const page = await stage();
  shop.baskets.set("an", [basketLine("A"), basketLine("B"), basketLine("C", { description: "van de collega" })]);
  const done = asked();
  const answer = await empty(page);
  expect(answer.json).toMatchObject({ outcome: "changed", basket: { lineCount: 3, emptied: "no" } });
  const { basket }: { basket: Page } = answer.json;
  expect(basket.id).not.toBe(page.id);
  expect(asked()).toBe(done);
  expect(shop.baskets.get("an")).toHaveLength(3);
  expect((await read(page.id)).emptied).toBe("no");
  expect((await told()).at(-1)).toBe("connection.basketChanged");
});

test.each(["breaksOff", "refuses", "nonsense", "carriesOutSilently"] as const)(
  "a shop that %s leaves the copy with: may come again",
  async (mood) => {
    const page = await stage();
    shop.mood = mood;
    const answer = await empty(page);
    expect(answer.json).toMatchObject({
      outcome: "mayReturn",
      body: "Deze artikelen kunnen bij het volgende ophalen terugkomen.",
      basket: { emptied: "failed", lineCount: 2 },
    });
    expect((await told()).at(-1)).toBe("connection.basketMayReturn");
    shop.mood = "well";
    // It may be tried again. Where only the answer was lost, it is empty already, and nothing more is thrown away.
    const done = asked();
    const again = await empty(await read(page.id));
    expect(again.json).toMatchObject({ outcome: "emptied", basket: { id: page.id, emptied: "yes", lineCount: 2 } });
    expect(asked() - done).toBe(mood === "carriesOutSilently" ? 0 : 1);
    expect((await told()).at(-1)).toBe("connection.basketEmptied");
  },
);

test("a hub that dies between storing and emptying has said before that the lines may come again", async () => {
  const page = await stage();
  const seen: string[] = [];
  // What stands in the database while the supplier is asked is what is left after a crash then.
  shop.beforeAnswer = async () => {
    const { rows } = await sql<{ emptied: string }>`select emptied from supplier_baskets where id = ${page.id}`.execute(
      database,
    );
    seen.push(rows[0]?.emptied ?? "");
  };
  await empty(page);
  shop.beforeAnswer = async () => undefined;
  expect(seen).toEqual(["failed", "failed"]);
  expect((await read(page.id)).emptied).toBe("yes");
});

test("an old version, another's shop and a basket whose lines are gone are not emptied", async () => {
  const page = await stage();
  expectProblem(await empty({ ...page, version: page.version + 1 }), 409, "request.conflict");
  await sql`delete from supplier_basket_lines where basket_id = ${page.id}`.execute(database);
  expectProblem(await empty(page), 409, "request.conflict");
  expect(shop.baskets.get("an")).toHaveLength(2);
});

test("a basket of a login that became somebody's own since is emptied by nobody else", async () => {
  const page = await stage();
  const eva = await join(api, an, { role: "administrator", email: "eva@fietsen.example", administrationId });
  const { items }: { items: { id: string; version: number }[] } = (await eva.call("GET", "/api/supplier-entries")).json;
  const entry = items.find(({ id }) => id === entryId);
  const mine = { version: entry?.version, isMine: true };
  expect((await eva.call("PUT", `/api/supplier-entries/${entryId}`, mine)).status).toBe(200);
  // It was everybody's when this was fetched, so it is still seen.
  expect(await read(page.id)).toMatchObject({ lineCount: 2, canEmpty: false });
  const refused = await empty(page);
  expectProblem(refused, 409, "request.conflict");
  expect(refused.text).toContain("kan van hieruit niet leeggemaakt worden");
  expect(shop.baskets.get("an")).toHaveLength(2);
  const body = { version: page.version, confirm: true };
  const hers = await eva.call("POST", `/api/supplier-baskets/${page.id}/empty`, body);
  expect(hers.json).toMatchObject({ outcome: "emptied" });
});

test("taken away while the supplier is asked, an entry takes no answer with it", async () => {
  const id = await basketLogin(an, shop, "bea");
  shop.baskets.set("bea", [basketLine("A")]);
  const answer = await an.call("POST", "/api/supplier-baskets", { entryId: id });
  const { basket }: { basket: Page } = answer.json;
  shop.baskets.set("bea", [basketLine("A"), basketLine("B")]);
  shop.beforeAnswer = async () => void (await an.call("DELETE", `/api/supplier-entries/${id}`));
  const emptied = await empty(basket);
  shop.beforeAnswer = async () => undefined;
  expect(emptied.json).toMatchObject({ outcome: "changed", basket: { lineCount: 2, entryId: null } });
});
