// Over 300 lines because walking a list and sending a basket stand on the same two companies with the same lists.
import { randomUUID } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { amount } from "#domain/amount.ts";
import { apiUnderTest, expectProblem, type Answer } from "#api/testing/api-under-test.ts";
import { join, setUp, type Browser } from "#api/testing/browser.ts";
import { inAdministration } from "#store/database.ts";
import { offlinePage } from "#store/offline-items.ts";
import { undoPortion, startUndoing } from "#store/price-batches.ts";
import { updatePriceList } from "#store/price-lists.ts";
import { usualTerms } from "#domain/supplier/price-list-terms.ts";
import {
  inventedGtin,
  inventedItems,
  plantItems,
  plantPriceList,
  replantItems,
  type PlantedList,
} from "#store/testing/planted-price-list.ts";

const api = await apiUnderTest();
const { store } = api;
let owner: Browser;
let bert: Browser;
let viewer: Browser;
let ours = "";
let theirs = "";
let list: PlantedList;
let other: PlantedList;
let foreign: PlantedList;

interface Item {
  readonly id: string;
  readonly code: string;
  readonly net: string | null;
}
interface Page {
  readonly items: readonly Item[];
  readonly next: string | null;
  readonly asOf: string;
}

const inOurs = <T>(work: Parameters<typeof inAdministration<T>>[2]) => inAdministration(store.app, ours, work);
const itemsPath = (id: string, query = "") => `/api/catalogue-program/price-lists/${id}/items${query}`;

/** Everything a walk gives, page after page. */
async function walk(id: string, since?: string): Promise<{ items: Item[]; pages: number; asOf: string }> {
  const items: Item[] = [];
  let [after, pages, asOf]: [string | null, number, string] = ["", 0, ""];
  while (after !== null) {
    const query = new URLSearchParams({ after, ...(since !== undefined && { since }) });
    const answer = await owner.call("GET", itemsPath(id, `?${query.toString()}`));
    expect(answer.status).toBe(200);
    const page: Page = answer.json;
    items.push(...page.items);
    pages += 1;
    if (asOf === "") ({ asOf } = page);
    after = page.next;
  }
  return { items, pages, asOf };
}

beforeAll(async () => {
  ({ browser: owner, administrationId: ours } = await setUp(api));
  bert = await join(api, owner, { role: "bookkeeper", email: "bert@fietsen.example", administrationId: ours });
  viewer = await join(api, owner, { role: "viewer", email: "eva@fietsen.example", administrationId: ours });
  theirs = await store.makeAdministration({ name: "Hun bedrijf" });
  list = await inOurs((trx) =>
    plantPriceList(trx, ours, { supplier: "Elektro Jansen", name: "Tarief 2026", items: inventedItems(4500) }),
  );
  other = await inOurs((trx) =>
    plantPriceList(trx, ours, { supplier: "Sanitair Claes", name: "Sanitair", items: inventedItems(3) }),
  );
  foreign = await inAdministration(store.app, theirs, (trx) =>
    plantPriceList(trx, theirs, { supplier: "Hun leverancier", name: "Geheim", items: inventedItems(3) }),
  );
});

test("nothing is handed out while the app is off", async () => {
  for (const path of ["/api/catalogue-program/price-lists", itemsPath(list.priceListId)])
    expectProblem(await owner.call("GET", path), 409, "apps.off");
  expectProblem(await send(owner, [lineOf(list, "A-000001")]), 409, "apps.off");
  expect((await owner.call("POST", "/api/apps/supplierWebshops/activate", {})).status).toBe(200);
});

test("the lists of the company, with how many articles each has; an archived one and another company's are none", async () => {
  const archived = await inOurs((trx) => plantPriceList(trx, ours, { supplier: "Oud", name: "Oud", items: [] }));
  const gone = { name: "Oud", currency: "EUR", terms: usualTerms, isArchived: true, version: 1 };
  await inOurs((trx) => updatePriceList(trx, ours, archived.priceListId, gone, "An"));
  const answer = await viewer.call("GET", "/api/catalogue-program/price-lists");
  expect(answer.json).toMatchObject({
    items: [
      { id: list.priceListId, supplier: "Elektro Jansen", name: "Tarief 2026", currency: "EUR", items: 4500 },
      { id: other.priceListId, supplier: "Sanitair Claes", items: 3 },
    ],
  });
  for (const id of [archived.priceListId, foreign.priceListId, randomUUID()]) {
    expectProblem(await owner.call("GET", itemsPath(id)), 404, "request.not_found");
    expectProblem(await owner.call("GET", `/api/catalogue-program/price-lists/${id}/codes`), 404, "request.not_found");
  }
});

