import { connect } from "node:net";
import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { apiUnderTest, expectProblem, type Answer } from "./testing/api-under-test.ts";
import { connectShop, shopBody } from "./testing/shop-connection.ts";

const api = await apiUnderTest();
const { call, store, makeToken, url } = api;
const administrationId = await store.makeAdministration();
const token = await makeToken("owner", administrationId);
const operator = await makeToken("operator", null);
const { connectionId } = await connectShop(api, token);

const fieldsOf = (answer: Answer) => (answer.json as { errors?: { field: string; message: string }[] }).errors ?? [];
const post = (body: unknown, headers: Record<string, string> = {}) =>
  call("POST", "/api/connections", { token, body, headers });

describe("bodies", () => {
  test("none at all names what is needed", async () => {
    const answer = await call("POST", "/api/connections", { token });
    expectProblem(answer, 400, "request.invalid");
    expect(fieldsOf(answer)).toEqual([
      { field: "connector", message: "Vul dit in" },
      { field: "name", message: "Vul dit in" },
      { field: "settings", message: "Vul dit in" },
      { field: "credentials", message: "Vul dit in" },
    ]);
  });

  test.each<[string, string | Buffer]>([
    ["broken JSON", '{"connector":'],
    ["a JSON text twice", "{} {}"],
    [
      "bytes that are no UTF-8",
      Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]),
    ],
    ["UTF-16", Buffer.from("\ufeff" + JSON.stringify(shopBody()), "utf16le")],
    ["NUL bytes between", Buffer.from("{}\0", "latin1")],
    ["a comment", "{/* */}"],
  ])("%s", async (_name, body) => {
    const answer = await post(body);
    expectProblem(answer, 400, "request.invalid");
    expect(answer.json).toMatchObject({ detail: expect.stringMatching(/^The body is not (JSON|UTF-8)$/) as string });
  });

  test.each<[string, unknown]>([
    ["a number", "7"],
    ["a list", []],
    ["a text", '"text"'],
    ["null", "null"],
  ])("%s instead of an object", async (_name, body) => {
    expectProblem(await post(body), 400, "request.invalid");
  });

  test("deeper than anybody nests, also far deeper than a call stack", async () => {
    for (const depth of [40, 10_000, 400_000]) {
      const body = `{"settings":${"[".repeat(depth)}${"]".repeat(depth)}}`;
      const answer = await post(body);
      expectProblem(answer, 400, "request.invalid");
      expect(answer.text).toContain("nests deeper than");
    }
  });

  test("__proto__ is refused and pollutes nothing", async () => {
    for (const body of ['{"__proto__":{"polluted":1}}', '{"settings":{"__proto__":{"polluted":1}}}']) {
      const answer = await post(body);
      expectProblem(answer, 400, "request.invalid");
      expect(answer.text).toContain("__proto__");
    }
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("of two fields of one name the last counts, as JSON readers have it", async () => {
    const text = JSON.stringify(shopBody("https://een.example.be")).replace('"name":', '"name":"first","name":');
    const answer = await post(text);
    expect(answer.status).toBe(201);
    expect(answer.json).toMatchObject({ name: "Testwinkel De Molen" });
  });

  test("more than a megabyte is too large, announced or not", async () => {
    const body = Buffer.alloc(1024 * 1024 + 1, " ");
    expectProblem(await post(body), 413, "request.too_large");
    const chunked = await call("POST", "/api/connections", {
      token,
      body,
      headers: { "transfer-encoding": "chunked" },
    }).catch((error: unknown) => error as Error);
    // Node may notice that nobody reads on before it reads the answer.
    expect(chunked instanceof Error ? 413 : chunked.status).toBe(413);
    expect((await call("GET", "/api/health")).status).toBe(200);
  });

  test.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/xml",
    "x",
  ])("%s is not read", async (type) => {
    expectProblem(await post("a=1", { "content-type": type }), 415, "request.wrong_type");
  });

  test("a character set is no other content type", async () => {
    const answer = await post(shopBody("https://twee.example.be"), {
      "content-type": "application/json; charset=utf-8",
    });
    expect(answer.status).toBe(201);
  });

  test("an endpoint that takes no body takes an empty one of any JSON client", async () => {
    const path = `/api/orders/${connectionId}/1/retry`;
    for (const body of ["", "{}", "null"]) expectProblem(await call("POST", path, { token, body }), 404);
  });
});

