import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { apiUnderTest, expectProblem, type ApiUnderTest } from "#api/testing/api-under-test.ts";
import { an, openBrowser, setUp, type Browser } from "#api/testing/browser.ts";

let api: ApiUnderTest;
let browser: Browser;
let administrationId: string;
beforeAll(async () => {
  api = await apiUnderTest();
  ({ browser, administrationId } = await setUp(api));
});

const name = "schakel_session";
const { email, password } = an;
const signIn = async (origin?: string): Promise<Browser> => {
  const opened = openBrowser(api, origin);
  const answer = await opened.call("POST", "/api/session", { email: " An@Fietsen-Peeters.example ", password });
  expect({ status: answer.status, json: answer.json }).toEqual({ status: 200, json: { needs: null } });
  return opened;
};

describe("the cookie", () => {
  test("cannot be read by scripts, is not sent along by other sites, and lasts thirty days", async () => {
    const answer = await api.call("POST", "/api/session", { body: { email, password } });
    expect(answer.headers["set-cookie"]).toEqual([
      expect.stringMatching(/^schakel_session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
  });

  test("is kept to this host and to https where the browser speaks https", async () => {
    const headers = { origin: "https://hub.example.be" };
    const answer = await api.call("POST", "/api/session", { body: { email, password }, headers });
    expect(answer.headers["set-cookie"]).toEqual([
      expect.stringMatching(/^__Host-schakel_session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ]);
    const secure = await signIn("https://hub.example.be");
    expect([...secure.cookies.keys()]).toEqual([`__Host-${name}`]);
    expect((await secure.call("GET", "/api/me")).status).toBe(200);
    await secure.call("DELETE", "/api/session");
    expect([...secure.cookies]).toEqual([]);
  });

  test.each([
    ["nothing", ""],
    ["a letter", "x"],
    ["two letters", "a.b"],
    ["half a character", "%"],
    ["far too much", "x".repeat(4000)],
  ])("that holds %s is nobody's", async (_name, cookie) => {
    expectProblem(await api.call("GET", "/api/me", { headers: { cookie: `${name}=${cookie}` } }), 401);
  });

  test("with the token of a session and another signature is nobody's", async () => {
    const [token = ""] = decodeURIComponent(browser.cookies.get(name) ?? "").split(".");
    const { rows } = await sql`select from auth."session" where token = ${token}`.execute(api.store.owner);
    expect(rows).toHaveLength(1);
    const forged = `${name}=${encodeURIComponent(`${token}.${Buffer.alloc(32, 7).toString("base64")}`)}`;
    expectProblem(await api.call("GET", "/api/me", { headers: { cookie: forged } }), 401);
  });
});

describe("a write with the cookie", () => {
  const write = (headers: Record<string, string>) => {
    const cookie = [...browser.cookies].map((pair) => pair.join("=")).join("; ");
    return api.call("PUT", "/api/me", { body: { firstPage: "work" }, headers: { cookie, ...headers } });
  };

  test.each([
    ["another site", { origin: "https://evil.example" }],
    ["a page without an origin", { origin: "null" }],
    ["nobody knows where", {}],
    ["another site, by what the browser says", { "sec-fetch-site": "cross-site" }],
    ["a neighbour below the same domain", { "sec-fetch-site": "same-site", origin: "https://hub.example.be" }],
    ["an address typed by the user", { "sec-fetch-site": "none" }],
    ["another port of this machine", { origin: "http://127.0.0.1:1" }],
  ])("from %s is refused", async (_name, headers) => {
    expectProblem(await write(headers), 403, "request.forbidden");
    expect((await browser.call("GET", "/api/me")).json).toMatchObject({ user: { firstPage: "usual" } });
  });

  test.each([
    ["the address it was asked at", () => ({ origin: api.url.origin })],
    ["its public address", () => ({ origin: "https://hub.example.be" })],
    ["itself, by what the browser says", () => ({ "sec-fetch-site": "same-origin" })],
  ])("from a page of %s is done", async (_name, headers) => {
    expect((await write(headers())).status).toBe(200);
    await browser.call("PUT", "/api/me", { firstPage: "usual" });
  });

  test("signing in from another site is refused as well", async () => {
    const headers = { origin: "https://evil.example" };
    expectProblem(await api.call("POST", "/api/session", { body: { email, password }, headers }), 403);
  });
});

describe("the administration of a call", () => {
  test("is the only one, the one in the header, or for reading the one in the query", async () => {
    expect((await browser.call("GET", "/api/orders")).status).toBe(200);
    const headers = { "schakel-administration": administrationId };
    expect((await browser.call("GET", "/api/orders", undefined, headers)).status).toBe(200);
    expect((await browser.call("GET", `/api/orders?administration=${administrationId}`)).status).toBe(200);
  });

  test("of others and one that does not exist are refused in the same words, also to the operator", async () => {
    const others = await api.store.makeAdministration({ name: "Geheim bedrijf" });
    const nothing = "00000000-0000-4000-8000-000000000000";
    const answers = await Promise.all(
      [others, nothing, "x"].map((id) => browser.call("GET", `/api/orders?administration=${id}`)),
    );
    for (const answer of answers) expectProblem(answer, 403, "request.forbidden");
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const asked = await browser.call("GET", "/api/administrations");
    expect(asked.text).toContain("Geheim bedrijf");
    expect((await browser.call("GET", "/api/me")).text).not.toContain("Geheim bedrijf");
  });

  test("is gone at once with the membership", async () => {
    const memberships = sql`select user_id, role from memberships where administration_id = ${administrationId}`;
    const { rows } = await memberships.execute(api.store.owner);
    await sql`delete from memberships where administration_id = ${administrationId}`.execute(api.store.owner);
    expectProblem(await browser.call("GET", `/api/orders?administration=${administrationId}`), 403);
    await sql`insert into memberships (administration_id, user_id, role)
      select ${administrationId}, user_id, role from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m(user_id text, role text)`.execute(
      api.store.owner,
    );
    expect((await browser.call("GET", "/api/orders")).status).toBe(200);
  });

  test("made by an operator is his own", async () => {
    const body = { name: "Tweede bv", country: "BE", address: { countryCode: "BE" } };
    const made = await browser.call("POST", "/api/administrations", body);
    expect(made.status).toBe(201);
    const { administrations }: { administrations: object[] } = (await browser.call("GET", "/api/me")).json;
    expect(administrations).toMatchObject([{ name: "Fietsen Peeters bv" }, { name: "Tweede bv", role: "owner" }]);
    expectProblem(await browser.call("GET", "/api/orders"), 400, "request.invalid");
  });
});

describe("sessions", () => {
  test("are listed with address and browser, and one can be ended from another", async () => {
    const other = await signIn();
    const listed = await browser.call("GET", "/api/me/sessions");
    const { items }: { items: { id: string; isCurrent: boolean; browser: string; address: string }[] } = listed.json;
    expect(items.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
    expect(items[0]).toMatchObject({ browser: "Testbrowser 1.0", address: "127.0.0.1" });
    expect(listed.text).not.toMatch(/token/i);
    const { items: seen }: { items: typeof items } = (await other.call("GET", "/api/me/sessions")).json;
    const current = seen.find(({ isCurrent }) => isCurrent);
    expect((await browser.call("DELETE", `/api/me/sessions/${current?.id}`)).status).toBe(200);
    expectProblem(await other.call("GET", "/api/me"), 401, "request.unauthorized");
    expect([...other.cookies]).toEqual([]);
    expectProblem(await browser.call("DELETE", `/api/me/sessions/${current?.id}`), 404);
    expect((await browser.call("GET", "/api/me")).status).toBe(200);
  });

  test("signing out ends it, also for a copy of the cookie", async () => {
    const other = await signIn();
    const cookie = `${name}=${other.cookies.get(name)}`;
    await other.call("DELETE", "/api/session");
    expectProblem(await api.call("GET", "/api/me", { headers: { cookie } }), 401);
  });

  test("go on while they are used, and end after thirty days without", async () => {
    const used = await signIn();
    const age = (interval: string) =>
      sql`update auth."session" set "expiresAt" = now() + ${interval}::interval where token = ${
        decodeURIComponent(used.cookies.get(name) ?? "").split(".")[0]
      }`.execute(api.store.owner);
    await age("2 days");
    const prolonged = await used.call("GET", "/api/me");
    expect(prolonged.headers["set-cookie"]).toEqual([expect.stringContaining("Max-Age=2592000")]);
    await age("-1 second");
    expectProblem(await used.call("GET", "/api/me"), 401);
  });
});

describe("one's own details", () => {
  test("name, language and first page", async () => {
    const answer = await browser.call("PUT", "/api/me", { name: "An P.", language: "fr", firstPage: "orders" });
    expect(answer.json).toMatchObject({ user: { name: "An P.", language: "fr", firstPage: "orders" } });
    expectProblem(await browser.call("PUT", "/api/me", { language: "it" }), 400, "request.invalid");
    await browser.call("PUT", "/api/me", { name: an.name, language: "nl", firstPage: "usual" });
  });

  test("the password changes with the old one, and every other session ends", async () => {
    const other = await signIn();
    const wrong = await other.call("PUT", "/api/me/password", {
      password: "een ander wachtwoord",
      newPassword: "x".repeat(12),
    });
    expectProblem(wrong, 400, "password.wrong");
    expect(wrong.json).toMatchObject({ errors: [{ field: "password" }], title: "Je huidige wachtwoord klopt niet" });
    const short = await other.call("PUT", "/api/me/password", { password, newPassword: "kort" });
    expectProblem(short, 400, "password.unsuitable");
    const newPassword = "nog een lang wachtwoord";
    expect((await browser.call("PUT", "/api/me/password", { password, newPassword })).status).toBe(200);
    expectProblem(await other.call("GET", "/api/me"), 401);
    expect((await browser.call("GET", "/api/me")).status).toBe(200);
    expectProblem(await api.call("POST", "/api/session", { body: { email, password } }), 401, "sign_in.refused");
    const back = await browser.call("PUT", "/api/me/password", { password: newPassword, newPassword: password });
    expect(back.status).toBe(200);
  });

  test("the e-mail address changes with the password, to one that nobody has", async () => {
    expectProblem(await browser.call("PUT", "/api/me/email", { email: "an@nieuw.example", password: "verkeerd" }), 400);
    const changed = await browser.call("PUT", "/api/me/email", { email: "An@Nieuw.example", password });
    expect(changed.json).toMatchObject({ user: { email: "an@nieuw.example" } });
    const signed = await api.call("POST", "/api/session", { body: { email: "an@nieuw.example", password } });
    expect(signed.status).toBe(200);
    await browser.call("PUT", "/api/me/email", { email, password });
  });
});