test("a walk gives every article once, two thousand at a time, and goes on from any page", async () => {
  const all = await walk(list.priceListId);
  expect([all.pages, all.items.length, new Set(all.items.map(({ code }) => code)).size]).toEqual([3, 4500, 4500]);
  const last: Page = (await owner.call("GET", itemsPath(list.priceListId, "?after=A-003999"))).json;
  expect([last.items.length, last.items[0]?.code, last.next]).toEqual([500, "A-004000", null]);
  expect(last.items[0]).toMatchObject({
    name: "Kabel XVB inbouw 17G1,5 nr 4000",
    gtin: inventedGtin(4000),
    net: "401",
    basisQuantity: "100",
    basisUnitCode: "MTR",
    minimum: "50",
    priceStatus: "ok",
    isListed: true,
  });
});

test("a page is compressed for whoever takes that, and the same for who does not", async () => {
  const path = itemsPath(list.priceListId);
  const plain = await owner.call("GET", path);
  const cookie = [...owner.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const get = async (encoding: string) => {
    const { request } = await import("node:http");
    return new Promise<{ encoding: string | undefined; bytes: Buffer }>((resolve, reject) => {
      const asked = request(new URL(path, api.url), { headers: { cookie, "accept-encoding": encoding } }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () => resolve({ encoding: answer.headers["content-encoding"], bytes: Buffer.concat(chunks) }));
      });
      asked.on("error", reject);
      asked.end();
    });
  };
  for (const encoding of ["gzip, br", "br;q=1, gzip;q=0.5", "GZIP"]) {
    const zipped = await get(encoding);
    expect(zipped.encoding).toBe("gzip");
    expect(zipped.bytes.byteLength).toBeLessThan(plain.text.length / 5);
    expect(JSON.parse(gunzipSync(zipped.bytes).toString()).items).toEqual((plain.json as Page).items);
  }
  for (const encoding of ["br", "gzip;q=0", "xgzip", "gzip;q=0.0"])
    expect((await get(encoding)).encoding).toBeUndefined();
});

test("what changed since a walk, and only that; also what was under way while it was walked", async () => {
  const { asOf } = await walk(list.priceListId);
  // Older than the second that is taken off.
  await sql`update supplier_items set changed_at = now() - interval '1 hour'`.execute(store.owner);
  expect((await walk(list.priceListId, asOf)).items).toEqual([]);

  const begun = Promise.withResolvers<void>();
  const walked = Promise.withResolvers<void>();
  const slow = inOurs(async (trx) => {
    const item = { suppliersItemIdentifier: "A-000007", listedNet: amount("7.77") };
    await replantItems(trx, ours, list, [item]);
    begun.resolve();
    await walked.promise;
  });
  await begun.promise;
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const during = await walk(list.priceListId, asOf);
  walked.resolve();
  await slow;
  expect(during.items).toEqual([]);
  expect((await walk(list.priceListId, during.asOf)).items).toMatchObject([{ code: "A-000007", net: "7.77" }]);
});

test("few changes among many are found, over pages that may hold none", async () => {
  await sql`update supplier_items set changed_at = now() - interval '1 hour'`.execute(store.owner);
  const since = new Date(Date.now() - 60_000).toISOString();
  const changed = [1700, 1701, 1702, 4499].map((n) => `A-${String(n).padStart(6, "0")}`);
  const items = changed.map((suppliersItemIdentifier) => ({ suppliersItemIdentifier, listedNet: amount("3") }));
  await inOurs((trx) => replantItems(trx, ours, list, items));
  const found: string[] = [];
  const sizes: number[] = [];
  for (let after: string | null = ""; after !== null;) {
    const { priceListId } = list;
    const page = await inOurs((trx) =>
      offlinePage(trx, ours, { priceListId, since, after: after ?? "", limit: 2, look: 900 }),
    );
    found.push(...page.items.map(({ code }) => code));
    sizes.push(page.items.length);
    after = page.next;
  }
  expect(found).toEqual(changed);
  // 900, to 1701 (full), to 2601, 3501, 4401, the end.
  expect(sizes).toEqual([0, 2, 1, 0, 0, 1]);
});

test("what was taken away again is missing from the codes", async () => {
  const batchId = await inOurs((trx) => plantItems(trx, ours, other, [{ suppliersItemIdentifier: "weg-1" }]));
  const codes = async () =>
    (await owner.call("GET", `/api/catalogue-program/price-lists/${other.priceListId}/codes`)).json as {
      codes: string[];
      next: string | null;
    };
  expect((await codes()).codes).toContain("weg-1");
  await inOurs((trx) => startUndoing(trx, ours, batchId, "An"));
  await inOurs((trx) => undoPortion(trx, ours, batchId, { limit: 10, by: "An" }));
  expect(await codes()).toEqual({ codes: ["A-000000", "A-000001", "A-000002"], next: null });
});