describe("parameters", () => {
  test.each([
    ["/api/orders?after=x"],
    ["/api/orders?after=1~42"],
    ["/api/orders?after=2026~42"],
    ["/api/orders?after=Tue%2C%201%20Jan%202026~42"],
    ["/api/orders?after=0000-01-01T00:00:00Z~42"],
    ["/api/orders?after=2026-02-30T00:00:00Z~42"],
    ["/api/orders?after=2026-01-01T00:00:00.123456789Z~42"],
    ["/api/orders?after=2026-01-01T00:00:00Z~"],
    ["/api/orders?after=2026-01-01T00:00:00Z~%00"],
    [`/api/orders?after=2026-01-01T00:00:00Z~${"9".repeat(400)}`],
    ["/api/orders?limit=0"],
    ["/api/orders?limit=-1"],
    ["/api/orders?limit=1.5"],
    ["/api/orders?limit=99999999999999999999"],
    ["/api/orders?limit=Infinity"],
    ["/api/orders?limit=tien"],
    ["/api/orders?limit=1&limit=2"],
    ["/api/orders?outcome=perfect"],
    ["/api/orders?connectionId=42"],
    ["/api/orders?language=de"],
    ["/api/orders/42/42"],
    ["/api/documents?kind=poem"],
    ["/api/documents?after=2026-99-99~00000000-0000-0000-0000-000000000000"],
    ["/api/documents?after=0000-01-01~00000000-0000-0000-0000-000000000000"],
    ["/api/documents?after=2026-01-01~------------------------------------"],
    ["/api/documents/42"],
    ["/api/documents/42/ubl"],
  ])("GET %s is a 400 that names the field", async (path) => {
    const answer = await call("GET", path, { token });
    expectProblem(answer, 400, "request.invalid");
    expect(fieldsOf(answer)[0]?.field).toMatch(/^[a-z]+/i);
  });

  test("a cursor this API gave is taken back", async () => {
    const at = `2026-11-21T23:01:05.123456Z~${randomUUID()}~42`;
    expect((await call("GET", `/api/orders?after=${at}`, { token })).status).toBe(200);
    const document = `2026-11-21~${randomUUID()}`;
    expect((await call("GET", `/api/documents?after=${document}`, { token })).status).toBe(200);
  });

  test.each([
    ["2147483648", 1],
    ["9007199254740993", 1],
    ["2026", 0],
    ["2026", -5],
    ["2026", 1e21],
    ["2026", 1.5],
    ["1999", 1],
  ])("number series %s, next %d", async (year, next) => {
    const answer = await call("PUT", `/api/number-series/invoice/${year}/next`, { token, body: { next } });
    expectProblem(answer, 400, "request.invalid");
  });
});

test("what is wrong is said in words a user can act on", async () => {
  const body = { ...shopBody(), name: "", pollingOnly: "ja", hookSecret: "x", credentials: { consumerKey: 7 } };
  expect(fieldsOf(await post(body))).toEqual([
    { field: "name", message: "Mag niet leeg zijn" },
    { field: "credentials.consumerKey", message: "Hier hoort tekst" },
    { field: "hookSecret", message: "Gebruik minstens 16 letters, cijfers, - en _" },
    { field: "pollingOnly", message: "Hier hoort ja of nee (true of false)" },
  ]);
  expect(fieldsOf(await post({ ...shopBody(), settings: { shopUrl: "shop" } }))).toEqual([
    { field: "settings.shopUrl", message: "Geef een webadres zoals https://shop.example.be" },
  ]);
  expect(fieldsOf(await post({ ...shopBody(), credentials: { consumerKey: "x", password: "y" } }))).toEqual([
    { field: "credentials.consumerSecret", message: "Vul dit in" },
    { field: "credentials.password", message: "Dit gegeven hoort niet bij dit systeem" },
  ]);
  const coupling = { kind: "shopOrders", sourceConnectionId: "42", settings: { moment: "later" }, state: "on" };
  expect(fieldsOf(await call("POST", "/api/couplings", { token, body: coupling }))).toEqual([
    { field: "sourceConnectionId", message: "Hier hoort een id (een UUID)" },
    { field: "settings.moment", message: "Kies created, paid of statuses" },
    { field: "state", message: "Kies off of live" },
  ]);
  const administration = { name: "N", country: "be", email: "geen", paymentTermDays: 1000, address: {} };
  const made = await call("POST", "/api/administrations", { token: operator, body: administration });
  expect(fieldsOf(made)).toEqual([
    { field: "country", message: "Geef een landcode van twee hoofdletters, zoals BE" },
    { field: "email", message: "Geef een e-mailadres zoals naam@voorbeeld.be" },
    { field: "paymentTermDays", message: "Hoogstens 365" },
  ]);
});

