import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { apiUnderTest, expectProblem, type Answer } from "#api/testing/api-under-test.ts";
import { join, setUp, type Browser } from "#api/testing/browser.ts";
import { openWholesaler, secretOf, webshopConnector, wholesalerConnector } from "#api/testing/wholesaler.ts";

const shop = await openWholesaler();
const api = await apiUnderTest({
  connectors: [wholesalerConnector, webshopConnector],
  openHosts: [new URL(shop.url).host, new URL(shop.url).hostname],
});
let owner: Browser;
let bert: Browser;
let viewer: Browser;
let token = "";
let administrationId = "";

interface Entry {
  readonly id: string;
  readonly alias: string;
  readonly function: string;
  readonly version: number;
  readonly connectionId: string | null;
}

beforeAll(async () => {
  ({ browser: owner, administrationId } = await setUp(api));
  bert = await join(api, owner, { role: "bookkeeper", email: "bert@fietsen.example", administrationId });
  viewer = await join(api, owner, { role: "viewer", email: "eva@fietsen.example", administrationId });
  token = await api.makeToken("owner", administrationId);
});

const entryOf = (answer: Answer): Entry => {
  expect({ status: answer.status, text: answer.text }).toMatchObject({
    status: expect.toSatisfy((s) => s < 300) as never,
  });
  return answer.json;
};
const add = (who: Browser, body: object) => who.call("POST", "/api/supplier-entries", body);
const login = (userName: string, more: object = {}) => ({
  settings: { shopUrl: shop.url, userName, ...more },
  credentials: { password: secretOf(userName) },
});
const save = (who: Browser, { id, version }: Entry, body: object) =>
  who.call("PUT", `/api/supplier-entries/${id}`, { version, ...body });
const all = async (who: Browser, wanted = ""): Promise<Entry[]> => {
  const { items }: { items: Entry[] } = (await who.call("GET", `/api/supplier-entries${wanted}`)).json;
  return items;
};

test("nothing is set up while the app is off, and the answer says where it is switched on", async () => {
  const refused = await add(owner, { function: "basket", connector: "wholesaler" });
  expectProblem(refused, 409, "apps.off");
  expect(refused.text).toContain("Webservices leverancier");
  expectProblem(await owner.call("GET", "/api/supplier-entries"), 409, "apps.off");
  expectProblem(await owner.call("GET", "/api/supplier-baskets"), 409, "apps.off");
  expect((await owner.call("POST", "/api/apps/supplierWebshops/activate", {})).status).toBe(200);
  expect(await all(owner)).toEqual([]);
});

test("who offers what is one table, and every function that is not offered says so", async () => {
  const { items, functions }: { items: { connector: string; functions: unknown[] }[]; functions: unknown[] } = (
    await viewer.call("GET", "/api/supplier-capabilities", undefined, { "accept-language": "nl" })
  ).json;
  expect(functions).toHaveLength(4);
  expect(items.find(({ connector }) => connector === "wholesaler")?.functions).toEqual([
    { function: "basket", isOffered: true, text: "" },
    { function: "price", isOffered: true, text: "" },
    { function: "order", isOffered: false, text: "biedt dit niet aan" },
    { function: "document", isOffered: false, text: "biedt dit niet aan" },
  ]);
  expect(items.map(({ connector }) => connector)).not.toContain("woocommerce");
});

test("a double-click makes an entry with its alias at once; the second gets another alias", async () => {
  const first = entryOf(await add(owner, { function: "basket", connector: "wholesaler" }));
  expect(first).toMatchObject({
    alias: "Groothandel Proef",
    connectionId: null,
    isMine: false,
    canFetch: true,
    canOpen: true,
  });
  const second = entryOf(await add(owner, { function: "basket", connector: "wholesaler" }));
  expect(second.alias).toBe("Groothandel Proef (2)");
  expectProblem(
    await add(owner, { function: "basket", connector: "wholesaler", alias: second.alias }),
    409,
    "request.conflict",
  );
  expect((await owner.call("DELETE", `/api/supplier-entries/${second.id}`)).status).toBe(200);
});

test("a function the supplier does not offer cannot be set up, nor one of a shop of ours or of nobody", async () => {
  for (const connector of ["wholesaler", "woocommerce", "bestaat-niet"])
    expectProblem(await add(owner, { function: "order", connector }), 400, "request.invalid");
  expectProblem(await add(owner, { function: "huh", connector: "wholesaler" }), 400);
  expectProblem(await add(owner, { function: "basket", connector: "wholesaler", alias: "" }), 400);
  expectProblem(await add(owner, { function: "basket", connector: "wholesaler", alias: "x".repeat(101) }), 400);
});

