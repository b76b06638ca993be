// Over 300 lines because every rule of the return address is tried on one hub and one shop.
import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { apiUnderTest, expectProblem, type Answer } from "#api/testing/api-under-test.ts";
import { join, setUp, type Browser } from "#api/testing/browser.ts";
import { openWholesaler, secretOf, webshopConnector, wholesalerConnector } from "#api/testing/wholesaler.ts";
import { basketLogin, draftOf, openHostsOf, switchOn } from "./testing/supplier-logins.ts";

const shop = await openWholesaler();
let ahead = 0;
const api = await apiUnderTest({
  connectors: [wholesalerConnector, webshopConnector],
  openHosts: openHostsOf(shop),
  now: () => Temporal.Now.instant().add({ minutes: ahead }),
});
const { owner: database } = api.store;
let an: Browser;
let bert: Browser;
let entryId = "";
let administrationId = "";

beforeAll(async () => {
  ({ browser: an, administrationId } = await setUp(api));
  bert = await join(api, an, { role: "bookkeeper", email: "bert@fietsen.example", administrationId });
  await switchOn(an);
  entryId = await basketLogin(an, shop, "an");
});
beforeEach(() => {
  ahead = 0;
  shop.mood = "well";
});

interface Visit {
  readonly id: string;
  readonly page: string;
  readonly expiresAt: string;
}
const open = async (who: Browser = an, body: object = {}): Promise<Visit> => {
  const answer = await who.call("POST", "/api/supplier-baskets/open", { entryId, ...body });
  const { visit }: { visit: Visit | null } = answer.json;
  if (visit === null) throw new Error(answer.text);
  return visit;
};
/** The page of a visit, and where its form says that the basket must be sent. */
const visit = async (
  who: Browser = an,
  body: object = {},
): Promise<Visit & { readonly path: string; readonly html: string }> => {
  const opened = await open(who, body);
  const { text } = await who.call("GET", opened.page);
  const [, hook = ""] = /value="(https:\/\/[^"]*\/punchout\/return\/[^"]*)"/.exec(text) ?? [];
  return { ...opened, path: new URL(hook).pathname, html: text };
};

const form = { "content-type": "application/x-www-form-urlencoded" };
const oci = (lines: readonly Readonly<Record<string, string>>[]): string =>
  new URLSearchParams(
    lines.flatMap((line, index) =>
      Object.entries(line).map(([name, value]) => [`NEW_ITEM-${name}[${index + 1}]`, value]),
    ),
  ).toString();
const wire = {
  DESCRIPTION: "Installatiedraad H07V-U 1,5 mm² blauw",
  QUANTITY: "200.000",
  UNIT: "MTR",
  PRICE: "23.90",
  PRICEUNIT: "100",
  CURRENCY: "EUR",
  VENDORMAT: "031710    005  100",
};
/** As a page of the shop does: no cookie comes with it, and it says that it is another site. */
const post = (path: string, body: string | Buffer, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  api.call("POST", path, {
    body,
    headers: {
      ...form,
      origin: "https://shop.example",
      "sec-fetch-site": "cross-site",
      "accept-language": "nl",
      ...headers,
    },
  });
const basketAt = (answer: Answer): string => answer.headers.location?.split("/").at(-1) ?? "";
interface Page {
  readonly state: string;
  readonly source: string;
  readonly documentId: string | null;
  readonly remarks: readonly string[];
  readonly lines: readonly {
    readonly code: string;
    readonly description: string;
    readonly offer: { readonly price: string | null; readonly amount: string | null };
  }[];
}
const read = async (who: Browser, id: string): Promise<Page> =>
  (await who.call("GET", `/api/supplier-baskets/${id}`)).json;
const count = async (table: string): Promise<number> =>
  Number((await sql<{ n: string }>`select count(*) as n from ${sql.table(table)}`.execute(database)).rows[0]?.n);

describe("opening the shop", () => {
  test("the login goes in the body of a form, once, and stands in no address, log or row", async () => {
    const opened = await open();
    expect(opened.page).not.toContain(secretOf("an"));
    const page = await an.call("GET", opened.page, undefined, { "accept-language": "nl" });
    expect(page.type).toContain("text/html");
    const policy = String(page.headers["content-security-policy"]);
    const [, nonce = ""] = /script-src 'nonce-([^']+)'/.exec(policy) ?? [];
    expect(nonce.length).toBeGreaterThanOrEqual(22);
    expect(page.text).toContain(`<script nonce="${nonce}">`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect(page.headers["cache-control"]).toBe("no-store");
    expect(page.text).toContain(`method="post" action="${shop.url}/oci"`);
    // A password is text, whatever is in it.
    expect(page.text).toContain(`value="${secretOf("an")}&quot;&gt;&lt;script&gt;`);
    expect(page.text.match(/<script/g)).toHaveLength(1);
    const again = await an.call("GET", opened.page);
    expect(again.text).not.toContain(secretOf("an"));
    expect(again.text).not.toContain("<form");
    expect(api.log.join("\n")).not.toContain(secretOf("an"));
    const { rows } = await sql<{
      all: string;
    }>`select coalesce(string_agg(p::text, ' '), '') as all from punchout_sessions p`.execute(database);
    expect(rows[0]?.all).not.toContain("geheim");
  });

  test("only who opened it gets the page, and only for some minutes", async () => {
    const first = await open();
    expect((await bert.call("GET", first.page)).text).not.toContain("<form");
    expect((await an.call("GET", first.page)).text).toContain("<form");
    const second = await open();
    ahead = 6;
    expect((await an.call("GET", second.page)).text).not.toContain("<form");
  });

  test("a token is 24 random bytes of which only the hash is kept", async () => {
    const { path } = await visit();
    const token = path.split("/").at(-1) ?? "";
    expect(Buffer.from(token, "base64url")).toHaveLength(24);
    const { rows } = await sql<{
      all: string;
    }>`select string_agg(p::text, ' ') as all from punchout_sessions p`.execute(database);
    expect(rows[0]?.all).not.toContain(token);
    expect(rows[0]?.all).not.toContain(Buffer.from(token).toString("hex"));
    expect((await visit()).path).not.toBe(path);
  });

  test("a shop that opens by address is opened by address", async () => {
    const id = await basketLogin(an, shop, "elders", { connector: "webshop-only" });
    const page = await an.call("GET", (await open(an, { entryId: id })).page);
    expect(page.text).toContain(`method="get" action="https://winkel.example/start"`);
    expect(String(page.headers["content-security-policy"])).toMatch(/form-action https:;/);
  });
});