test("the same is said to an English and a French caller in their own words", async () => {
  const said = async (language: string) => {
    const administration = { name: "", country: "BE", paymentTermDays: 1000, address: {} };
    const headers = { "accept-language": language };
    const made = await call("POST", "/api/administrations", { token: operator, body: administration, headers });
    return { detail: (made.json as { detail: string }).detail, fields: fieldsOf(made) };
  };
  const english = [
    { field: "name", message: "may not be empty" },
    { field: "paymentTermDays", message: "expected 365 or less" },
  ];
  expect(await said("en-GB")).toEqual({ detail: "name: may not be empty", fields: english });
  expect(await said("fr-BE")).toEqual({
    detail: "name: may not be empty",
    fields: [
      { field: "name", message: "Ne peut pas être vide" },
      { field: "paymentTermDays", message: "Au plus 365" },
    ],
  });
});

describe("addresses", () => {
  test.each([
    ["GET", "/api/nothing"],
    ["GET", "/nothing"],
    ["GET", "/api"],
    ["GET", "/api/orders/"],
    ["DELETE", "/api/orders"],
    ["POST", "/"],
    ["PATCH", "/api/summary"],
    ["OPTIONS", "/api/orders"],
    ["OPTIONS", "*"],
    ["GET", "/../etc/passwd"],
    ["GET", "//evil.example/"],
    ["GET", "/.env"],
  ])("%s %s is not found, in the same shape as every problem", async (method, path) => {
    const answer = await call(method, path, { token });
    expectProblem(answer, 404, "request.not_found");
    expect(answer.json).toMatchObject({ title: "Niet gevonden", detail: "There is nothing at this address" });
  });

  test("HEAD answers as GET does, without a body", async () => {
    const answer = await call("HEAD", "/api/summary", { token });
    expect([answer.status, answer.text]).toEqual([200, ""]);
    expect((await call("HEAD", "/api/summary")).status).toBe(401);
  });

  const raw = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect({ host: url.hostname, port: Number(url.port) });
      let answer = "";
      socket.on("data", (chunk) => (answer += chunk.toString()));
      socket.on("end", () => resolve(answer));
      socket.on("error", reject);
      socket.write(text);
    });

  test("what is not HTTP, and headers without end, are problems too", async () => {
    const broken = await raw("NONSENSE\r\n\r\n");
    expect(broken).toMatch(/^HTTP\/1\.1 400 [\s\S]*application\/problem\+json[\s\S]*"request\.invalid"/);
    const flood = await raw(`GET / HTTP/1.1\r\nhost: x\r\n${"x-a: aaaaaaaaaaaaaaaa\r\n".repeat(2000)}\r\n`);
    expect(flood).toMatch(/^HTTP\/1\.1 431 [\s\S]*application\/problem\+json/);
    expect(flood).not.toMatch(/node_modules|HPE_/);
    expect((await call("GET", "/api/health")).status).toBe(200);
  });
});

test("nothing of all this was a failure of ours", () => {
  expect(api.log.filter((line) => (JSON.parse(line) as { level: number }).level >= 50)).toEqual([]);
});
