import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { endpoints } from "./endpoints.ts";
import { apiUnderTest, expectProblem, type Answer } from "./testing/api-under-test.ts";
import { setUp } from "./testing/browser.ts";
import { connectShop, shopBody } from "./testing/shop-connection.ts";

const api = await apiUnderTest();
const { call, store, makeToken } = api;
const administrationId = await store.makeAdministration();
const token = await makeToken("owner", administrationId);
const operator = await makeToken("operator", null);
const { connectionId } = await connectShop(api, token);
const { browser } = await setUp(api);
const fieldsOf = (answer: Answer) => (answer.json as { errors?: { field: string; message: string }[] }).errors ?? [];

/** The same value with `replace` applied to each text in it, one at a time, and to each name. */
function* spoilt(value: unknown, replace: (text: string) => string): Generator<unknown> {
  if (typeof value === "string") yield replace(value);
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    for (const worse of spoilt(inner, replace)) yield { ...value, [name]: worse };
    const { [name]: _, ...rest } = value as Record<string, unknown>;
    yield { ...rest, [replace(name)]: inner };
  }
}

describe("text that PostgreSQL cannot keep is a 400 wherever it stands", () => {
  const bodies: Readonly<Record<string, unknown>> = {
    "POST /api/connections": shopBody(),
    "POST /api/administrations": {
      name: "Naam",
      country: "BE",
      email: "a@example.be",
      address: { streetName: "Straat 1", cityName: "Gent" },
    },
    "POST /api/setup": {
      user: { name: "An", email: "an@example.be", password: "een lang wachtwoord" },
      administration: { name: "Naam", country: "BE" },
      code: "x",
    },
    "POST /api/session": { email: "an@example.be", password: "een lang wachtwoord" },
    "POST /api/session/totp": { code: "123456" },
    "PUT /api/me": { name: "An" },
    "PUT /api/me/email": { email: "an@example.be", password: "een lang wachtwoord" },
    "PUT /api/me/password": { password: "een lang wachtwoord", newPassword: "een ander wachtwoord" },
    "POST /api/me/totp": { password: "een lang wachtwoord" },
    "PUT /api/me/totp": { code: "123456" },
    "DELETE /api/me/totp": { password: "een lang wachtwoord" },
    "POST /api/invitations": { email: "an@example.be", role: "viewer" },
    "POST /api/invitations/:invitation": { user: { name: "An", password: "een lang wachtwoord" } },
    "POST /api/couplings": {
      kind: "shopOrders",
      sourceConnectionId: connectionId,
      settings: { moment: "statuses", statuses: ["processing"] },
    },
    "PUT /api/couplings/:couplingId": { settings: { statuses: ["x"] }, state: "off", settingsVersion: 1 },
    "PUT /api/connections/:connectionId": { name: "Naam", settings: { shopUrl: "https://shop.example.be" } },
    "POST /api/orders/:connectionId/:orderId/skip": { reason: "reden" },
    "PUT /api/number-series/:kind/format": { format: "{yyyy}-{nnnn}" },
    "PUT /api/connections/:connectionId/mappings/:what/:from": { category: "AE", reason: "reden" },
  };
  const place = {
    connectionId,
    couplingId: randomUUID(),
    documentId: randomUUID(),
    alarmId: randomUUID(),
    orderId: "42",
    what: "untaxedLine",
  };
  const values: Readonly<Record<string, string>> = { ...place, from: "x", kind: "invoice", year: "2026" };
  const fill = (path: string, name = "", by = "") =>
    path.replace(/:(\w+)/g, (_, parameter: string) => (parameter === name ? by : (values[parameter] ?? "")));
  const table = endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const);

  test.each(table)("%s", async (name, { method, path, scope }) => {
    const who = scope === "hub" ? operator : token;
    const cookie = [...browser.cookies].map((pair) => pair.join("=")).join("; ");
    const caller = scope === "self" ? { headers: { cookie, origin: api.url.origin } } : { token: who };
    const body = bodies[name];
    for (const replace of [(text: string) => `${text}\0`, (text: string) => `${text}\ud800`]) {
      for (const worse of spoilt(body, replace)) {
        const answer = await call(method, fill(path), { ...caller, body: worse });
        expectProblem(answer, 400, "request.invalid");
        expect(fieldsOf(answer)).toHaveLength(1);
      }
    }
    const parameters = [...path.matchAll(/:(\w+)/g)].map(([, parameter = ""]) => parameter);
    for (const parameter of parameters) {
      const given = { ...caller, ...(body !== undefined && { body }) };
      for (const by of ["%00", "a%00b"]) expectProblem(await call(method, fill(path, parameter, by), given), 400);
      for (const by of ["%ff", "%ED%A0%80", "%", "%zz"])
        expectProblem(await call(method, fill(path, parameter, by), given), 400);
    }
    if (method === "GET") expectProblem(await call(method, `${fill(path)}?limit=%00`, caller), 400);
  });

  test("an order whose id is text of any other kind is just not known", async () => {
    for (const id of [
      "0",
      "-1",
      "';drop%20x;--",
      "%F0%9F%9A%9A",
      "a%2Fb",
      "1e9",
      "99999999999999999999999999",
      "..%2f..",
    ])
      expectProblem(await call("GET", `/api/orders/${connectionId}/${id}`, { token }), 404, "request.not_found");
    for (const id of ["x".repeat(201), "x".repeat(1999), "x".repeat(2001)]) {
      const answer = await call("GET", `/api/orders/${connectionId}/${id}`, { token });
      expectProblem(answer, 400, "request.invalid");
    }
  });
});

test("nothing of all this was a failure of ours", () => {
  expect(api.log.filter((line) => (JSON.parse(line) as { level: number }).level >= 50)).toEqual([]);
});