test("saving a login asks for the other functions; yes copies it, and no leaves them as they were", async () => {
  const [entry] = await all(owner, "?function=basket");
  if (entry === undefined) throw new Error("no entry");
  expectProblem(await save(owner, entry, { settings: { shopUrl: shop.url, userName: "an" } }), 400, "request.invalid");
  expectProblem(await save(owner, entry, { settings: { userName: "an" }, credentials: { password: "x" } }), 400);
  const saved = await save(owner, entry, login("an"));
  expect(saved.json).toMatchObject({
    entry: { state: "unchecked", settings: { userName: "an", customerNumber: "" }, alias: "Groothandel Proef" },
    otherFunctions: ["price"],
  });
  expect(saved.text).not.toContain(secretOf("an"));
  expect(await all(owner, "?function=price")).toEqual([]);
  const spread = await owner.call("POST", `/api/supplier-entries/${entry.id}/use-for-others`, {});
  expect(spread.json).toMatchObject({ items: [{ function: "price", alias: "Groothandel Proef" }] });
  const again = await owner.call("POST", `/api/supplier-entries/${entry.id}/use-for-others`, {});
  expect(again.json).toEqual({ items: [] });
  const [basket, price] = await all(owner);
  expect(basket?.connectionId).toBe(price?.connectionId);
});

test("another login for one function leaves the other function at its own", async () => {
  const [price] = await all(owner, "?function=price");
  if (price === undefined) throw new Error("no entry");
  const saved = await save(owner, price, login("prijzen", { customerNumber: "99" }));
  expect(saved.json).toMatchObject({ entry: { settings: { userName: "prijzen", customerNumber: "99" } } });
  const [basket, changed] = await all(owner);
  expect(changed?.connectionId).not.toBe(basket?.connectionId);
});

test("the supplier is asked whether it takes the login, and the answer is said", async () => {
  const [entry] = await all(owner, "?function=basket");
  const test = () => owner.call("POST", `/api/supplier-entries/${entry?.id}/test`);
  expect((await test()).json).toMatchObject({ account: "an" });
  shop.mood = "refuses";
  expectProblem(await test(), 422, "credentials.expired");
  shop.mood = "breaksOff";
  expectProblem(await test(), 502, "remote.unavailable");
  shop.mood = "well";
});

test("each person has an own login: nobody else sees it, uses it or learns that it is there", async () => {
  const [shared] = await all(bert, "?function=basket");
  expect(shared).toMatchObject({ mayChange: false });
  expectProblem(await save(bert, shared as Entry, { alias: "Van Bert" }), 403, "request.forbidden");
  expectProblem(await add(bert, { function: "basket", connector: "wholesaler" }), 403, "request.forbidden");

  const copied = await bert.call("POST", `/api/supplier-entries/${shared?.id}/copy`, { isMine: true });
  expect(copied.json).toMatchObject({
    entry: { alias: "Groothandel Proef (2)", connectionId: null, isMine: true },
    settings: { userName: "an", shopUrl: shop.url },
  });
  expect(copied.text).not.toContain(secretOf("an"));
  const { entry: his }: { entry: Entry } = copied.json;
  expect((await save(bert, his, login("bert"))).status).toBe(200);

  expect((await all(owner)).map(({ id }) => id)).not.toContain(his.id);
  for (const [method, path, body] of [
    ["PUT", "", { version: 1, alias: "x" }],
    ["DELETE", "", undefined],
    ["POST", "/copy", {}],
    ["POST", "/test", undefined],
    ["POST", "/use-for-others", {}],
  ] as const)
    expectProblem(await owner.call(method, `/api/supplier-entries/${his.id}${path}`, body), 404, "request.not_found");
  const withToken = await api.call("GET", "/api/supplier-entries", { token });
  expect(withToken.text).not.toContain(his.id);
});

test("nobody takes over the login of another, and a bookkeeper not that of everybody", async () => {
  const mine = entryOf(await add(owner, { function: "basket", connector: "wholesaler", isMine: true }));
  const refused = await save(owner, mine, login("bert"));
  expectProblem(refused, 409, "request.conflict");
  expect(refused.text).not.toContain("Bert");
  const his = entryOf(await add(bert, { function: "basket", connector: "wholesaler", isMine: true }));
  const wrong = { settings: { shopUrl: shop.url, userName: "an" }, credentials: { password: "fout wachtwoord" } };
  expectProblem(await save(bert, his, wrong), 409, "request.conflict");
  // The login of everybody still has its own password.
  const [shared] = await all(owner, "?function=basket");
  expect((await owner.call("POST", `/api/supplier-entries/${shared?.id}/test`)).status).toBe(200);
  for (const { who, id } of [
    { who: owner, id: mine.id },
    { who: bert, id: his.id },
  ])
    expect((await who.call("DELETE", `/api/supplier-entries/${id}`)).status).toBe(200);
});

test("a copy of the longest alias can be saved as it is", async () => {
  const alias = "x".repeat(100);
  const first = entryOf(await add(owner, { function: "price", connector: "wholesaler", alias }));
  const made: Entry[] = [];
  for (let times = 0; times < 2; times += 1) {
    const copied = await owner.call("POST", `/api/supplier-entries/${first.id}/copy`, {});
    made.push((copied.json as { entry: Entry }).entry);
  }
  const ends = made.map((entry) => entry.alias.slice(-6));
  expect(ends).toEqual(["xx (2)", "xx (3)"]);
  for (const entry of made) expect((await save(owner, entry, { alias: entry.alias })).status).toBe(200);
  for (const { id } of [first, ...made])
    expect((await owner.call("DELETE", `/api/supplier-entries/${id}`)).status).toBe(200);
});