test("a strange moment or place is refused, never an error of the database", async () => {
  for (const query of [
    "?since=gisteren",
    "?since=0000-01-01T00:00:00Z",
    "?since=2026-13-01T00:00:00Z",
    `?after=${"x".repeat(201)}`,
  ])
    expectProblem(await owner.call("GET", itemsPath(list.priceListId, query)), 400, "request.invalid");
  expect((await owner.call("GET", itemsPath(list.priceListId, "?after=%00"))).status).toBeLessThan(500);
  expect((await owner.call("GET", itemsPath(list.priceListId, "?after='%20or%201=1--"))).status).toBe(200);
  expectProblem(await owner.call("GET", itemsPath("geen-uuid")), 400);
});

interface Line {
  readonly lineId: string;
  readonly priceListId: string;
  readonly itemId: string;
  readonly code: string;
  readonly unitCode: string;
  readonly quantity: string;
}

const lineOf = ({ priceListId }: PlantedList, code: string, change: Partial<Line> & { name?: string } = {}): Line => ({
  lineId: randomUUID(),
  priceListId,
  itemId: randomUUID(),
  code,
  unitCode: "C62",
  quantity: "2",
  ...change,
});

const send = (who: Browser, lines: readonly unknown[], key: string = randomUUID()): Promise<Answer> =>
  who.call("POST", "/api/catalogue-program/baskets", { key, lines });

interface Sent {
  readonly isRepeated: boolean;
  readonly baskets: readonly { id: string; supplier: string; lineCount: number; source: string; alias: string }[];
}