describe("coming back", () => {
  test("the basket lies ready for who filled it, for the document it was opened from, with no cookie at all", async () => {
    const document = await draftOf(an, "quote");
    const { path } = await visit(an, { documentId: document.id });
    const answer = await post(path, oci([wire, { ...wire, QUANTITY: "2", VENDORMAT: "B" }]));
    expect(answer.status).toBe(303);
    const id = basketAt(answer);
    expect(answer.headers.location).toBe(`/a/${administrationId}/purchasing/baskets/${id}`);
    expect(answer.headers["set-cookie"]).toBeUndefined();
    const page = await read(an, id);
    expect(page).toMatchObject({ state: "staged", source: "punchout", documentId: document.id, canEmpty: false });
    expect(page.lines[0]).toMatchObject({ code: "031710    005  100", offer: { price: "0.239", amount: "47.80" } });
    expectProblem(await bert.call("GET", `/api/supplier-baskets/${id}`), 404, "request.not_found");
    const { rows } = await sql<{
      raw: Buffer;
      type: string;
    }>`select raw, raw_content_type as type from supplier_baskets where id = ${id}`.execute(database);
    expect(rows[0]?.raw.toString()).toContain("NEW_ITEM-DESCRIPTION");
    expect(rows[0]?.type).toBe("application/x-www-form-urlencoded");
  });

  test("the second post changes nothing, says so, and is kept as an attempt", async () => {
    const { path } = await visit();
    const first = await post(path, oci([wire]));
    const [baskets, attempts] = [await count("supplier_baskets"), await count("punchout_attempts")];
    const second = await post(path, oci([wire, { ...wire, VENDORMAT: "gesmokkeld" }]));
    expect(second.status).toBe(200);
    expect(second.text).toContain("Dit mandje is al ontvangen");
    expect(second.text).toContain(`href="${first.headers.location}"`);
    expect(await count("supplier_baskets")).toBe(baskets);
    expect(await count("punchout_attempts")).toBe(attempts + 1);
    for (let times = 0; times < 10; times += 1) await post(path, oci([wire]));
    expect(await count("punchout_attempts")).toBe(attempts + 5);
  });

  test("of ten posts at once, one is the first", async () => {
    const { path } = await visit();
    const baskets = await count("supplier_baskets");
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(path, oci([wire]))));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(await count("supplier_baskets")).toBe(baskets + 1);
  });

  test("an unknown, a guessed and a senseless address tell nothing and keep nothing", async () => {
    const before = await count("supplier_baskets");
    for (const token of [
      "x".repeat(32),
      "A".repeat(22),
      "kort",
      "%00".repeat(20),
      "../../../etc",
      `${"a".repeat(32)}'--`,
    ]) {
      const answer = await post(`/punchout/return/${token}`, oci([wire]));
      expect(answer.status).toBe(404);
      expect(answer.text).not.toContain("031710");
    }
    expect(await count("supplier_baskets")).toBe(before);
  });

  test("within a day after the visit was over it is put aside, later it is over", async () => {
    const [parked, gone] = [await visit(), await visit()];
    ahead = 8 * 60 + 1;
    const answer = await post(parked.path, oci([wire]));
    expect(answer.status).toBe(200);
    expect(answer.text).toContain("Je mandje is apart gezet");
    const [, id = ""] = /baskets\/([\w-]+)"/.exec(answer.text) ?? [];
    expect((await read(an, id)).state).toBe("parked");
    ahead = (8 + 24) * 60 + 1;
    const before = await count("supplier_baskets");
    expect((await post(gone.path, oci([wire]))).status).toBe(404);
    expect([await count("supplier_baskets"), await count("punchout_attempts")]).toEqual([
      before,
      await count("punchout_attempts"),
    ]);
  });

  test("a visit is given its full time again by who made it, while it lasts", async () => {
    const { id, path } = await visit();
    ahead = 7 * 60;
    expectProblem(await bert.call("POST", `/api/supplier-baskets/open/${id}/extend`), 404, "request.not_found");
    expect((await an.call("POST", `/api/supplier-baskets/open/${id}/extend`)).status).toBe(200);
    ahead = 14 * 60;
    expect((await post(path, oci([wire]))).status).toBe(303);
    expectProblem(await an.call("POST", `/api/supplier-baskets/open/${id}/extend`), 404, "request.not_found");
  });

  test("only a POST, unless the login says that this shop comes by GET", async () => {
    const { path } = await visit();
    for (const method of ["GET", "PUT", "DELETE", "PATCH"]) {
      const answer = await api.call(method, `${path}?${oci([wire])}`);
      expect(answer.status).toBe(405);
      expect(answer.headers.allow).toBe("POST");
    }
    expect((await post(path, oci([wire]))).status).toBe(303);
    const byGet = await basketLogin(an, shop, "metget", { settings: { takesGet: true } });
    const other = await visit(an, { entryId: byGet });
    const answer = await api.call("GET", `${other.path}?${oci([wire])}`);
    expect(answer.status).toBe(303);
    expect((await read(an, basketAt(answer))).lines).toHaveLength(1);
  });

  test("too large is refused before it is kept, and the visit is still good", async () => {
    const { path } = await visit();
    const huge = Buffer.alloc(5 * 1024 * 1024 + 1, "a");
    expect((await post(path, huge)).status).toBe(413);
    const many = oci(Array.from({ length: 2001 }, (_, index) => ({ ...wire, VENDORMAT: `N${index}` })));
    expect((await post(path, many)).status).toBe(413);
    expect((await post(path, oci([wire]))).status).toBe(303);
  });

  test("what is no basket is said to be none, and what came back empty as well", async () => {
    const { path } = await visit();
    for (const [body, type] of [
      ["<html><body>fout</body></html>", "text/html"],
      ["{}", "application/json"],
      ["%ZZ%", "multipart/form-data"],
      ["<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><cXML>&a;</cXML>", "text/xml"],
    ] as const) {
      const answer = await post(path, body, { "content-type": type });
      expect([type, answer.status, answer.headers.location]).toEqual([type, 422, undefined]);
    }
    const cancelled = await visit();
    const empty = `<?xml version="1.0"?><cXML><Message><PunchOutOrderMessage><BuyerCookie>${cancelled.path.split("/").at(-1)}</BuyerCookie><PunchOutOrderMessageHeader operationAllowed="create"><Total><Money currency="EUR">0</Money></Total></PunchOutOrderMessageHeader></PunchOutOrderMessage></Message></cXML>`;
    const nothing = await post(cancelled.path, new URLSearchParams({ "cXML-urlencoded": empty }).toString());
    expect(nothing.status).toBe(200);
    expect(nothing.text).toContain("Er kwam niets terug uit de webshop");
  });

  test("a cXML basket of another visit is nobody's here", async () => {
    const { path } = await visit();
    const foreign = `<?xml version="1.0"?><cXML><Message><PunchOutOrderMessage><BuyerCookie>van-iemand-anders</BuyerCookie><PunchOutOrderMessageHeader operationAllowed="create"><Total><Money currency="EUR">1</Money></Total></PunchOutOrderMessageHeader><ItemIn quantity="1"><ItemID><SupplierPartID>L-9W</SupplierPartID></ItemID><ItemDetail><UnitPrice><Money currency="EUR">1</Money></UnitPrice><Description xml:lang="nl">Lamp</Description><UnitOfMeasure>C62</UnitOfMeasure></ItemDetail></ItemIn></PunchOutOrderMessage></Message></cXML>`;
    const before = await count("supplier_baskets");
    expect((await post(path, new URLSearchParams({ "cXML-urlencoded": foreign }).toString())).status).toBe(422);
    expect(await count("supplier_baskets")).toBe(before);
  });

  test("latin-1 and hostile text come through as text; a line that cannot be read is named", async () => {
    const { path } = await visit();
    const body =
      oci([
        { ...wire, DESCRIPTION: `<img src=x onerror=alert(1)>"'` },
        { ...wire, QUANTITY: "1,000.000" },
      ]) +
      "&NEW_ITEM-DESCRIPTION[3]=C%E2ble+%E9tam%E9&NEW_ITEM-QUANTITY[3]=1&NEW_ITEM-UNIT[3]=MTR&NEW_ITEM-PRICE[3]=1&NEW_ITEM-CURRENCY[3]=EUR&NEW_ITEM-VENDORMAT[3]=C";
    const answer = await post(path, body, { "content-type": "application/x-www-form-urlencoded; charset=ISO-8859-1" });
    expect(answer.status).toBe(303);
    const page: Page = (
      await an.call("GET", `/api/supplier-baskets/${basketAt(answer)}`, undefined, { "accept-language": "nl" })
    ).json;
    expect(page.lines.map(({ description }) => description)).toEqual([`<img src=x onerror=alert(1)>"'`, "Câble étamé"]);
    expect(page.remarks).toContain("Regel 2: Het aantal is geen getal, dus niet overgenomen.");
  });

  test("a shop in a frame is left by a page that goes to the top, and nothing posted says where to", async () => {
    const { path } = await visit();
    const body = `${oci([wire])}&url=https://evil.example&redirect=https://evil.example&HOOK_URL=https://evil.example&~TARGET=_self`;
    const answer = await post(path, body, { "sec-fetch-dest": "iframe" });
    expect(answer.status).toBe(200);
    expect(answer.headers["x-frame-options"]).toBeUndefined();
    const policy = String(answer.headers["content-security-policy"]);
    expect(policy).not.toContain("frame-ancestors");
    const [, nonce = ""] = /'nonce-([^']+)'/.exec(policy) ?? [];
    expect(answer.text).toContain(`<script nonce="${nonce}">window.top.location.replace`);
    expect(answer.text).toMatch(new RegExp(`href="/a/${administrationId}/purchasing/baskets/[\\w-]+" target="_top"`));
    expect(answer.text).not.toContain("evil");
  });

  test("while the app is off, what a person still brings back is not lost", async () => {
    const { path } = await visit();
    await an.call("POST", "/api/apps/supplierWebshops/deactivate");
    expect((await post(path, oci([wire]))).status).toBe(303);
    expectProblem(await an.call("POST", "/api/supplier-baskets/open", { entryId }), 409, "apps.off");
    await switchOn(an);
  });

  test("a shop that posts in a loop is held off", async () => {
    const { path } = await visit();
    const statuses: number[] = [];
    for (let times = 0; times < 25; times += 1) statuses.push((await post(path, oci([wire]))).status);
    expect(statuses).toContain(429);
  });

  test("no other administration reads a visit, not even at the database", async () => {
    const other = await api.store.makeAdministration({ name: "Buren" });
    await api.store.app.transaction().execute(async (trx) => {
      await sql`select set_config('app.administration', ${other}, true)`.execute(trx);
      for (const table of ["punchout_sessions", "punchout_attempts"])
        expect((await sql`select from ${sql.table(table)}`.execute(trx)).rows).toEqual([]);
    });
    await expect(sql`select from punchout_sessions`.execute(api.store.hub)).rejects.toThrow(/permission denied/);
  });
});

test("without a public address there is nowhere to come back to, and it says so", async () => {
  const inside = await apiUnderTest({
    connectors: [wholesalerConnector],
    openHosts: openHostsOf(shop),
    publicUrl: null,
  });
  const { browser } = await setUp(inside);
  await switchOn(browser);
  const id = await basketLogin(browser, shop, "an");
  const refused = await browser.call(
    "POST",
    "/api/supplier-baskets/open",
    { entryId: id },
    { "accept-language": "nl" },
  );
  expectProblem(refused, 409, "request.conflict");
  expect(refused.text).toContain("openbare adres");
});
