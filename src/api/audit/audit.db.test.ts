import { expect, test } from "vitest";
import { sql } from "kysely";
import { apiUnderTest } from "#api/testing/api-under-test.ts";
import { an, join, setUp } from "#api/testing/browser.ts";

const api = await apiUnderTest();
const { call, store, makeToken } = api;

interface Page {
  readonly items: readonly {
    sequence: string;
    who: string;
    action: string;
    text: string;
    subject: object;
    details: object | null;
  }[];
  readonly next: string | null;
  readonly actors: readonly { actor: string; name: string }[] | null;
  readonly check: unknown;
}

const { browser, administrationId } = await setUp(api);
const headers = { "schakel-administration": administrationId, "accept-language": "nl" };
const list = async (query = ""): Promise<Page> =>
  (await browser.call("GET", `/api/audit${query}`, undefined, headers)).json;

test("people read who did what to what, page by page, and narrow it", async () => {
  const saw = { sellersItemIdentifier: "Z-1", name: "Zaag" };
  const { id } = (await browser.call("POST", "/api/items", saw, headers)).json as { id: string };
  await browser.call("PUT", `/api/items/${id}`, { ...saw, name: "Handzaag", version: 1 }, headers);
  const token = await makeToken("administrator", administrationId);
  const party = (await call("POST", "/api/parties", { token, body: { name: "Jan Claes" } })).json as { id: string };
  const all = await list();
  expect(all.items.map(({ who, text, subject }) => ({ who, text, subject }))).toEqual([
    {
      who: "administrator in a test",
      text: "Relatie toegevoegd",
      subject: { kind: "party", id: party.id, name: "Jan Claes" },
    },
    { who: an.name, text: "Artikel gewijzigd", subject: { kind: "item", id, name: "Z-1" } },
    { who: an.name, text: "Artikel toegevoegd", subject: { kind: "item", id, name: "Z-1" } },
  ]);
  expect(all).toMatchObject({ next: null, check: null });
  expect(all.actors?.map(({ name }) => name).toSorted()).toEqual([an.name, "administrator in a test"]);

  const first = await list("?limit=2");
  const second = await list(`?limit=2&after=${first.next ?? ""}`);
  expect([...first.items, ...second.items]).toEqual(all.items);
  expect(second).toMatchObject({ next: null, actors: null });

  const actor = all.actors?.find(({ name }) => name === an.name)?.actor ?? "";
  expect((await list(`?actor=${actor}`)).items).toEqual(all.items.slice(1));
  expect((await list("?subject=party")).items).toEqual(all.items.slice(0, 1));
  expect((await list("?to=2020-01-01")).items).toEqual([]);
});

test("the file has the same rows with their hashes, and no cell is a formula", async () => {
  await browser.call("POST", "/api/items", { sellersItemIdentifier: "=1+1", name: "Rekenaar" }, headers);
  const { text } = await browser.call("GET", "/api/audit/export?bom=false", undefined, headers);
  const rows = text.trimEnd().split("\r\n");
  expect(rows[0]).toBe("Volgnummer;Tijd;Wie;Wat;Code;Onderwerp;Details;Controlegetal");
  expect(rows).toHaveLength(1 + (await list()).items.length);
  expect(rows[1]).toMatch(/^4;.*;An Peeters;Artikel toegevoegd;item\.add;item:[0-9a-f-]{36};.*;[0-9a-f]{64}$/);
});

test("a name that was deleted with the details is gone, and the row stays", async () => {
  await sql`delete from audit_details where sequence = 1`.execute(store.owner);
  const { items } = await list();
  expect(items.at(-1)).toMatchObject({ who: an.name, text: "Artikel toegevoegd", details: null });
});

test("is for owner and administrator", async () => {
  const viewer = await join(api, browser, { role: "viewer", email: "kijker@molen.example", administrationId });
  expect((await viewer.call("GET", "/api/audit", undefined, headers)).status).toBe(403);
});