const stagedCount = async (): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from supplier_baskets`.execute(
    store.owner,
  );
  return rows[0]?.count ?? 0;
};

test("a basket is staged per supplier, priced as the lists are now, and seen by who sent it", async () => {
  const { items } = await walk(list.priceListId);
  const known = items.find(({ code }) => code === "A-000007");
  const lines = [
    lineOf(list, "A-000007", { itemId: known?.id ?? "", quantity: "12.5" }),
    // After an import was put back and done again, an article has another id.
    lineOf(list, "A-000009", { quantity: "1" }),
    lineOf(other, "A-000001", { quantity: "3" }),
  ];
  const answer = await send(owner, lines);
  expect(answer.status).toBe(200);
  const { isRepeated, baskets }: Sent = answer.json;
  expect([
    isRepeated,
    baskets.map(({ supplier, lineCount, source, alias }) => [supplier, lineCount, source, alias]),
  ]).toEqual([
    false,
    [
      ["Elektro Jansen", 2, "catalogue", "Tarief 2026"],
      ["Sanitair Claes", 1, "catalogue", "Sanitair"],
    ],
  ]);
  const stored =
    await sql`select position, as_read ->> 'description' as name, as_read -> 'price' ->> 'net' as net, trim_scale(cost)::text as cost,
      trim_scale(quantity)::text as quantity, is_ticked, supplier_item_id is not null as known
    from supplier_basket_lines where basket_id = ${baskets[0]?.id} order by position`.execute(store.owner);
  expect(stored.rows).toEqual([
    { position: 1, name: "", net: "7.77", cost: "7.77", quantity: "12.5", is_ticked: true, known: true },
    {
      position: 2,
      name: expect.stringContaining("Schakelaar"),
      net: "10.09",
      cost: "10.09",
      quantity: "1",
      is_ticked: true,
      known: true,
    },
  ]);
  const audit = await sql`select action, details from audit join audit_details using (administration_id, sequence)
    where action = 'basket.stage'`.execute(store.owner);
  expect(audit.rows).toHaveLength(1);
});

test("the same key stages once: sent again, twice at once, or by somebody else", async () => {
  const key = randomUUID();
  const lines = [lineOf(list, "A-000001")];
  const before = await stagedCount();
  const both = await Promise.all([send(owner, lines, key), send(owner, lines, key), send(owner, lines, key)]);
  const answers = [...both, await send(owner, lines, key)].map(({ json }) => json as Sent);
  expect(await stagedCount()).toBe(before + 1);
  expect(new Set(answers.map(({ baskets }) => baskets[0]?.id)).size).toBe(1);
  expect(answers.filter(({ isRepeated }) => !isRepeated)).toHaveLength(1);
  const stolen = await send(bert, lines, key);
  expectProblem(stolen, 409, "request.conflict");
  expect(stolen.text).toContain("iemand anders");
  expect(await stagedCount()).toBe(before + 1);
});

test("what was taken into a document is asked about before it is taken from the program again, under whatever key", async () => {
  const lines = [lineOf(list, "A-000001"), lineOf(list, "A-000002")];
  const sent = async (): Promise<string> => ((await send(owner, lines)).json as Sent).baskets[0]?.id ?? "";
  interface Page {
    readonly version: number;
    readonly doublesId: string | null;
  }
  const page = async (id: string): Promise<Page> => (await owner.call("GET", `/api/supplier-baskets/${id}`)).json;
  const take = async (id: string, more: object = {}): Promise<Answer> => {
    const { id: documentId, version } = (await owner.call("POST", "/api/documents", { kind: "quote" })).json as {
      id: string;
      version: number;
    };
    const basket = await page(id);
    const press = { version: basket.version, documentId, documentVersion: version, key: randomUUID(), ...more };
    return owner.call("POST", `/api/supplier-baskets/${id}/to-document`, press);
  };
  // An answer that was lost, and a program that was told no when it asked again: it comes once more, as another press.
  const [first, second] = [await sent(), await sent()];
  expect((await take(first)).status).toBe(200);
  const refused = await take(second);
  expectProblem(refused, 409, "request.conflict");
  expect(refused.json).toMatchObject({ errors: [{ field: "again", id: first }] });
  const third = await sent();
  expect(await page(third)).toMatchObject({ doublesId: first });
  expectProblem(await take(third), 409, "request.conflict");
  expect((await take(third, { again: true })).status).toBe(200);
  // The same articles another day are another basket.
  const anew = (await send(owner, [lineOf(list, "A-000001"), lineOf(list, "A-000002")])).json as Sent;
  expect((await take(anew.baskets[0]?.id ?? "")).status).toBe(200);
});

test("an article that is gone stays a line without a price, and the basket says so", async () => {
  const lines = [lineOf(list, "bestaat-niet", { name: "Oude <b>klem</b>", unitCode: "MTR" })];
  const { baskets }: Sent = (await send(owner, lines)).json;
  const { rows } =
    await sql`select as_read ->> 'description' as name, cost, unit_code, remarks from supplier_basket_lines l
    join supplier_baskets b on b.id = l.basket_id where basket_id = ${baskets[0]?.id}`.execute(store.owner);
  expect(rows).toEqual([
    { name: "Oude <b>klem</b>", cost: null, unit_code: "MTR", remarks: [{ line: "1", reason: "goneFromCatalogue" }] },
  ]);
});

test("an article under the id of another list is not taken for that one", async () => {
  const { items } = await walk(other.priceListId);
  const { baskets }: Sent = (await send(owner, [lineOf(list, "A-000004", { itemId: items[0]?.id ?? "" })])).json;
  expect(baskets).toMatchObject([{ supplier: "Elektro Jansen", lineCount: 1 }]);
  const { rows } =
    await sql`select as_read ->> 'suppliersItemIdentifier' as code, as_read -> 'price' ->> 'net' as net from supplier_basket_lines
    where basket_id = ${baskets[0]?.id}`.execute(store.owner);
  expect(rows).toEqual([{ code: "A-000004", net: "5.04" }]);
});

test("nothing is staged for another company's list, without the right to, or of what cannot be", async () => {
  const before = await stagedCount();
  for (const priceListId of [foreign.priceListId, randomUUID()])
    expectProblem(
      await send(owner, [lineOf(list, "A-000001"), { ...lineOf(list, "A-000001"), priceListId }]),
      404,
      "request.not_found",
    );
  expectProblem(await send(viewer, [lineOf(list, "A-000001")]), 403, "request.forbidden");
  const line = lineOf(list, "A-000001");
  const wrong: readonly unknown[][] = [
    [],
    [{ ...line, quantity: "0" }],
    [{ ...line, quantity: "-1" }],
    [{ ...line, quantity: "1.1234567" }],
    [{ ...line, quantity: "1e400" }],
    [{ ...line, quantity: 2 }],
    [{ ...line, quantity: "12345678901" }],
    [{ ...line, unitCode: "<b>" }],
    [{ ...line, code: "" }],
    [{ ...line, name: "x".repeat(501) }],
    [line, line],
    Array.from({ length: 2001 }, () => lineOf(list, "A-000001")),
  ];
  for (const lines of wrong) expectProblem(await send(owner, lines), 400, "request.invalid");
  expectProblem(await send(owner, [line], "geen-sleutel"), 400, "request.invalid");
  expectProblem(await owner.call("POST", "/api/catalogue-program/baskets", { lines: [line] }), 400);
  expect(await stagedCount()).toBe(before);
});

test("what no database can hold is kept without it", async () => {
  const answer = await send(owner, [lineOf(list, "bestaat-niet", { name: "half \ud800 en nul \0" })]);
  expect(answer.status).toBeLessThan(500);
});