test("a program has no login of its own, and a viewer changes nothing", async () => {
  const body = { function: "basket", connector: "wholesaler", isMine: true };
  expectProblem(await api.call("POST", "/api/supplier-entries", { token, body }), 400, "request.invalid");
  expectProblem(await add(viewer, { ...body }), 403, "request.forbidden");
  expect((await all(viewer)).length).toBeGreaterThan(0);
});

test("who saves over another is told, and an alias is kept once per function", async () => {
  const [entry] = await all(owner, "?function=basket");
  if (entry === undefined) throw new Error("no entry");
  expect((await save(owner, entry, { alias: "  Cebeo Gent  " })).json).toMatchObject({
    entry: { alias: "Cebeo Gent" },
  });
  expectProblem(await save(owner, entry, { alias: "Later" }), 409, "request.conflict");
  const other = entryOf(await add(owner, { function: "basket", connector: "webshop-only" }));
  expectProblem(await save(owner, other, { alias: "Cebeo Gent" }), 409, "request.conflict");
  expect(other).toMatchObject({ canFetch: false, canOpen: true, canEmpty: false });
});

test("the supplier of an entry is one of our contacts", async () => {
  const [entry] = await all(owner, "?function=basket");
  if (entry === undefined) throw new Error("no entry");
  const party = await owner.call("POST", "/api/parties", { name: "Groothandel Proef nv" });
  const { id: partyId }: { id: string } = party.json;
  const saved = await save(owner, entry, { partyId });
  expect(saved.json).toMatchObject({ entry: { partyId, partyName: "Groothandel Proef nv" } });
  const stranger = "00000000-0000-4000-8000-000000000000";
  const { entry: now }: { entry: Entry } = saved.json;
  expectProblem(await save(owner, now, { partyId: stranger }), 400, "request.invalid");
  // The next entry of this supplier is of the same contact by itself.
  expect(entryOf(await add(owner, { function: "price", connector: "wholesaler" }))).toMatchObject({ partyId });
});

test("an own login that was deleted by mistake is set up again by who knows its keys, and by nobody else", async () => {
  const make = async () => entryOf(await add(bert, { function: "basket", connector: "wholesaler", isMine: true }));
  const first = await make();
  expect((await save(bert, first, login("vergist"))).status).toBe(200);
  expect((await bert.call("DELETE", `/api/supplier-entries/${first.id}`)).status).toBe(200);
  const again = await make();
  const { settings } = login("vergist");
  // Without its keys it stays what it was.
  expectProblem(await save(bert, again, { settings }), 400, "request.invalid");
  const saved = await save(bert, again, login("vergist"));
  expect(saved.json).toMatchObject({ entry: { isMine: true, settings: { userName: "vergist" } } });
  expect((await bert.call("DELETE", `/api/supplier-entries/${again.id}`)).status).toBe(200);
});

test("who leaves takes the own logins along; their accounts are free for others, and those of everybody stay", async () => {
  const gone = await join(api, owner, { role: "bookkeeper", email: "dirk@fietsen.example", administrationId });
  const his = entryOf(await add(gone, { function: "basket", connector: "wholesaler", alias: "Dirk", isMine: true }));
  expect((await save(gone, his, login("dirk"))).status).toBe(200);
  const before = await all(owner);
  const mine = entryOf(await add(owner, { function: "basket", connector: "wholesaler", isMine: true }));
  expectProblem(await save(owner, mine, login("dirk")), 409, "request.conflict");
  const { items }: { items: { id: string; email: string }[] } = (await owner.call("GET", "/api/users")).json;
  const member = items.find(({ email }) => email === "dirk@fietsen.example");
  expect((await owner.call("DELETE", `/api/users/${member?.id}`)).status).toBe(200);
  const { rows } = await sql`select from supplier_entries where id = ${his.id}`.execute(api.store.owner);
  expect(rows).toEqual([]);
  expect((await all(owner)).filter(({ id }) => id !== mine.id)).toEqual(before);
  expect((await save(owner, mine, { ...login("dirk"), alias: "Dirk" })).status).toBe(200);
  expect((await owner.call("DELETE", `/api/supplier-entries/${mine.id}`)).status).toBe(200);
});

test("every act is in the audit log, without a secret", async () => {
  const { rows } = await sql<{ action: string; details: unknown }>`select a.action, d.details from audit a
    left join audit_details d using (administration_id, sequence) where a.action like 'supplier.%'`.execute(
    api.store.owner,
  );
  expect(new Set(rows.map(({ action }) => action))).toEqual(
    new Set([
      "supplier.entryAdd",
      "supplier.entrySave",
      "supplier.entrySpread",
      "supplier.entryCopy",
      "supplier.entryTest",
      "supplier.entryDelete",
    ]),
  );
  expect(JSON.stringify(rows)).not.toContain("geheim-van");
  expect(api.log.join("\n")).not.toContain("geheim-van");
});
